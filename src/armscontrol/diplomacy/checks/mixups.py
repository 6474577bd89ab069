"""Slips and mix-ups: a digit wrong, another category, the other Party's figure; and whether a subject fits at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from armscontrol import terms
from armscontrol.diplomacy.checks import categories, facts, sides, subjects
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.estimates import HOLDINGS
from armscontrol.diplomacy.checks.known import DECLARED, Known, rows
from armscontrol.diplomacy.checks.matching import close, current, equal, nearest
from armscontrol.diplomacy.intervals import overlap
from armscontrol.diplomacy.model import Check

SURE = 1_000
"""From here on a number that equals an estimate exactly can be told without saying whose it is."""

LEAST = 20
"""A smaller number without a quantity equals too many figures by chance."""

LEAST_TOTAL = 400
"""The totals of the two great arsenals are higher; a smaller number equals one by chance."""

MAIN = (
    {f"estimate.{n}" for n in HOLDINGS}
    | {f"newstart.declared.{n}" for n in DECLARED}
    | {"inf.eliminated.missiles", "estimate.deployed"}
)
"""Totals that texts speak of; parts and types come after them."""


# What stands beside a figure


def beside(known: Known) -> tuple[Known, ...]:
    """The other categories of the same State in the same edition of an estimate."""
    if not known.quantity.startswith("estimate."):
        return ()
    names = [f"estimate.{n}" for n in ("total_inventory", "stockpile", "deployed_strategic", "deployed")]
    found: list[Known] = []
    for name in names:
        of_name = facts.of(name, known.party) if name != known.quantity else ()
        same = [k for k in of_name if k.label == known.label and overlap((k.start, k.end), (known.start, known.end))]
        # an edition that gives the total alone is read beside the status table of its year
        table = [k for k in of_name if k.label == f"FAS status table {known.start.year}"]
        found += same or table
    return tuple(found)


def told_beside(claim: Claim, known: Known) -> str:
    """The same State's other figures in words, and the treaty's last count beside an estimate."""
    parts = [f"{k.amount}: {k.words}" for k in beside(known)]
    if known.quantity.startswith("estimate."):
        count = [k for k in facts.of("newstart.declared.deployed_warheads", known.party) if k.party == known.party]
        before = [k for k in count if not k.recalled and (claim.when is None or k.start <= claim.when[1])]
        if before:
            parts.append(f"{before[-1].amount}: last declared under the treaty, {before[-1].when}")
    return f" Beside it: {'; '.join(parts)}." if parts else ""


# What a number can mean


def _sibling_family(quantity: str, known: Known) -> bool:
    """Force tables repeat the totals of estimates: the same thing, not another."""
    return quantity.startswith("estimate.") and known.quantity == "estimate.forces"


def theirs(known: Known, party: str | None) -> bool:
    """Whether a figure can be that of the Party of a claim."""
    return party in (None, "each", "both") or known.party in (party, "each")


def at(known: Known, claim: Claim) -> bool:
    """Whether a figure can be meant at the date of the claim."""
    if claim.when is None:
        return True
    same = [k for k in facts.by_quantity()[known.quantity] if k.party == known.party and k.about == known.about]
    return known in current(same, claim.when, claim.basis)


def wrong(claim: Claim, known: Known) -> str | None:
    """What is wrong with the text's subject if this figure is meant."""
    others = beside(known)
    found = subjects.objection(known, claim.number, claim.where, others)
    if found == categories.UNSAID and categories.carried(claim) and not categories.one_leg(claim):
        found = None
    if found or not known.limit:
        return found or categories.of_another_thing(known, claim) or categories.objection(known, claim, others)
    return categories.wrong_unit(known, claim) or categories.wrong_leg(known, claim)


def mine(claim: Claim, known: Known) -> bool:
    """Whether a counted figure can be that of whom a claim names."""
    return theirs(known, claim.number.party) and bool(sides.pool(claim, (known,)))


_TOKEN = re.compile(r"SS-[\w-]*\d+|RS-\w+|[A-Z]-?\d+\w*|[A-Z][a-z]{3,}")
_KIND = (("ICBM", "icbm"), ("SLBM", "slbm"), ("heavy bomber", "bombers"), ("nonstrategic", "warheads"))


