"""The words by which texts report speech: verbs, what may stand between them, and what may follow."""

from __future__ import annotations

import re


def listed(words: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(words.split())


SAY = listed(
    "charged charges "
    "said says told tells added adds noted notes stressed stresses argued argues warned warns explained explains "
    "insisted insists claimed claims stated states declared declares announced announces reiterated reiterates "
    "emphasized emphasizes emphasised emphasises underlined underlines underscored underscores maintained maintains "
    "acknowledged acknowledges admitted admits conceded concedes confirmed confirms asserted asserts contended "
    "contends suggested suggests commented comments remarked remarks observed observes replied replies responded "
    "responds answered answers wrote writes tweeted posted concluded concludes continued cautioned cautions predicted "
    "predicts recalled recalls reported reports estimates estimated affirmed affirms reaffirmed reaffirms repeated "
    "repeats testified hinted indicated indicates signaled signalled signals vowed vows pledged pledges promised "
    "promises alleged alleges complained lamented quipped assured assures believes thinks specified clarified "
    "mentioned informed highlighted counters countered retorted opined summarized joked bemoaned detailed elaborated "
    "written spoken"
)
"""Finite forms that take a clause or a quotation."""

ACT = listed(
    "mocked ridiculed "
    "called calls urged urges blamed blames accused accuses condemned condemns criticized criticizes criticised "
    "criticises denounced denounces rejected rejects dismissed dismisses praised welcomed welcomes described "
    "describes offered offers proposed proposes threatened threatens demanded demands questioned expressed expresses "
    "voiced denied denies defended hailed hails recommended slammed decried lambasted blasted branded labeled "
    "labelled dubbed appealed advocated supports supported backed endorsed echoed disputed disputes refuted deplored "
    "regretted "
    "classified characterized characterised qualified likened portrayed outlined "
    "compared invoked cited deemed termed applauded opposes opposed rebuffed "
    "held holds considered considers regarded regards viewed views touted derided cast refutes "
    "declined declines refused refuses"
)
"""Finite forms whose object is what is said."""

WEAK = listed(
    "held holds considered considers regarded regards viewed views touted derided cast "
    "advocated appealed backed cited compared deemed defended echoed endorsed invoked opposed opposes outlined "
    "rebuffed supported supports termed classified characterized characterised qualified likened portrayed "
    "declined declines refused refuses"
)
"""Of these, the forms that as often report conduct as words; they count only with a person or a quotation."""

JUDGING = listed("held holds considered considers regarded regards viewed views touted derided cast")
JUDGED_SO = re.compile(
    r"(?:\s+(?!that\b|to\b)[\w.’'-]+){1,8}?\s+(?:“[\ue000]+[.,]?”\s+(?:for|in)\b|(?:as|to\s+be)\s+(?:(?:a|an|the)\s+)?“|"
    r"“[\ue000]+[.,]?”\s+(?:responsible|accountable))"
)
"""Forms that judge somebody where a quotation says as what: "held the other side “solely” responsible"."""

FINDING = listed(
    "finds found shows showed projects projected determines determined reveals revealed assesses assessed judges judged"
)
"""Forms that tell of words where a paper or a body has "that" after them: "the study finds that"."""
COUNTING = listed("counts counted puts put lists listed tallies tallied")
_ARMS = (
    r"(?:warheads?|missiles?|launchers?|silos?|weapons?|bombs?|bombers?|submarines?|rockets?|tests?|inspections?|visits?|"
    r"heads|launches|boats|vehicles|ICBMs?|SLBMs?|bases|facilities|notifications?)"
)
COUNTED = re.compile(rf"[^.,;“”\d]{{0,40}}?\d[\d,.]*(?:[,;](?=\s)|\.?$|(?=[^.;]{{1,60}}\b{_ARMS}\b))")
PUT_AT = re.compile(
    rf"(?=[^.;]{{1,120}}\b(?:{_ARMS}|arsenals?|stockpiles?|number|total|figure|count)\b)"
    r"[^.;“”\d]{3,80}?\bat\s+[^.;“”\d]{0,30}?\d"
)
"""Forms that tell of a figure: "the institute counted some 500 warheads", "puts the arsenal at 500"."""

INTRANSITIVE = listed(
    "answered answers commented comments complained continued countered counters elaborated joked opined posted "
    "quipped replied replies responded responds retorted spoken testified writes wrote"
)
"""Forms that tell of words only with "that" or a quotation."""

PARTICIPLES = listed(
    "saying adding noting stressing arguing warning explaining insisting claiming stating declaring announcing "
    "reiterating emphasizing emphasising underlining underscoring maintaining acknowledging admitting confirming "
    "suggesting pointing accusing calling blaming urging telling describing writing recalling alleging asserting "
    "vowing pledging promising proposing cautioning expressing voicing rejecting dismissing denouncing condemning "
    "criticizing criticising demanding denying"
)

ASKING = listed("asked asks implored begged invited challenged")
"""Forms that tell of words where somebody is asked to do something."""

ASKED_TO = re.compile(
    r"\s+(?!(?:to|about|whether|if|why|how|what|when|where|for|that|by)\b)(?:(?!for\b|about\b)[\w’'-]+\s+){1,8}?(?:not\s+)?to\s"
)

INFINITIVE_ONLY = listed(
    "declined declines refused refuses offered offers pledged pledges promised promises threatened threatens vowed vows"
)

_RUSSIAN_PAST = listed(
    "заявил сказал сообщил отметил подчеркнул добавил пояснил уточнил указал напомнил предупредил написал "
    "рассказал ответил объявил признал призвал выразил констатировал заверил подтвердил обвинил отверг объяснил "
    "заметил продолжил заключил резюмировал прокомментировал подытожил опроверг посетовал парировал предложил "
    "раскритиковал осудил допустил посчитал оценил усомнился выступил"
)
RUSSIAN = (
    frozenset(stem + ending for stem in _RUSSIAN_PAST - {"отверг", "опроверг"} for ending in ("", "а", "о", "и"))
    | listed(
        "отверг отвергла отвергло отвергли опроверг опровергла опровергло опровергли считает считают полагает полагают"
    )
    | listed(
        "утверждает утверждают заявляет заявляют говорит говорят говорится отмечает отмечают подчеркивает подчёркивает"
    )
    | listed("указывает указывают уверен уверена убежден убеждён убеждена")
)

_SAYING = r"(?:say|add|stress|note|explain|warn|clarify|point out|argue|assert|declare|insist|claim)"
PHRASE = re.compile(
    r"(?:pointed out|points out|made clear|makes clear|made it clear|let it be known|"
    rf"(?:went on|goes on|hastened|continued|proceeded|rushed|took care) to {_SAYING}|"
    r"(?:was|were|is|are|remains?|remained|sounded|appeared|seemed) (?:(?:also|still|more|less|very|highly|deeply|"
    r"equally) )?(?:skeptical|sceptical|adamant|confident|hopeful|convinced|optimistic|pessimistic|insistent|sure|"
    r"certain)"
    r"(?= that\b)|"
    r"(?:drew|draws|called|calls) (?:\w+ )?attention to the fact(?= that\b)|"
    r"rule[sd] out|took issue with|(?:turn(?:ed|s) down|brushed (?:aside|off)|waved (?:away|aside|off))"
    r"(?=[^.;“”]{0,60}\b(?:offers?|plans?|proposals?|requests?|invitations?|ideas?|claims?|charges?|criticism|suggestions?|"
    r"accusations?|concerns?|warnings?|demands?|reports?|calls?|bids?|deals?|questions?|extensions?|fears?|talks?)\b)|"
    r"hit out at|lashed out at|spoke out against)\b"
)
ACT_PHRASE = re.compile(r"rule|turn|brush|wave|took issue|hit|lashed|spoke")
"""Cues of several words."""
RUSSIAN_VERB = re.compile(r"\b(?:" + "|".join(sorted(RUSSIAN, key=len, reverse=True)) + r")\b")
WITH_SAYING = re.compile(r"\bwith\s+([^,;“”]{2,60}?)\s+(" + "|".join(PARTICIPLES) + r")\b")
""" "..., with Peskov saying that ...": a speaker of its own."""
SIDE = listed(
    "asked quoted cited reached pressed interviewed contacted told joined flanked accompanied posting addressing"
)
"""Words that open an aside about how a speaker came to speak, which is no role."""
UNSPOKEN = listed(
    "agreed assumed believed considered decided demonstrated discovered doubted ensured established expected feared "
    "figured found guaranteed guessed hoped illustrated imagined implied inferred insured intended judged knew learned "
    "learnt noticed ordered prayed presumed pretended proved realised realized required resolved revealed ruled sensed "
    "showed supposed trusted verified voted wanted wished wondered worried"
)
"""Forms in -ed with "that" that tell of thoughts, votes and proofs rather than of words."""
QUOTED_AS = re.compile(
    r"\b(?:quoted|cited|quotes|cites|quoting|citing)\s+(.{3,120}?)(?:\s+as|(,)|)\s+(?:saying|stating|telling|"
    r"having said)\b"
)
WAS_QUOTED = re.compile(
    r"\b(?:was|were|is|are|been|being)\s+(?:(?:also|later|widely)\s+)?(?:quoted|cited)\s+(?:by\s+(.{2,60}?)\s+)?"
    r"as\s+(?:saying|telling)\b"
)

AUXILIARIES = listed(
    "additionally again all already also always angrily bluntly both consistently did each earlier emphatically even "
    "explicitly famously finally firmly first flatly formally further had has have herself himself however "
    "immediately initially itself jointly just later likewise long meanwhile nevertheless now officially often on "
    "once only openly previously publicly recently repeatedly reportedly separately similarly simply since "
    "specifically still strongly subsequently then to today went will would yesterday"
)
"""What may stand between a subject and its verb."""

PASSIVE = listed("are aren't be been being gets got is isn't n't not to was wasn't were weren't widely")
"""Words before a verb form that turn it into something else: "is said", "to be called", "was rejected"."""

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|"
    r"Aug\.?|Sept\.?|Oct\.?|Nov\.?|Dec\.?)"
)
TIME = (
    rf"(?:(?:on|late|early|late\s+on|early\s+on|earlier\s+on|as\s+recently\s+as|last|this|earlier|by)\s+)?{_DAY}"
    rf"(?:\s+(?:morning|afternoon|evening|night))?(?:,\s+{_MONTH}\s+\d{{1,2}}(?:,\s+\d{{4}},?)?)?"
    rf"|(?:on\s+)?{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s+\d{{4}},?)?|(?:on\s+)?(?:the\s+)?\d{{1,2}}(?:st|nd|rd|"
    rf"th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?"
    rf"|(?:in|last|since|back in|earlier in|in early|in late|in mid-)\s*{_MONTH}(?:\s+(?:of\s+)?\d{{4}})?|"
    rf"in\s+\d{{4}}"
    r"|(?:earlier|later)\s+(?:today|this|in the|on the|that|the same)?\s*(?:same\s+)?(?:day|week|month|year)?"
    r"|(?:on\s+)?(?:the|that)\s+(?:same|next|previous|following)\s+(?:day|morning|evening)"
    r"|(?:this|last|that|the\s+previous)\s+(?:same\s+)?(?:week|month|year|morning|afternoon|evening|weekend|spring|"
    r"summer|fall|autumn|winter)"
    r"|(?:a|one|two|three|several|a few|\d+)\s+(?:hours?|days?|weeks?|months?|years?)\s+(?:ago|earlier|later|"
    r"before|after)"
    rf"|today,\s+{_DAY},?|today|yesterday|overnight|at\s+the\s+time|at\s+the\s+weekend|again|recently|then|publicly|"
    rf"earlier|later|once"
)
_MEDIUM = (
    r"(?:statement|interview|speech|address|post|posts|posting|update|letter|article|report|remarks|message|call|"
    r"comments?|"
    r"briefing|conference|testimony|hearing|tweet|blog|op-ed|note|communiqu[eé]|declaration|meeting|session|forum|"
    r"panel|"
    r"video|broadcast|release|summit|event|column|editorial|debate|email|e-mail|state-of-the-nation|webcast|talk|"
    r"lecture|"
    r"essay|document|assessment|press\s+release|readout|telegram|podcast|talks|visit|trip|ceremony|phone\s+call|"
    r"exchange|"
    r"appearance|discussion|parliament|reception|conversation|analysis|paper|bulletin|commentary|response|reply|"
    r"answer)"
)
MEDIUM = (
    r"(?:in|at|during|on|through|via|from|after|following)\s+(?:(?!that\b|had\b|has\b|have\b|is\b|was\b|are\b|"
    r"were\b|would\b|will\b|could\b|should\b|and\b)[\w\ue000][\w\ue000’'.-]*\s+)"
    rf"{{0,7}}?{_MEDIUM}(?:\s+{_MEDIUM}){{0,2}}\b"
    r"(?:\s+(?:to|with|on|in|at|by|for|of|before|from|broadcast|published|posted|released|aired|carried)\s+"
    r"(?:(?:the|a|an|his|her|its|state|Russian|state-run|its|US|broadcaster|newspaper|news|agency|website|channel|"
    r"of|on|and|"
    r"television|TV|national|security|annual|lawmakers|parliament|reporters|official|foreign|public|released|"
    r"published|"
    rf"broadcast|posted|late|early|Telegram|X|Twitter|Facebook|(?!{_MONTH}\s|{_DAY}\b)[A-Z][\w’'.-]*|\d{{4}})"
    r"\b\.?\s*)+)?"
)
ADDRESSEE = (
    r"(?:to\s+)?(?:(?:the|a|an|his|her|its|Russian|U\.S\.|US|state|some|several|foreign|local|visiting|news|press|regular|daily|"
    r"weekly|joint|security|annual|online|parliamentary|televised|special|student|packed|"
    r"Western)\s+){0,3}"
    r"(?:reporters?|journalists?|interviewers?|lawmakers|senators|newsmen|the media|media|correspondents|"
    r"parliament|Congress|"
    r"news\s+conference|briefing|press\s+conference|press\s+briefing|press|conference|forum|audience|hearing|"
    r"committee|delegates|"
    r"Congress|Duma|meeting|seminar|panel|broadcaster|newspaper|agency|channel|television|parliamentarians|"
    r"diplomats|gathering|"
    r"rally|session|crowd|council|Council|Committee|Conference|Assembly|people|officials|viewers)"
)
PLACE = (
    r"(?:here|(?:in|at|from|outside|aboard)\s+(?:the\s+)?[A-Z][\w’'.-]*(?:(?:\s+|,\s+)(?:of\s+|the\s+|"
    r"and\s+)?[A-Z][\w’'.-]*){0,5},?)"
    r"|(?:on|upon)\s+(?:(?:the|his|her|its)\s+)?(?:(?:Telegram|X|Twitter|Facebook|Weibo|YouTube)\s+"
    r"(?:channel|page|account|feed)|Telegram|X|Twitter|Facebook|Truth Social|Weibo|social media|"
    r"state television|"
    r"state TV|television|TV|arrival|Air Force One|the sidelines of[^,“”\"]{3,60}?|website|(?:messaging\s+)?(?:app|"
    r"platform|channel|account|page)|condition of anonymity)"
    r"|by\s+(?:phone|telephone|email|e-mail|video link|text message)"
)
ADVERBIAL = re.compile(
    rf"\s*(?:(?:{TIME})\b(?![’']s)|{MEDIUM}(?!\w)|to\s+{ADDRESSEE}\b|(?:{PLACE})(?!\w)|"
    r"in\s+(?:response|reply|reaction|English|Russian|part|addition|return|turn)\b)"
)
TOLD = re.compile(rf"\s*{ADDRESSEE}\b(?:\s+of\s+[A-Z]\w+)?")
_LINK = r"(?:in|at|on|about|after|during|for|with|by|from|before|that|as|and|when|who|which|to)"
TOLD_ANY = re.compile(
    rf"\s*(?:the|a|an|his|her|its|their|some|several|visiting|fellow|one)\s+(?:(?!{_LINK}\b)[\w.’'-]+\s+){{0,5}}?"
    rf"(?!{_LINK}\b|of\b)(?:[\w’'-]+(?=\s*[,:]?\s*“|\s+that\b)|"
    r"[a-z][\w’'-]*(?=\s+(?:[A-Z]\w|the\b|he\b|she\b|it\b|they\b|we\b|there\b|his\b|its\b)))"
)
"""Somebody with an article, before what is told begins: "told the chamber Moscow would"."""
TOLD_NAME = re.compile(
    r"\s*(?:(?:the|a|an|state|state-run|Russian|U\.S\.|US|British|Chinese|German|French|American|Japanese|Indian|"
    r"daily|"
    r"news|agency|newspaper|broadcaster|business|television|TV|channel|network|magazine|radio|outlet|website|"
    r"radio station|"
    r"his|her|counterpart|fellow|him|her|them|us|me)\s+){0,5}(?:[A-Z][\w’'./&-]*(?:\s+(?:of\s+|the\s+|"
    r"de\s+)?[A-Z0-9][\w’'./-]*){0,4}(?:\s+(?:news\s+)?(?:agency|newspaper|channel|television|TV|radio|broadcaster|website|magazine|show|programme?|podcast))?"
    r"(?:\s+(?:host|anchor|presenter|correspondent|journalist|reporter|editor|interviewer|commentator)(?:\s+[A-Z][\w’'-]+){1,3})?|him\b|her\b|them\b|us\b|me\b)"
)
PREPOSITION = re.compile(
    r"\s*,?\s*(?:in|at|on|during|after|when|while|as|following|for|to|by|with|from|through|via|before|ahead of|amid|"
    r"sent\b|released|published|posted|issued|broadcast|aired|dated|delivered|seen by|obtained|addressed|entitled|"
    r"titled|according|citing|quoting|commenting|speaking|responding|referring|late|earlier|later|again|about|of|without|between|among|amid|"
    r"reacting|adding|who|if|upon|under|alongside|standing|against|regarding|concerning|describing|summing|"
    r"pointing)\b"
)
TAIL_STOP = re.compile(
    r"\s*[,—–]\s*(?:(?:as\s+)?(?:quoted|cited|reported|carried)\s+by\b|according to\b|citing\b|quoting\b|"
    r"referring to\b|"
    r"in (?:an?|his|her|its|the)\b(?! (?:way|manner|sense|hope|event|absence|interests?|spirit|form|face|region|"
    r"world|area|process)\b)|when asked\b|speaking\b|commenting\b|responding\b|in response\b|"
    r"an? \w+ after\b|contradicting\b|"
    r"days after\b|"
    r"hours after\b|weeks after\b|"
    r"even as\b|an? (?:move|stance|refusal|charge|claim|accusation|allegation|denial)\b|amid\b|following\b|"
    r"as (?:he|she|they|the two|tensions|"
    r"Moscow)\b|after\b|"
    r"ahead of\b|during\b|at a\b|at the\b|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in reference\b|"
    r"(?:state )?news agency\b|"
    r"(?:the )?[A-Z][\w/-]+(?: [A-Z][\w/-]+)?(?: news agency)? (?:reported|said|says)\b|when\b|in what\b|using\b|"
    r"(?:the|his|her) (?:first|latest|strongest|clearest)\b|underscoring\b|highlighting\b|raising\b|signaling\b|"
    r"echoing\b|"
    r"(?:but|and|though|although) (?:he|she|they|it) (?:did not|didn’t|declined|gave no|stopped short|offered no|"
    r"provided no|refused)|"
    r"without (?:elaborating|giving|providing|specifying|offering|saying|naming)\b|"
    r"but (?:no\b|none\b|there (?:is|was|has been|have been) no\b|did not|gave no|declined|"
    r"stopped short)\b|"
    r"and (?:his|her) (?:administration|government|spokes\w+|aides|office)\b|apparently referring\b|"
    r"in an apparent\b|prompting\b|drawing\b|dealing\b|fueling\b)"
)
ANSWERS = re.compile(
    r"^(?:Asked|When asked|Answering|Responding|Commenting|Speaking|Addressing|Pressed|Writing|Referring)\b"
)

