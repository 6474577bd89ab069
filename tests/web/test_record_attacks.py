"""Articles that were written to hurt: each gives one clear message or a safe page, named after the attack."""

from __future__ import annotations

import re
import time

import pytest
from tests.web.conftest import client_of, form_word
from tests.web.record_texts import ARTICLE, kept, settings

STORED_SCRIPT = """Putin <script>alert('x')</script> says

"<img src=x onerror=alert(1)> We will suspend the treaty," Foreign Minister <b onmouseover=alert(2)>Sergei Lavrov</b> said on Friday.
"""
ADDRESS = "javascript:alert(document.domain)"
MARKS = "\u202egnivas\u202c \u2066Russia\u2069 supports strategic stability talks, Foreign Minister Sergei Lavrov said on Friday.\n"


def read(client, **fields):
    word = form_word(client.get("/record/read").text)
    files = fields.pop("files", None)
    return client.post("/record/read", data={"csrf": word, "published": "2024-06-21", **fields}, files=files)


def safe(page: str) -> None:
    """No element or address that runs anything."""
    body = page[page.index("<main") :]
    assert "<script" not in body
    bare = re.sub(r'"[^"]*"', '""', body)  # what stands in quotation marks runs nothing
    assert not re.search(r"<[^>]+\son\w+=", bare)
    assert not re.search(r'<[^>]+\son\w+="', body)
    assert not re.search(r"""(?:href|src|action)\s*=\s*["']?\s*javascript:""", body, re.I)
    assert 'style="' not in body


def test_stored_and_reflected_script(tmp_path):
    client = client_of(settings(tmp_path))
    page = read(client, text=STORED_SCRIPT, outlet="<script>alert(3)</script>", source=ADDRESS)
    assert page.status_code == 200
    safe(page.text)
    assert (
        kept(client, STORED_SCRIPT, outlet="<script>alert(3)</script>", source=ADDRESS, who="<script>me").status_code
        == 201
    )
    ids = [
        i["id"]
        for i in client.get("/api/v1/record/items", params={"outlet": "<script>alert(3)</script>"}).json()["items"]
    ]
    assert ids
    for path in (
        "",
        "/statements?kind=all",
        "/review",
        "/history",
        "/positions",
        "/linkages",
        *(f"/items/{i}" for i in ids),
    ):
        safe(client.get(f"/record{path}").text)
    for form in ("jsonl", "claimreview", "annotation"):
        answer = client.get(f"/api/v1/record/export?form={form}")
        assert "html" not in answer.headers["content-type"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_downloaded_page_is_no_page_of_ours(client):
    answer = read(client, text=STORED_SCRIPT, **{"as": "html"})
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "<script" not in answer.text


def test_direction_marks_turn_nothing_round(tmp_path):
    client = client_of(settings(tmp_path))
    page = read(client, text=MARKS)
    shown = re.sub(r"<textarea.*?</textarea>", "", page.text, flags=re.S)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", shown)
    kept(client, MARKS)
    for path in ("/statements?kind=all", "/review"):
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", client.get(f"/record{path}").text)


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("binary", bytes(range(256)) * 40, 400),
        ("pdf", b"%PDF-1.7 stream of things that are no text at all", 400),
        ("empty", b"   \n\t ", 400),
        ("zeros", b"\0" * 5_000, 400),
        ("wrong_encoding", "Россия поддерживает переговоры, заявил Сергей Лавров.".encode("cp1251"), 200),
        ("lying_charset", b'<html><head><meta charset="utf-16"></head><body><p>Russia said no.</p></body></html>', 200),
        ("unknown_charset", b'<html><head><meta charset="nix-42"></head><body><p>Russia said no.</p></body></html>', 200),
        ("nested_tags", b"<div>" * 100_000 + b"<p>Russia supports talks, Sergei Lavrov said.</p>", 200),
        ("open_quotes", ("“" * 30_000).encode(), 200),
        ("one_line", b"a" * 400_000, 200),
        ("entity_bomb", b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><html><body><p>&b;&b; Russia said no.</p></body></html>', 200),
    ],
)  # fmt: skip
def test_a_hostile_file(client, name, data, status):
    start = time.process_time()
    answer = read(client, files={"file": (f"{name}.html", data, "text/html")})
    assert answer.status_code == status, answer.text[:400]
    assert time.process_time() - start < 60
    assert "Traceback" not in answer.text
    safe(answer.text)


def test_many_statements_make_a_bounded_page(client):
    said = "".join(
        f"“We hold {n} launchers in region {n},” Foreign Minister Sergei Lavrov said on Friday.\n\n"
        for n in range(1_500)
    )
    page = read(client, text=said)
    assert page.status_code == 200
    assert page.text.count('data-card="s') <= 400
    assert "in the downloads" in page.text


def test_half_a_character_and_control_characters_in_json(client):
    for text in ('{"text": "\\ud800 Russia said no."}', '{"text": "Russia \\u0000 said no."}'):
        answer = client.post("/api/v1/readings", content=text, headers={"content-type": "application/json"})
        assert answer.status_code in (200, 400, 422), answer.text
    for text in (b'{"text": NaN}', b'{"text": 5}', b"[]", b"", b'{"text":' + b"[" * 50_000):
        answer = client.post("/api/v1/readings", content=text, headers={"content-type": "application/json"})
        assert 400 <= answer.status_code < 500


def test_a_form_from_another_site_keeps_nothing(tmp_path):
    client = client_of(settings(tmp_path))
    word = form_word(client.get("/record/read").text)
    foreign = {"origin": "https://evil.example"}
    assert client.post("/record/keep", data={"csrf": word, "text": ARTICLE}, headers=foreign).status_code == 403
    assert client.post("/record/keep", data={"text": ARTICLE}).status_code == 403
    sent = client.post("/api/v1/record/documents", content='{"text": "x"}', headers={"content-type": "text/plain"})
    assert sent.status_code == 415
    assert client.get("/api/v1/record/history").json()["total"] == 0


def test_too_many_fields_and_a_broken_file_get_one_message(tmp_path):
    client = client_of(settings(tmp_path))
    word = form_word(client.get("/record/read").text)
    many = {"csrf": word, "text": ARTICLE} | {f"do-s{n}": "accept" for n in range(500)}
    assert client.post("/record/keep", data=many).status_code == 400
    assert client.post("/record/keep", data={"csrf": word, "packed": "no base64!"}).status_code == 400