def told_part(claim: Claim, known: Known) -> bool:
    """Whether a text names the type or leg of a part; a figure of a part equals too many numbers by chance."""
    if known.quantity not in ("estimate.forces", "newstart.declared.by_type"):
        return True
    said, sentence = cues_of(claim), claim.where.sentence
    bound = subjects.cues(known.about)
    status = frozenset(("deployed", "non_deployed"))
    if known.quantity.endswith("by_type") and said & status != bound & status:
        return False
    kind = next((cue for name, cue in _KIND if known.about.startswith(name)), None)
    rest = known.about.partition(" ")[2].removeprefix("bomber ")
    if kind and (rest.startswith(("all", "deployed", "non-deployed")) or not _TOKEN.search(rest)):
        return kind in said
    return any(token in sentence for token in _TOKEN.findall(known.about.replace("MM-III", "Minuteman")))


_LEGS = frozenset(("icbm", "slbm", "bombers"))
_A_TYPE = re.compile(
    r"\b(?:Minuteman|Trident|Peacekeeper|Topol|Yars|Sarmat|Bulava|Sineva|Avangard|Satan|Stiletto|Sickle|Bear|Blackjack|"
    r"B-?1B?|B-?2A?|B-?52H?|Tu-?\d+\w*|SS-[\w-]*\d+|RS-?\d+|silos?)s?\b|\b(?:Тополь|Ярс|Сармат|Булава|Синева)\w*"
)


_SPECIAL = re.compile(r"\b(?:test|training|spare|mobile|heavy ICBMs?|road-mobile|rail-mobile|converted|modern\w*)\b")


def part(claim: Claim) -> bool:
    """Whether a number is told of one or two of the three legs, or of a type: all vehicles together are more."""
    said = cues_of(claim) if claim.number.unit != "delivery vehicles" else claim.where.cues()
    if _A_TYPE.search(claim.where.own) or _SPECIAL.search(claim.where.own) or claim.number.value < LEAST:
        return True
    if said & {"vehicles", "launchers", "warheads"}:
        return False
    legs = said & _LEGS
    return bool(legs) and not (legs == _LEGS or ("missiles" in said and "bombers" in legs) or len(legs) == len(_LEGS))


def cues_of(claim: Claim) -> frozenset[str]:
    """What a claim's own words speak of, and its unit."""
    return claim.where.cues() | subjects.cues(claim.number.unit)


def rank(claim: Claim, known: Known) -> tuple[bool, ...]:
    """Order among figures of one value: sourced, fitting the words, a total, of the status table."""
    fas = known.label.startswith("FAS status table 2")
    return known.recalled, bool(wrong(claim, known)), known.quantity not in MAIN, not fas


_KINDS = {
    "warheads": "warhead|weapon|bomb",
    "launchers": "launcher|silo|tube|missile|ICBM|SLBM",
    "missiles": "missile|SS-|Pershing|ICBM|SLBM|rocket",
    "vehicles": "vehicle|missile|bomber|ICBM|SLBM|carrier|launcher",
    "bombers": "bomber|aircraft|launcher",
    "inspections": "inspection|visit",
    "notifications": "notification",
    "submarines": "submarine|boat",
    "cent": "%|percent|per cent|share",
    "km": "km|kilomet",
}
"""Last word of a unit of the record, and what texts call it."""
_FITS = {word: re.compile(pattern, re.IGNORECASE) for word, pattern in _KINDS.items()}


def unit_fits(claim: Claim, known: Known) -> bool:
    """Whether the text's words for what is counted can mean what a figure counts."""
    if known.quantity in MAIN and known.value >= 1_000 and not claim.where.cues():
        return True  # the words stand earlier, as in "the United States had 655 and 1,373"
    pattern = _FITS.get(known.unit.split()[-1])
    return bool(pattern and pattern.search(f"{claim.number.unit} {claim.where.own}"))


# Right number, right subject?


