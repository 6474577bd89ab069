"""Convert the collected tables into the shipped ones: one vocabulary, nothing repaired.

    python tools/convert_tables.py COLLECTED [PACKAGE_DATA]

COLLECTED is the folder of collected facts (its README says how far to trust each). What changes on the way:

* Parties become ISO codes; "both", "each" and "all" become the list of codes they stand for.
* The many grades become six (`docs/data.md` has the mapping); what the old word said beyond that moves into the note.
* A column called `basis` becomes `provenance`; `evidence` is the grade.
* "recalled, unverified" is no address: the address is left empty and the grade says it.
* A month or a span becomes two days and a precision.

Figures are copied as they stand, contradictions included. A test runs this again and compares.
"""

from __future__ import annotations

import calendar
import csv
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

Row = dict[str, str]

RECALLED = "recalled, unverified"
GOVERNMENT = (
    "state.gov",
    "mid.ru",
    "kremlin.ru",
    "usmission.gov",
    "usembassy.gov",
    "unt.edu",
    "af.mil",
    "energy.gov",
    "cbo.gov",
    "senate.gov",
    "acq.osd.mil",
    "dosfan.lib.uic.edu",
)
"""Hosts whose publisher is a government (UNT keeps pages of U.S. embassies, dosfan those of ACDA and State)."""

TREATIES = {
    "ABM Treaty": "abm",
    "SALT I Interim Agreement": "salt-1",
    "SALT II": "salt-2",
    "INF": "inf",
    "START I": "start-1",
    "START II": "start-2",
    "SORT": "sort",
    "New START": "new-start",
}
INSTRUMENTS = {
    "SALT I Interim Agreement (1972)": "salt-1",
    "SALT II (1979)": "salt-2",
    "INF (1987)": "inf",
    "START I (1991)": "start-1",
    "START II (1993)": "start-2",
    "SORT (2002)": "sort",
    "New START (2010)": "new-start",
    "CFE (1990)": "cfe",
    "CFE declaration on land-based naval aircraft (politically binding)": "cfe",
    "CFE Flank Document (1996)": "cfe",
    "Adapted CFE (1999)": "cfe",
    "Vienna Document 2011 (politically binding)": "vienna-2011",
    "Ottawa Mine Ban Convention (1997)": "ottawa",
    "Convention on Cluster Munitions (2008)": "ccm",
    "Chemical Weapons Convention (1993)": "cwc",
}
"""Printed names of instruments, and the treaty document that each belongs to."""
START_1_STATES = "USA;RUS;BLR;KAZ;UKR"
KINDS = {"ICBM": "icbm", "SLBM": "slbm"}


def by_government(url: str) -> bool:
    """Whether the publisher behind an address is a government."""
    host = urlsplit(url).hostname or ""
    return any(host == g or host.endswith("." + g) for g in GOVERNMENT)


def annotate(row: Row, column: str, remark: str) -> None:
    """Keep a nuance that the vocabulary has no word for, at the end of the note."""
    row[column] = f"{row[column].rstrip()} [{remark}]".strip()


def grade(word: str, url: str, row: Row, note: str = "note") -> str:
    """One of the six grades for a word of the collected tables; the nuance goes into the note."""
    word = word.strip()
    if url == RECALLED and not word.startswith(("recalled", "not found")):
        annotate(row, note, f"graded {word} in the collected table, without an address")
        return "recalled"
    if word.startswith("recalled"):
        confidence = word.removeprefix("recalled").strip("-")
        if confidence:
            annotate(row, note, f"recalled with {confidence} confidence")
        return "recalled"
    if word == "not found":
        return "not_found"
    if word in ("published", "copy"):
        if word == "published" and (by_government(url) or row.get("source", "").startswith(("DoD", "Congressional"))):
            return "official"
        if "basis" not in row:  # there the word lives on as `provenance`
            annotate(row, note, "machine-readable copy" if word == "copy" else "publisher's own page")
        return "secondary"
    if word in ("press", "expert", "aggregator", "wiki_mirror", "encyclopaedia"):
        annotate(row, note, word.replace("_", " "))
        return "secondary"
    return word


def address(url: str) -> str:
    """The address, or nothing where there is none."""
    return "" if url == RECALLED else url


def retrieved(text: str) -> str:
    """The day a source was read; nothing where it was not."""
    return text.split(";")[0] if text[:2] == "20" else ""