THAT = re.compile(
    r"\s*,?\s*(?:(?:however|meanwhile|in particular|among other things|for example|for instance|though|too|as well|"
    r"instead),?\s*|(?:only|just|simply|merely)\s+(?=that\b))?"
    r"(?:that|how|why)\b"
)
LATE_THAT = re.compile(r",\s*[^;:“”\ue000]{0,120},\s+that\s")
OWN_WORDS = re.compile(
    r"\b[Ii]n (his|her) (?:words|opinion|view|estimation|assessment)\b|\b[Aa]ccording to (him|her)\b"
)
PUT_IT = re.compile(r"\b[Aa]s (?:the )?([^,;“”]{2,60}?) (?:put|puts) it\b")
VIEW_OF = re.compile(r"For (?:the )?(?=[^,“”]{8,90},)")
"""A judge that opens a sentence: "For the analyst Anna Example, ..."."""
ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Aa]s per|[Ii]n the words of|[Ii]n the view of)\s+")
SOURCED = re.compile(
    r"put it|ccording to|s per|n the words|n the view|n his |n her |"
    r"[’']s? (?:own )?(?:words|view|opinion|telling|est|ass|count|reck|acc|tally|calc)"
)

CHANNELS = (
    ("Telegram", r"\bTelegram\b|\bTelegram-канал|телеграм"),
    ("social media post", r"\b(?:Truth Social|Twitter|Facebook|tweet(?:ed|s)?|social media|on X|Weibo|posted)\b"),
    ("interview", r"\binterview\b|\bинтервью\b"),
    ("news conference", r"\b(?:news|press)\s+conference\b|пресс-конференци"),
    ("televised meeting", r"\btelevised\s+(?:\w+\s+){0,3}meeting\b"),
    ("address", r"\b(?:state-of-the-nation|annual address|State of the Union|televised address|address to|"
    r"address before)\b|послани"),
    ("briefing", r"\bbriefing\b|\bбрифинг"),
    ("written statement", r"\bin\s+(?:an?|the|its|his|her|their)\s+(?:[\w.’'-]+\s+){0,4}?statement\b|"
    r"\bstatement said\b|в заявлении"),
    ("letter", r"\bin\s+(?:an?|the|his|her)\s+(?:\w+\s+){0,3}letter\b"),
    ("article", r"\bin\s+(?:an?|the|his|her)\s+(?:\w+\s+){0,3}(?:article|op-ed|essay|column)\b"),
    ("speech", r"\bspeech\b|\b(?:his|her|an|video|national|televised|opening|keynote) address\b|\bвыступлени"),
    ("testimony", r"\b(?:testimony|testified|hearing)\b"),
    ("phone call", r"\b(?:phone|telephone) (?:call|conversation)\b"),
    ("report", r"\bin\s+(?:an?|the|its|his|her)\s+(?:[\w.’'-]+\s+){0,3}report\b|^the report\b"),
    ("meeting", r"\bmeeting\b"),
)  # fmt: skip
"""The ways in which words were uttered, most telling first, with their words."""

CHANNEL_PATTERNS = tuple((name, re.compile(words)) for name, words in CHANNELS)


def channel(words: str) -> str | None:
    """How it was uttered, from the words around a cue; `None` where they do not say."""
    for name, pattern in CHANNEL_PATTERNS:
        if pattern.search(words):
            return name
    return None
