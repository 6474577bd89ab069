"""Dated facts in the life of a treaty, as a text tells them: signed, in force, extended, suspended, expiring.

Each kind has words that tell it. A sentence counts where it names a treaty or speaks of "the treaty"; the date is the
one that follows the words most closely, else the one the sentence opens with. An event may have no date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from armscontrol.diplomacy.figures.event_days import PLANNED, only_names, said_and_done
from armscontrol.diplomacy.figures.owners import owners
from armscontrol.diplomacy.figures.treaty_names import NAMED, Treaties, last_named, treaties
from armscontrol.diplomacy.model import DateMention, Document, Event, Segment, Span
from armscontrol.diplomacy.pages.sentences import sentences
from armscontrol.diplomacy.plain import READABLE

_EN_TREATY = r"(?:[Tt]reat(?:y|ies)|[Pp]act|[Aa]greement|[Aa]ccord|INF|START|ABM|CFE|CTBT|NPT|SALT|SORT|Open Skies)"
_RU_TREATY = r"(?:[Дд]оговор\w*|Д?СНВ|СНП|Д?РСМД|ДОН|ДВЗЯИ|ДНЯО|ДОВСЕ|ПРО)"
_STILL = (
    r"(?: (?:still|currently|now|legally|formally|technically|fully|already|today|also|therefore|nominally|"
    r"officially|continuously|both|all|each))*"
)
_PLURAL = (
    "".join(f"(?<!{w} )" for w in ("will", "would", "to", "could", "should", "may", "must", "can", "might", "not"))
    + "(?:remain|stay)"
)
_KINDS = (
    ("armed-conflict.begins", r"invasion of Ukraine|invaded (?:\w+ )?Ukraine|war (?:in|on|"
     r"against) Ukraine (?:began|started|broke out)|"
     r"(?:launched|began|started|sent troops)\b[^.;]{0,40}\b(?:war|invasion|offensive|"
     r"troops)\b[^.;]{0,20}\bUkraine|вторжени\w+ в? ?\w*Украин\w+|"
     r"начал\w* (?:специальн\w+ военн\w+ операци\w+|СВО)"),
    ("extension.ratified", r"ratif\w+[^.;]{0,60}\bexten(?:sion|ding)|exten(?:sion|d)\w*[^.;]{0,60}\bratif\w+|"
     r"approved[^.;]{0,50}\bextension|"
     r"ратифици\w+[^.;]{0,60}продлени\w+"),
    ("treaty.ratified", r"\bratifi(?:ed|cation)\b|ратифици?ров\w+|ратификац\w+"),
    ("inspections.begin", r"[Bb]eginning [^.;]{0,30}\binspections|inspections?\b[^.;]{0,60}\b(?:began|begin|"
     r"started|commenced)|"
     r"began (?:on-site )?inspections"),
    ("inspections.paused", r"[Ii]nspections?\b[^.;]{0,120}\b(?:paused|halted|put on hold|on hold|stopped)|"
     r"(?:paus\w+|halt\w+)\b[^.;]{0,60}\binspections?|"
     r"инспекци\w+[^.;]{0,60}приостановлен\w*"),
    ("inspections.suspended", r"suspend\w*\b(?: its| their| all| the| cooperation| with| treaty['’]s| temporarily|"
     r" on-site| mutual){0,8} ?\binspections?|"
     r"suspend\w* (?:its |their )?cooperation[^.;]{0,60}inspection|"
     r"[Ii]nspections?\b(?:(?!, (?:extended|suspended))[^.;]){0,100}\bsuspended|"
     r"suspension of (?:\w+ ){0,3}inspections"),
    ("data.withheld", r"(?:stop\w*|refus\w*|ceas\w*|halt\w*|suspend\w*|withh[eo]ld\w*|not (?:be )?|no longer |"
     r"won[’']t |end)\b[^.;]{0,40}"
     r"\b(?:provid\w+|exchang\w+|shar\w+|giv\w+|transfer\w*|send\w*)\b[^.;]{0,50}\b(?:data|information|"
     r"notifications?)|"
     r"(?:data|information|notifications?)\b[^.;]{0,120}\bsuspended|приостанов\w+[^.;]{0,40}(?:обмен|данны|"
     r"уведомлен)\w*"),
    ("treaty.suspended", r"suspend(?:ed|ing|s)?\b(?!(?: (?:its|their|all|the|any|on-site|mutual|such|"
     r"[\w-]+ly))* (?:inspections?|visits|verification)\b)[^.;]{0,60}\b(?:participation|treaty|pact|START|agreement|"
     r"accord|membership|implementation|INF|CFE)\b|suspend(?:ed|s) it\b|"
     r"(?:participation|membership)\b[^.;]{0,60}\bsuspended|suspension of (?:\w+[’']?s? ){0,4}(?:participation|"
     r"treaty|START|pact)|"
     r"decision to suspend|(?:treaty|START|INF|CFE|pact|agreement)\b[^.;]{0,30}\b(?:was|were|has been|been|is) "
     r"suspended|"
     rf"приостан\w+[^.;]{{0,40}}\b(?:участи\w+|{_RU_TREATY}|действи\w+)"),
    ("treaty.withdrawal-announced", rf"(?:announc\w+|declar\w+|notif\w+|inform\w+|gave|given|served|submitted|"
     rf"delivered|decision|decided|said (?:that )?(?:it|he|they|(?:the )?[A-Z][\w.]+(?: States| Union)?) (?:would|will|"
     rf"was|is|were|are))\b(?:[^.;]|(?<=[A-Z])\.){{0,70}}?\b(?:withdraw\w*|pull\w* out|leav(?:e|ing)|exit\w*|quit\w*)\b"
     rf"[^.;]{{0,60}}?\b{_EN_TREATY}|notice of (?:its |the )?withdrawal|"
     rf"(?:объяв\w+|заяв\w+|уведом\w+)[^.;]{{0,60}}?\b(?:выход\w*|выйти|выйд\w+)\b[^.;]{{0,40}}?\b{_RU_TREATY}"),
    ("treaty.withdrawn", rf"(?:withdr(?:ew|awn|awing|awals?|aws)|pull(?:s|ed|ing)? out|walk(?:ed)? away|"
     rf"quit(?:ting)?)\b[^.;]{{0,60}}\b{_EN_TREATY}|left (?:the )?(?:[\w-]+ ){{0,2}}?{_EN_TREATY}|"
     rf"abandoned (?:the )?[^.;]{{0,30}}\b{_EN_TREATY}|"
     rf"(?<!\w)выш(?:ел|л[аио])(?!\w)[^.;]{{0,12}}? из[^.;]{{0,40}}?\b{_RU_TREATY}|"
     rf"(?<!\w)выход\w* (?:\w+ )?из[^.;]{{0,30}}?\b{_RU_TREATY}"),
    ("treaty.extended", r"\b(?:extended|prolonged|renewed)\b|agreed (?:to|on) (?:a |an |"
     r"the )?(?:five-year )?exten(?:d|sion)|"
     r"extension(?: of (?:the )?[\w -]{1,30}?)? (?:took effect|c[ao]me into (?:force|effect)|entered into "
     r"force|took|came)|"
     r"продл(?:ил[аио]?|[её]н[аоы]?)(?!\w)"),
    ("treaty.never-in-force", r"\b(?:never|(?:has|had|have|did) (?:not|never)(?: yet)?|(?:has|had|have) yet to)"
     r"(?: legally| formally| actually)? (?:(?:c[ao]me|enter(?:ed)?|gone|go|went|been put) into (?:force|effect)|"
     r"(?:take|taken|took) effect)|(?:так и |ещё |еще )?не вступ\w+ в силу"),
    ("limits.in-effect", r"\b(?:central|final) limits\b[^.;,]{0,40}\b(?:took effect|c[ao]me into (?:force|effect)|"
     r"entered into force|became binding|began to bind)"),
    ("treaty.in-force", r"(?:c[ao]me|comes|went|goes|enter(?:ed|s|ing)?|entry|put) in(?:to|) (?:force|effect)|"
     r"t(?:ook|akes) effect|вступ\w+ в силу"),
    ("treaty.not-in-force", r"\b(?:is|was|are|were|being) (?:no longer|not)(?: yet| legally| currently)? in (?:force|"
     r"effect)|\b(?:больше|более|уже)? ?не действует(?! до(?!\w))"),
    ("treaty.stands", rf"\b(?:is|are|was|were|remain(?:s|ed)|stay(?:s|ed)|"
     rf"{_PLURAL}|(?:has|had) (?:been|remained)|continue[sd] to be)"
     rf"{_STILL} in (?:force|effect)\b|\bstill in (?:force|effect)\b|"
     r"\b(?:has|had)(?: not|n['’]t)(?: yet)? (?:expired|lapsed|ended)|"
     r"(?:продолжает действовать|действ(?:ует|овал)(?!\w))(?! до(?!\w))|"
     r"(?:(?:оста[её]тся|оставался|находится|находился|был) )?(?<!\w)в силе(?!\w)"),
    ("treaty.ended", r"\b(?:ended|ceased to (?:be in force|exist|apply|have effect)|came to an end|"
     r"(?:was|were|been) terminated)\b|"
     r"(?:прекратил|завершил|закончил)\w*(?: сво[её])? (?:действие|существование)|утратил\w*(?: свою)? силу"),
    ("treaty.expired", r"(?<!to )\b(?:expired|lapsed|ran out)\b|(?<!\w)ист[её]к(?:л[аио])?(?!\w)|"
     r"действовал(?= до(?!\w))"),
    ("treaty.expires", r"\b(?:expires?|expiring|expiry|expiration)\b|\b(?:runs?|running) out\b|\blapses?\b|"
     r"\b(?:is|was|are) (?:due|set|scheduled|slated|expected|supposed) to (?:end|terminate)\b|\bwill end\b|"
     r"\bruns? to\b|"
     r"\b(?:until|through|till|to|до) (?=(?:[0-9]{1,2}(?:st|nd|rd|th)? )?\w+\.? [0-9]|[0-9]{4})|"
     r"(?<!\w)истека\w+|действ\w+ до(?!\w)|"
     r"\bend of (?:the )?(?:treaty|New START)|terminat(?:es|ion)\b"),
    ("treaty.signed", r"\bsign(?:ed|ing|ature)\b|\b(?:was|were|is|are|became|as) (?:[\w-]+ ){0,3}?signator(?:y|ies)\b|"
     r"(?<!\w)подписа(?:нн\w+|н[аоы]?|л[аио]?|ли|ние|ния|нии)(?!\w)"),
    ("limits.exceeded", r"\b(?:exceed(?:s|ed)|breach(?:es|ed)|violat(?:es|ed)|broke|overshot|(?:was|is|were|are|went|"
     r"stood) (?:over|above|beyond|in breach of|in violation of|in excess of))\b[^.;]{0,40}?"
     r"\b(?:limits?|caps?|ceilings?)\b|"
     r"(?:превы(?:сил|шает|шал)|наруш(?:ил|ает|ал))\w*[^.;]{0,40}?\b(?:лимит\w*|потол\w+|предел\w*|ограничени\w+)"),
    ("limits.met", r"\b(?:met|meet|reached|achieved|complied with|"
     r"in compliance with)\b[^.;]{0,40}\b(?:central )?limits"),
    ("compliance.finding", r"\b(?:finding|found|determined|certif\w+|concluded|assess\w+|accus\w+|"
     r"said)\b[^.;]{0,80}\b(?:not in compliance|non-?compli\w+|"
     r"violat\w+|breach\w*|in breach|not complying)|\bThe finding\b"),
    ("offer.made", r"\b(?:offer(?:ed|s)|proposed|proposal|put forward|declared (?:his|its) readiness|предложи\w+)\b"),
    ("meeting.held", r"\b(?:met|meeting|session|talks|round|summit)\b"
     r"(?:(?!\b(?:said|says|told|added|wrote|if|unless)\b)[^.;]){0,60}\b(?:held|in|on|took place)\b|"
     r"\blast met\b|held (?:\w+ ){0,5}(?:talks|meeting|session|summit)|"
     r"(?:commission|committee)\b[^.;]{0,80}\bmet\b|переговор\w+ (?:прошли|состоялись)|заседани\w+ (?:прошл|"
     r"состоял)\w+"),
    ("statement.made", r"\b(?:said|told (?:reporters|\w+)|announced|wrote|declared|заявил\w*|сообщил\w*|"
     r"сказал\w*)\b"),
)  # fmt: skip
_WORDS = [(kind, re.compile(words)) for kind, words in _KINDS]
_GATE = re.compile(
    r"[Tt]reat|[Pp]act\b|accord|agreement|START|INF|inspection|limits|notification|data|commission|committee|"
    r"invasion|invaded|Ukrain|talks|"
    r"offer|propos|said|told|announced|wrote|declared|[Дд]оговор|СНВ|инспекци|заяви|сообщи|сказал|Украин|предлож|"
    r"Convention|NPT|Open Skies|SORT|SALT|ABM|CTBT|РСМД|СНП|ДОН|ПРО|ДВЗЯИ|ДНЯО|ДОВСЕ|"
    r"\bIt\b|\bdeal\b|summit|finding"
)
_TREATY = re.compile(
    r"\b(?:[Tt]reaty|[Pp]act|[Aa]ccord|[Aa]greement|Convention|deal|START|INF|CFE|SORT|SALT|ABM|CTBT|NPT|Open Skies|"
    r"[Дд]оговор\w*|Д?СНВ\S*|СНП|Д?РСМД|ДОН|ДВЗЯИ|ДНЯО|ДОВСЕ)\b"
)
_OTHER_PACT = re.compile(
    r"\b(?:defen[cs]e|trade|peace|gas|oil|grain|security|partnership|cooperation|ceasefire|cease-fire|prisoner|"
    r"climate|Minsk)\s"
    r"(?:\w+\s)?(?:agreement|pact|deal|treaty|accord)|\bsign\w*\b[^.;]{0,30}\b(?:law|decree|order|bill|petition|"
    r"letter|statement|extension|protocol|ratification|instruments?|extending|notes?|deal to extend|memorandum)\b|"
    r"signed? up|[Ss]ign in|"
    r"подпис\w+[^.;]{0,30}\b(?:закон\w*|указ\w*|протокол\w*|продлени\w+|соглашени\w+ о продлении|заявлени\w+)"
)
_ABOUT_TREATY = ("treaty.", "extension.", "limits.")
_REVERSED = re.compile(
    r"\b(?:not|never|neither|nor|no|without|denied|refused to|cannot|can|could|would|may|might|if|threaten\w*|should|"
    r"whether|unless|without fully)\b(?:(?!\bbut\b)[^,.;]){0,30}$"
)
_PARTED = re.compile(
    r"[;:]|\b(?:which|who|that|said|told|says|announced|starting|beginning|until|through|before|after|since|was|"
    r"were|is|has|had|will|"
    r"would|expires?|but|while|to (?:start|begin))\b|, (?:and|but|which|who)\b"
)
_LASTS = re.compile(
    r"\b(?:limits?|exten(?:ds?|ded|ding|sion)|valid|in (?:force|effect)|remains?|stays?|lasts?|runs?|prolong\w*)\b"
)
_SOME_PACT = re.compile(
    r"\b(?:an?|another) (?:[\w-]+ ){0,3}(?:treaty|pact|agreement|deal|accord)(?! (?:called|known|named))\b"
)
_REPLACED = re.compile(
    r"\b(?:replac(?:es?|ed|ing)|succeed(?:s|ed|ing)?|success(?:or|ion) to|follow-?(?:up|on) to|replacement (?:for|of)|"
    r"instead of|unlike)\s(?:(?:the|that of)\s)?$"
)
"""Words before a treaty that another one, of which the sentence tells, comes after."""
_ITS_OWN = re.compile(r"[^,]{0,60}, which [^,]{0,60}$")
_OPENS = re.compile(
    r"\W*(?:[Aa]s of|[Oo]n|[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ll]ate|[Ee]arly|[Bb]eginning|[Aa]nd|[Bb]ut|В|С)?\W*"
)
_SURE = ("treaty.withdrawn", "treaty.suspended", "treaty.extended", "treaty.expired", "treaty.withdrawal-announced")
_STATES = ("treaty.stands", "treaty.not-in-force", "treaty.never-in-force")
_OF_THE_TREATY = (*_STATES, "treaty.ended")
"""Kinds that tell something of a treaty itself: it must be what the words are about."""
_ON_AN_OBJECT = ("treaty.signed", "treaty.ratified", *_SURE[:3])
_INVERTED = re.compile(r"(?:^|[,;]\s)(?:[Hh]ad|[Ss]hould|[Ww]ere)\s(?:[\w’'-]+\s){1,5}$")
_OTHER_PAPER = re.compile(
    r"\b(?:[Pp]rotocol|[Aa]mendment|[Mm]emorandum|[Ss]tatement|[Aa]nnex|[Nn]otes|[Pp]lan)\b[^,;.]*\b(?:was|were|been|"
    r"is) $|(?<!\w)[Пп]ротокол[^,;.]*$"
)
_OTHER_EFFECT = re.compile(
    r"\b(?:withdrawal|suspension|extension|limits?|limitations|ceilings|law|decree|measures|countermeasures|sanctions|"
    r"protocol|amendment|changes|decision|moratorium|notice|rules|закон|указ|протокол|решение|выход|продление|лимиты|"
    r"ограничения)\b[^,;.]*$",
    re.IGNORECASE,
)
"""What else enters into force; that is not the treaty."""
_ENDING = re.compile(r"(?:is|was|are|will) |runs? to")
_SUPPOSED = re.compile(
    r"\b(?:if|whether|unless|until|once|while|as long as|so long as|when|should|если|пока|когда|чтобы|ли)\b[^,;.]*$",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|whether|unless|should|если|чтобы)\b[^,;.]*$", re.IGNORECASE)
_MODAL = re.compile(
    r"(?:\b(?:not|never|neither|nor|no|may|might|can|could|would|should|shall|must|to|without|if|from|whether)|n['’]t|"
    r"(?<!\w)не)\b[^,.;]{0,30}$",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no|nor|without|н[еи])\b|n['’]t\b")
_FAR = 140
"""Characters before words of a treaty's state in which the treaty is named."""
_TREATY_WORD = re.compile(
    r"\b(?:[Tt]h(?:e|is|at) (?:[\w-]+ ){0,4}?(?:treaty|pact|accord|agreement)|[Ii]t|[Дд]оговор|[Oo]н)(?!\w)"
)
_TAIL = re.compile(
    r"(?:\)?\s?(?:[Tt]reaty|[Aa]greement|[Pp]act|[Aa]ccord|[Nn]uclear|[Aa]rms|[Cc]ontrol|[Rr]eductions?)){0,4}"
    r"(?:\s\([^()]{1,60}\))?(?:,[^;:.]{1,90}?,|\s[–—-]\s[^;:.–—]{1,90}\s[–—-])?,?"
    r"(?:\s(?:which|that|who|formally|officially|legally|already|still|also|now|finally|effectively|itself|only|never|"
    r"therefore|thus|simply|has|had|have|как|который|официально|уже|вс[её]|ещ[её]|по-прежнему|сейчас|пока|больше|так|"
    r"и)){0,5}"
    r"\s*"
)
_GOVERNED = re.compile(
    r"\b(?:on|under|of|for|to|about|from|with|in|by|over|against|at|into|outside|с|по|о|об|к|в|из|для|от)\s"
    r"(?:(?:the|a|its|their|new|договор\w*)\s){0,2}$",
    re.IGNORECASE,
)
_TREATY_ON = re.compile(r"(?<!\w)[Дд]оговор (?:о|об|по) (?:\w+ ){0,2}$")
_PASSIVE = re.compile(r"\b(?:was|were|been|be|is|are|being|был[аои]?)\s(?:\w+\s)?$")
_OBJECT = re.compile(r"(?:\s+[\w'’.-]+){0,5}\s*")
_SINCE = re.compile(r"(?: continuously)?(?: ever)? since |(?: уже)? с ")
_PROLONGED = re.compile(r"\b(?:exten\w+|prolong\w*|renew\w*)\b|продл", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:to|until|till|through|до|по)\s*$")
_PEOPLE = {
    "RUS": re.compile(
        r"\b(?:Putin|Medvedev|Lavrov|Ryabkov|Peskov|Zakharova|Antonov|Duma|Federation Council|Yeltsin|Путин\w*|"
        r"Медведев\w*|Лавров\w*|Рябков\w*|Госдум\w*|Совет\w* Федерации)\b"
    ),
    "USA": re.compile(
        r"\b(?:Biden|Trump|Obama|Blinken|Rubio|Clinton|Bush|Pompeo|Senate|Congress|State Department|White House|"
        r"Reagan|Nixon|Kennedy|Carter|Байден\w*|Трамп\w*|Обам\w+|Буш\w*|Сенат\w*|Госдеп\w*)\b"
    ),
}
_ANNOUNCED = frozenset(
    ("treaty.suspended", "treaty.withdrawn", "treaty.extended", "offer.made", "inspections.suspended", "data.withheld",
     "treaty.withdrawal-announced")
)  # fmt: skip
_ONE_SIDED = frozenset(
    ("treaty.suspended", "treaty.withdrawn", "treaty.withdrawal-announced", "limits.exceeded",
     "extension.ratified", "treaty.ratified", "offer.made", "data.withheld",
     "inspections.suspended")
)  # fmt: skip


