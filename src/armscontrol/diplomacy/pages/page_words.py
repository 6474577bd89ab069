"""Words that news pages put round an article, as patterns: English, then Russian.

Each list holds ways in which such paragraphs begin or end. They are narrow on purpose: a sentence of the article that
is taken for furniture is lost to the reader, so what an article might well say in such words is left out.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE


def _any(*ways: str) -> str:
    return "(?:" + "|".join(ways) + ")"


AGENCY = _any(
    "Reuters",
    "AP",
    "AFP",
    "EPA",
    "EFE",
    "TASS",
    "ТАСС",
    "Sputnik",
    "RIA Novosti",
    "РИА Новости",
    "Interfax",
    "Интерфакс",
    "Xinhua",
    "Kyodo(?: News)?",
    "Anadolu(?: Agency)?",
    "UPI",
    "dpa",
    "Bloomberg",
    "PA",
    "ANI",
    "IANS",
    "PTI",
    "Yonhap",
    "Ukrinform",
    "RFE/RL",
    "VOA(?: News)?",
    "CNN",
    "CNBC",
    "BBC(?: News)?",
    "NBC(?: News)?",
    "CBS(?: News)?",
    "ABC(?: News)?",
    "Fox News",
    "NPR",
    "(?:The )?Associated Press",
    "Agence France-Presse",
    "Getty(?: Images)?",
    "Shutterstock",
    "Zuma(?: Press)?",
    "Alamy",
    "iStock",
    "Press Association",
    r"Russian Presidential (?:Press|Executive) [\w ]{0,40}Office",
    r"Kremlin\.ru",
    "POOL",
    "UrduPoint(?: News)?",
    "Global Look Press",
    "Wikimedia(?: Commons)?",
    "Unsplash",
)
_MONTH = _any(
    "Jan(?:uary|\\.)?",
    "Feb(?:ruary|\\.)?",
    "Mar(?:ch|\\.)?",
    "Apr(?:il|\\.)?",
    "May",
    "June?",
    "July?",
    "Aug(?:ust|\\.)?",
    "Sept?(?:ember|\\.)?",
    "Oct(?:ober|\\.)?",
    "Nov(?:ember|\\.)?",
    "Dec(?:ember|\\.)?",
    "янв(?:аря|\\.)?",
    "фев(?:раля|\\.)?",
    "мар(?:та|\\.)?",
    "апр(?:еля|\\.)?",
    "мая",
    "июн[яь]?",
    "июл[яь]?",
    "авг(?:уста|\\.)?",
    "сен(?:тября|\\.)?",
    "окт(?:ября|\\.)?",
    "ноя(?:бря|\\.)?",
    "дек(?:абря|\\.)?",
)
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})"

_YOU_MAY = r"you (?:may|might)(?: also)? (?:like|enjoy|be interested in)"
LIST = re.compile(
    _any(
        rf"(?:products|articles|stories|items|posts|videos) {_YOU_MAY}",
        _YOU_MAY,
        "related (?:articles?|stories|story|posts?|news|content|topics?|coverage|links?|videos?|reading)",
        r"more (?:on|from|about) [^.!?]{2,40}",
        "more (?:stories|news|articles|top stories|to read)",
        "explore more",
        "recommended(?: (?:for you|stories|articles|reading))?",
        "(?:most|trending) (?:read|popular|viewed|now|stories|news)",
        "trending",
        "latest (?:news|stories|posts|articles|headlines)",
        "top stories",
        "popular (?:posts|now|articles|stories)",
        "in other news",
        "editor[’']?s[’']? picks?",
        "don[’']?t miss",
        "read (?:more|next|also)",
        "up next",
        "see also",
        "must reads?",
        "(?:from )?around the web",
        "sponsored(?: content| stories)?",
        "promoted (?:content|stories)",
        "what to read next",
        "читайте также",
        "материалы по теме",
        "по теме",
        "смотрите также",
        "другие новости",
        "популярное",
        "новости по теме",
        "главное за день",
    )
    + r"\s*[:»>]?",
    _I,
)
COUNTER = re.compile(r"(?:\d{1,5} )?(?:comments?|комментари[ийя]+)(?: \(\d+\)|:? ?\d+)?", _I)
END = re.compile(
    _any(
        "leave (?:a|your) (?:reply|comment).{0,60}",
        "(?:post|add|write) a comment.{0,40}",
        "a message from [^.!?]{2,40}",
        "join the (?:conversation|discussion).{0,40}",
        "reader comments",
        "(?:оставить|добавить) комментарий.{0,40}",
    ),
    _I,
)

_NETWORK = _any(
    "facebook",
    "twitter",
    "whatsapp",
    "telegram",
    "linkedin",
    "reddit",
    "e-?mail",
    "x",
    "copy link",
    "print",
    "share",
    "pinterest",
    "flipboard",
    "viber",
    "vk",
    "messenger",
)
FORM = re.compile(
    "(?:please )?"
    + _any(
        "sign up (?:for|to|here|now|today)",
        r"subscribe(?: (?:to|for|now|today)\b|$)",
        "enter (?:your|a valid) e-?mail",
        "get (?:our|the|your) .{0,50}(?:newsletter|e-?mail|inbox)",
        r"register (?:for|to|now)\b",
        r"log ?in (?:to|or)\b",
        r"sign in(?: (?:to|or)\b|$)",
        "already (?:a subscriber|have an account)",
        "create (?:an|your) account",
        "we use cookies",
        "this (?:site|website|page) uses cookies",
        "by clicking",
        "by subscribing",
        "by signing up(?:,| you| to our| for our)",
        "by continuing to (?:use|browse)",
        "accept (?:all )?cookies",
        "accept(?: all)?$",
        "manage (?:cookies|consent|preferences)",
        "(?:your|our) privacy",
        "read our (?:privacy|terms)",
        "thanks? (?:you )?for (?:signing|subscribing|reading|registering)",
        "support (?:our|independent) journalism",
        "donate (?:now|today|to)",
        "become a (?:member|subscriber|supporter)(?! of)",
        "start your (?:free )?trial",
        "to continue reading",
        "this article is (?:for|only available to) subscribers",
        "i would like to be emailed",
        "(?:share|tweet|pin|email|print)(?: (?:this|on|via|the (?:article|story|page)).{0,50})?$",
        "copy link",
        "(?:follow|like|join|find) us on",
        r"(?:follow|join) (?:our|the) .{0,40}\b(?:telegram|whatsapp|facebook|twitter)",
        "join our .{0,40}(?:forum|community|channel)",
        "listen to (?:this )?article",
        r"(?:click|tap) here\b",
        r"download (?:our|the) .{0,30}app\b",
        "skip to (?:main )?content",
        rf"{_NETWORK}(?:[\s,|/•·]+{_NETWORK})*$",
        "javascript (?:is|must|seems)",
        "(?:please )?enable javascript",
        "your browser does not",
        r"loading\b.{0,12}$",
        "play video",
        "(?:watch|listen) (?:live|now)$",
        "(?:show|hide|view) (?:all|more|comments|caption).{0,20}$",
        "(?:menu|search|close|home)$",
        "key points$",
        "in brief$",
        "video ?\\d{1,2}:\\d\\d.{0,10}$",
        r"[^.!?]{2,30} > [^.!?]{2,60}$",
        "@\\w{2,30}$",
        "подпи(?:шитесь|сывайтесь|саться)",
        "поделиться",
        r"мы используем (?:файлы )?cookie",
        r"войти\b.{0,30}$",
    ),
    _I,
)
FORM_INSIDE = re.compile(
    _any(
        "please enter a valid email",
        "read our privacy (?:notice|policy)",
        "privacy policy and terms",
        "unsubscribe at any time",
        "(?:sent|delivered) (?:straight |directly )?to your inbox",
        "straight to your inbox",
        "we use cookies",
        "(?:sign up|subscribe) (?:for|to) (?:our|the) (?:.{0,40} )?newsletter",
    ),
    _I,
)
FOOTER = re.compile(
    _any(
        r"(?:read|view|see|click (?:here )?(?:for|to read)) (?:the )?(?:original|full|source) (?:source|article|"
        r"story|post|text|version)"
        r".{0,60}$",
        r"(?:original )?source(?: link)?:? ?(?:here|link|https?://\S+)?\.?$",
        r"via https?://\S+$",
        r"some (?:of the )?information (?:for|in) this (?:report|story|article)\b",
        r"(?:copyright\b|©|\(c\) ?(?:copyright|\d{4})|all rights reserved)",
        r"this (?:article|story|post|piece|content|material) (?:was|is|has been|first|originally|may|cannot|"
        r"will)\b[^.]{0,80}\b"
        "(?:published|appeared|republished|reproduced|translated|generated|syndicated|rewritten|edited|"
        "distributed|broadcast)",
        r"(?:this|the) (?:article|story|report|post) (?:was |has been )?(?:originally|first) (?:published|appeared)\b",
        r"(?:editor[’']s|editors[’']|translator[’']s) note\b",
        "correction:",
        r"[^.]{2,200} contributed (?:to this (?:report|story|article)|reporting)\b",
        r"(?:the )?(?:associated press|ap|reuters|afp|agence france-presse|cnn|cnbc|voa) contributed(?: to this|"
        r" reporting|\.?$)",
        r"\(?(?:with )?(?:additional )?(?:reporting|writing|editing|translation)(?: and (?:reporting|writing|"
        r"editing))? by "
        r"(?:[^;]{2,120};.{0,400}|[^.]{2,120}\)?)$",
        r"\(?(?:edited|translated|compiled|written) by [^.]{2,60}\.?\)?$",
        r"(?:with|and) (?:reporting|files|inputs?|agency inputs) (?:by|from) [^.]{2,60}\.?$",
        rf"(?:with|and) (?:information|material) from (?:the )?{AGENCY}\b[^.]{{0,80}}\.?$",
        "our standards: ",
        r"(?:tags?|topics?|categories|keywords?)\s*(?::|$)",
        "filed under",
        r"advertisement\b.{0,30}$",
        "advertising$",
        "ad$",
        r"sponsored by\b",
        "scroll (?:down|to|for) .{0,40}$",
        "(?:story|article) continues.{0,40}$",
        "continue (?:reading|below).{0,40}$",
        r"(?:do you )?have (?:a )?(?:news )?tips?\?",
        r"contact (?:us|the (?:author|reporter|newsroom))\b",
        "(?:send|write) us .{0,60}$",
        "terms (?:of (?:use|service|sale)|and conditions|& conditions)",
        "privacy (?:policy|notice)$",
        "about us$",
        "notes?:?$",
        "references:?$",
        r"disclaimer\b",
        "back to top",
        "reuse (?:this )?content",
        "order reprints",
        "about the authors?$",
        "the (?:views|opinions) expressed (?:here|in this|are|by the author)",
        "get more news",
        r"for more (?:news|information|stories|coverage)\b.{0,80}$",
        r"learn more (?:about|at|here)\b.{0,80}$",
        "learn more .{0,60}here$",
        r"(?:watch|listen to) .{0,80}(?:below|above|here)\.?$",
        "_{2,}$",
        r"(?:#\w+\s*)+$",
        r"реклама\b.{0,30}$",
        "источник:",
        r"теги\s*:",
        "все права защищены",
        "при (?:полном|использовании) .{0,60}ссылк",
        "нашли ошибку",
    ),
    _I,
)
TEASER = re.compile(
    _any(
        "read (?:more|also|next|the full)",
        "also read",
        "see (?:also|more)",
        "related(?: (?:article|story|video))?",
        "watch(?: (?:also|now|live|more))?",
        "more (?:on this|here)",
        "don[’']?t miss",
        "must[- ]read",
        "recommended",
        "video",
        "in pictures",
        "gallery",
        "photos",
        "analysis",
        "opinion",
        "explainer",
        "explained",
        "live(?: updates)?",
        "breaking",
        "podcast",
        "listen",
        "exclusive",
        "fact check",
        "factbox",
        "up next",
        "read",
        "читайте также",
        "видео",
        "смотрите также",
        "по теме",
    )
    + r"\s*(?::|\||>|»|—|–| - )\s*\S",
    _I,
)

_NAME = r"[A-ZА-ЯЁ][\w.’'-]+"
BYLINE = re.compile(
    _any(
        r"(?:[Bb]y|BY|[Ww]ritten by|[Rr]eported by|[Ss]tory by|[Аа]втор:?|[Тт]екст:) (?:the )?[A-ZА-ЯЁ][^.!?\n]{1,90}$",
        rf"{_NAME}(?: {_NAME}){{1,3}}(?:,| \||,? (?:for|at|-|–|—)) {AGENCY}(?: [A-Z]\w+)?$",
        rf"{_NAME}(?: {_NAME}){{1,3}} in {_NAME}(?: {_NAME})?$",
        rf"(?:{_NAME} ){{1,3}}is (?:a|an|the) [^.]{{0,80}}\b(?:reporter|correspondent|journalist|editor|writer|"
        rf"columnist)\b[^.]{{0,60}}"
        r"\b(?:for|at|based|covering)\b",
    )
)
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,5}(?:[+-]\d+)?\)?)?"
_FIGURES = r"(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}[- ][A-Z][a-z]{2}[- ]\d{2,4})"
STAMP = re.compile(
    r"(?:(?:first |last )?(?:published|updated|posted|modified|edited|issued|created|date|опубликовано|"
    r"обновлено)(?: (?:on|at|by))?\s*:?\s*"
    rf"(?:$|(?:{_WEEKDAY}|Mon|Tue|Wed|Thu|Fri|Sat|Sun|{_DAY}|{_FIGURES}|{_CLOCK}|\d{{1,2}} (?:hours?|days?|"
    rf"minutes?))[^.!?]{{0,80}}"
    r"(?:[ap]\.m\.)?[^.!?]{0,30})|"
    rf"(?:{_CLOCK}[\s,|/—–-]*)?(?:(?:{_WEEKDAY}|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,? )?(?:{_DAY},? \d{{4}}|{_FIGURES})"
    rf"(?:\s?г\.)?[\s,|/—–@T-]*(?:(?:at|в) )?(?:{_CLOCK})?[\s.,|]*|{_CLOCK}|"
    rf"(?:сегодня|вчера|today|yesterday),?(?: (?:at|в))? {_CLOCK}|"
    r"\d{1,3} ?min(?:ute)?s?(?: (?:read|ago))?|\d{1,3} (?:hours?|days?|weeks?|months?) ago|reading time.{0,20}"
    r")$",
    _I,
)
CREDIT = re.compile(
    _any(
        rf"[^.|]{{2,60}}\| ?(?:via )?{AGENCY}[^.]{{0,40}}",
        "©.{1,80}",
        rf".{{0,60}}/ ?{AGENCY}",
        rf"{AGENCY}(?: (?:Images|Photo|Photos|File))?",
        r".{0,60}\b(?:Getty Images|AFP|Shutterstock).{0,3}",
        r"(?:cover |file )?(?:photo|image|picture|pic|photograph|illustration|graphic|фото|credit|"
        r"source)s?(?: credits?| source)?"
        r"(?: by| courtesy(?: of)?|:|,| ©| via)\s?.{1,80}",
        r"(?:AP|EPA) Photo/.{1,60}",
        rf"(?:.{{2,60}},? )?via (?:{AGENCY}|X|Twitter|Telegram|Storyful)",
        r"\((?:photo|image|picture|фото|ap photo)\b.{1,100}\)",
        "(?:photo|image|file photo|ap photo)",
    )
    + r"\.?",
    _I,
)
CREDIT_INSIDE = re.compile(
    _any(
        r"(?:©|\(c\)) ?[A-ZА-ЯЁ][^.]{1,60}$",
        r"\((?:Photo|Image|Picture|Credit|AP Photo|Фото)\b[^)]{0,120}\)\.?$",
        r"\[(?:Photo|Image|Picture|Credit|Photos?/\w+)\b[^\]]{0,120}\]\.?$",
        r"(?:Photo|Image|Credit|File Photo|Photograph|Фото)(?: by|:) ?[^.]{2,80}\.?$",
        r"\b(?:REUTERS|AP Photo|EPA)/[A-Z][^.]{1,60}\.?$",
        r"/ ?(?:AFP|REUTERS|Reuters|AP|TASS|POOL|Getty Images|EPA|ТАСС|EFE|VCG|CFP|Xinhua|KCNA|Kyodo)\b[^.]{0,30}\.?$",
        r"\bGetty Images\)?\.?$",
        r"\((?:file|archive|stock) (?:photo|picture|image)\)$",
        r"\bhandout (?:photo|picture|image)\b",
        r"\| ?(?:AP|AFP|Reuters|Getty Images|TASS)$",
    )
)
PICTURE = re.compile(
    _any(
        r"(?:FILE|File)(?: [Pp]hoto| PHOTO| image)?\s*(?:-|–|—|:)",
        r"(?:A )?[Ff]ile photo\b",
        "Pictured",
        "Image caption,?",
        r"(?:An?|This) (?:undated )?(?:handout|photo|image|picture|video grab|still)\b[^.]{0,80}\b(?:shows?|taken|"
        r"released|provided)\b",
        r"[Ii]n this (?:[\w, ]{0,30})(?:photo|image|picture|handout)\b",
    )
)
SHOWN = re.compile(
    r"\b(?:attends?|speaks?|chairs?|meets?|shakes? hands|looks? on|arrives?|listens?|delivers?|gestures?|"
    r"address(?:es)?|walks?|waves?|"
    r"poses?|greets?|watch(?:es)?|reacts?|signs?|sits?|visits?|welcomes?|pauses?|departs?|parades?|"
    r"holds? (?:a|his|her|an|talks)|"
    r"takes part|gives? a|(?:is|are) (?:seen|pictured|displayed|launched)|lifts? off|participates?|testif(?:y|"
    r"ies)|applauds?|smiles?|"
    r"toasts?)\b"
)
SAYING = re.compile(
    r"\b(?:said|says|told|added|wrote|announced|stated|warned|stressed|noted|called|confirmed|declared|"
    r"insisted|reported|"
    r"(?:states|notes|adds|warns|stresses|finds|argues|explains|claims|concludes|recalls|specifies|provides|"
    r"reports) that|"
    r"according to|claimed|argued|explained|urged|accused|rejected|pledged|promised|reiterated|recalled|"
    r"(?:сказал|заявил|сообщил|отметил|добавил|подчеркнул)(?:а|и|о)?)\b"
)
TOLD = re.compile(
    rf"\b(?:said|told|added|declared|recalled|stressed|noted|announced|warned|stated|explained|confirmed)\b.{{0,80}}"
    rf"\b(?:that|{_WEEKDAY}|reporters|in an? (?:statement|interview|briefing))\b|\b(?:заявил|сообщил|сказал|"
    rf"отметил)(?:а|и)?\b"
)
PLACE_AND_YEAR_AT_END = re.compile(rf"\b(?:in|at|near|outside|from) [^.]{{0,60}}?[\w)],? (?:on )?{_DAY},? \d{{4}}\.?$")
TERM = re.compile(r"\b(?:by|until|till|through|since|before|after|expires?|between|and) \w+ \d{1,2}, \d{4}\.?$")
WEEKDAY_AT_END = re.compile(rf"\b(?:on )?{_WEEKDAY}(?:, {_DAY})?\.?$")
SIDE = re.compile(r"[,(] ?(?:left|right|center|centre|second (?:left|right)|[LRC]|2nd[LR]|from left)[,)]")
HAS_DAY = re.compile(rf"\b(?:{_WEEKDAY}|{_DAY}|yesterday|today)\b")
ASKING = re.compile(
    r"(?:what|why|how|who|when|where|which|is|are|will|can|could|does|do|did|has|should|что|почему|как|кто|когда)\b", _I
)
SEVERAL = re.compile(r"[.!?][\"”’»)]? [A-ZА-ЯЁ“\"«]")

_PLACE = r"[A-ZА-ЯЁ][\w.’'-]*(?:[ /-][A-ZА-ЯЁ(][\w.’')-]*){0,3}"
_CAPS = r"[A-ZА-ЯЁ][A-ZА-ЯЁ.’'-]+(?:[ /-][A-ZА-ЯЁ][A-ZА-ЯЁ.’'-]*){0,3}"
_CAPITAL = (
    r"(?:Washington|Moscow|Beijing|Geneva|Vienna|London|Brussels|Paris|Berlin|Kyiv|Kiev|Tokyo|Seoul|New York|New Delhi|"
    r"Tehran|Ankara|The Hague|Helsinki|Warsaw|Islamabad|Москва|Вашингтон|Киев|Минск)"
)
_DASH = r"\s?(?:--+|—|–|-|―)\s?"
_WHEN = rf"(?:[,.] ?{_DAY}(?:,? \d{{4}})?(?: ?г\.)?[.,]?)?"
DATELINE = re.compile(
    _any(
        # MOSCOW, March 30. /TASS/.
        rf"{_PLACE}{_WHEN}[.,]? ?/[^/\n]{{2,40}}/[.:]?\s*",
        # MOSCOW (UrduPoint News / Sputnik - 30th March, 2023); WASHINGTON, Feb. 21 (Reuters) -
        rf"{_CAPS}(?:, [A-Z][\w. ]{{1,20}})?{_WHEN} ?\((?:[^()\n]{{2,80}}\){_DASH}|"
        rf"[^()\n]{{0,60}}(?:{AGENCY}\b|{_DAY}| / )[^()\n]{{0,60}}\)[.:]?\s+)",
        rf"{_PLACE}(?:, {_PLACE})?{_WHEN} ?\({AGENCY}[^()\n]{{0,60}}\)(?:{_DASH}|\s+)",
        # Moscow. February 21. INTERFAX.RU - and its kin
        rf"{_PLACE}[,.] ?{_DAY}(?:,? \d{{4}})?(?: ?г\.)?[.,]? ?(?:{_DASH})?(?:INTERFAX\.RU|"
        rf"{AGENCY})[.,]?(?:{_DASH}|\s)",
        # МОСКВА, 21 июн — РИА Новости.
        rf"{_PLACE}, {_DAY}(?: \d{{4}})?{_DASH}{AGENCY}[.:,]\s+",
        # WASHINGTON, Feb. 21, 2023 —
        rf"{_CAPS}(?:, [A-Z][\w.]{{1,15}}(?: [A-Z][\w.]{{1,12}})?)?{_WHEN}\s(?:--+|—|–|-|―)\s",
        rf"{_CAPITAL}(?:,? {_DAY})?\s(?:--+|—|–|-|―)\s(?=[A-ZА-ЯЁ])",
        # Moscow, Russia -
        rf"{_NAME}(?: {_NAME}){{0,2}}, {_NAME}(?: {_NAME}){{0,2}}\s[-–—]\s(?=[A-Z])",
        rf"\(?{AGENCY}\)?\s?(?:--+|—|–|-)\s(?=[A-ZА-ЯЁ])",
    )
)
CLOSING = re.compile(
    r"\s\(?"
    + _any(
        "(?:Additional )?(?:[Rr]eporting|[Ww]riting) (?:and (?:writing|editing) )?by [A-Z]",
        "Edit(?:ing|ed) by [A-Z]",
        "Read (?:the )?original (?:source|article)",
        "Our Standards: ",
        "With (?:inputs|reporting|files) from ",
        "Translated by [A-Z]",
    )
    + r"[^\n]*$"
)
