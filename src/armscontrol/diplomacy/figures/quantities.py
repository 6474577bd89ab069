"""What a figure counts, and what the fact base calls it.

A quantity is named `<treaty>.<kind>.<what>` or `estimate.<what>`; what is counted is called as its column in the
shipped tables. Limit, declared figure and estimate are three different quantities even where the number is the same:
New START's limit on launchers is, at many dates, what the United States declared.
"""

from __future__ import annotations

import re

from armscontrol.diplomacy.figures.bounds_known import new_start, new_start_of, yearly_inspections

VOCABULARY = {
    "newstart.limit.deployed_warheads": "warheads on deployed missiles and counted for deployed heavy bombers",
    "newstart.limit.deployed_delivery_vehicles": "deployed ICBMs, SLBMs and heavy bombers",
    "newstart.limit.deployed_and_nondeployed_launchers": "deployed and non-deployed launchers and heavy bombers",
    "newstart.limit.inspections_per_year": "inspections each may carry out in a treaty year",
    "newstart.limit.inspections_type_one_per_year": "those of places with deployed systems",
    "newstart.limit.inspections_type_two_per_year": "those of places with non-deployed systems only",
    "newstart.declared.deployed_warheads": "warheads that a Party declared, counted as for the limit",
    "newstart.declared.deployed_delivery_vehicles": "deployed ICBMs, SLBMs and heavy bombers that a Party declared",
    "newstart.declared.deployed_and_nondeployed_launchers": "launchers and heavy bombers that a Party declared",
    "newstart.declared.difference": "by how much the declared figures of two Parties differ",
    "newstart.inspections.conducted": "inspections carried out",
    "newstart.notifications": "notifications exchanged",
    "newstart.extension.years": "length of the extension",
    "newstart.offer.years": "length of an offered observance of the limits",
    "start1.limit.warheads": "warheads attributed",
    "start1.limit.delivery_vehicles": "deployed delivery vehicles",
    "start2.limit.warheads": "warheads",
    "sort.limit.warheads": "strategic nuclear warheads",
    "inf.eliminated.missiles": "missiles eliminated under the INF Treaty",
    "inf.limit.range_km": "ranges of the missiles that the INF Treaty bans",
    "stockpile.ceiling": "a ceiling that a State sets on its own stockpile",
    "cfe.holdings": "conventional weapons held, of the kinds that the CFE Treaty limits",
    "cfe.ceilings": "ceilings on them",
    "estimate.total_inventory": "all warheads, retired ones included",
    "estimate.stockpile": "military stockpile: without the retired",
    "estimate.deployed_strategic": "strategic warheads on missiles and at bomber bases",
    "estimate.deployed_nonstrategic": "tactical warheads",
    "estimate.reserve": "warheads in storage or reserve",
    "estimate.retired": "retired, awaiting dismantlement",
    "estimate.projection": "warheads that a State may come to have",
    "estimate.share_of_world": "percentage of the world's warheads",
}
"""Names of quantities, with the words for what each holds."""

BOUND = ("USA", "RUS", "SUN")
"""Parties of the treaties that limit strategic arms. They hold retired warheads too, by every estimate."""
_UNDEPLOYED = re.compile(r"non-?deployed|неразв")
_PREFIX = {"new-start": "newstart", "start-1": "start1", "start-2": "start2", "sort": "sort", "inf": "inf"}


_BOTH_LEGS = re.compile(r"(?<!non-)(?<!non)\bdeployed(?: strategic)? (?:missiles?|ICBMs?)\b.*\bbombers?\b")


def limit_name(
    treaty: str | None, noun: str, words: str, value: float, high: float | None, party: str | None = "each"
) -> str | None:
    """The name of a limit; the number itself decides where the words are loose ("700 missiles").

    A limit of a State that no such treaty binds is its own.
    """
    if party not in (None, "each", "both", *BOUND):
        return "stockpile.ceiling" if noun == "warheads" else None
    top = high if high is not None else value
    visits = noun == "inspections" and top == yearly_inspections()
    if treaty == "new-start" or (treaty is None and (top in new_start() or visits)):
        if noun == "inspections":
            kind = re.search(r"[Tt]ype[- ](?:One|Two|one|two|I{1,2}|[12])\b", words)
            if kind and value != yearly_inspections():
                which = "one" if kind[0][5:].lower() in ("one", "i", "1") else "two"
                return f"newstart.limit.inspections_type_{which}_per_year"
            return "newstart.limit.inspections_per_year"
        own = new_start().get(top)
        if own == "warheads" and noun in ("warheads", "vehicles"):
            return "newstart.limit.deployed_warheads"
        if own == "vehicles" and noun in ("vehicles", "launchers"):
            return "newstart.limit.deployed_delivery_vehicles"
        if own == "launchers" and noun == "vehicles" and _BOTH_LEGS.search(words) and not _UNDEPLOYED.search(words):
            return "newstart.limit.deployed_delivery_vehicles"
        if own == "launchers" and noun in ("vehicles", "launchers"):
            return "newstart.limit.deployed_and_nondeployed_launchers"
        if noun == "warheads":
            return "newstart.limit.deployed_warheads"
        if noun == "launchers":
            return "newstart.limit.deployed_and_nondeployed_launchers"
        return "newstart.limit.deployed_delivery_vehicles" if noun == "vehicles" else None
    if treaty == "sort":
        return "sort.limit.warheads" if noun == "warheads" else None
    if treaty in ("start-1", "start-2"):
        name = {"warheads": "warheads", "vehicles": "delivery_vehicles", "launchers": "delivery_vehicles"}.get(noun)
        return f"{_PREFIX[treaty]}.limit.{name}" if name else None
    return None


