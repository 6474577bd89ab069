"""The words of the subject: Parties, grades of evidence, bases of figures, statuses, verdicts.

One vocabulary serves the tables, the rules, the findings and the pages. `docs/glossary.md` explains each.
"""

from __future__ import annotations

from collections.abc import Iterable

PARTIES = {
    "ARM": "Armenia",
    "AZE": "Azerbaijan",
    "BLR": "Belarus",
    "CHN": "China",
    "FRA": "France",
    "GBR": "United Kingdom",
    "IND": "India",
    "ISR": "Israel",
    "KAZ": "Kazakhstan",
    "PAK": "Pakistan",
    "PRK": "North Korea",
    "RUS": "Russian Federation",
    "SUN": "Soviet Union",
    "UKR": "Ukraine",
    "USA": "United States",
    "WLD": "World",
}
"""ISO 3166 codes used by the shipped tables (SUN is the code withdrawn in 1992; WLD a line for the world)."""

SHORT_PARTIES = {"RUS": "Russia", "USA": "United States", "SUN": "Soviet Union"}
"""Names for running text where the full name would be heavy."""

GRADES = ("text", "official", "secondary", "derived", "recalled", "not_found")
"""Grades of evidence, strongest first. Only `text` and `official` are presented as law."""

GRADE_MEANINGS = {
    "text": "official wording of the agreement seen",
    "official": "statement of a government",
    "secondary": "press, institute or copy",
    "derived": "computed from other figures",
    "recalled": "from memory, unverified",
    "not_found": "looked for and not found",
}

LAW_GRADES = frozenset({"text", "official"})

BASES = ("declared", "estimated", "observed", "claimed", "scenario")
"""Kinds of figure. They are never mixed silently."""

STATUSES = ("deployed", "non_deployed", "deployed_or_non_deployed", "converted", "eliminated", "active", "stored")
EQUIPMENT = ("nuclear", "non_nuclear")
ROLES = (
    "operational",
    "test",
    "training",
    "static_display",
    "space_launch",
    "manufacture",
    "research",
    "historical",
    "awaiting_disposal",
    "awaiting_export",
    "internal_security",
    "transit",
    "naval",
)

ALTERNATIVES = {"deployed_or_non_deployed": frozenset({"deployed", "non_deployed"})}
"""Values that leave open which of several holds: data sheets give 'deployed and non-deployed launchers' in one sum."""

KINDS = (
    "icbm",
    "slbm",
    "asbm",
    "heavy_bomber",
    "icbm_launcher",
    "slbm_launcher",
    "ballistic_missile_submarine",
    "warhead",
    "intermediate_range_missile",
    "intermediate_range_launcher",
    "shorter_range_missile",
    "shorter_range_launcher",
    "battle_tank",
    "armoured_combat_vehicle",
    "artillery",
    "combat_aircraft",
    "attack_helicopter",
    "chemical_weapon",
    "anti_personnel_mine",
    "cluster_munition",
)

VERDICTS = ("within", "exceeded", "short", "not_determinable", "not_declared", "not_yet_binding", "not_in_force")
VERDICT_WORDS = {
    "within": "within",
    "exceeded": "EXCEEDED",
    "short": "SHORT",
    "not_determinable": "not determinable",
    "not_declared": "not declared",
    "not_yet_binding": "not yet binding",
    "not_in_force": "not in force",
}
VERDICT_SIGNS = {
    "within": "✓",
    "exceeded": "✗",
    "short": "✗",
    "not_determinable": "?",
    "not_declared": "–",
    "not_yet_binding": "…",
    "not_in_force": "·",
}
"""A sign beside each verdict, so that colour is never the only sign."""

CONDUCT = ("performed", "not_performed", "unknown")
CONDUCT_SIGNS = {"performed": "✓", "not_performed": "✗", "unknown": "?"}

STANDINGS = (
    "not_signed",
    "not_in_force",
    "signed",
    "in_force",
    "expired",
    "terminated",
    "superseded",
)
"""Legal status of a treaty by its own terms."""


def party_name(code: str) -> str:
    """English name of a Party; the code itself where we have no name for it."""
    return PARTIES.get(code, code)


_ALIASES = {
    "us": "USA",
    "u.s.": "USA",
    "america": "USA",
    "united states of america": "USA",
    "uk": "GBR",
    "ussr": "SUN",
}


def party_code(text: str) -> str:
    """ISO code of a Party named in any usual way; the text itself, in capitals, where no name fits.

    >>> party_code("Russia"), party_code("usa"), party_code("Soviet Union")
    ('RUS', 'USA', 'SUN')
    """
    plain = text.strip().lower()
    names = {n.lower(): c for c, n in (*PARTIES.items(), *SHORT_PARTIES.items())}
    return _ALIASES.get(plain) or names.get(plain) or text.strip().upper()


def plural(number: float, noun: str) -> str:
    """A number with its noun: "1 row", "3 rows"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def short_party(code: str) -> str:
    """Name of a Party for running text."""
    return SHORT_PARTIES.get(code, party_name(code))


def weakest(grades: Iterable[str | None]) -> str | None:
    """The weakest of several grades: what a conclusion that rests on all of them rests on; none if one has none."""
    known = list(grades)
    return None if None in known or not known else max((g for g in known if g), key=GRADES.index)


def words(term: str) -> str:
    """A term of the vocabulary as it reads in a sentence: `slbm_launcher` becomes "SLBM launcher"."""
    return " ".join(_SPELLED.get(part, part) for part in term.replace("non_", "non-").split("_"))


_SPELLED = {"icbm": "ICBM", "slbm": "SLBM"}
