"""The words of the subject: Parties, grades of evidence, bases of figures, statuses, verdicts.

One vocabulary serves the tables, the rules, the findings and the pages. `glossary.py` explains each.
"""

from __future__ import annotations

from collections.abc import Iterable

PARTIES = {
    "ALB": "Albania",
    "AND": "Andorra",
    "ARM": "Armenia",
    "AUT": "Austria",
    "AZE": "Azerbaijan",
    "BEL": "Belgium",
    "BGR": "Bulgaria",
    "BIH": "Bosnia and Herzegovina",
    "BLR": "Belarus",
    "CAN": "Canada",
    "CHE": "Switzerland",
    "CHN": "China",
    "CSK": "Czechoslovakia",
    "CYP": "Cyprus",
    "CZE": "Czechia",
    "DEU": "Germany",
    "DNK": "Denmark",
    "ESP": "Spain",
    "EST": "Estonia",
    "FIN": "Finland",
    "FRA": "France",
    "GBR": "United Kingdom",
    "GEO": "Georgia",
    "GRC": "Greece",
    "HRV": "Croatia",
    "HUN": "Hungary",
    "IND": "India",
    "IRL": "Ireland",
    "ISL": "Iceland",
    "ISR": "Israel",
    "ITA": "Italy",
    "KAZ": "Kazakhstan",
    "KGZ": "Kyrgyzstan",
    "KOR": "South Korea",
    "LAO": "Laos",
    "LIE": "Liechtenstein",
    "LTU": "Lithuania",
    "LUX": "Luxembourg",
    "LVA": "Latvia",
    "MCO": "Monaco",
    "MDA": "Moldova",
    "MKD": "North Macedonia",
    "MLT": "Malta",
    "MNE": "Montenegro",
    "MNG": "Mongolia",
    "NLD": "Netherlands",
    "NOR": "Norway",
    "PAK": "Pakistan",
    "POL": "Poland",
    "PRK": "North Korea",
    "PRT": "Portugal",
    "ROU": "Romania",
    "RUS": "Russian Federation",
    "SMR": "San Marino",
    "SRB": "Serbia",
    "SUN": "Soviet Union",
    "SVK": "Slovakia",
    "SVN": "Slovenia",
    "SWE": "Sweden",
    "TJK": "Tajikistan",
    "TKM": "Turkmenistan",
    "TUR": "Türkiye",
    "UKR": "Ukraine",
    "USA": "United States",
    "UZB": "Uzbekistan",
    "VAT": "Holy See",
    "WLD": "World",
}
"""ISO 3166 codes of States in the shipped tables and documents (SUN and CSK are codes withdrawn in 1992 and 1993; WLD
is a line for the world)."""

EVERYONE = "ALL"
"""Name of all Parties together, where a limit binds them so."""

SHORT_PARTIES = {"ALL": "all Parties", "RUS": "Russia", "USA": "United States", "SUN": "Soviet Union"}
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
    "naval_combat_aircraft",
    "naval_attack_helicopter",
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

RECALLED_RULE = "☆"
"""Mark of a rule that is only recalled; a figure that is gets a star."""

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


def named(id: str) -> str:
    """The id of a provision as it reads: `non-deployed-mobile-missiles` becomes "non-deployed mobile missiles"."""
    return words(id.replace("-", "_"))


_SPELLED = {w.lower(): w for w in ("ICBM", "SLBM", "ASBM", "ALCM", "LRNA", "AIFV", "HACV", "MIRV")} | {
    "acvs": "ACVs",
    "mirved": "MIRVed",
}
