"""Every link of the English pages leads somewhere: pages, rows, downloads and the API."""

from __future__ import annotations

import re
from collections import deque

from lxml import html

MOST_OF_A_KIND = 6
"""Pages of one kind (a treaty, a rule, a table) whose links are followed."""
MOST_ASKED = 1_500
NAMED = re.compile(r"/(treaties|tables|items|rules|methods|terms|lab)/[^?#]*")


def kind_of(path: str) -> str:
    """Pages of one kind: the same route, asked for the same fields."""
    plain, _, query = path.partition("?")
    fields = ",".join(sorted({p.partition("=")[0] for p in query.split("&")}))
    return NAMED.sub(r"/\1/*", plain) + "?" + fields


def test_no_link_is_dead(client):
    """Follows links from the first page on, some of each kind; what a page links to in itself is there too."""
    waiting, seen, kinds, dead, nowhere = deque(["/"]), {"/"}, {}, {}, []
    while waiting and len(kinds) < MOST_ASKED:
        path, origin = waiting.popleft(), None
        if isinstance(path, tuple):
            path, origin = path
        kind = kind_of(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > MOST_OF_A_KIND:
            continue
        answer = client.get(path)
        if answer.status_code != 200:
            dead[path] = (answer.status_code, origin)
            continue
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        root = html.fromstring(answer.text)
        ids = set(root.xpath("//@id"))
        nowhere += [f"{path}: {a}" for a in root.xpath("//a/@href") if a.startswith("#") and a[1:] not in ids]
        for link in root.xpath("//main//a/@href | //header//a[not(@hreflang)]/@href | //footer//a/@href"):
            target = link.partition("#")[0]
            if target.startswith("/") and not target.startswith("/ru/") and target not in seen:
                seen.add(target)
                waiting.append((target, path))
    assert len(kinds) > 40
    assert dead == {}
    assert nowhere == []