_KEEP = (
    r"(?:adheren\w+|observance|compliance|moratori\w+|self-restraint|commitment|respect for|voluntar\w+|соблюдени\w+|"
    r"мораторий\w*|добровольн\w+)"
)
_ADHERENCE = re.compile(rf"(?:\s[\w'’.]+){{0,4}}?\s{_KEEP}", re.IGNORECASE)
_KEEPING = re.compile(rf"\b{_KEEP} (?:to|of|with|by|for)?[^,.;]{{0,60}}$", re.IGNORECASE)
_JOINED = re.compile(
    r"(?: (?:[Tt]reaty|[Aa]greement|[Pp]act))?,? (?:and|as well as|и) (?:also )?(?:the )?|"
    r"(?: (?:[Tt]reaty|[Aa]greement|[Pp]act))?, (?:the )?"
)


def events(document: Document, segments: Sequence[Segment], dates: Sequence[DateMention]) -> tuple[Event, ...]:
    """Treaty events told in what is read of a document, in order of place; the same words give one event of a "
    "kind."""
    text = document.text
    named = treaties(text, document.published)
    stretches = [s.span for s in segments if s.kind in READABLE] or ([] if segments else [(0, len(text))])
    ordered = sorted(dates, key=lambda d: d.span)
    begins = [d.span[0] for d in ordered]
    found: list[Event] = []
    before = False
    for start, end in stretches:
        for sentence in sentences(text, start, end):
            here = _TREATY.search(text, *sentence) is not None
            if _GATE.search(text, *sentence):
                inside = ordered[bisect_left(begins, sentence[0]) : bisect_left(begins, sentence[1])]
                found += _of_sentence(text, sentence, named, here, here or before, inside)
            before = here or (before and re.match(r"(?:It|The)\b", text[sentence[0] : sentence[0] + 4]) is not None)
    return tuple(sorted(found, key=lambda e: e.span))


