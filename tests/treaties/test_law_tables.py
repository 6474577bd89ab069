"""The documents say what the shipped tables of rules say: every row is covered, every number agrees."""

from __future__ import annotations

import re

import pytest

from armscontrol.data import catalogue
from armscontrol.treaties import load_treaty, load_variant, treaty_ids

LIMITS = list(catalogue.table("treaties/limits").iter_rows(named=True))
RULES = list(catalogue.table("treaties/counting_rules").iter_rows(named=True))
OF_TREATIES = [r for r in LIMITS if r["treaty"] != "new-start" and r["operator"] != "declared"]


def covering(treaty):
    """What covers each row: provisions, definitions, and limits of the adapted treaty's variant."""
    document = load_treaty(treaty)
    found = {row: p for p in document.provisions() for row in p.rows}
    found |= {row: d for d in document.definitions.values() for row in d.rows}
    if treaty == "cfe":
        for limit in load_variant("cfe", "adapted-1999").patch["limits"]:
            found |= dict.fromkeys(limit["rows"], limit)
    return found


COVERED = {t: covering(t) for t in treaty_ids()}


@pytest.mark.parametrize("row", OF_TREATIES, ids=lambda r: r["limit_id"])
def test_every_limit_is_in_its_document_with_its_number_and_grade(row):
    provision = COVERED[row["treaty"]].get(row["limit_id"])
    assert provision is not None, row
    text = str(provision) if isinstance(provision, dict) else provision.model_dump_json()
    if row["limit_id"] == "L011":  # "added less dismantled is at most nothing" is what one for one means
        assert provision.replacement
    elif row["bound"] is not None and row["operator"] != "<=snapshot":
        wanted = f"{row['bound']:g}"
        plain = re.sub(r"(?<=\d),(?=\d{3})", "", text)
        assert re.search(rf"(?<![\d.]){wanted}(?:\.0)?(?!\d)", plain) or _in_words(wanted, plain), (wanted, text)
    if not isinstance(provision, dict) and row["evidence"] == "recalled":
        assert provision.evidence == "recalled", row


def _in_words(number, text):
    words = {"0": ("none", "no ", "not ", '"table"'), "1": ("one",), "2": ("two",), "3": ("three",), "4": ("four",),
             "5": ("five",), "8": ("eight",), "10": ("ten",), "90": ("90 days",)}  # fmt: skip
    return any(w in text.lower() for w in words.get(number, ()))


def test_every_counting_rule_is_in_its_document():
    for row in RULES:
        if row["treaty"] == "new-start":
            continue
        document = load_treaty(row["treaty"])
        values = {
            t: v
            for name, a in document.attributes.items()
            if name in ("attributed_warheads", "warheads_considered", "weapons_of_bomber")
            for v in a.values
            for t in v.type
        }
        type = row["system_type"].replace("SS-19 (downloaded by 5)", "SS-19 (downloaded)")
        type = type.replace("BGM-109G", "BGM-109G GLCM") if row["treaty"] == "inf" else type
        if type in values and row["attributed_warheads"] is not None:
            assert values[type].value == row["attributed_warheads"], row
            assert values[type].evidence in (row["evidence"], "recalled"), row  # a part of a row may be recalled
            continue
        lrna = (
            {t for v in document.attributes["lrna"].values for t in v.type} if "lrna" in document.attributes else set()
        )
        others = {"B-52 (non-ALCM)", "B-1", "B-2", "Bear (non-ALCM)"}  # one each: the rule for all other bombers
        tiers = {"LRNA heavy bomber, 151st and later", "LRNA heavy bomber, 181st and later"}
        known = row["rule_id"] in COVERED[row["treaty"]] or type in lrna | others | tiers
        assert known, row


@pytest.mark.parametrize("treaty", treaty_ids())
def test_what_is_recalled_is_never_law(treaty):
    for p in load_treaty(treaty).provisions():
        if p.evidence == "recalled":
            assert p.source is None
            assert not p.is_law
        elif p.evidence != "not_found":
            assert p.source, p.id
