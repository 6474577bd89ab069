"""Ties that are refused: preconditions rejected, a linkage ruled out, another's demand dismissed.

Who refuses a tie holds the opposite of who makes it. The rules here stand before those of `markers`, so that the words
of the tie are read as refused and not as a tie of the speaker's own.
"""

from __future__ import annotations

import re

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.positions.marker_words import SUBJECT, TAKE_IN, rule

_REFUSE = (
    r"(?:(?:reject|refus|oppos|dismiss|repudiat|rebuff|spurn|resist|condemn|denounc|critici[sz])\w*|rul(?:e|es|ed|ing) "
    r"out|turn(?:s|ed|ing)? down|brush(?:es|ed|ing)? (?:aside|off)|wav(?:e|es|ed|ing) (?:aside|away|off)|"
    r"object(?:s|ed|ing|ions?)? to|against|say(?:s|ing)? no to|said no to)"
)
_NOT = (
    r"(?:\b(?:not|never|no longer|cannot|unable|unwilling|refus\w+|declin\w+|nothing|"
    r"no (?:plans?|intention|need|reason|grounds|point|wish|desire))|n[’']t)"
    r"(?: (?:be |going |ready |prepared |willing |about |intend(?:ing)? |planning |plan |want |wish |agree(?:ing)? |"
    r"seek(?:ing)? )?(?:to|in|of|for|on))?"
)
_GRANT = (
    r"(?:accept|agreed? to|agreed? with|accepted|meet|recogni[sz]e|tolerate|yield to|bow to|give in to|entertain|"
    r"support|set|impose|"
    r"put forward|attach|insist on|demand|have|make|need|want|raise|advance|lay down|discuss|consider|be drawn into|"
    r"get drawn into|play)(?:ting|ing)?"
)
_REFUSED = rf"(?:{_REFUSE}(?: to)?(?: {_GRANT})?|{_NOT} (?:\w+ly )?{_GRANT})"
_OF = (
    r"(?:any|all|such|these|those|this|that|the|an?|new|further|prior|additional|other|extra|unilateral|one-sided|"
    r"artificial|political|its|their|his|her|our|your|my|kind of|form of|sort of|so-called|repeated|latest|stated|main|"
    r"Russian|Soviet|American|U\.S\.|US|Chinese|Western|British|French|Ukrainian|European|NATO|allied|"
    r"[\w.-]{1,30}[’']s?|(?:attempt|effort|proposal|call|demand|bid|move|suggestion|request|offer|idea)s? "
    r"(?:to|at|for|of)|idea of|notion of|game of|policy of|language of|list of|set of|logic of|talk of|question of|"
    r"possibility of|[a-z]+ed)"
)
_TERMS = (
    r"(?:pre-?conditions?|conditions?(?! of anonymity)|strings|linkages?|links?(?= (?:between|to|with))|"
    r"ultimat(?:um\w*|a))"
)
_TO_LINK = (
    r"(?:(?:de)?link(?:ing)?|t(?:ie|ying)|coupl(?:e|ing)|connect(?:ing)?)\b[^.;]{1,90}?\b(?:to|with|and|together)"
    r"|(?:mak(?:e|ing)|hold(?:ing)?|leav(?:e|ing)|keep(?:ing)?|render(?:ing)?)\b[^.;]{1,90}?\b(?:conditional|dependent|"
    r"contingent|(?:a )?hostage|subject) (?:(?:up)?on|to|of)|condition(?:ing)?\b[^.;]{1,90}?\bon|set(?:ting)? (?:any )?"
    r"(?:pre-?)?conditions"
)
_DEMAND = (
    r"(?:demands?|insistence|requirements?|requests?|calls?|ideas?|notion|suggestions?|proposals?|arguments?|view|"
    r"premise|logic)"
)
_JOIN = r"(?<!to )(?<!it )(?<!they )(?<!that it would )(?:join|participate|take part)(?:s|ed|ing)?"
_TIED = (
    rf"(?:(?!join|participate|take part){TAKE_IN}|{_JOIN}|includ(?:ed|ing)|involv(?:ed|ing)|inclusion|involvement|"
    r"participation|link\w*|tied?|tying|conditional|contingent|depend\w*|(?:pre-?)?conditions?|wait|until|unless|"
    r"first|before|only (?:if|after|when|once)|separat\w+|hostage)"
)
_BY = r"(?: (?:by|from|of|made by|in) (?:the )?[\w.’'-]{2,30}){0,2}"
_TYING_DEMAND = rf"{_DEMAND}{_BY},? (?:that|to|for|of|on|under which|according to which)\b[^.;]{{0,90}}?\b{_TIED}\b"

WAITING = r"\b(?:if|unless|once|until|when|after|provided|as long as|если|пока|когда|после)\b[^.;,]{0,80}$"
"""Before a refusal these make it what another waits for, as in "only if Moscow drops its preconditions"."""
_KEPT = (
    r"(?:\b(?:not|never|refus\w+|declin\w+|unwilling|no (?:plans?|intention|reason|need)|won[’']t)|n[’']t)"
    r"(?: \w+)? (?:to |of |for )?$"
)

