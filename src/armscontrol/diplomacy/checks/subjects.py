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
from armscontrol.diplomacy.figures.owners import owners
from armscontrol.diplomacy.model import Number, Span
from armscontrol.diplomacy.pages.sentences import sentences

_CUES = {
    "non_deployed": r"(?:non-?\s?|un)deployed|not (?:yet )?deployed|deployed (?:or|and) (?:not|otherwise)|неразв[её]рн",
    "deployed": r"(?<!non)(?<!non[- ])(?<!un)(?<!not )deploy(?!ment of)|(?<!не)разв[её]рн|"
    r"(?<!missile )(?<!silo )\bfield(?:s|ed)\b|\boperational\b|"
    r"\bactive (?!stockpile|reserve|duty|and inactive|or inactive)|"
    r"\bon (?:high )?alert\b|\bready (?:to|for) (?:launch|fire|use)|на боевом дежурстве",
    "warheads": r"warhead|weapon|bombs?\b|боезаряд|боеголов|заряд",
    "icbm": r"\bICBMs?\b|inter-?continental(?:[- ]range)?-?(?: and submarine-launched)? "
    r"(?:ballistic )?missiles?|land[- ]based (?:\w+ )?missiles?|"
    r"\b(?:land|ground)- (?:and|or) \w+-|"
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
    "retired": r"retired|dismantle|tak(?:en|ing) apart|списан|утилиз",
}
CUES = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _CUES.items()}