def declared_name(noun: str, words: str, value: float) -> str | None:
    """The name of a figure of New START's data exchange."""
    if noun == "warheads":
        return "newstart.declared.deployed_warheads"
    both = _UNDEPLOYED.search(words) is not None
    if noun == "launchers":
        if not both and value <= new_start_of("vehicles"):
            return "newstart.declared.deployed_delivery_vehicles"  # no total of all launchers was ever so low
        return (
            "newstart.declared.deployed_and_nondeployed_launchers"
            if both or not re.search(r"\bdeployed", words, re.IGNORECASE)
            else ("newstart.declared.deployed_delivery_vehicles")
        )
    if noun == "vehicles":
        return (
            "newstart.declared.deployed_and_nondeployed_launchers"
            if both
            else "newstart.declared.deployed_delivery_vehicles"
        )
    return None


_ESTIMATES = (
    ("retired", r"retired|dismantle\w*|decommission\w*|(?:taken|taking) apart"),
    ("deployed_nonstrategic", r"tactical|non-?strategic|battlefield|нестратегическ\w+|тактическ\w+"),
    ("stockpile", r"active and inactive"),
    ("reserve", r"stockpiled$|reserves?|in storage|stor(?:ed|es)|non-?deployed"),
    (
        "total_inventory",
        r"total inventor\w+|total of(?= $)|a total of|inventor\w+|(?:world|global|grand)(?:wide)? total|"
        r"combined stock|in total|total stockpile|overall",
    ),
    (
        "stockpile",
        r"stockpiles?\b|stockpiled|in (?:military|active) service|for (?:potential|military) use\b|"
        r"for (?:its |their )?operational forces",
    ),
    (
        "deployed_strategic",
        r"deploy(?:ed|s|ing)?\b|operational|active|(?<!missile )(?<!silo )field(?:s|ed)\b|"
        r"ready (?:to|for) (?:launch|fire|use)|combat[- ]read(?:y|iness)|разв[её]рн\w+|на боевом дежурстве",
    ),
)
_INCLUDED = re.compile(
    r"\b(?:includ(?:ing|es?)|counting|with) (?:the |those |all |some |its )?(?:already )?(?:retired|dismantled)\b|"
    r"\b(?:including|counting|covering) (?:the |those |its |their |all |also )*(?:strategic and )?"
    r"(?:tactical|non-?strategic|battlefield)\b|"
    r"\bretired (?:ones|warheads|weapons|stocks?)?,? ?(?:are )?(?:included|counted)\b",
    re.IGNORECASE,
)
"""What a figure takes in beside others: a total with retired warheads is no number of retired ones."""
PLAIN = ("estimate.total_inventory", "estimate.stockpile")
"""What warheads of no other word are taken for."""
_BOTH_PARTS = re.compile(
    r"\b(?:deployed and (?:stored|in (?:storage|reserve))|stored and deployed)\b(?: nuclear)?", re.IGNORECASE
)
"""What a stockpile is, in words."""
_FIELDED = re.compile(r"deploy|field|launch|fire|alert|разв[её]рн|дежурств", re.IGNORECASE)
WORLD = "WLD"
_MOST_STOCKED = 11_000
"""No estimate of the world's military stockpiles has been so high since 2012; of all warheads every one has."""
_ESTIMATE = [(name, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for name, words in _ESTIMATES]


def estimate_name(noun: str, own: str, before: str, value: float, party: str | None, year: int | None) -> str | None:
    """The name of an unofficial estimate of warheads, by its own words, then those before it.

    A "stockpile" of the world of 11,000 or more, and one of 5,000 or more for Russia or the United States, are total
    inventories since 2012: no estimate of their military stockpiles has been so high since then. Of a State that no
    strategic treaty binds, warheads without another word, and those called operational, are its stockpile.
    """
    if noun != "warheads":
        return None
    own, before = (_BOTH_PARTS.sub("stockpile", _INCLUDED.sub("", words)) for words in (own, before))
    others = party not in (None, "each", "both", "USA+RUS", WORLD, *BOUND)
    name = next((n for n, words in _ESTIMATE if words.search(own)), None)
    if name is None:
        at = -1
        for n, words in _ESTIMATE:
            for match in words.finditer(before):
                if match.start() > at:
                    at, name = match.start(), n
    if others and name == "deployed_strategic" and not _FIELDED.search(own) and not _FIELDED.search(before):
        name = "stockpile"
    name = name or ("stockpile" if others else "total_inventory")
    if name == "stockpile" and party == WORLD and value >= _MOST_STOCKED and year is not None and year >= 2012:
        name = "total_inventory"
    if (
        name == "stockpile"
        and "military" not in f"{before[-40:]}{own}"
        and value >= 5000
        and year is not None
        and year >= 2012
        and party in ("RUS", "USA", "each", None)
    ):
        name = "total_inventory"
    return f"estimate.{name}"