def _of_sentence(
    text: str, sentence: Span, named: Treaties, treaty_here: bool, treaty_near: bool, mentions: Sequence[DateMention]
) -> list[Event]:
    hits: list[tuple[int, int, str]] = []
    for kind, words in _WORDS:
        if kind.startswith(_ABOUT_TREATY) and not treaty_near:
            continue
        for match in words.finditer(text, *sentence):
            if any(a < match.end() and match.start() < b and k != "statement.made" for a, b, k in hits):
                continue
            if _fits(text, sentence, kind, match, treaty_here):
                hits.append((match.start(), match.end(), kind))
    hits.sort()
    starts = [h[0] for h in hits if h[2] != "statement.made"]
    made: list[Event] = []
    for start, end, kind in hits:
        following = min((s for s in starts if s >= end), default=sentence[1])
        date = _date(text, sentence, start, end, following, mentions, kind)
        if kind in ("statement.made", "meeting.held") and date is None:
            continue
        treaty = _treaty(text, named, sentence, (start, end), following, kind)
        if kind.startswith(("treaty.", "extension.", "limits.")) and treaty is None and not treaty_here:
            continue
        low, high = (min(start, date.span[0]), max(end, date.span[1])) if date else (start, end)
        of = None if kind.startswith(("armed", "statement", "meeting")) else treaty
        party = _party(text, sentence, start, end) if kind in _ONE_SIDED else None
        made.append(Event((low, high), kind, of, date, party))
        if kind in (*_OF_THE_TREATY, "treaty.expired"):
            made += [
                Event((at, high), kind, other, date, party)
                for at, other in _subjects_beside(text, named, sentence[0], start)
                if other != of
            ]
    return made