def span(text: str) -> tuple[str, str, str]:
    """First day, last day and precision of "2011-02-05/2012-02-04", "2020-03", "2011-12/2012-01"."""
    first, _, last = text.partition("/")
    last = last or first
    precision = "day" if len(first) == 10 else "month"
    if precision == "month":
        year, month = map(int, last.split("-"))
        first, last = f"{first}-01", f"{last}-{calendar.monthrange(year, month)[1]:02}"
    return first, last, precision


def aggregate(row: Row) -> Row:
    """Three declared totals of one Party at one exchange."""
    url = row["source_url"]
    evidence = "recalled" if url == RECALLED else "official" if by_government(url) else "secondary"
    return {
        "date": row["date"],
        "party": row["party"],
        "deployed_delivery_vehicles": row["deployed_delivery_vehicles"],
        "deployed_warheads": row["deployed_warheads"],
        "deployed_and_nondeployed_launchers": row["deployed_and_nondeployed_launchers"],
        "evidence": evidence,
        "recalled_fields": row["recalled_fields"],
        "cross_check": row["cross_check"],
        "source_url": address(url),
        "source_url_2": row["source_url_2"],
        "first_published": row["first_published"],
        "retrieved": retrieved(row["retrieved"]),
        "note": row["note"],
    }


def by_type(row: Row) -> Row:
    """One figure of the U.S. sheets by type."""
    evidence = "derived" if row["basis"] == "derived" else grade(row["basis"], row["source_url"], row)
    return {
        "date": row["date"],
        "party": row["party"],
        "system_kind": KINDS.get(row["system_kind"], row["system_kind"]),
        "type": row["type"],
        "category": row["category"],
        "count": row["count"],
        "aggregation": row["aggregation"],
        "provenance": row["basis"],
        "closes_identity": str("do not use to test" in row["note"].lower()).lower(),
        "evidence": evidence,
        "source_url": address(row["source_url"]),
        "retrieved": retrieved(row["retrieved"]),
        "note": row["note"],
    }


def inspections(row: Row) -> Row:
    """Inspections, exhibitions and pauses of one period."""
    first, last, precision = span(row["date_or_period"])
    who = row["inspecting_party"]
    counted = {"each": "each", "both": "together"}.get(who, "one")
    evidence = grade(row["basis"], row["source_url"], row)
    return {
        "date_from": first,
        "date_to": last,
        "precision": precision,
        "inspecting_party": who if counted == "one" else "USA;RUS",
        "counted": counted,
        "type": row["type"],
        "count": row["count"],
        "cumulative_notifications": row["cumulative_notifications"],
        "provenance": row["basis"],
        "evidence": evidence,
        "source_url": address(row["source_url"]),
        "retrieved": retrieved(row["retrieved"]),
        "note": row["note"],
    }


def provisions(row: Row) -> Row:
    """One stated rule of New START, or one of START I kept for comparison."""
    evidence = grade(row["evidence"], row["source_url"], row, "notes")
    return {
        "provision_id": row["provision_id"],
        "treaty": "start-1"
        if row["article_reference"].startswith("START I") or row["provision_id"].startswith("S1")
        else "new-start",
        "article_reference": row["article_reference"],
        "kind": row["kind"],
        "subject": row["subject"],
        "rule": row["rule"],
        "number": row["number"],
        "unit": row["unit"],
        "applies_from": row["applies_from"],
        "evidence": evidence,
        "source_url": address(row["source_url"]),
        "note": row["notes"],
    }


def notifications(row: Row) -> Row:
    """One duty to notify, with its time."""
    evidence = grade(row["evidence"], row["source_url"], row, "notes")
    return {
        "id": row["id"],
        "treaty": "start-1" if row["section"].startswith("START I") else "new-start",
        "section": row["section"].removeprefix("START I: "),
        "subject": row["subject"],
        "trigger": row["trigger"],
        "deadline_value": row["deadline_value"],
        "deadline_unit": row["deadline_unit"],
        "deadline_relative_to": row["deadline_relative_to"],
        "reference": row["reference"],
        "evidence": evidence,
        "source_url": address(row["source_url"]),
        "note": row["notes"],
    }


