"""The report: what it says, that it stands alone, and that the same inputs give the same bytes."""

import hashlib
import itertools
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import armscontrol as ac
from armscontrol.errors import ReportError
from armscontrol.reports import write_report
from armscontrol.reports.charts import life_rows, limit_rows, quota_rows
from armscontrol.reports.content import build
from armscontrol.reports.reported import reported_numbers

GOLDEN = Path(__file__).parent / "golden_report.txt"


@pytest.fixture(scope="module")
def found():
    return [ac.assess("new-start"), ac.assess("new-start", variant="russian-view")]


@pytest.fixture(scope="module")
def pages(found, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    write_report(found, html=folder / "r.html", pdf=folder / "r.pdf")
    return (folder / "r.html").read_text(encoding="utf-8"), (folder / "r.pdf").read_bytes()


class Reader(HTMLParser):
    """What a reader without pictures would read: text by block, charts by their label."""

    def __init__(self):
        super().__init__()
        self.lines, self.now, self.inside, self.links, self.ids, self.headings = [], "", [], [], [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.inside.append(tag) if tag not in ("meta", "link", "br", "hr", "img") else None
        if tag == "a":
            self.links.append(attributes.get("href", ""))
        if "id" in attributes and "svg" not in self.inside[:-1]:
            self.ids.append(attributes["id"])
        if tag == "svg":
            self.flush()
            self.lines.append(f"[chart] {attributes['aria-label']}")
        if tag in ("td", "th"):
            self.now += " | "
        if tag in ("p", "tr", "li", "h1", "h2", "h3", "summary", "figcaption", "caption"):
            self.flush()

    def handle_endtag(self, tag):
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass
        if tag in ("h1", "h2", "h3"):
            self.headings.append((tag, " ".join(self.now.split())))
        if tag in ("p", "tr", "li", "h1", "h2", "h3"):
            self.flush()

    def handle_data(self, data):
        if "svg" not in self.inside and "style" not in self.inside:
            self.now += data

    def flush(self):
        line = " ".join(self.now.split()).strip("| ")
        if line:
            self.lines.append(line)
        self.now = ""


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.flush()
    return reader


def test_verdicts_come_first(pages):
    lines = read(pages[0]).lines
    first = " ".join(lines[:12])
    assert "Both Parties were within every limit at every exchange from 5 February 2018 to 1 March 2023" in first
    assert "Not declared: Russia for 1 March 2023." in first
    table = lines.index(next(line for line in lines if line.startswith("Narrowest margin")))
    assert table < 14


def test_the_report_says_what_the_golden_one_says(pages):
    """Every word of the report, charts by their texts. To accept a change: rm tests/reports/golden_report.txt, run, read."""
    text = "\n".join(read(pages[0]).lines) + "\n"
    if not GOLDEN.exists():
        GOLDEN.write_text(text, encoding="utf-8")
        pytest.fail("the golden report was missing and has been written: read it, then run again")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_it_stands_alone(pages):
    html = pages[0]
    assert "<script" not in html
    assert "src=" not in html
    assert "@import" not in html
    assert not re.findall(r"url\((?!#)", html)
    outside = [u for u in re.findall(r'(?:href|xlink:href)="([^"]+)"', html) if not u.startswith("#")]
    sources = read(html).links
    assert set(outside) <= set(sources)  # links that a reader may follow, nothing that a browser loads
    assert html.startswith('<!doctype html>\n<html lang="en">')


def test_its_structure_can_be_read_aloud(pages):
    reader = read(pages[0])
    assert [t for t, _ in reader.headings].count("h1") == 1
    levels = [int(t[1]) for t, _ in reader.headings]
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    assert len(reader.ids) == len(set(reader.ids))
    inner = {link[1:] for link in reader.links if link.startswith("#")}
    assert inner <= set(reader.ids)
    charts = [line for line in reader.lines if line.startswith("[chart]")]
    assert len(charts) == 5
    assert any("United States from 1,800 on 5 February 2011" in c for c in charts)
    assert pages[0].count("<table>") == pages[0].count("<thead>")


def test_every_citation_has_its_source(pages):
    html = pages[0]
    cited = {int(n) for n in re.findall(r'href="#source-(\d+)"', html)}
    listed = {int(n) for n in re.findall(r'id="source-(\d+)"', html)}
    assert cited == listed


def test_hostile_text_is_escaped(found, tmp_path):
    treaty = tmp_path / "t.toml"
    from tests.conftest import document, limit

    treaty.write_text(
        document(limits=limit(statement="<script>alert(1)</script>", article="I & II"))
        .replace("AAA", "USA").replace("BBB", "RUS")
    )  # fmt: skip
    write_report([ac.assess(treaty, on="2005-01-01")], html=tmp_path / "r.html", pdf=tmp_path / "r.pdf")
    html = (tmp_path / "r.html").read_text()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_the_pdf_is_tagged_and_says_the_same(pages):
    data = pages[1]
    assert data.startswith(b"%PDF-")
    assert b"/MarkInfo" in data or b"/StructTreeRoot" in data
    assert b"/Lang" in data


SCRIPT = (
    "import sys, armscontrol as ac; from pathlib import Path; from armscontrol.reports import write_report;"
    "a = [ac.assess('new-start'), ac.assess('new-start', variant='russian-view')];"
    "write_report(a, html=Path(sys.argv[1]), pdf=Path(sys.argv[2]))"
)


def test_the_same_inputs_give_the_same_bytes(pages, tmp_path):
    """In other processes, with other hash seeds, time zones and languages."""
    digests = {tuple(hashlib.sha256(x).hexdigest() for x in (pages[0].encode(), pages[1]))}
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8"}
        html, pdf = tmp_path / f"{seed}.html", tmp_path / f"{seed}.pdf"
        subprocess.run([sys.executable, "-c", SCRIPT, str(html), str(pdf)], check=True, env=env)
        digests.add(tuple(hashlib.sha256(p.read_bytes()).hexdigest() for p in (html, pdf)))
    assert len(digests) == 1


def test_the_data_under_the_charts(found):
    main = found[0]
    rows = limit_rows([f for f in main.limits if f.article == "II(1)(b)"])
    assert len(rows) == 49  # Russia's March 2023 is a gap, not a zero
    assert {r["value"] for r in rows if r["Party"] == "Russia" and r["day"] == "2022-09-01"} == {1549}
    assert [r["figure"] for r in rows if r["Party"] == "United States" and r["day"] == "2022-09-01"] == [
        "recalled, unverified"
    ]
    quota = quota_rows(main.main_quota())
    assert len(quota) == 30
    assert sum(r["value"] for r in quota) == 328
    life = life_rows(main.treaty)
    assert [r["row"] for r in life if r["text"] == "suspended"] == ["Russia says"]


@pytest.mark.parametrize("treaty", ["cfe", "new-start", "salt-2", "inf"])
def test_what_a_party_says_to_this_day_is_told_whole_in_its_bar_or_beside_it(treaty):
    from armscontrol.reports.charts import life_chart, svg
    from armscontrol.treaties import load_treaty

    rows = life_rows(load_treaty(treaty))
    picture = svg(life_chart(load_treaty(treaty)))
    shown = " ".join(" ".join(re.findall(r">([^<>]+)</t(?:ext|span)>", picture)).split())
    edge = max(r["end"] for r in rows)
    last = [r["text"] for r in rows if r["end"] == edge]
    assert last
    assert "…" not in shown
    for said in last:
        assert shown.count(said) >= last.count(said), said


def test_a_life_ends_at_the_day_asked_about_and_not_beyond():
    from datetime import date

    from armscontrol.reports.charts import life_chart, svg
    from armscontrol.treaties import load_treaty

    day = date(2026, 11, 26)
    for treaty in ("new-start", "cfe"):
        rows = life_rows(load_treaty(treaty), day)
        assert max(r["end"] for r in rows) == "2026-11-26"
        assert all(r["start"] <= r["end"] for r in rows)
    picture = svg(life_chart(load_treaty("new-start"), until=day))
    assert ">legally</tspan>" in picture  # a narrow band has its words in two lines
    assert "2027" not in picture
    # one that ended long ago is not drawn small for the time since
    assert max(r["end"] for r in life_rows(load_treaty("salt-2"), day)) < "1988"


def test_a_gap_inside_a_series_stays_a_gap(tmp_path):
    from dataclasses import replace

    findings = [f for f in ac.assess("new-start", party="USA").limits if f.article == "II(1)(a)"]
    findings[5] = replace(findings[5], value=None)
    runs = {r["day"]: r["run"] for r in limit_rows(findings)}
    assert set(runs.values()) == {0, 1}


def test_a_news_reports_numbers_beside_the_record():
    numbers = {(r.figure, r.unit): r for r in reported_numbers()}
    assert all(r.agrees for r in numbers.values())
    assert len(numbers) == 9
    vehicles = numbers[700, "delivery vehicles"]
    assert "heavy bombers" in vehicles.reading
    assert "800" in vehicles.reading
    russia = numbers[5580, "warheads"]
    assert "stockpile 4,380" in russia.record
    assert numbers[2023, "year"].record.startswith("Russia suspends")


def test_content_has_no_figure_without_a_source(found):
    content = build(found)
    for row in content["table"]:
        if row["value"] not in ("not declared",) and not row["star"]:
            assert row["sources"], row


def test_one_day_and_one_party(tmp_path):
    write_report(
        [ac.assess("new-start", on="2022-09-01", party="RUS")], html=tmp_path / "one.html", pdf=tmp_path / "one.pdf"
    )
    assert "1,549" in (tmp_path / "one.html").read_text()


def test_nothing_half_written(found, tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(ReportError, match="cannot be written"):
        write_report(found, html=tmp_path / "good.html", pdf=blocked / "bad.pdf")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file"]
    with pytest.raises(ReportError, match="folder"):
        write_report(found, html=tmp_path)


def test_without_the_libraries_it_says_what_to_install(tmp_path):
    script = "import sys; sys.modules['altair'] = None; from armscontrol.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "assess", "new-start", "--report", str(tmp_path / "r.html")],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 3
    assert "pip install 'armscontrol[reports]'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())