def _subjects_beside(text: str, named: Treaties, begin: int, start: int) -> list[tuple[int, str]]:
    """Treaties that are told together with the last one named before a place: "X and Y are both in force"."""
    names = list(NAMED.finditer(text, max(begin, start - _FAR), start))
    found: list[tuple[int, str]] = []
    for one, next_one in reversed(list(pairwise(names))):
        if not _JOINED.fullmatch(text, one.end(), next_one.start()):
            break
        if other := named.at(one.start(), one.start()):
            found.append((one.start(), other))
    return found


def _fits(text: str, sentence: Span, kind: str, match: re.Match[str], treaty_here: bool) -> bool:
    left = text[max(sentence[0], match.start() - 40) : match.start()]
    if kind.startswith(_ABOUT_TREATY) and _INVERTED.search(text[max(sentence[0], match.start() - 60) : match.start()]):
        return False
    if kind == "treaty.signed":
        if _OTHER_PAPER.search(text, max(sentence[0], match.start() - 80), match.start()):
            return False
        return not _OTHER_PACT.search(text, max(sentence[0], match.start() - 20), min(sentence[1], match.end() + 60))
    if kind == "statement.made":
        return True
    if kind in _SURE and _REVERSED.search(left):
        return False
    if kind == "treaty.withdrawal-announced" and _NOT.search(match[0]):
        return False
    if kind == "treaty.in-force":
        return _OTHER_EFFECT.search(text, max(sentence[0], match.start() - 80), match.start()) is None
    if kind == "limits.exceeded":
        return _MODAL.search(left) is None
    if kind in _OF_THE_TREATY or (kind == "treaty.expires" and _ENDING.match(match[0])):
        supposed = _SUPPOSED if kind in _STATES else _IF
        if not _is_subject(text, sentence, match.start()) or supposed.search(
            text, max(sentence[0], match.start() - 80), match.start()
        ):
            return False
        return kind not in _STATES or text[sentence[1] - 1] != "?"
    if kind == "treaty.extended" and (
        _ADHERENCE.match(text, match.end(), sentence[1])
        or _KEEPING.search(text, max(sentence[0], match.start() - 80), match.start())
    ):
        return False  # what was prolonged is keeping to its limits, not the treaty
    if kind == "treaty.extended":
        return not re.match(r"[^.;]{0,30}\b(?:hand|invitation|deadline|range)\b", text[match.end() : match.end() + 40])
    if kind == "treaty.expires" and match[0].startswith(("to ", "до ")):
        return _PROLONGED.search(text, max(sentence[0], match.start() - 45), match.start()) is not None
    if kind == "treaty.expires" and match[0].startswith(("until", "through", "till")):
        return _LASTS.search(text, max(sentence[0], match.start() - 130), match.start()) is not None
    if kind == "offer.made":
        return (
            treaty_here
            or re.search(r"limits|arms|nuclear|warhead|talks|inspection|СНВ|договор", text[sentence[0] : sentence[1]])
            is not None
        )
    return True