def inspection_timeline(row: Row) -> Row:
    """One step of an inspection."""
    evidence = grade(row["evidence"], row["source_url"], row, "notes")
    return {
        "step_no": row["step_no"],
        "step": row["step"],
        "who": row["who"],
        "time_limit_value": row["time_limit_value"],
        "time_limit_unit": row["time_limit_unit"],
        "counted_from": row["counted_from"],
        "bound": row["bound"],
        "reference": row["reference"],
        "evidence": evidence,
        "source_url": address(row["source_url"]),
        "note": row["notes"],
    }


def facilities(row: Row) -> Row:
    """One declared facility, at a rounded public place."""
    evidence = grade(row["evidence"], row["source_url"], row, "notes")
    yes = {"y": "true", "n": "false", "": ""}
    return {
        "name": row["name"],
        "party": {"United States": "USA", "Russian Federation": "RUS"}[row["party"]],
        "facility_kind": row["facility_kind"],
        "inspectable_type_one": yes[row["inspectable_type_one"]],
        "inspectable_type_two": yes[row["inspectable_type_two"]],
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "coordinates_basis": row["coordinates_basis"],
        "systems_based": row["systems_based"],
        "evidence": evidence,
        "source_url": address(row["source_url"]),
        "note": row["notes"],
    }


def treaty_timeline(row: Row) -> Row:
    """One dated event in the life of a treaty."""
    treaty = TREATIES[row["treaty"]]
    who = row["party"]
    if who == "both":
        soviet = treaty in ("abm", "salt-1", "salt-2", "inf", "start-1") and row["date"] < "1991-12-26"
        who = "USA;SUN" if soviet else "USA;RUS"
    elif who == "all":
        # The Review Conference of 2026 is a matter of the NPT's members, not of these treaties' Parties.
        who = START_1_STATES if treaty == "start-1" else ""
    evidence = grade(row["source_grade"], row["source_url"], row)
    return {
        "date": row["date"],
        "date_precision": row["date_precision"],
        "treaty": treaty,
        "event": row["event"],
        "parties": who,
        "detail": row["detail"],
        "evidence": evidence,
        "source_url": address(row["source_url"]),
        "retrieved": retrieved(row["retrieved"]),
        "note": row["note"],
    }


def force_structure(row: Row) -> Row:
    """One line of a published force table."""
    evidence = grade(row["evidence"], row["source_url"] or row["source"], row)
    kept = {k: v for k, v in row.items() if k not in ("kind", "evidence", "source", "source_url", "note")}
    return {
        **{k: kept[k] for k in ("year", "as_of", "party")},
        "kind": KINDS.get(row["kind"], row["kind"]),
        **{k: v for k, v in kept.items() if k not in ("year", "as_of", "party")},
        "evidence": evidence,
        "source": "" if row["source"] == RECALLED else row["source"],
        "source_url": address(row["source_url"]),
        "note": row["note"],
    }


def upload_estimates(row: Row) -> Row:
    """One published or computed estimate of what could be loaded."""
    evidence = grade(row["evidence"], row["source_url"] or row["source"], row)
    out = {k: v for k, v in row.items() if k not in ("party", "evidence", "source", "source_url", "note")}
    return {
        "as_of": out.pop("as_of"),
        "parties": row["party"].replace("+", ";"),
        **out,
        "evidence": evidence,
        "source": "" if row["source"] == RECALLED else row["source"],
        "source_url": address(row["source_url"]),
        "note": row["note"],
    }


FAS_STATUS, FAS_SERIES = "FAS status table", "FAS historical series (OWID copy)"
"""The two stockpile series that are licensed for shipping whole."""


def fas_status(row: Row) -> Row | None:
    """One line of the FAS status table."""
    return _stockpile(row) if row["source"] == FAS_STATUS else None


def estimates(row: Row) -> Row | None:
    """One year of the FAS historical series, in one of its vintages."""
    return _stockpile(row) if row["source"] == FAS_SERIES else None


def cited(row: Row) -> Row | None:
    """One estimate of another publication, cited singly."""
    return _stockpile(row) if row["source"] not in (FAS_STATUS, FAS_SERIES) else None


def _stockpile(row: Row) -> Row:
    evidence = grade(row["evidence"], row["source_url"], row)
    return {
        "year": row["year"],
        "as_of": row["as_of"],
        "state": row["state"],
        "stockpile": row["stockpile"],
        "total_inventory": row["total_inventory"],
        "deployed_strategic": row["deployed_strategic"],
        "deployed_nonstrategic": row["deployed_nonstrategic"],
        "reserve_nondeployed": row["reserve_nondeployed"],
        "retired_awaiting_dismantlement": row["retired_awaiting_dismantlement"],
        "vintage": row["vintage"],
        "evidence": evidence,
        "source": row["source"],
        "source_url": address(row["source_url"]),
        "note": row["note"],
    }