_CUT = re.compile(
    r"[;:]|\s[–—-]\s|,\s(?:while|although|though|because|"
    r"since|compared|whereas|more than|fewer|far|but|against|down|up from|of which|which|"
    r"will|would|has|have|is|are|was|were|said|says)\b|"
    r"\bversus\b|\bcompared (?:with|to)\b",
    re.IGNORECASE,
)
_NONE_OF_THEM = re.compile(r"\((?:none|no|not|zero|0|all)\b[^()]{0,60}\)", re.IGNORECASE)
"""What is told of none of them, or all: "260 (none deployed)"."""
_REACH = 140
"""Characters after a number within which its subject stands."""
_BEFORE = 60
"""Characters before a number within which its subject may stand, as in "a stockpile of"."""
_WINDOW = 1_500
"""Characters on either side that count as the paragraph of a number."""
_START = re.compile(r"[,;:(]|\b(?:and|while|but|или|и)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """A number where it stands: its own words, its sentence and paragraph; `lead` is all since the number before."""

    own: str
    sentence: str
    paragraph: str
    span: Span
    lead: str = ""

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
    """The paragraph around a span; of an endless one what stands near."""
    first, last = max(0, span[0] - _WINDOW), min(len(text), span[1] + _WINDOW)
    start = text.rfind("\n", first, span[0]) + 1
    end = text.find("\n", span[1], last)
    return start or first, last if end < 0 else end


def sentence_of(text: str, span: Span) -> Span:
    """The sentence around a span."""
    start, end = paragraph_of(text, span)
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
    since = max([n.span[1] for n in numbers[first:last] if n.span[1] <= span[0]] + [sentence[0]])
    tail = _NONE_OF_THEM.sub(" ", tail)
    cut = _CUT.search(tail)
    tail = tail[: cut.start()] if cut else tail
    breaks = list(_START.finditer(head))
    head = head[breaks[-1].end() :] if breaks else head
    own = f"{head} {tail}"
    paragraph = _whole_list(text, paragraph)
    window = (max(paragraph[0], span[0] - _WINDOW), min(paragraph[1], span[1] + _WINDOW))
    return Setting(own, text[sentence[0] : sentence[1]], text[window[0] : window[1]], span, text[since : span[0]])


_ITEM = re.compile(r"[ \t]*(?:[*•·▪◦–—-]|\(?[0-9a-z][.)])\s")


def _whole_list(text: str, paragraph: Span) -> Span:
    """The list that a line is an item of, with the line that leads in: its items are read together."""
    start, end = paragraph
    if not _ITEM.match(text, start):
        return paragraph
    first = max(text.rfind("\n\n", max(0, start - _WINDOW), start) + 2, start - _WINDOW, 0)
    last = text.find("\n\n", end, end + _WINDOW)
    return first, min(len(text), end + _WINDOW) if last < 0 else last


_OF_BOTH = re.compile(
    r"\b(?:two|both) (?:sides|countries|parties|powers|nations|states|sides['’]) (?:together|combined|jointly|"
    r"collectively|between them)\b|\b(?:Russia|United States|U\.S\.|US|Moscow|Washington) (?:together|combined|jointly|"
    r"collectively|between them)\b|\bвместе взят",
)
_COMBINED = re.compile(r"\b(?:a|the) (?:combined|joint) (?:total|limit|ceiling|cap) of\b")
_BOTH_SIDES = re.compile(
    r"\b(?:two|both) (?:sides|countries|parties|powers|nations|states)\b|\b(?:Russia|Moscow)\b.*\b(?:United States|"
    r"U\.?S\.?|America|Washington)(?!\w)|\b(?:United States|U\.?S\.?|America|Washington)(?!\w).*\b(?:Russia|Moscow)\b",
    re.DOTALL,
)
_IN_ALL = re.compile(r"\bin (?:total|all)\b|\baltogether\b|\bover (?:its|the) (?:life|term|duration)", re.IGNORECASE)
_YEARLY = re.compile(r"\byear|annual", re.IGNORECASE)


def objection(known: Known, number: Number, where: Setting, others: Sequence[Known] = ()) -> str | None:
    """What is wrong with, or missing from, what the text says is counted; `None` where it fits.

    `others` are figures of the same Party and time, which tell whether two categories differ at all.
    """
    said = where.cues()
    name = known.quantity.rpartition(".")[2]
    if known.unit == "missiles" and known.quantity == "inf.eliminated.missiles":
        return _narrower(known, number, where)
    together = _OF_BOTH.search(where.sentence) or (
        _COMBINED.search(where.sentence) and _BOTH_SIDES.search(where.sentence)  # else of kinds of arms combined
    )
    if known.limit and known.party == "each" and together:
        return "it binds each Party by itself, not both together"
    if known.limit and "inspections" in name and _IN_ALL.search(where.sentence) and not _YEARLY.search(where.sentence):
        return "it is the number for a treaty year, not for all the time"
    if name in ("deployed_delivery_vehicles", "delivery_vehicles"):
        return _vehicles(known, said, where)
    if name in ("deployed_and_nondeployed_launchers", "launchers_and_bombers"):
        return _launchers(said, where.own)
    if name in ("deployed_warheads", "warheads", "strategic_warheads"):
        return _warheads(known, number, said, where)
    if known.quantity.startswith("estimate."):
        return _estimate(name, known, said, where, others)
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


_TACTICAL = re.compile(r"\btactical|non-?strategic|\bbattlefield|тактическ|нестратегическ", re.IGNORECASE)
_STRATEGIC = re.compile(
    r"(?<!non-)(?<!non)\bstrategic (?:[\w-]+ ){0,2}(?:warheads|weapons|arms)|(?<!не)стратегическ", re.IGNORECASE
)
_TAKEN_IN = re.compile(
    r"\b(?:including|includes?|counting|covering) (?:the |those |its |their |all |also )*(?:strategic and )?"
    r"(?:tactical|non-?strategic|battlefield)\b",
    re.IGNORECASE,
)
"""Words of a total that takes in what it also counts: "all warheads, including tactical ones"."""
_DECLARED = re.compile(r"\bdeclared\b|\bdeclaration\b", re.IGNORECASE)
_CEILING = re.compile(r"\b(?:ceiling|limit|cap)s? of\b", re.IGNORECASE)
_ON_LEG = re.compile(r"\b(?:on|aboard|carried by) (?:[\w'’-]+ ){0,4}(?:bombers|aircraft|submarines|SLBMs|ICBMs)\b")
_AND_OTHERS = re.compile(
    r"\bdeployed (?:and|or|plus|as well as|together with) (?:stored|non-?deployed|undeployed|reserve\w*|stockpiled|"
    r"retired|not\b)|\b(?:stored|non-?deployed|undeployed|reserve|stockpiled|retired) (?:and|or|plus) deployed\b|"
    r"\bwarheads, (?:whether )?deployed or not\b|разв[её]рнут\w+ и (?:неразв[её]рнут|хранящ)",
    re.IGNORECASE,
)


def _warheads(known: Known, number: Number, said: frozenset[str], where: Setting) -> str | None:
    things = said & {"icbm", "slbm", "bombers", "missiles", "vehicles", "launchers"}
    if not said:  # the words stand earlier in the sentence
        bare = "warheads" in cues(where.sentence) and "deployed" not in cues(where.paragraph)
        if bare and known.limit and known.quantity.startswith("newstart.") and _FROM_TO.search(where.lead):
            return "it covers deployed warheads alone, and the text does not say so"
        return None
    wrong_unit = number.unit in ("missiles", "launchers", "delivery vehicles", "bombers", "launchers and bombers")
    if "warheads" not in said and (wrong_unit or (things and "warheads" not in cues(where.sentence))):
        return "it counts warheads, not what carries them"
    if "non_deployed" in said and "deployed" not in said:
        return "it counts warheads on deployed missiles and bombers, not those that are not deployed"
    if _TACTICAL.search(where.own):
        return "it counts warheads on strategic missiles and bombers, not tactical ones"
    legs = said & {"icbm", "slbm", "bombers"}
    if len(legs) == 1 and not said & {"missiles", "vehicles", "launchers"} and _ON_LEG.search(where.own):
        return f"it counts warheads on all deployed missiles and bombers, not on {_LEGS[next(iter(legs))]} alone"
    if _AND_OTHERS.search(where.own):
        return "it counts deployed warheads alone, not those that are not deployed"
    if said & {"stockpile", "reserve", "retired"} and "deployed" not in said:
        return "it counts deployed warheads, as the treaty counts them, not a stockpile"
    if known.quantity.startswith("newstart.") and "deployed" not in cues(where.paragraph):
        if _DECLARED.search(where.sentence) and _CEILING.search(where.sentence):
            return None  # what was declared is held against the ceiling: the treaty's own count
        return "it covers deployed warheads alone, and the text does not say so"
    return None


_FROM_TO = re.compile(r"^ (?:(?:down|up|currently) )?to (?:about |just |only )?$")
"""Between two numbers of one thing: "from so many to so many"."""
_EVERY_ONE = re.compile(
    r"\ball (?:of (?:them|which|these|those) )?(?:are |being )?(?:currently )?deployed\b", re.IGNORECASE
)
_WITHOUT = re.compile(
    r"\b(?:excluding|not (?:counting|including)|without|apart from|besides|leaving out) (?:[\w-]+ ){0,2}?"
    r"(?:retired|those awaiting|awaiting dismantle)|не считая (?:\w+ )?(?:списан|снят)",
    re.IGNORECASE,
)
_OPERATIONAL = re.compile(r"^(?!.*(?:deploy|field|alert)).*\b(?:operational|active)\b", re.IGNORECASE | re.DOTALL)
_ALL_DEPLOYED = re.compile(
    r"\b(?:deployed|operational|active)(?: [\w-]+){0,3} (?:warheads|weapons|nukes|bombs|arsenal|total|forces?)\b|"
    r"\b(?:deploys|fields|deploying)\b|"
    r"разв[её]рнут\w+ (?:[\w-]+ ){0,2}(?:боеголов|боезаряд)",
    re.IGNORECASE,
)
_INVENTORY = re.compile(r"inventor|retired|reserve|stored|storage", re.IGNORECASE)


def _estimate(name: str, known: Known, said: frozenset[str], where: Setting, others: Sequence[Known]) -> str | None:
    def differs(other: str) -> bool:
        return any(o.quantity == f"estimate.{other}" and o.value != known.value for o in others)

    def alike(*names: str) -> bool:
        return any(o.quantity in {f"estimate.{n}" for n in names} and o.value == known.value for o in others)

    if known.party not in _OF_BOTH_KINDS and "deployed" in said and _OPERATIONAL.search(where.own):
        said = said - {"deployed"}  # of smaller arsenals it is said of all warheads that are not retired
    rest = {"inventory", "stockpile", "reserve", "retired", "non_deployed"}
    if "inventory" in said and _ALL_DEPLOYED.search(where.own) and not _INVENTORY.search(where.own):
        said = said - {"inventory"}
    if name in ("total_inventory", "stockpile") and known.party in _OF_BOTH_KINDS:
        all_kinds = "it counts all warheads, strategic and tactical"
        if _TACTICAL.search(_TAKEN_IN.sub(" ", where.own)) and not _STRATEGIC.search(where.own):
            return f"{all_kinds}, not the tactical alone"
        if _STRATEGIC.search(where.own) and not _TACTICAL.search(where.own) and "deployed" not in said:
            return f"{all_kinds}, not the strategic alone"
    if name in ("total_inventory", "stockpile") and _EVERY_ONE.search(where.sentence) and not alike("deployed"):
        return "it counts warheads in reserve as well, not only what is deployed"
    if name == "total_inventory" and _WITHOUT.search(where.own) and not alike("stockpile"):
        return "it is the total inventory, retired warheads included"
    if name == "total_inventory":
        if "deployed" in said and not said & rest and not alike("deployed_strategic", "deployed"):
            return "it is the total inventory, with warheads in reserve and retired ones, not what is deployed"
        if "stockpile" in said and not said & {"inventory", "retired"} and differs("stockpile"):
            return "it is the total inventory, retired warheads included, not the military stockpile"
    if name == "stockpile" and _ALL_OF_STOCKPILE.search(where.paragraph):
        return None
    if name == "stockpile":
        if "deployed" in said and not said & (rest - {"non_deployed"}):
            return "it is the military stockpile, warheads in reserve included, not what is deployed"
        if "inventory" in said and "stockpile" not in said and differs("total_inventory"):
            return "it is the military stockpile; the total inventory has retired warheads as well"
    if name in ("deployed_strategic", "deployed", "deployed_nonstrategic"):
        if said & {"inventory", "stockpile"} and "deployed" not in said:
            return "it counts deployed warheads alone"
        strategic = name != "deployed_nonstrategic"
        if strategic and "deployed" not in cues(where.paragraph) and not alike("total_inventory"):
            return "it counts deployed warheads alone, and the text does not say so"
    for status, words in (("retired", "retired warheads"), ("reserve", "warheads in reserve")):
        if name == status and not cues(where.sentence) & {status, "non_deployed"}:
            return f"it counts {words} alone"
    return None


_ALL_OF_STOCKPILE = re.compile(
    r"\b(?:deployed|active|operational) (?:and|or|plus|as well as) (?:those )?(?:stored|reserve|inactive|"
    r"in (?:storage|reserve))\b|"
    r"\bstored (?:and|or|plus) deployed\b",
    re.IGNORECASE,
)
"""What a military stockpile is, in words."""
_TYPE = re.compile(r"\b(?:SS(?:-?[A-Z]{1,2})?-\d+|SSC-[A-Z]?-?\d+|Pershing (?:II|IA?|2|1a)|RSD-10|BGM-109G|GLCM)s?\b")


def type_named(text: str) -> str | None:
    """A type of missile that a text names, if it names just one."""
    found = {name.removesuffix("s") for name in _TYPE.findall(text)}
    return found.pop() if len(found) == 1 else None


def carried(words: str, number: Number) -> str:
    """Words that an earlier figure lends to a number, without the type where they tell of another State's missiles.

    "1,846 Soviet SS-20s and 846 American ones": no State has the other's types.
    """
    theirs = {o.code for o in owners(words, 0, len(words))}
    if theirs and number.party not in (None, "each", "both") and number.party not in theirs:
        return _TYPE.sub("missiles", words)
    return words


_OF_BOTH_KINDS = ("USA", "RUS", "SUN")
"""States that hold tactical warheads as well as strategic ones by every estimate."""


def _narrower(known: Known, number: Number, where: Setting) -> str | None:
    named = type_named(where.own)
    if number.unit == "warheads" and not where.cues() & {"missiles", "icbm", "slbm"}:
        return "it counts missiles, not warheads"
    if not named and " all" not in known.about and type_named(known.about) and not type_named(where.sentence):
        return f"it counts the {known.about.partition(': ')[2]} alone"
    if named and named not in known.about:
        return f"it counts {known.about.partition(': ')[2]}, not the {named} alone"
    return None
