"""What a number in a text is said to count, held against what the figure of the record counts.

A right number with a wrong or an incomplete subject is the commonest error about these treaties: all three legs printed
as ICBMs, deployed and non-deployed as deployed, a total inventory as a stockpile. Each rule here gives a sentence that
says what is missing, or nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.model import Number, Span
from armscontrol.diplomacy.pages.sentences import sentences

_CUES = {
    "non_deployed": r"(?:non-?\s?|un)deployed|not (?:yet )?deployed|deployed (?:or|and) (?:not|otherwise)|неразв[её]рн",
    "deployed": r"(?<!non)(?<!non[- ])(?<!un)(?<!not )deploy(?!ment of)|(?<!не)разв[её]рн",
    "warheads": r"warhead|weapon|bombs?\b|боезаряд|боеголов|заряд",
    "icbm": r"\bICBMs?\b|inter-?continental(?:[- ]range)? (?:ballistic )?missiles?|land[- ]based (?:\w+ )?missiles?|"
    r"\bМБР\b|межконтинентальн",
    "slbm": r"\bSLBMs?\b|sub(?:marine)?[- ]launched(?: ballistic)?(?: missiles?)?|sea[- ](?:based|launched)|"
    r"submarines?|\bБРПЛ\b|подводн",
    "bombers": r"bombers?|aircraft|airplanes|warplanes|бомбардиров",
    "missiles": r"missiles?|rockets?|ракет",
    "vehicles": r"delivery (?:vehicle|system|platform|mean)|vehicles|carriers?\b|means of delivery|носител|"
    r"средств доставки",
    "launchers": r"launchers?|silos|launch (?:tubes|pads)|пусков",
    "inventory": r"inventor|in all\b|altogether|overall|total|arsenal|combined|в общей сложности|арсенал|всего",
    "stockpile": r"stockpile|запас",
    "reserve": r"reserve|in storage|stored|storage|резерв|хранени",
    "retired": r"retired|dismantle|списан|утилиз",
}
CUES = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _CUES.items()}

_CUT = re.compile(
    r"[;:]|\s[–—-]\s|,\s(?:while|compared|whereas|more than|fewer|far|but|against|down|up from|of which|which)\b|"
    r"\bversus\b|\bcompared (?:with|to)\b",
    re.IGNORECASE,
)
_REACH = 140
"""Characters after a number within which its subject stands."""
_BEFORE = 60
"""Characters before a number within which its subject may stand, as in "a stockpile of"."""
_WINDOW = 1_500
"""Characters on either side that count as the paragraph of a number."""
_START = re.compile(r"[,;:(]|\b(?:and|while|but|или|и)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """A number where it stands: its own words, its sentence and its paragraph."""

    own: str
    sentence: str
    paragraph: str
    span: Span

    def cues(self) -> frozenset[str]:
        """What the number's own words speak of."""
        return cues(self.own)


def cues(text: str) -> frozenset[str]:
    """What words speak of: legs, status, kinds of things counted."""
    found = {name for name, pattern in CUES.items() if name != "missiles" and pattern.search(text)}
    rest = CUES["slbm"].sub(
        " ", CUES["icbm"].sub(" ", text)
    )  # "missiles" in "intercontinental ballistic missiles" is no new word
    if CUES["missiles"].search(rest):
        found.add("missiles")
    return frozenset(found)


def paragraph_of(text: str, span: Span) -> Span:
    """The paragraph around a span."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    return start, len(text) if end < 0 else end


def sentence_of(text: str, span: Span) -> Span:
    """The sentence around a span."""
    start, end = paragraph_of(text, span)
    if end - start > 20_000:  # one endless line: a window is enough
        start, end = max(start, span[0] - _WINDOW), min(end, span[1] + _WINDOW)
    return next((s for s in sentences(text, start, end) if s[0] <= span[0] < s[1]), (start, end))


def near(numbers: Sequence[Number], span: Span, reach: int) -> tuple[int, int]:
    """First and one past the last index of the numbers around a place, `reach` on either side; they stand in order."""
    at = bisect_left(numbers, span[0], key=lambda n: n.span[0])
    return max(0, at - reach), at + reach + 1


def setting(text: str, span: Span, numbers: Sequence[Number] = ()) -> Setting:
    """A number's own words: what follows up to the next number or turn of the sentence, and the few words before."""
    paragraph, sentence = paragraph_of(text, span), sentence_of(text, span)
    first, last = near(numbers, span, 1)
    after = min([n.span[0] for n in numbers[first:last] if n.span[0] >= span[1]] + [sentence[1], span[1] + _REACH])
    before = max([n.span[1] for n in numbers[first:last] if n.span[1] <= span[0]] + [sentence[0], span[0] - _BEFORE])
    tail, head = text[span[1] : after], text[before : span[0]]
    cut = _CUT.search(tail)
    tail = tail[: cut.start()] if cut else tail
    breaks = list(_START.finditer(head))
    head = head[breaks[-1].end() :] if breaks else head
    own = f"{head} {tail}"
    window = (max(paragraph[0], span[0] - _WINDOW), min(paragraph[1], span[1] + _WINDOW))
    return Setting(own, text[sentence[0] : sentence[1]], text[window[0] : window[1]], span)