def _date(
    text: str, sentence: Span, start: int, end: int, following: int, mentions: Sequence[DateMention], kind: str
) -> DateMention | None:
    """The date told with the words: within them, closely after them, or opening the sentence; a loose one is left out.

    A wrong day would make a true report look false, so that a comma, another verb or "starting" between words and date
    parts them.
    """
    mentions = [d for d in mentions if not only_names(text, d)]
    inside = [d for d in mentions if start <= d.span[0] < end]
    if inside:
        return inside[-1]
    after = [d for d in mentions if end <= d.span[0] < min(following, end + 120)]
    if after:
        between = text[end : after[0].span[0]]
        if kind == "statement.made":
            if re.fullmatch(r"\W*(?:\w+\W+){0,2}?(?:on |in |late |early )?", between) and "," not in between:
                return after[0]
        elif kind == "treaty.expires":
            if len(between) < 45 and not re.search(r"[,:]|\bby\b", between):
                return after[0]
        elif kind in ("treaty.stands", "treaty.suspended") and _SINCE.fullmatch(between):
            return after[0]
        elif kind == "limits.exceeded" and re.search(r"\b(?:by|must|to be|should)\b", between):
            return None  # "above the limit that each must meet by 2018"
        elif kind == "treaty.extended" and _UP_TO.search(between):
            return None  # "extended to 2026": that is the new end
        elif not _PARTED.search(between) and between.count(",") <= 1:
            return after[0]
    if kind in _ANNOUNCED:
        for mention in mentions:
            if mention.span[1] < start and said_and_done(text, sentence[0], mention, start):
                return mention
    opening = [d for d in mentions if d.span[1] <= start and _OPENS.fullmatch(text, sentence[0], d.span[0])]
    if opening:
        between = text[opening[0].span[1] : start]
        limit = {"treaty.signed": 60, "statement.made": 100}.get(kind, 160)
        if (kind.startswith("treaty.expire") and len(between) > 60) or "\n" in between:
            return None
        if kind in _SURE and PLANNED.search(between):
            return None
        known = kind == "treaty.signed" and _TREATY.search(between)
        loose = kind == "treaty.expires" and not re.search(r"\b(?:will|would|to|is|was|the|treaty)\s$", between)
        if len(between) < limit and not known and not loose:
            return opening[0]
    before = [d for d in mentions if 0 <= start - d.span[1] < 4]
    return (
        before[-1]
        if before and kind in ("armed-conflict.begins", "treaty.expires", "meeting.held", "treaty.signed")
        else None
    )