def fits(
    claim: Claim,
    same: Sequence[Known],
    rule: str,
    omits: Sequence[str] = (),
    more: str = "",
    valid: Sequence[Known] = (),
) -> Check:
    """The number is the figure: is the subject right and whole?"""
    first = same[0]
    rest = [k for k in same if k.value != first.value]
    others = beside(first)
    single = None if first.limit or ".level." in first.quantity else sides.alone(claim, same, valid or same, rule)
    if single:
        return single
    missing = wrong(claim, first)
    dated = "" if claim.when or first.limit else f" The text has no date; the figure is that of {first.when}."
    if missing:
        also = told_beside(claim, first)
        words = f"The number is right, its subject is not: {missing}. {first}.{also}{dated}{more}"
        return claim.verdict("imprecise", f"{rule}.subject", words, [*same, *others], omits)
    if rest and claim.number.party not in ("each", "both"):
        words = f"Sources of the record differ: {'; '.join(str(k) for k in same)}."
        return claim.verdict("disputed", f"{rule}.sources-differ", words, same, omits)
    dated_so = str(first.start.year) in claim.where.sentence
    if last_of(claim, first) and not dated_so and not says_last(claim):
        words = f"It is the last that was declared, {first.when}; none has been since. {first}."
        return claim.verdict("outdated", f"{rule}.last-declared", words, same, omits)
    timeless = dated and not ANY_YEAR.search(claim.document.text)
    if timeless and claim.number.kind == "count" and first.quantity in KEEPS_CHANGING:
        told = f"Without a date; true of {first.when}. {first}.{more}"
        return claim.verdict("imprecise", f"{rule}.undated", told, same, omits)
    left = categories.left_out(first, claim, others)
    return claim.verdict("accurate", rule, f"{first}.{dated}{left}{more}", same, omits)


ANY_YEAR = re.compile(r"(?<![\w.,])(?:19|20)[0-9]{2}(?!\w|,[0-9])")
"""A text that names a year somewhere tells a reader more of its time than a lone sentence."""
KEEPS_CHANGING = (
    "newstart.declared.deployed_warheads",
    "newstart.declared.deployed_delivery_vehicles",
    "newstart.declared.deployed_and_nondeployed_launchers",
    "estimate.deployed_strategic",
    "estimate.stockpile",
    "estimate.total_inventory",
)
"""Totals that are another number every year, so that one without a date says less than it seems."""
_STAYS = timedelta(days=300)
"""A declared total is told as the present one until the next but one is due."""
_LAST = re.compile(
    r"\b(?:last|latest|final|most recent(?:ly)?) (?:[\w-]+ ){0,4}(?:declar|exchang|data|figure|notif|count|report|"
    r"update|number|known|publish|disclos)|\blast(?:ly)? (?:declared|reported|exchanged|published|notified|known)|"
    r"\bbefore (?:the |its |it |Russia['’]s |Russia |Moscow |Putin )*suspen|последн|до приостановки",
    re.IGNORECASE,
)


def last_of(claim: Claim, known: Known) -> bool:
    """Whether a declared total lies so far before a claim that it can only be called the last."""
    total = known.quantity.startswith("newstart.declared.") and known.quantity in MAIN
    return total and claim.when is not None and claim.when[0] > known.start + _STAYS


def says_last(claim: Claim) -> bool:
    """Whether a text calls a figure the last."""
    return _LAST.search(claim.where.paragraph) is not None


# Another category, another Party


_TACTICAL = re.compile(r"\btactical|non-?strategic|\bbattlefield|тактическ|нестратегическ", re.IGNORECASE)
_START = re.compile(r"\bSTART\b|Strategic Arms Reduction Treaty|СНВ")


def _named(claim: Claim, known: Known) -> bool:
    """Whether a part that a text names by its type, its treaty's count or as tactical is just what it counts."""
    if known.quantity == "estimate.nonstrategic":
        return _TACTICAL.search(claim.where.paragraph) is not None and "deployed" not in claim.where.cues()
    if known.quantity == "newstart.declared.by_type":
        return "warheads" not in claim.where.cues()
    if known.quantity == "estimate.forces":
        legs = {cue for name, cue in _KIND if known.about.startswith(name)}
        return bool(legs & claim.where.cues()) and unit_fits(claim, known)
    of_start = known.quantity.startswith("start1.declared.") and "total" in known.words
    return of_start and unit_fits(claim, known) and _START.search(claim.document.text) is not None