def objection(known: Known, number: Number, where: Setting, others: Sequence[Known] = ()) -> str | None:
    """What is wrong with, or missing from, what the text says is counted; `None` where it fits.

    `others` are figures of the same Party and time, which tell whether two categories differ at all.
    """
    said = where.cues()
    name = known.quantity.rpartition(".")[2]
    if known.unit == "missiles" and known.quantity == "inf.eliminated":
        return _narrower(known, where)
    if name in ("deployed_delivery_vehicles", "delivery_vehicles"):
        return _vehicles(known, said, where)
    if name in ("launchers", "launchers_and_bombers"):
        return _launchers(said, where.own)
    if name in ("deployed_warheads", "warheads", "strategic_warheads"):
        return _warheads(known, number, said, where)
    if known.quantity.startswith("estimate."):
        return _estimate(name, known, said, others)
    return None


_LEGS = {"icbm": "ICBMs", "slbm": "SLBMs", "bombers": "heavy bombers"}


def _vehicles(known: Known, said: frozenset[str], where: Setting) -> str | None:
    if "non_deployed" in said:
        return "it covers deployed ICBMs, SLBMs and heavy bombers alone, none that are not deployed"
    things = said & {"icbm", "slbm", "bombers", "missiles", "vehicles", "launchers"}
    if "warheads" in said and not things:
        return "it counts deployed ICBMs, SLBMs and heavy bombers, not warheads"
    if not things & {"vehicles", "launchers"} and things:
        legs = set(things)
        if "missiles" in legs:
            legs |= {"icbm", "slbm"}
        missing = [
            w for leg, w in (("icbm", "ICBMs"), ("slbm", "SLBMs"), ("bombers", "heavy bombers")) if leg not in legs
        ]
        if missing:
            return f"it covers deployed ICBMs, SLBMs and heavy bombers together; {' and '.join(missing)} left out here"
    if things == {"launchers"} and "deployed" not in said:
        return "it covers what is deployed: missiles on their launchers and bombers, not all launchers"
    if known.quantity.startswith("newstart.") and "deployed" not in cues(where.paragraph):
        return "it covers deployed ones alone, and the text does not say so"
    return None


def _launchers(said: frozenset[str], own: str = "") -> str | None:
    if re.search(r"\bincluding (?:the )?non-?deployed|deployed (?:and|or) not", own):
        return None
    if "non_deployed" in said and "deployed" not in said:
        return "it covers deployed and non-deployed launchers and bombers together, not the non-deployed alone"
    if "deployed" in said and "non_deployed" not in said:
        return "it covers deployed and non-deployed launchers and bombers together, not the deployed alone"
    things = said & {"icbm", "slbm", "bombers", "missiles", "vehicles", "launchers"}
    if "warheads" in said and not things:
        return "it counts launchers and bombers, not warheads"
    if things and "launchers" not in said and "non_deployed" not in said:
        return "it counts launchers of missiles, deployed or not, and bombers"
    return None


def _warheads(known: Known, number: Number, said: frozenset[str], where: Setting) -> str | None:
    things = said & {"icbm", "slbm", "bombers", "missiles", "vehicles", "launchers"}
    if not said:
        return None  # the words stand earlier in the sentence
    wrong_unit = number.unit in ("missiles", "launchers", "delivery vehicles", "bombers", "launchers and bombers")
    if "warheads" not in said and (wrong_unit or (things and "warheads" not in cues(where.sentence))):
        return "it counts warheads, not what carries them"
    if "non_deployed" in said and "deployed" not in said:
        return "it counts warheads on deployed missiles and bombers, not those that are not deployed"
    if said & {"stockpile", "reserve", "retired"} and "deployed" not in said:
        return "it counts deployed warheads, as the treaty counts them, not a stockpile"
    if known.quantity.startswith("newstart.") and "deployed" not in cues(where.paragraph):
        return "it covers deployed warheads alone, and the text does not say so"
    return None


def _estimate(name: str, known: Known, said: frozenset[str], others: Sequence[Known]) -> str | None:
    def differs(other: str) -> bool:
        return any(o.quantity == f"estimate.{other}" and o.value != known.value for o in others)

    rest = {"inventory", "stockpile", "reserve", "retired", "non_deployed"}
    if name == "total_inventory":
        if "deployed" in said and not said & rest and (differs("deployed_strategic") or differs("deployed")):
            return "it is the total inventory, with warheads in reserve and retired ones, not what is deployed"
        if "stockpile" in said and not said & {"inventory", "retired"} and differs("stockpile"):
            return "it is the total inventory, retired warheads included, not the military stockpile"
    if name == "stockpile":
        if "deployed" in said and not said & (rest - {"non_deployed"}):
            return "it is the military stockpile, warheads in reserve included, not what is deployed"
        if "inventory" in said and "stockpile" not in said and differs("total_inventory"):
            return "it is the military stockpile; the total inventory has retired warheads as well"
    if name in ("deployed_strategic", "deployed") and said & {"inventory", "stockpile"} and "deployed" not in said:
        return "it counts deployed warheads alone"
    return None


_TYPE = re.compile(r"\b(?:SS(?:-?[A-Z]{1,2})?-\d+|SSC-[A-Z]?-?\d+|Pershing (?:II|IA?|2|1a)|RSD-10|BGM-109G|GLCM)s?\b")


def type_named(text: str) -> str | None:
    """A type of missile that a text names, if it names just one."""
    found = {name.removesuffix("s") for name in _TYPE.findall(text)}
    return found.pop() if len(found) == 1 else None


def _narrower(known: Known, where: Setting) -> str | None:
    named = type_named(where.own)
    if named and named not in known.about:
        return f"it counts {known.about.partition(': ')[2]}, not the {named} alone"
    return None
