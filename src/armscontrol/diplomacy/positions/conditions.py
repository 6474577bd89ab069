"""The conditions in what a statement says: the clause, from its marker to its end, and the kind of tie.

Markers are words that tie one thing to another ("only if", "until", "in exchange for", "must include"). A clause ends
at the closing mark, at a comma before the main clause, at "but" and its like, or with the sentence. English, and the
plain Russian cases. The kinds are those of `model.Condition`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from armscontrol.diplomacy.model import Condition, Span
from armscontrol.diplomacy.pages.sentences import sentences
from armscontrol.diplomacy.positions.marker_words import Marker
from armscontrol.diplomacy.positions.markers import MARKERS, QUICK
from armscontrol.diplomacy.positions.refusals import REFUSALS, refusal_end

LONGEST = 320
"""Characters beyond which a clause is cut at its last comma: long sentences carry more than their condition."""
PASSAGE = 1500
"""Characters beyond which a sentence is read in pieces, so that time grows no faster than the text."""
NEAR = 160
"""How far back a marker looks, in characters, for the words that give it its sense."""

_THREAT = re.compile(
    r"\b(?:respon(?:d|se)\w*|retaliat\w+|forced to|have to|consequences|tak(?:e|es|ing) [^.;]{0,30}counter-?measures|"
    r"counterstrike|strikes?|"
    r"destr(?:oy|uction)\w*|nuclear (?:war|conflict|weapons)|conflict|escalat\w+|withdraw\w*|abandon|quit|pull out|"
    r"deploy\w*|resume test\w*|act accordingly|legitimate targets?|war with|at war|free to|no longer (?:be )?bound|"
    r"ответ\w*|вынужден\w*|последстви\w+|удар\w*|контрмер\w+)\b",
    re.I,
)
_EXPIRY = re.compile(
    r"(?:if|should|in the event that|если)\s+(?:(?:the|a)\s+)?(?:[\w-]+\s+){0,4}?"
    r"(?:treaty|pact|agreement|accord|START|it|договор)\s+"
    r"(?:(?:is|was|were|does|did)\s+)?(?:expire[sd]?|expiring|lapse[sd]?|run(?:s|ning)?\s+out|ran\s+out|истечет|истечёт)\b",
    re.I,
)
_SAME = re.compile(
    r"\b(?:(?:do(?:es|ing)?|did) (?:so|the same|likewise|similarly|that too)|follow(?:s|ed|ing)? suit|"
    r"(?:in )?(?:a |the )?(?:similar|same) (?:manner|way|fashion|steps?|spirit|position|approach|restraint|"
    r"commitment)|"
    r"similarly|likewise|reciproc\w+|in kind|mirror\w*|match(?:es|ed)?|mutual\w*|responds? positively|too|also|"
    r"то же самое|аналогичн\w+|взаимн\w+|тоже|также|ответит взаимностью)\b",
    re.I,
)
# Where a clause ends.
_MAIN = re.compile(
    r",[\"”’]?\s+(?:then\b|так?\b|то\b|(?:[\w’'.\-]+\s+){1,7}?(?:will|would|can|could|may|might|must|should|shall|"
    r"cannot|"
    r"won[’']t|is|are|was|were|has|have|had|reserves|remains?|stands?|intends|plans|does|do|will|будет|будем|может|"
    r"можем|готов\w*|придется)\b|(?:we|they|it|he|she|I|there|you)[’'](?:ll|d|re|s|m)\b)",
    re.I,
)
_TURNED = re.compile(r"(?:^|[\"“«.!?;:—–] ?|\b(?:that|but|and) )(?:only|not)\b", re.I)
"""An opening after which the main clause has its verb before its subject: "Only after they stop can talks begin"."""
_INVERTED = re.compile(r"\s(?:can|could|will|would|may|might|should|shall)\s+(?!be\b|have\b|not\b)\w", re.I)
_BREAK = re.compile(
    r",\s+(?!including|involving|taking|excluding)\w+ing\s|,?\s+(?:but|while|although|though|whereas|however|"
    r"because|since)\s|,\s+(?:adding|according|which|he|she|noting|saying|"
    r"where|who|said|told)\s|,\s+and\s+(?:that|we|he|she|they|it|I|there|this|Russia|Moscow|Washington)\s|;|"
    r"\s[—–-]+\s|"
    r":\s|,\s+(?:но|однако|а|хотя|поскольку|сказал\w*|заявил\w*|добавил\w*|отметил\w*|подчеркнул\w*)\s"
)
_CLAUSE_START = re.compile(
    r"\b(?:but|that|because|while|whereas|yet|что|но|однако)\s+(?:also\s+|then\s+)?|[;:]\s+|"
    r"\s[—–-]+\s|,\s+(?:and|so|as|и)\s+|[“«]",
    re.I,
)
_LED = re.compile(r"\s+(?:that\s+)?", re.I)
"""What stands between a word of saying and what is said, where it may begin a tie: "insists that talks cover"."""
_TRIM = ' \t\n\r,;:.–—-"“”«»″'


def _quoted(text: str, start: int, at: int) -> bool:
    """Whether `at` stands inside marks opened after `start`."""
    before = text[max(start, at - 1000) : at]
    if before.count('"') % 2:
        return True
    return max(before.rfind("“"), before.rfind("«")) > max(before.rfind("”"), before.rfind("»"))


def _clause_end(text: str, sentence: Span, begin: int, after: int) -> int:
    """Where the clause ends that begins at `begin` with a marker up to `after`."""
    end = sentence[1]
    if _quoted(text, sentence[0], begin):
        marks = [m for m in (text.find(c, after, end) for c in '"”»') if m >= 0]
        end = min(marks, default=end)
    end = min(end, after + LONGEST)
    lead = text[max(sentence[0], begin - 12) : begin].rstrip(' "“«\t\n')
    fronted = begin >= sentence[0] and (
        begin - sentence[0] < 3
        or not lead
        or lead[-1] in ",;:—–"
        or bool(re.search(r"\b(?:that|but|and|so|then|и|что|но|а)$", lead, re.I))
    )
    if fronted and (main := _MAIN.search(text, after, end)):
        end = main.start()
    elif _TURNED.search(text, max(sentence[0], begin - 12), after) and (turn := _INVERTED.search(text, after + 3, end)):
        end, main = turn.start(), turn
    if stop := _BREAK.search(text, after + 1, end):
        end = stop.start()
    elif (
        fronted
        and end == sentence[1]
        and not main
        and (comma := text.find(", ", after + 12, end)) > 0
        and comma < end - 12
    ):
        end = comma
    if end == after + LONGEST and (comma := text.rfind(", ", after, end)) > 0:
        end = comma
    return end


def _clause_start(text: str, sentence: Span, at: int) -> int:
    """Where the clause begins in which `at` stands."""
    begin = max(sentence[0], at - LONGEST)
    for boundary in _CLAUSE_START.finditer(text, begin, at):
        begin = boundary.end()
    return begin


def _kind(text: str, sentence: Span, clause: Span) -> str:
    """The kind of an if-clause: the other does the same, a threat in the main clause, or a plain precondition."""
    inside = text[clause[0] : clause[1]]
    main = (
        text[max(sentence[0], clause[0] - NEAR) : clause[0]]
        + " "
        + text[clause[1] : min(sentence[1], clause[1] + NEAR)]
    )
    if _SAME.search(inside) or re.search(
        r"\b(?:do the same|follow suit|in kind|mirror\w*|reciproc\w+|зеркальн\w+|тем же|взаимн\w+)\b", main, re.I
    ):
        return "reciprocity"
    return "threat" if _THREAT.search(main) else "precondition"


def _allowed(rule: Marker, text: str, sentence: Span, hit: re.Match[str]) -> bool:
    before = text[max(sentence[0], hit.start() - NEAR) : hit.start()]
    if not before.strip() and text[hit.start()].islower():  # "they would return, he said, once ...": the part before it
        before = re.split(r"[.!?]\s", text[max(0, hit.start() - NEAR) : hit.start()])[-1]
    if rule.unless and rule.unless.match(text, hit.end(), sentence[1]):
        return False
    if rule.unless_before and rule.unless_before.search(before):
        return False
    if rule.before and not rule.before.search(before):
        return False
    if rule.around and not rule.around.search(before):
        at = hit.start() if rule.shape == "refusal" else hit.end()
        return rule.around.search(text, at, min(sentence[1], hit.end() + NEAR)) is not None
    return True


def _trimmed(text: str, span: Span) -> Span:
    begin, end = span
    while begin < end and text[begin] in _TRIM:
        begin += 1
    while end > begin and text[end - 1] in _TRIM:
        end -= 1
    return begin, end


def passages(text: str, span: Span) -> Iterator[Span]:
    """The sentences inside a span, those longer than `PASSAGE` in pieces cut between words."""
    for start, end in sentences(text, *span):
        while end - start > PASSAGE:
            cut = text.rfind(" ", start + 1, start + PASSAGE)
            cut = cut if cut > start else start + PASSAGE
            yield start, cut
            start = cut
        yield start, end


def conditions(text: str, span: Span, cue: Span | None = None) -> tuple[Condition, ...]:
    """The conditions in what one statement says, in the order of the text; of overlapping ones the first rule wins.

    Args:
        text: of the document.
        span: of the content of one statement, or of one of its parts. What stands outside is not looked at.
        cue: the word of saying, which may be the one that makes or refuses a tie: "rejected any preconditions".
    """
    found: list[Condition] = []
    led = cue[0] if cue is not None and _LED.fullmatch(text, cue[1], span[0]) else span[0]
    for sentence in passages(text, span):
        leading = led if sentence[0] == span[0] else sentence[0]
        if not QUICK.search(text, leading, sentence[1]):
            continue
        taken: list[Span] = []
        for rule in (*REFUSALS, *MARKERS):
            look = leading if rule.shape in ("refusal", "clause") else sentence[0]
            for hit in rule.words.finditer(text, look, sentence[1]):
                if any(hit.start() < b and a < hit.end() for a, b in taken) or hit.end() <= sentence[0]:
                    continue
                if not _allowed(rule, text, sentence, hit):
                    continue
                if rule.shape == "words":
                    clause = hit.span()
                elif rule.shape == "refusal":
                    end = refusal_end(text, hit.end(), _clause_end(text, sentence, hit.start(), hit.end()))
                    clause = (max(hit.start(), sentence[0]), end)
                else:
                    begin = _clause_start(text, sentence, hit.start()) if rule.shape == "clause" else hit.start()
                    begin = max(begin, sentence[0])
                    clause = (
                        begin,
                        _clause_end(text, sentence, begin if rule.shape == "after" else hit.start(), hit.end()),
                    )
                clause = _trimmed(text, clause)
                if clause[1] <= clause[0] or any(clause[0] < b and a < clause[1] for a, b in taken):
                    continue
                kind = _kind(text, sentence, clause) if rule.kind == "if" else rule.kind
                if kind == "precondition" and rule.kind == "if" and _EXPIRY.match(text, *clause):
                    continue  # what happens when a treaty runs out is no tie
                if kind in ("precondition", "linkage") and _SAME.search(text, *clause) and rule.shape == "after":
                    kind = "reciprocity"
                taken.append(clause)
                found.append(Condition(clause, kind, text[clause[0] : clause[1]]))
    return tuple(sorted(found, key=lambda c: c.span))