def _treaty(text: str, named: Treaties, sentence: Span, words: Span, following: int, kind: str) -> str | None:
    """The treaty an event is of: the one its words name, the object of an act ("signed the treaty X"), the last before.

    A treaty that the record lacks is named too, so that nothing of another one is put on it.
    """
    if inside := named.within(*words):
        return inside[0]
    if kind in ("treaty.suspended", "treaty.withdrawn") and _SOME_PACT.search(text, *words):
        return None  # "suspended an agreement on plutonium"
    places = named.places(sentence[0], words[0])
    before = [
        i
        for at, i in places
        if not _REPLACED.search(text, max(0, at - 30), at) or _ITS_OWN.fullmatch(text, at, words[0])
    ]
    after = named.places(words[1], following)
    if places and not before:
        return named.main if named.main not in named.within(sentence[0], words[0]) else None
    passive = _PASSIVE.search(text, max(sentence[0], words[0] - 24), words[0])
    if passive and after and not before and not _TREATY_WORD.search(text, sentence[0], words[0]):
        return None  # "the P. Agreement was signed, five years after X": not X
    if after and kind in _ON_AN_OBJECT and not passive:
        between = text[words[1] : after[0][0]]
        if _OBJECT.fullmatch(between) and not _PARTED.search(between):
            return after[0][1]
    if before:
        return before[-1]
    return after[0][1] if after else named.at(sentence[0], words[0])


