"""Rules that contradict themselves or the document around them: refused at load, with the place and what is allowed."""

from __future__ import annotations

import pytest

from armscontrol.errors import TreatyError
from armscontrol.treaties import load_treaty
from tests.conftest import document, limit

TIER = '[tiers.counted]\nmeaning = "x"\ncounts = "kind = \'icbm\'"\nfirst = 3\neach = 10\nbeyond = "equipage"\n'
MAP = '[[maps]]\nid = "old"\nname = "Old"\nfrom = 2001-01-01\nevidence = "derived"\nzones = [{ id = "flank", name = "Flank", areas = ["North"] }]\n'
GROUPS = '[[groups]]\nid = "East"\nname = "East"\nmembers = [{ party = "AAA", until = 2005-01-01 }]\n[[groups]]\nid = "West"\nname = "West"\nmembers = [{ party = "AAA", from = 2004-01-01 }]\n'
ELIMINATION = '[[eliminations]]\nid = "stock"\narticle = "I"\nstatement = "x"\nevidence = "derived"\ncounts = "kind = \'elimination\'"\nof = "stock"\nunit = "tonnes"\nsteps = [{ percent = 45, by = 2005-01-01 }]\n'
QUOTA = '[[quotas]]\nid = "share"\narticle = "I"\nstatement = "x"\nevidence = "derived"\ncounts = "kind = \'inspection\'"\nper = "treaty year"\nshare = { percent = 20, of = "objects", rounding = "up" }\n'
CLOCK = '[[obligations]]\nid = "clock"\narticle = "I"\nstatement = "x"\nevidence = "derived"\nperformed_by = "kind = \'completion\'"\nown_clock = "4 years"\n'

REFUSED = {
    "a tier without a ranking parameter": ({"definitions": TIER}, "tiers.counted.rank", "a field is missing"),
    "a tier ranked in a way of one's own": ({"definitions": TIER + 'rank = "by age"\n'}, "tiers.counted.rank", "'by age'"),
    "a phase before entry into force": (
        {"limits": limit(at_most=None, phases='[{ at_most = 5, from = "signature" }]')},
        "limits[1].phases[1].from",
        "a phase begins before entry into force. Found: 2000-01-01. Allowed: 2001-01-01 or later",
    ),
    "an unknown map version": (
        {"definitions": MAP, "limits": limit(zone='{ map = "new", zone = "flank" }')},
        "limits[1].zone.map",
        "no map has this id. Found: new. Allowed: old",
    ),
    "an unknown zone": (
        {"definitions": MAP, "limits": limit(zone='{ map = "old", zone = "centre" }')},
        "limits[1].zone.zone",
        "map old has no such zone. Found: centre. Allowed: flank",
    ),
    "overlapping membership at one date": (
        {"definitions": GROUPS},
        "groups[2].members[1]",
        "AAA is twice in a group at one date. Found: East and West on 2004-01-01",
    ),
    "a percentage of an undeclared baseline": ({"definitions": ELIMINATION}, "eliminations[1].of", "no Party has declared"),
    "a quota that is a share of nothing": ({"definitions": QUOTA}, "quotas[1].share.of", "no Party has declared"),
    "an extension beyond the maximum": (
        {"definitions": CLOCK + 'extension = { at_most = "2 years", renewable = false }\n'
         'grants = [{ party = "AAA", until = 2008-01-01, evidence = "derived" }]\n'},
        "obligations[1].grants[1].until",
        "2007-01-01",
    ),
    "a second extension where one is all": (
        {"definitions": CLOCK + 'extension = { at_most = "2 years", renewable = false }\n'
         'grants = [{ party = "AAA", until = 2006-01-01, evidence = "derived" },'
         ' { party = "AAA", until = 2007-06-01, evidence = "derived" }]\n'},
        "obligations[1].grants[2]",
        "",
    ),
    "an extension where none is possible": (
        {"definitions": CLOCK + 'grants = [{ party = "AAA", until = 2006-01-01, evidence = "derived" }]\n'},
        "obligations[1].grants[1]",
        "the treaty knows none",
    ),
    "a circular parent limit": (
        {"limits": limit(id="one", parent="two") + "\n" + limit(id="two", parent="three") + "\n" + limit(id="three", parent="one")},
        "limits[1].parent",
        "one → two → three → one",
    ),
    "a choice outside the interval": (
        {"limits": limit(at_most=None, interval="{ least = 30, most = 40 }",
                         elections='[{ party = "AAA", at_most = 41, from = 2001-01-01, evidence = "derived" }]')},
        "limits[1].elections[1].at_most",
        "Found: 41. Allowed: 30 to 40",
    ),
    "a group that is not there": ({"limits": limit(scope="group")}, "limits[1].scope", "the document has no groups"),
    "a bound for someone who is no Party": ({"limits": limit(at_most="{ CCC = 3 }")}, "limits[1].at_most", "CCC"),
    "counting and not counting at once": (
        {"limits": limit(undefined="no rule")}, "limits[1]", "needs `counts`, or `undefined`",
    ),
    "a base above its ceiling": (
        {"limits": limit(at_most=None, replacement='{ base = 9, ceiling = 8, by = "kind = \'elimination\'" }')},
        "limits[1].replacement",
        "base 9",
    ),
    "a tier that is built on a tier": (
        {"definitions": TIER + 'rank = "most beyond first"\n' + TIER.replace("counted", "again", 1).replace('"equipage"', '"counted"')
         + 'rank = "most beyond first"\n'},
        "tiers.again",
        "counted",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_at_load_with_the_place_and_what_is_allowed(name, tmp_path):
    changes, place, told = REFUSED[name]
    path = tmp_path / "rules.toml"
    path.write_text(document(**changes), encoding="utf-8")
    with pytest.raises(TreatyError) as caught:
        load_treaty(path)
    message = str(caught.value)
    assert f"({place})" in message, message
    assert "rules.toml, line" in message
    assert told in message, message