def us_declared(row: Row) -> Row:
    """The U.S. stockpile of one year, or one printed subtotal of dismantlements, as declared or carried in a series."""
    recalled = row["dismantled_source_url"] == RECALLED or row["dismantled_source"] == RECALLED
    url = row["stockpile_source_url"] or row["dismantled_source_url"]
    return {
        **{k: row[k] for k in ("record", "year", "first_fiscal_year", "last_fiscal_year", "as_of", "stockpile")},
        **{k: row[k] for k in ("stockpile_checked", "dismantled_in_fiscal_year", "retired_awaiting_dismantlement")},
        "recalled_fields": "dismantled_in_fiscal_year" if recalled else "",
        "evidence": by_page(url),
        "source": row["stockpile_source"] or row["dismantled_source"],
        "source_url": address(url),
        "dismantled_source_url": "" if recalled else row["dismantled_source_url"],
        "retired_source_url": row["retired_source_url"],
        "note": row["note"],
    }


def page_grades(collected: Path) -> dict[str, str]:
    """Grade of each page as the provisions table has it: official wording, or a government's statement."""
    with (collected / "new-start/provisions.csv").open(encoding="utf-8", newline="") as handle:
        rows = [r for r in csv.DictReader(handle) if r["evidence"] in ("text", "official")]
    return {r["source_url"]: r["evidence"] for r in rows}


PAGES: dict[str, str] = {}
"""Filled by `convert`: the tables of limits and counting rules have addresses and no grades of their own."""


def by_page(url: str) -> str:
    """Grade of a row that has an address alone."""
    if url == RECALLED:
        return "recalled"
    return PAGES.get(url) or ("official" if by_government(url) else "secondary")


def limits(row: Row) -> Row:
    """One limit, threshold, quota or deadline of an agreement."""
    return {
        "limit_id": row["limit_id"],
        "treaty": INSTRUMENTS[row["treaty"]],
        "instrument": row["treaty"],
        **{k: row[k] for k in ("provision_reference", "category_limited", "operator", "bound", "bound_lower", "unit")},
        **{k: row[k] for k in ("phase", "effective_from", "party_scope", "parent_limit")},
        "evidence": by_page(row["source_url"]),
        "source_url": address(row["source_url"]),
        "note": row["note"],
    }


def counting_rules(row: Row) -> Row:
    """One rule of counting: how many warheads a type carries for the treaty, what is exempt, what counts as what."""
    return {
        "rule_id": row["rule_id"],
        "treaty": INSTRUMENTS[row["treaty"]],
        **{k: row[k] for k in ("party", "system_type", "kind", "attributed_warheads", "rule", "condition")},
        **{k: row[k] for k in ("valid_from", "valid_to")},
        "evidence": by_page(row["source_url"]),
        "source_url": address(row["source_url"]),
        "note": row["note"],
    }


EQUIPAGE = {("1990-09-01", "B-52 (ALCM)"): "12"}
"""ALCMs for which each bomber is equipped: 1,968 warheads for 189 bombers are 150 x 10 + 39 x 12 (rule R026)."""


def start1_mou(row: Row) -> Row:
    """Deployed items of one type under START I; the throw-weight of a missile has its own source."""
    recalled = row["throw_weight_source"] == RECALLED
    return {
        **{k: row[k] for k in ("date", "party", "kind", "type", "deployed_launchers")},
        **{k: row[k] for k in ("attributed_per_unit", "attributed_warheads_total", "throw_weight_kg_per_missile")},
        "equipage": EQUIPAGE.get((row["date"], row["type"]), ""),
        "recalled_fields": "throw_weight_kg_per_missile" if recalled else "",
        "provenance": row["basis"],
        "evidence": by_page(row["source_url"]),
        "source_url": address(row["source_url"]),
        "note": row["note"],
    }