def _is_subject(text: str, sentence: Span, start: int) -> bool:
    """Whether what stands before words of a treaty's state is a treaty, not its limits or talks on it."""
    low = max(sentence[0], start - _FAR)
    name = last_named(text, low, start)
    for found in (name, *reversed(list(_TREATY_WORD.finditer(text, low, start))[-2:])):
        if found and _TAIL.fullmatch(text, found.end(), start):
            left = text[max(sentence[0], found.start() - 40) : found.start()]
            return _TREATY_ON.search(left) is not None or _GOVERNED.search(left) is None
    return False


def _party(text: str, sentence: Span, start: int, end: int) -> str | None:
    """The side that acts: the State or its best known people nearest before the words."""
    if direct := re.search(r"\b(?:refusal|decision|suspension|withdrawal) (?:of|by) (?:the )?", text[start:end]):
        for owner in owners(text, start, end):
            if owner.start == start + direct.end():
                return owner.code
    found = [(o.start, o.code) for o in owners(text, sentence[0], end) if o.start <= start]
    for party, names in _PEOPLE.items():
        found += [(m.start(), party) for m in names.finditer(text, sentence[0], start)]
    acting = [
        f
        for f in found
        if not re.search(
            r"\b(?:told|with|to|against|from|for|informed|between|notif(?:ied|ies|ying)|advis(?:ed|es)|warn(?:ed|s)|"
            r"inform(?:s|ing)) (?:the )?$",
            text[max(0, f[0] - 16) : f[0]],
        )
    ]
    return max(acting)[1] if acting else None