REFUSALS = (
    rule(
        "no-linkage",
        "refusal",
        rf"\b{_REFUSED}(?: {_OF}){{0,5}}? (?:{_TERMS}|{_TYING_DEMAND})\b",
        unless_before=WAITING,
        unless=r"\s+(?:of (?:the )?(?:treaty|pact|agreement|accord|service)|on the ground)",
    ),
    rule(
        "no-linkage",
        "refusal",
        rf"\b(?:{_REFUSE}|{_NOT}|without|(?:wrong|mistake|unacceptable|inappropriate|unwise|impossible|"
        rf"counter-?productive|dangerous|senseless|pointless|no sense))(?: to|"
        rf" \w+ly)?(?: {_OF}){{0,4}}? (?:{_TO_LINK})\b",
        around=SUBJECT,
        unless_before=WAITING,
    ),
    rule(
        "no-linkage",
        "refusal",
        r"\b(?:drop|abandon|withdraw|withdrew|g(?:ive|ives|ave|iving) up|waiv|lift|remov|renounc|scrap|retract|"
        rf"relinquish|retreat\w* from|back\w* (?:down|away) from)\w*(?: {_OF}){{0,4}}? "
        rf"(?:pre-?conditions?|conditions for|linkages?|ultimat\w+|{_TYING_DEMAND})\b",
        unless_before=rf"{WAITING}|{_KEPT}|\b(?:must|should|has to|have to|needs? to)(?: \w+)? $",
    ),
    rule(
        "no-linkage",
        "refusal",
        r"\b(?:(?:any|all|such|these|those|the) )?(?:(?:pre-?conditions?|linkages?|conditions)\b[^.;,]{0,80}?|"
        rf"(?:{_TO_LINK})\b[^.;,]{{0,60}}?) (?:is|are|was|were|would be|will be|remains?) "
        r"(?:\w+ly |absolutely |simply )?(?:unacceptable|inadmissible|impossible|out of the question|off the table|"
        r"ruled out|rejected|not acceptable|not on the table|not needed|unnecessary|a mistake|wrong|"
        r"counter-?productive|"
        r"unhelpful|illegitimate|artificial)\b",
        around=SUBJECT,
        unless_before=WAITING,
    ),
    rule(
        "no-linkage",
        "refusal",
        r"(?:\b(?:not|never|cannot)|n[’']t) (?:be |to be |to |in any way |directly |at all )?(?:depend\w*|hinge|"
        r"(?:be )?"
        r"(?:held |made |taken |become )?(?:hostage|dependent|contingent|conditional|subject)) (?:(?:up)?on|to|of)\b|"
        r"\b(?:is|are|was|be)(?: not|n[’']t) (?:an? )?(?:pre-?)?conditions? (?:for|of)\b|"
        r"(?:\b(?:not|never|cannot)|n[’']t) (?:allow|let|permit)\b[^.;,]{1,60}?\b(?:be|become|serve as|"
        r"remain) (?:an? )?"
        r"(?:(?:pre-?)?conditions?|hostage|linked|tied)\b|\bfree (?:of|from) (?:any )?(?:pre-?)?conditions\b|"
        r"\bno question of (?:linking|tying)\b",
        around=SUBJECT,
        unless_before=WAITING,
    ),
    rule(
        "no-linkage",
        "refusal",
        r"\b(?:отверг\w+|отклон\w+|исключа\w+|отказ\w+(?: от)?|против|не (?:прим\w+|выдвига\w+|став\w+|выстав\w+|"
        r"призна\w+|соглас\w+(?: на| с)?|будет|будем|станет|станем|намерен\w*|готов\w*|собира\w+)|нельзя)"
        r"(?:(?: (?:принима\w+|выдвига\w+|ставить|любы\w+|любую|любой|каки\w+-либо|каки\w+ бы то ни было|всяк\w+|"
        r"эт\w+|американск\w+|российск\w+)){0,3} (?:предварительн\w+ услови\w+|услови[йяе]\w*|увязк\w+|увязыва\w+|"
        r"связывать|ультиматум\w*)|(?: [\w-]+){0,2}? (?:требовани|призыв|иде|предложени|попытк)\w+(?: [\w-]+){0,3}? "
        r"(?:включ|увяз|связ|учит|учест|подключ)\w+)\b",
        unless_before=WAITING,
    ),
)

_AND_MORE = re.compile(
    r",?\s+(?:and|but|и|но)\s+(?:\w+ly\s+)?(?:is|are|was|were|remains?|will|would|wants?|can|could|has|have|"
    r"do(?:es)?|says?|said|calls?|"
    r"called|urg\w+|offer\w*|propos\w+|rul\w+ out|refus\w+|declin\w+|reject\w+|suspend\w+|insist\w*|demand\w*|"
    r"accus\w+|stands?|stood|support\w*|back(?:s|ed)|готов\w*|открыт\w*|выступа\w+|призыва\w+)\b",
    re.I,
)
_INCLUDED = re.compile(r"\b(?:includ\w+|involv\w+|inclusion|cover\w*|participat\w+|join\w*|take part|part of)\b", re.I)
_LINKED = re.compile(r"\b(?:link\w*|ti(?:e|ed)|tying|depend\w*|condition\w*|contingent|drop\w*|abandon\w*)\b", re.I)


def refusal_end(text: str, begin: int, end: int) -> int:
    """Where the refused tie ends, at the latest at `end`: what the speaker does besides is not refused with it."""
    more = _AND_MORE.search(text, begin, end)
    return more.start() if more else end


def refuses_inclusion(text: str, span: Span) -> bool:
    """Whether what is refused in a clause is that somebody be taken in, not that one thing hang on another."""
    return _INCLUDED.search(text, *span) is not None and _LINKED.search(text, *span) is None
