"""Which of all warheads a text speaks of: those on missiles, in reserve, retired, or a whole that leaves some out.

A total told of one category alone is as wrong a subject as another State's; these rules read the words that say so
without the category's usual name: "mounted on missiles", "keeps in reserve", "Russia's stockpile: 5,000 warheads".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from armscontrol.diplomacy.checks import subjects
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known

_CARRIED = re.compile(
    r"\b(?:on|on board|aboard|atop|mounted (?:on|in)|loaded (?:on|onto|into)|fitted (?:on|to|in)|carried (?:by|on)|"
    r"placed on|sitting on|riding on)\s(?:(?!submarine bases|bomber bases)[\w'’-]+ (?:and |or )?){0,4}?"
    r"(?:missiles?|bombers?|launchers?|ICBMs?|SLBMs?|delivery (?:vehicles|systems)|rockets?)\b|"
    r"(?<!\w)на (?:\w+ (?:и )?){0,3}?(?:ракетах|бомбардировщиках|носителях|МБР|БРПЛ)(?!\w)",
    re.IGNORECASE,
)
_CARRY = re.compile(
    r"\b(?:missiles|bombers|ICBMs|SLBMs|submarines|rockets)\b[^.;,\d]{0,24}\b"
    r"(?:carry|carries|carried|carrying|armed with|bear|hold|tipped with)\b[^.;,\d]{0,20}$",
    re.IGNORECASE,
)
_READY = re.compile(
    r"\b(?:launch|combat)-ready\b|\bcombat duty\b|\b(?:hair-trigger|high) alert\b|боев\w+ дежурств", re.IGNORECASE
)
_OTHERS_TOO = re.compile(
    r"\b(?:includ\w+|count\w+|plus|as well as|both|whether|with (?:the )?(?:retired|stored|reserve|those)|some of|"
    r"many of|most of|of which|of them|total|inventor\w+|altogether|in all|overall|arsenal|or in|and (?:in|stored|"
    r"retired|reserve|deployed)|(?:deployed|active|stored|reserve) (?:and|or))\b|\bвключая\b|с уч[её]том|вместе|всего",
    re.IGNORECASE,
)
"""Words that tell that a category is named as a part of the whole, or beside another."""
_NOT_COUNTED = re.compile(
    r"\b(?:besides|excluding|not (?:counting|including)|without|apart from|in addition to|other than|leaving out)\b|"
    r"не считая|без уч[её]та|помимо",
    re.IGNORECASE,
)
_RETIRED = re.compile(
    r"\bretired\b|\bawaiting (?:dismantle\w+|destruction|disposal)\b|\bdismantle[ds]?\b|списанн\w+|снятых с вооружения",
    re.IGNORECASE,
)
_STOCKPILE_HEAD = re.compile(
    r"\bstockpiles?\b[^.;:\d]{0,30}[:=(–—-]\s*[\w\s]{0,20}$|(?<!\w)запас\w*\s*[:—–-]\s*$", re.I
)
"""A stockpile at the head of a number that a colon, a bracket or a dash sets apart."""


UNSAID = "it counts deployed warheads alone, and the text does not say so"
"""The objection that words such as "on missiles" answer."""


def carried(claim: Claim) -> bool:
    """Whether a text says of warheads that missiles or bombers carry them: that they are deployed."""
    return bool(_CARRIED.search(claim.where.own) or _CARRY.search(claim.where.lead))


_CARRIERS = re.compile(r"vehicle|missile|ICBM|SLBM")


def one_leg(claim: Claim) -> bool:
    """Whether the words around a number speak of one leg alone as carrying the warheads."""
    said = subjects.cues(f"{claim.where.lead} {claim.where.own}")
    return len(said & _LEGS) == 1 and "missiles" not in said


def of_another_thing(known: Known, claim: Claim) -> str | None:
    """What is wrong where the words right after a number say warheads, and the figure counts carriers, or the reverse.

    The things that are said to carry them stand in the same sentence, so its words alone do not tell.
    """
    number = claim.number
    if number.subject is None or not 0 <= number.subject[0] - number.span[1] <= _NEXT:
        return None
    if not known.quantity.startswith("newstart.declared.") or known.quantity.endswith("by_type"):
        return None
    if number.unit == "warheads" and known.unit != "warheads":
        return (
            "it counts deployed ICBMs, SLBMs and heavy bombers, not warheads"
            if "vehicles" in known.unit
            else ("it counts launchers and bombers, not warheads")
        )
    if number.unit in ("launchers", "delivery vehicles", "missiles") and known.unit == "warheads":
        return "it counts warheads, not what carries them"
    return None


_NEXT = 3
_MOBILE = re.compile(r"\bmobile\b|мобильн", re.IGNORECASE)
_LEGS = frozenset(("icbm", "slbm", "bombers"))


def wrong_leg(known: Known, claim: Claim) -> str | None:
    """What is wrong where a limit on one kind of arms is told of another: heavy ICBMs as heavy bombers."""
    told, bound = claim.where.cues() & _LEGS, subjects.cues(known.words) & _LEGS
    other = _MOBILE.search(claim.where.own) and "heavy" in known.words and not _MOBILE.search(known.words)
    if not other and (not told or not bound or told & bound):
        return None
    return "it is a limit on another kind of arms"


def wrong_unit(known: Known, claim: Claim) -> str | None:
    """What is wrong where a text tells as warheads what a limit counts as launchers or carriers."""
    counts = f"{known.unit} {known.words}".lower()
    told = claim.number.unit == "warheads" and "warheads" in claim.where.cues()
    if not told or "warhead" in counts or "weapon" in counts:
        return None
    if "launcher" in counts:
        return "it counts launchers of missiles and bombers, not warheads"
    return "it counts what carries them, not warheads" if _CARRIERS.search(known.words) else None


_HEAD_ON = re.compile(
    r"(?:^|[.;:]\s)\W*in (?:reserve|storage),[^.;:\d]{0,60}$|(?:^|\s)в резерве[^.;:\d]{0,40}$", re.IGNORECASE
)
""" "In reserve, the State holds": the category stands first in the sentence."""
_INVENTORY_HEAD = re.compile(
    r"\b(?:total|inventory|overall|in all|altogether)\b[^.;:\d]{0,30}[:=(–—-]\s*[\w\s]{0,20}$", re.IGNORECASE
)


_DISMANTLED = re.compile(r"\b(?:has |have |had )?dismantled\b", re.IGNORECASE)
_AWAITING = re.compile(r"\b(?:retired|await\w*|waiting|to be|queue\w*|not yet|yet to)\b", re.IGNORECASE)
_STRATEGIC = re.compile(r"(?<!non-)(?<!non)\bstrategic\b|(?<!не)стратегическ", re.IGNORECASE)
_TACTICAL = re.compile(r"\btactical|non-?strategic|тактическ", re.IGNORECASE)
_WITH_TACTICAL = re.compile(
    r"\b(?:including|counting|plus|together with) (?:[\w-]+ ){0,2}(?:tactical|non-?strategic)\b", re.IGNORECASE
)
_WITH_RETIRED = re.compile(
    r"(?<!not )(?<!without )\b(?:including|counting|together with|along with)\b[^.;,\d]{0,24}\b(?:retired|awaiting)\b|"
    r"\bвключая (?:\w+ ){0,2}(?:списанн|снят)",
    re.IGNORECASE,
)
_WITHOUT_RESERVE = re.compile(
    r"\b(?:excluding|without|not (?:counting|including)|apart from|besides|leaving out)\b[^.;:\d]{0,40}"
    r"\b(?:in reserve|reserves?|in storage|stored|stockpiled)\b",
    re.IGNORECASE,
)
_WHOLE = {
    "total_inventory": (
        "it is the total inventory, not retired warheads alone",
        "it is the total inventory, not warheads in reserve alone",
        "it is the total inventory, not only what missiles and bombers carry",
    ),
    "stockpile": (
        "it is the military stockpile, not retired warheads",
        "it is the military stockpile, not warheads in reserve alone",
        "it is the military stockpile, not only what missiles and bombers carry",
    ),
}
"""What is wrong where all warheads, or the stockpile, are told as retired, in reserve or on missiles."""


def objection(known: Known, claim: Claim, others: Sequence[Known]) -> str | None:
    """What is wrong with a category that a text tells of an estimate; `None` where nothing is."""
    name = known.quantity.removeprefix("estimate.")
    if name == "retired" and _DISMANTLED.search(claim.where.own) and not _AWAITING.search(claim.where.own):
        return "it counts retired warheads that await dismantlement, not those dismantled"
    if name not in ("total_inventory", "stockpile", "deployed_strategic", "deployed"):
        return None
    own, said = claim.where.own, claim.where.cues()
    mixed = _OTHERS_TOO.search(own) or _NOT_COUNTED.search(own)
    of = {o.quantity: o.value for o in others}

    def differs(*names: str) -> bool:
        values = [of[f"estimate.{n}"] for n in names if f"estimate.{n}" in of]
        return bool(values) and known.value not in values

    if name in ("total_inventory", "stockpile"):
        headed = name == "total_inventory" and _STOCKPILE_HEAD.search(claim.where.lead)
        if headed and differs("stockpile") and "retired" not in said:
            return "it is the total inventory, retired warheads included, not the military stockpile"
        if _INVENTORY_HEAD.search(claim.where.lead) and name == "stockpile" and differs("total_inventory"):
            return "it is the military stockpile; the total inventory has retired warheads as well"
        if name == "stockpile" and _WITH_RETIRED.search(own) and differs("total_inventory"):
            return "it is the military stockpile, without retired warheads"
        if _WITHOUT_RESERVE.search(f"{claim.where.lead} {own}"):
            return _WHOLE[name][1]
        if mixed or "deployed" in said:
            return None
        retired, reserve, on_carriers = _WHOLE[name]
        if _RETIRED.search(own):
            return retired
        if ("reserve" in said or _HEAD_ON.search(claim.where.lead)) and "non_deployed" not in said:
            return reserve
        if (carried(claim) or _READY.search(own)) and differs("deployed_strategic", "deployed"):
            return on_carriers
        return None
    if name == "deployed" and _STRATEGIC.search(own) and not _TACTICAL.search(own) and differs("deployed_strategic"):
        return "it counts strategic and tactical warheads together"
    if name == "deployed_strategic" and _WITH_TACTICAL.search(own):
        return "it counts strategic warheads alone"
    if mixed or "deployed" in said:
        return None
    if said & {"reserve"} or _RETIRED.search(own):
        return "it counts deployed warheads, not those in reserve or retired"
    return None


_ANY = frozenset(("inventory", "stockpile", "reserve", "retired", "deployed", "non_deployed"))


def left_out(known: Known, claim: Claim, others: Sequence[Known]) -> str:
    """What a military stockpile told of all warheads of a State leaves out, as a sentence; else nothing."""
    if known.quantity != "estimate.stockpile" or subjects.cues(claim.where.sentence) & _ANY:
        return ""
    more = next((o for o in others if o.quantity == "estimate.total_inventory" and o.value > known.value), None)
    return f" Retired warheads are left out; with them: {more}." if more else ""
