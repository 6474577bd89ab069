"""Every hostile file of the other chapters, sent to the served workbench: one clear message or a page, never a failure.

The files are those that the tests of the chapters make: each of those tests is run once with the reader looked over
the shoulder, so that what is added there is sent here too.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest

from armscontrol.web.settings import Settings
from tests.attacks import test_holdings_files, test_pages
from tests.web.conftest import client_of, form_word
from tests.web.test_record_attacks import safe

MOST = 25_000_000
"""Bytes of a file that is sent: what is longer than a body may be is refused by its length alone."""


def variants(test: FunctionType) -> Iterator[dict[str, Any]]:
    """The arguments with which a test is run, from its marks."""
    marks = [m for m in getattr(test, "pytestmark", ()) if m.name == "parametrize"]
    names = [m.args[0] for m in marks]
    for values in itertools.product(*(m.args[1] for m in marks)):
        yield dict(zip(names, values, strict=True))


def seen_by(module: ModuleType, reader: str, tmp_path: Path) -> list[Any]:
    """What the tests of a module give to a reader of the library: the bytes of files, or the value itself."""
    found: list[Any] = []
    honest = getattr(module, reader)

    def watched(given: Any, *rest: Any, **more: Any) -> Any:
        is_file = isinstance(given, Path) and given.is_file()
        found.append((given.name, given.read_bytes()) if is_file else given)
        return honest(given, *rest, **more)

    for number, (name, test) in enumerate(sorted(vars(module).items())):
        if not name.startswith("test_") or not isinstance(test, FunctionType) or reader not in used(test, module):
            continue
        for turn, arguments in enumerate(variants(test)):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(module, reader, watched)
                folder = tmp_path / f"{number}-{turn}"
                folder.mkdir()
                given = {"tmp_path": folder, "monkeypatch": patch, **arguments}
                names = test.__code__.co_varnames[: test.__code__.co_argcount]
                test(**{n: given[n] for n in names})
    return found


def used(test: FunctionType, module: ModuleType) -> set[str]:
    """Names that a test uses, itself or through a helper of its module."""
    names = set(test.__code__.co_names)
    for name in tuple(names):
        helper = vars(module).get(name)
        if isinstance(helper, FunctionType):
            names |= set(helper.__code__.co_names)
    return names


@pytest.fixture(scope="module")
def client():
    return client_of(Settings(per_second=1e6, burst=10**6, heavy_per_minute=10**6))


def told(answer: Any, what: str) -> None:
    """An answer that is a message or a page."""
    assert answer.status_code < 500, (what, answer.text[:400])
    assert "Traceback" not in answer.text, what
    if "html" in answer.headers["content-type"]:
        safe(answer.text)
    elif answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json", what
        assert len(answer.content) < 20_000, what


def test_every_bad_table(client, tmp_path):
    word = form_word(client.get("/assessment/own").text)
    files = [f for f in seen_by(test_holdings_files, "read_holdings", tmp_path) if isinstance(f, tuple)]
    assert len(files) > 12
    for name, data in files:
        form = {"csrf": word, "treaty": "new-start"}
        told(client.post("/assessment", data=form, files={"file": (name, data)}), name)
        for other in ("x.parquet", "x.csv", "x", "../../x.csv", 'x".csv', "x.\r\ncsv"):
            told(client.post("/assessment", data=form, files={"file": (other, data[:5_000_000])}), name)
        text = data[:200_000].decode("utf-8", "replace")
        told(client.post("/assessment", data={**form, "text": text}), name)
        try:
            rows = [{k: v for k, v in row.items() if k} for row in csv.DictReader(io.StringIO(text))][:500]
        except csv.Error:
            continue
        told(client.post("/api/v1/assessments", json={"rows": rows}), name)


def test_every_bad_page(client, tmp_path):
    word = form_word(client.get("/record/read").text)
    pages = [p for p in seen_by(test_pages, "take_in", tmp_path) if isinstance(p, str | bytes)]
    assert len(pages) > 15
    for page in pages:
        data = page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page
        what = repr(data[:60])
        told(client.post("/record/read", data={"csrf": word}, files={"file": ("page.html", data[:MOST])}), what)
        text = page if isinstance(page, str) else data.decode("latin-1")
        body = json.dumps({"text": text[: MOST // 6]})
        told(client.post("/api/v1/readings", content=body, headers={"content-type": "application/json"}), what)


@pytest.mark.parametrize(
    "charset", ["utf-7", "unicode_escape", "raw_unicode_escape", "punycode", "undefined", "idna", "utf-16"]
)
@pytest.mark.parametrize("value", [b"\\ud800", b"+2AA-", b"\xd8\x00", b"xn--\xff"])
def test_text_in_a_codec_that_makes_none(client, charset, value):
    """Codecs that fail in their own way, or make halves of characters, which nothing can write down."""
    part = b'--B\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n' + value + b"\r\n--B--\r\n"
    for kind in (
        f"multipart/form-data; boundary=B; charset={charset}",
        f'multipart/form-data; boundary=B; CHARSET="{charset}"',
    ):
        for path in ("/login", "/record/read", "/assessment"):
            answer = client.post(path, content=part, headers={"content-type": kind})
            assert answer.status_code == 415, (path, answer.status_code)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a head of megabytes", b"--B\r\nX: " + b"a" * 5_000_000 + b"\r\n\r\nx\r\n--B--\r\n"),
        ("many heads", b"--B\r\n" + b"X: a\r\n" * 500_000 + b"\r\nx\r\n--B--\r\n"),
        ("many parts", b'--B\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n' * 100_000 + b"--B--\r\n"),
        ("many files", b'--B\r\nContent-Disposition: form-data; name="a"; filename="x"\r\n\r\n\r\n' * 100_000 + b"--B--\r\n"),
        ("nearly boundaries", b"\r\n--A" * 3_000_000),
        ("no name", b"--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--\r\n"),
        ("no head", b"--B\r\n\r\nx\r\n--B--\r\n"),
        ("cut off", b'--B\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nx'),
        ("nothing", b""),
    ],
)  # fmt: skip
def test_a_form_of_parts_that_is_a_bomb(client, name, body):
    import time

    begun = time.perf_counter()
    answer = client.post("/login", content=body, headers={"content-type": "multipart/form-data; boundary=B"})
    assert 400 <= answer.status_code < 500
    assert time.perf_counter() - begun < 20


@pytest.mark.parametrize(
    "body", ["[" * 100_000, '{"a":' * 100_000, '{"sentence":' + "[" * 900 + "]" * 900 + "}", "9" * 5_000, '{"sentence":1e999}', "NaN",
             '{"sentence":"\\ud800"}', '{"\\ud800":1}', '{"sentence":"x","as_of":"\\ud800"}', '{"sentence":"x"}}', "\ufeff{}"]
)  # fmt: skip
def test_json_that_is_a_bomb(client, body):
    for path in ("claims", "readings", "assessments"):
        answer = client.post(f"/api/v1/{path}", content=body.encode(), headers={"content-type": "application/json"})
        assert answer.status_code in (400, 422)
        assert answer.headers["content-type"] == "application/problem+json"
        assert len(answer.content) < 2_000


def test_parquet_bomb(client):
    """A few thousand bytes that are millions of rows."""
    import polars as pl

    n = 3_000_000
    row = {"as_of": "2020-01-01", "party": "USA", "kind": "icbm", "number": 1, "basis": "declared"}
    frame = pl.DataFrame({k: pl.repeat(v, n, eager=True) for k, v in row.items()})
    out = io.BytesIO()
    frame.write_parquet(out, compression="zstd")
    data = out.getvalue()
    assert len(data) < 1_000_000
    word = form_word(client.get("/assessment/own").text)
    told(
        client.post("/assessment", data={"csrf": word, "treaty": "new-start"}, files={"file": ("x.parquet", data)}),
        "bomb",
    )


def test_an_article_of_numbers(client):
    """Each number is held against all of its sentence: a megabyte of them would take an hour, and the readers' turns."""
    text = "1550 warheads " * 70_000
    answer = client.post("/api/v1/readings", json={"text": text})
    assert answer.status_code == 400
    assert "more numbers" in answer.json()["title"]
    assert client.post("/api/v1/claims", json={"sentence": text[:20_000]}).status_code == 422
    word = form_word(client.get("/record/read").text)
    assert client.post("/record/read", data={"csrf": word, "text": text}).status_code == 400