def other_category(claim: Claim, valid: Sequence[Known]) -> Check | None:
    """The number is exactly another figure of that Party, or the same figure of the other Party."""
    number = claim.number
    quantity = number.quantity or ""
    if number.value < LEAST or number.bound == "range":
        return None
    if number.bound in ("at_least", "at_most") and number.value % 100 == 0:
        return None  # a round bound equals another figure by chance
    found = [
        k for k in facts.by_value().get(number.value, ())
        if k.quantity != quantity and mine(claim, k) and at(k, claim) and not _sibling_family(quantity, k)
        and told_part(claim, k) and (k.quantity != "estimate.dismantled" or "retired" in claim.where.cues())
    ]  # fmt: skip
    if quantity.startswith("newstart.declared."):
        found = [k for k in found if k.quantity.startswith(("newstart.declared.", "estimate."))]
    if found:
        best = min(found, key=lambda k: rank(claim, k))
        missing = wrong(claim, best)
        if missing is None and _named(claim, best):
            return claim.verdict("accurate", "by-part", f"{best}.", [best])
        if missing is None and best.quantity in MAIN:
            like = [k for k in facts.by_quantity()[best.quantity] if mine(claim, k) and at(k, claim)]
            return fits(claim, [k for k in found if k.quantity == best.quantity], "by-value", valid=like)
        then = min(valid, key=lambda k: (k.recalled, abs(k.start - best.start), k.label != best.label), default=None)
        instead = f" What the text names is {then}." if then else ""
        words = f"The number is right for something else: {missing or best.words}. {best}.{instead}"
        shown = [best, *valid[:2], *beside(best)]
        return claim.verdict("imprecise", "other-category", f"{words}{told_beside(claim, best)}", shown)
    if number.party in terms.PARTIES:
        swapped = [k for k in facts.of(quantity) if equal(number, k) and k.party != number.party and at(k, claim)]
        if swapped and not any(k.party == number.party for k in swapped) and claim.when:
            close_by = nearest(number, valid)
            how = f" It also resembles that Party's own ({close_by[1]})." if close_by else ""
            own = f" {terms.short_party(number.party)}: {valid[0]}." if valid and number.party else ""
            told = f"The figure is that of another Party: {swapped[0]}.{own}{how}"
            return claim.verdict("contradicted", "other-party", told, [swapped[0], *valid[:2]])
    return None


def interchanged(claim: Claim, quantity: str, valid: Sequence[Known]) -> Check | None:
    """Two numbers of one sentence, each in round terms the other Party's figure and not its own."""
    number = claim.number
    if number.party not in ("USA", "RUS") or claim.when is None or any(close(number, k) for k in valid):
        return None
    start, end = subjects.sentence_of(claim.document.text, number.span)
    beside = [
        n for n in claim.numbers
        if start <= n.span[0] < end and n.party in ("USA", "RUS") and n.party != number.party and n.unit == number.unit
    ]  # fmt: skip
    for other in beside:
        theirs_now = current(facts.of(quantity, other.party), claim.when, claim.basis)
        same = [k for k in theirs_now if close(number, k)]
        if same and any(close(other, k) for k in valid) and not any(close(other, k) for k in theirs_now):
            own = f" {terms.short_party(number.party)}: {valid[0]}."
            words = f"The figure is that of another Party: {same[0]}.{own}"
            return claim.verdict("contradicted", "other-party", words, [same[0], *valid[:2]])
    return None


# Slips


def slip(claim: Claim, known: Sequence[Known], rule: str) -> Check | None:
    """The number looks like a misprint of a figure that stands at that date."""
    value = claim.number.value
    if claim.number.bound not in ("exact", "at_most") or (rule == "estimate" and value >= SURE and value % 100 == 0):
        return None  # "5,500" is a rounding of what is estimated, no misprint
    found = nearest(claim.number, known)
    if not found:
        return None
    it, how = found
    told = f"The record has {'the limit: ' if it.limit else ''}{it}; the number resembles it ({how})."
    if (
        it.quantity == "newstart.declared.deployed_and_nondeployed_launchers"
        and number_of_parts(it) == claim.number.value
    ):
        told += " It is what the parts add up to as they were printed, with one left out."
    return claim.verdict("contradicted", f"{rule}.misprint", told, [it])


def number_of_parts(total: Known) -> float:
    """What the parts of a sheet add up to as they were printed, without those found by subtraction."""
    return sum(
        row["count"] or 0
        for row in rows("new-start/by_type")
        if (row["date"], row["party"]) == (total.start, total.party)
        and row["type"] != "TOTAL"
        and not row["closes_identity"]
        and row["category"] in ("deployed_and_nondeployed_launchers", "deployed_bombers", "nondeployed_bombers")
    )


def disputed(claim: Claim, known: Sequence[Known]) -> Check | None:
    """Two copies or sources of the record give different numbers for one thing, and this is one of them."""
    mine = [k for k in known if equal(claim.number, k) and (".level." in k.quantity or "alternative" in k.about)]
    for k in mine:
        pool = facts.limits(k.quantity.partition(".")[0]) if ".level." in k.quantity else ()
        other = [
            o for o in pool if (o.quantity, o.party, o.start) == (k.quantity, k.party, k.start) and o.value != k.value
        ]
        if other:
            told = f"Sources of the record differ: {k.amount} and {other[0].amount} for {k.words}."
            return claim.verdict("disputed", "sources-differ", told, [k, *other])
    return None
