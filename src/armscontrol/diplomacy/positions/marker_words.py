"""What a marker of conditions is, and the words that its rules share: refusals, intentions, talks, and what is done."""

from __future__ import annotations

import re
from dataclasses import dataclass

NEGATIVE = (
    r"(?:\b(?:no|not|never|cannot|nothing|neither|nor|hardly|impossible|unthinkable|unrealistic|inconceivable|"
    r"meaningless|pointless|senseless|useless|premature|incomplete|futile|unacceptable|unable|difficult|refus\w+|"
    r"rul\w+ out|reject\w*|suspend\w*|paus\w+|freez\w+|frozen|halt\w*|delay\w*|postpon\w+|wait\w*|off the table|"
    r"out of the question|refrain\w*|abstain\w*|moratorium|hold off|restrain\w*|unfeasible|infeasible|unreasonable|"
    r"не|нет|невозмож\w+|нельзя|никак\w+|бессмысленн\w+|приостан\w+)\b|n[’']t\b)"
)
MODAL = (
    r"\b(?:will|would|can|could|may|might|shall|should|must|ready|prepared|willing|open to|possible|able|plans?|"
    r"intends?|agree[ds]?|resum\w+|return\w*|start\w*|begin|готов\w*|будет|будем|может|можем|возможн\w+)\b|[’']ll\b"
)
NEGATIVE_NEAR = re.compile(NEGATIVE, re.I)
MODAL_NEAR = re.compile(MODAL, re.I)


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker. `shape`: after (marker to the end of its clause), clause (all of its clause), words (itself alone),
    refusal (as after, but what the speaker does besides is left out).

    `before` and `around` must be found, before the marker or on either side of it; `unless` must not follow it, nor
    `unless_before` stand straight before it.
    """

    kind: str
    shape: str
    words: re.Pattern[str]
    before: re.Pattern[str] | None = None
    around: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    unless_before: re.Pattern[str] | None = None


def rule(kind: str, shape: str, words: str, **guards: str | re.Pattern[str]) -> Marker:
    """A marker from its patterns, read without regard to capitals."""
    compiled = {k: re.compile(v, re.I) if isinstance(v, str) else v for k, v in guards.items()}
    return Marker(kind, shape, re.compile(words, re.I), **compiled)


SUBJECT = re.compile(
    r"\b(?:they|it|this|these|dialogue|talks?|negotiat\w+|discussions?|conversations?|agreements?|treat(?:y|ies)|"
    r"deals?|accords?|pacts?|framework|arrangements?|consultations?|"
    r"arms control|disarmament|denucleari[sz]ation|nuclear|arsenals?|warheads?|weapons?|missiles?|process|"
    r"inspect(?:ions?|ors)|visits|return|moratorium|stability|extension|limits|START|переговор\w*|договор\w*|ядерн\w*)\b",
    re.I,
)
TALKS = (
    r"(?:dialogue|talks|negotiations?|discussions?|conversations?|agreement|approach|treaty|deal|accord|pact|"
    r"framework|arrangement|consultations)"
)
TAKE_IN = (
    r"(?:include|includes|capture|take in|extend to|apply to|bring in|deal with|reflect|involve|involves|cover|"
    r"covers|join(?! forces| hands)|address|addresses|encompass|"
    r"encompasses|embrace|"
    r"take (?:full |due )?account of|take[sn]? (?:fully |also )?into (?:account|consideration)|account for|factor "
    r"in|participate|take part|"
    r"come to the table|be (?:\w+ ){0,2}?(?:based (?:up)?on|built on|conducted on|"
    r"included|involved|taken into account|taken into consideration|brought "
    r"in\w*|addressed|considered|"
    r"at the (?:negotiating )?table|on the table|on the agenda|covered|limited|counted|represented|comprehensive|"
    r"multilateral|trilateral|resolved|"
    r"(?:a )?part of|(?:a )?party to|factored in|discussed))"
)
TIMED = (
    r"(?:[^.,;]{0,60}\bexpir\w+|(?:the |a |his |her |its |their |this )?(?:[\w’'-]+ )?(?:sessions?|summits?|meetings?|"
    r"conferences?|visits?|terms?|elections?|years?|months?|weeks?|seasons?|holidays?|exercises?|votes?)\b)"
)
MUST = r"(?:must|should|has to|have to|had to|needs? to|needed to|ought to|will need to|shall)"
DONE = (
    r"(?:(?:the|an?|its|their|his|these|those|all|any|both|this|that|every|foreign|western|arms) )?(?:[\w’'.-]+ ){1,5}?"
    r"(?:(?:falls? silent|(?:is|are|has been|have been|was|were) (?:\w+ )?(?:lifted|stopped|ended|"
    r"removed|resolved|met|withdrawn|halted|"
    r"addressed|restored|settled|dropped|reversed|over))|(?:has |have |is |are )?(?:chang(?:es?|ed|ing)|stop(?:s|ped)?|"
    r"end(?:s|ed)?|lift(?:s|ed)?|drop(?:s|ped)?|abandon(?:s|ed)?|gives? up|given up|ceas(?:es?|ed)|halt(?:s|ed)?|"
    r"compl(?:y|ies|ied)|withdraws?|withdrawn|recogni[sz]e[sd]?|reverses?|renounces?|honou?rs?|fulfil(?:l|ls|s)?|"
    r"demonstrates?|shows?|proves?|accepts?|agrees?))\b"
)
"""Something that somebody does, or that is done: a state of things that another waits for, and no mere day."""
