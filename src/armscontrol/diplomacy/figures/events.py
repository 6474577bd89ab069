"""Dated facts in the life of a treaty, as a text tells them: signed, in force, extended, suspended, expiring.

Each kind has words that tell it. A sentence counts where it names a treaty or speaks of "the treaty"; the date is the
one that follows the words most closely, else the one the sentence opens with. An event may have no date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from armscontrol.diplomacy.figures.owners import owners
from armscontrol.diplomacy.figures.treaty_names import KNOWN, Treaties, treaties
from armscontrol.diplomacy.model import DateMention, Document, Event, Segment, Span
from armscontrol.diplomacy.pages.sentences import sentences
from armscontrol.diplomacy.plain import READABLE

_KINDS = (
    ("armed-conflict.begins", r"invasion of Ukraine|invaded (?:\w+ )?Ukraine|war (?:in|on|"
     r"against) Ukraine (?:began|started|broke out)|"
     r"(?:launched|began|started|sent troops)\b[^.;]{0,40}\b(?:war|invasion|offensive|"
     r"troops)\b[^.;]{0,20}\bUkraine|вторжени\w+ в? ?\w*Украин\w+|"
     r"начал\w* (?:специальн\w+ военн\w+ операци\w+|СВО)"),
    ("extension.ratified", r"ratif\w+[^.;]{0,60}\bexten(?:sion|ding)|exten(?:sion|d)\w*[^.;]{0,60}\bratif\w+|"
     r"approved[^.;]{0,50}\bextension|"
     r"ратифици\w+[^.;]{0,60}продлени\w+"),
    ("treaty.ratified", r"\bratifi(?:ed|cation)\b|ратифицир\w+"),
    ("inspections.begin", r"[Bb]eginning [^.;]{0,30}\binspections|inspections?\b[^.;]{0,60}\b(?:began|begin|"
     r"started|commenced)|"
     r"began (?:on-site )?inspections"),
    ("inspections.paused", r"[Ii]nspections?\b[^.;]{0,120}\b(?:paused|halted|put on hold|on hold|stopped)|"
     r"(?:paus\w+|halt\w+)\b[^.;]{0,60}\binspections?|"
     r"инспекци\w+[^.;]{0,60}приостановлен\w*"),
    ("inspections.suspended", r"suspend\w+\b(?: its| their| all| the| cooperation| with| treaty['’]s| temporarily|"
     r" on-site| mutual){0,8} ?\binspections?|"
     r"suspend\w+ (?:its |their )?cooperation[^.;]{0,60}inspection|[Ii]nspections?\b[^.;]{0,100}\bsuspended|"
     r"suspension of (?:\w+ ){0,3}inspections"),
    ("data.withheld", r"(?:stop\w*|refus\w*|ceas\w*|halt\w*|suspend\w*|withh[eo]ld\w*|not (?:be )?|no longer |"
     r"won[’']t |end)\b[^.;]{0,40}"
     r"\b(?:provid\w+|exchang\w+|shar\w+|giv\w+|transfer\w*|send\w*)\b[^.;]{0,50}\b(?:data|information|"
     r"notifications?)|"
     r"(?:data|information|notifications?)\b[^.;]{0,120}\bsuspended|приостанов\w+[^.;]{0,40}(?:обмен|данны|"
     r"уведомлен)\w*"),
    ("treaty.suspended", r"suspend(?:ed|ing|s)?\b[^.;]{0,60}\b(?:participation|treaty|pact|START|agreement|accord|"
     r"membership|implementation)|"
     r"(?:participation|membership)\b[^.;]{0,60}\bsuspended|suspension of (?:\w+[’']?s? ){0,4}(?:participation|"
     r"treaty|START|pact)|"
     r"decision to suspend|(?:treaty|START|pact|agreement)\b[^.;]{0,30}\b(?:was|were|has been|been|is) suspended|"
     r"приостан\w+[^.;]{0,40}(?:участи\w+|договор\w*|СНВ)"),
    ("treaty.withdrawn", r"(?:withdr(?:ew|awn?|awing|awal)|pull(?:ed|ing)? out|walk(?:ed)? away|"
     r"quit(?:ting)?)\b[^.;]{0,60}\b(?:treaty|pact|agreement|accord|INF|"
     r"START|ABM|CFE|CTBT|Open Skies)|abandoned (?:the )?[^.;]{0,30}\b(?:treaty|pact)|"
     r"вышл\w+ из[^.;]{0,40}(?:договор\w*|ДРСМД)|выход\w* из[^.;]{0,30}договор\w*"),
    ("treaty.extended", r"\b(?:extended|prolonged|renewed)\b|agreed (?:to|on) (?:a |an |"
     r"the )?(?:five-year )?exten(?:d|sion)|extension (?:took|came|entered)|"
     r"продл(?:ил|ен|ён)\w*"),
    ("treaty.in-force", r"(?:c[ao]me|comes|went|goes|enter(?:ed|s|ing)?|entry|put) in(?:to|) (?:force|effect)|"
     r"t(?:ook|akes) effect|вступ\w+ в силу"),
    ("treaty.expired", r"(?<!to )\b(?:expired|lapsed|ran out)\b|ist[её]к\w*|истек\b|ист[её]к(?:ло|ла)?\b"),
    ("treaty.expires", r"\b(?:expires?|expiring|expiry|expiration)\b|\b(?:runs?|running) out\b|\blapses?\b|"
     r"\b(?:until|through) (?=\w+\.? [0-9]|[0-9]{4})|истека\w+|действ\w+ до|"
     r"\bend of (?:the )?(?:treaty|New START)|terminat(?:es|ion)\b"),
    ("treaty.signed", r"\bsign(?:ed|ing|atories|atory|ature)\b|подписа\w+"),
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
    r"offer|propos|said|told|announced|wrote|declared|договор|СНВ|инспекци|заяви|сообщи|сказал|Украин|предлож|"
    r"Open Skies|SORT|CTBT|"
    r"\bIt\b|\bdeal\b|summit|finding"
)
_TREATY = re.compile(
    r"\b(?:[Tt]reaty|[Pp]act|[Aa]ccord|[Aa]greement|deal|START|INF|CFE|SORT|SALT|ABM|CTBT|NPT|Open Skies|"
    r"[Дд]оговор\w*|СНВ\S*)\b"
)
_OTHER_PACT = re.compile(
    r"\b(?:defen[cs]e|trade|peace|gas|oil|grain|security|partnership|cooperation|ceasefire|cease-fire|prisoner|"
    r"climate|Minsk)\s"
    r"(?:\w+\s)?(?:agreement|pact|deal|treaty|accord)|\bsign\w*\b[^.;]{0,30}\b(?:law|decree|order|bill|petition|"
    r"letter|statement)\b|signed? up|[Ss]ign in"
)
_ABOUT_TREATY = ("treaty.", "extension.", "limits.")
_REVERSED = re.compile(
    r"\b(?:not|never|neither|nor|no|without|denied|refused to|could|would|may|might|if|threaten\w*|should|whether|"
    r"unless|without fully)\b[^,.;]{0,30}$"
)
_PARTED = re.compile(
    r"[;:]|\b(?:which|who|that|said|told|says|announced|starting|beginning|until|through|before|after|since|was|"
    r"were|is|has|had|will|"
    r"would|expires?|but|while|to (?:start|begin))\b|, (?:and|but|which|who)\b"
)
_LASTS = re.compile(
    r"\b(?:limits?|exten(?:ds?|ded|ding|sion)|valid|in (?:force|effect)|remains?|stays?|lasts?|runs?|prolong\w*)\b"
)
_OPENS = re.compile(r"\W*(?:[Oo]n|[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ll]ate|[Ee]arly|[Bb]eginning|[Aa]nd|[Bb]ut|В|С)?\W*")
_PEOPLE = {
    "RUS": re.compile(
        r"\b(?:Putin|Medvedev|Lavrov|Ryabkov|Peskov|Zakharova|Antonov|Duma|Federation Council|Yeltsin|Путин\w*|"
        r"Лавров\w*)\b"
    ),
    "USA": re.compile(
        r"\b(?:Biden|Trump|Obama|Blinken|Rubio|Clinton|Bush|Pompeo|Senate|Congress|State Department|White House)\b"
    ),
}
_ANNOUNCED = frozenset(
    ("treaty.suspended", "treaty.withdrawn", "treaty.extended", "offer.made", "inspections.suspended", "data.withheld")
)
_ONE_SIDED = frozenset(
    ("treaty.suspended", "treaty.withdrawn", "extension.ratified", "treaty.ratified", "offer.made", "data.withheld",
     "inspections.suspended")
)  # fmt: skip


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
        treaty = _treaty(named, sentence, start, following)
        if kind.startswith(("treaty.", "extension.", "limits.")) and treaty is None and not treaty_here:
            continue
        low, high = (min(start, date.span[0]), max(end, date.span[1])) if date else (start, end)
        known = treaty if treaty in KNOWN and not kind.startswith(("armed", "statement", "meeting")) else None
        made.append(
            Event((low, high), kind, known, date, _party(text, sentence, start, end) if kind in _ONE_SIDED else None)
        )
    return made


def _fits(text: str, sentence: Span, kind: str, match: re.Match[str], treaty_here: bool) -> bool:
    left = text[max(sentence[0], match.start() - 40) : match.start()]
    if kind == "treaty.signed":
        return not _OTHER_PACT.search(text, max(sentence[0], match.start() - 20), min(sentence[1], match.end() + 60))
    if kind == "statement.made":
        return True
    if kind in ("treaty.withdrawn", "treaty.suspended", "treaty.extended", "treaty.expired") and _REVERSED.search(left):
        return False
    if kind == "treaty.extended":
        return not re.match(r"[^.;]{0,30}\b(?:hand|invitation|deadline|range)\b", text[match.end() : match.end() + 40])
    if kind == "treaty.expires" and match[0].startswith(("until", "through")):
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
        elif not _PARTED.search(between) and between.count(",") <= 1:
            return after[0]
    if kind in _ANNOUNCED:
        for mention in mentions:
            # "Putin said Tuesday he is suspending": said and done on one day
            if (
                mention.span[1] < start
                and re.search(
                    r"\b(?:said|announced|declared|заявил\w*)(?: on)?\s$",
                    text[max(sentence[0], mention.span[0] - 16) : mention.span[0]],
                )
                and re.fullmatch(r",? (?:that )?(?:\w+ ){1,4}", text[mention.span[1] : start])
            ):
                return mention
    opening = [d for d in mentions if d.span[1] <= start and _OPENS.fullmatch(text, sentence[0], d.span[0])]
    if opening:
        between = text[opening[0].span[1] : start]
        limit = {"treaty.signed": 60, "statement.made": 100}.get(kind, 160)
        if kind.startswith("treaty.expire") and len(between) > 60:
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


def _treaty(named: Treaties, sentence: Span, start: int, following: int) -> str | None:
    before = named.within(sentence[0], start)
    after = named.within(start, following)
    if before:
        return before[-1]
    return after[0] if after else named.at(sentence[0], start)


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
            r"\b(?:told|with|to|against|from|for|informed|between) (?:the )?$", text[max(0, f[0] - 14) : f[0]]
        )
    ]
    return max(acting)[1] if acting else None