def start1_aggregate(row: Row) -> Row:
    """Totals of one Party under START I, as declared, reported or estimated."""
    kept = {k: v for k, v in row.items() if k not in ("basis", "source_url", "note")}
    return {
        **kept,
        "provenance": row["basis"],
        "evidence": by_page(row["source_url"]),
        "source_url": address(row["source_url"]),
        "note": row["note"],
    }


def inf_eliminations(row: Row) -> Row:
    """One figure of the INF Treaty's execution."""
    who = {"both": "USA;SUN", "each party": "USA;SUN", "SUN and successors": "SUN"}.get(row["party"], row["party"])
    dated = row["period"][:2] == "19"
    first, last, precision = span(row["period"]) if dated else ("", "", "")
    if dated and len(row["period"].partition("/")[2]) == 7:  # a day, then a month
        last, precision = span(row["period"].partition("/")[2])[1], "month"
    return {
        "record_type": row["record_type"],
        "parties": who,
        "counted": {"both": "together", "each party": "each"}.get(row["party"], "one"),
        "item": row["item"],
        "class": row["class"],
        "period": row["period"],
        "date_from": first,
        "date_to": last,
        "precision": precision,
        "number": row["number"],
        "unit": row["unit"],
        "evidence": by_page(row["source_url"]),
        "source_url": address(row["source_url"]),
        "note": row["note"],
    }


def cfe_holdings(row: Row) -> Row:
    """Holdings of one State or group in one category; a year without a day stands at its end."""
    year = len(row["date"]) == 4
    evidence = "derived" if row["basis"].startswith("derived") else by_page(row["source_url"])
    return {
        "date": f"{row['date']}-12-31" if year else row["date"],
        "precision": "year" if year else "day" if row["date"] else "",
        **{k: row[k] for k in ("party", "party_kind", "zone", "category", "holdings")},
        **{k: row[k] for k in ("change_since_entry_into_force", "ceiling", "ceiling_kind", "reduction_liability")},
        "provenance": row["basis"],
        "evidence": evidence,
        "source_url": address(row["source_url"]),
        "note": row["note"],
    }


TABLES: dict[str, tuple[str, Callable[[Row], Row | None]]] = {
    "new-start/aggregate": ("new-start/aggregate.csv", aggregate),
    "new-start/by_type": ("new-start/by_type.csv", by_type),
    "new-start/inspections": ("new-start/inspections.csv", inspections),
    "new-start/provisions": ("new-start/provisions.csv", provisions),
    "new-start/notifications": ("new-start/notifications.csv", notifications),
    "new-start/inspection_timeline": ("new-start/inspection_timeline.csv", inspection_timeline),
    "new-start/facilities": ("new-start/facilities.csv", facilities),
    "treaty_timeline": ("treaty_timeline.csv", treaty_timeline),
    "forces/force_structure": ("forces/force_structure.csv", force_structure),
    "forces/upload_estimates": ("forces/upload_estimates.csv", upload_estimates),
    "stockpiles/fas_status": ("stockpiles/stockpiles.csv", fas_status),
    "stockpiles/estimates": ("stockpiles/stockpiles.csv", estimates),
    "stockpiles/cited": ("stockpiles/stockpiles.csv", cited),
    "stockpiles/us_declared": ("stockpiles/us_declared.csv", us_declared),
    "treaties/limits": ("treaties/limits.csv", limits),
    "treaties/counting_rules": ("treaties/counting_rules.csv", counting_rules),
    "start-1/by_type": ("start1/mou.csv", start1_mou),
    "start-1/aggregate": ("start1/aggregate.csv", start1_aggregate),
    "inf/eliminations": ("inf/eliminations.csv", inf_eliminations),
    "cfe/holdings": ("cfe/holdings.csv", cfe_holdings),
}


def convert(collected: Path, name: str) -> list[Row]:
    """The shipped rows of one table, from the collected file."""
    file, rule = TABLES[name]
    PAGES.update(page_grades(collected))
    with (collected / file).open(encoding="utf-8", newline="") as handle:
        return [out for row in csv.DictReader(handle) if (out := rule(row)) is not None]


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write rows as plain CSV with Unix line ends."""
    rows = list(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        out = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def main(arguments: list[str]) -> None:
    """Convert every table."""
    collected = Path(arguments[0])
    target = Path(arguments[1]) if len(arguments) > 1 else Path("src/armscontrol/data")
    for name in TABLES:
        rows = convert(collected, name)
        write(target / f"{name}.csv", rows)
        print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main(sys.argv[1:])
