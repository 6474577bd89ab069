"""What is read from annotated articles, with the misses listed; and the cost of reading beside trafilatura alone, on
pages with menus and scripts around the article and on bare ones.

The set and its scorer are other people's, read from beside the project: the score is skipped, saying so, where they are missing.
The pages whose cost is measured are invented.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from armscontrol.diplomacy.annotation import predictions
from armscontrol.diplomacy.checks.checking import check_text
from armscontrol.diplomacy.pages.pages import take_in
from armscontrol.diplomacy.reading import read

SHARED = Path(__file__).parent.parent.parent.parent / "shared"
PAGES = 1_000
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
ROUNDS = {"rounds": 3, "warmup_rounds": 1, "iterations": 1}
SENTENCES = (
    "Russia is ready to discuss strategic stability only if the United States lifts its sanctions, Kremlin spokesman Dmitry "
    "Peskov said on Friday.",
    "“We do not refuse a dialogue, but it must cover all the issues that worry us,” Peskov told reporters in Moscow.",
    "The New START treaty, signed in 2010 and extended for five years in 2021, limits each side to 1,550 deployed strategic warheads.",
    "U.S. Secretary of State Antony Blinken called the decision “deeply unfortunate,” adding that Washington would watch closely.",
    "The two countries may conduct up to 18 inspections a year, which were paused in March 2020 because of the pandemic.",
    "According to the Federation of American Scientists, Russia has a total inventory of 5,580 warheads as of March.",
    "He also said that the United States remains ready to talk at any time.",
    "Inspections cannot resume while arms are supplied to Ukraine, Deputy Foreign Minister Sergei Ryabkov told TASS on Tuesday.",
)


def page(number):
    """One invented page as news sites send them: some 60 kB of menus, links, scripts and boxes around fourteen paragraphs."""
    told = [SENTENCES[(number + k) % len(SENTENCES)].replace("Friday", DAYS[(number + k) % 5]) for k in range(14)]
    body = "\n".join(
        f"<p>{sentence} This was reported for the {number + k}th time.</p>" for k, sentence in enumerate(told)
    )
    links = "\n".join(
        f'<li class="menu-item menu-item-{k}"><div class="teaser"><a href="/news/{number + k}" data-track="menu/{k}">'
        f'<img src="/img/{k}.jpg" alt=""><span class="teaser__title">Another story, number {number + k}</span></a></div></li>'
        for k in range(60)
    )
    script = "<script>window.data=" + "{'a':[" + "1,2,3," * 2_000 + "0]};</script>"
    return (
        f"<!doctype html><html lang=en><head><title>Talks, day {number}</title>"
        '<meta property="article:published_time" content="2024-06-21T10:00:00Z">'
        f'<meta property="og:site_name" content="Invented News">{script}</head><body>'
        f"<nav><ul>{links}</ul></nav><main><article><h1>Talks, day {number}</h1>{body}</article></main>"
        f"<aside><h2>Read more</h2><ul>{links}</ul></aside><footer><ul>{links}</ul>Subscribe to our newsletter</footer></body></html>"
    )


def lean_page(number):
    """The same article as a page with nothing around it: bare paragraphs, some 3 kB."""
    told = [SENTENCES[(number + k) % len(SENTENCES)].replace("Friday", DAYS[(number + k) % 5]) for k in range(14)]
    body = "\n".join(
        f"<p>{sentence} This was reported for the {number + k}th time.</p>" for k, sentence in enumerate(told)
    )
    return (
        f"<!doctype html><html lang=en><head><title>Talks, day {number}</title>"
        f'<meta property="article:published_time" content="2024-06-21T10:00:00Z"></head><body><h1>Talks, day {number}</h1>'
        f"{body}</body></html>"
    )


@pytest.fixture(scope="module", params=["heavy", "lean"])
def pages(request):
    make = {"heavy": page, "lean": lean_page}[request.param]
    return [make(n).encode() for n in range(PAGES)]


def alone(pages):
    from trafilatura import bare_extraction

    for data in pages:
        assert bare_extraction(data, favor_precision=True, with_metadata=True)


def whole(pages):
    return sum(len(read(take_in(data, source="page.html")).statements) for data in pages)


@pytest.mark.benchmark(group=f"{PAGES:,} pages of HTML")
class TestPages:
    def test_trafilatura_alone(self, benchmark, pages):
        pytest.importorskip("trafilatura")
        benchmark.pedantic(alone, (pages,), rounds=1, warmup_rounds=0, iterations=1)

    def test_ours_extraction_and_all(self, benchmark, pages):
        whole(pages[:20])  # tables and documents are loaded once
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found = benchmark.pedantic(whole, (pages,), rounds=1, warmup_rounds=0, iterations=1)
        benchmark.extra_info["memory grown by MiB"] = (
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        ) / 1024
        assert found > 4 * PAGES


@pytest.mark.benchmark(group="claims of one text")
class TestClaims:
    def test_the_check_of_a_text(self, benchmark):
        text = " ".join(SENTENCES)
        check_text(text, "2024-06")
        assert benchmark.pedantic(check_text, (text, "2024-06"), rounds=20, warmup_rounds=2, iterations=1)

    def test_reading_the_same_text(self, benchmark):
        document = take_in(" ".join(SENTENCES), published=date(2024, 6, 21), html=False)
        assert benchmark.pedantic(read, (document,), rounds=20, warmup_rounds=2, iterations=1).checks


def test_the_score_of_an_annotated_set(benchmark, tmp_path, capsys):
    """The dev set was seen while building: its score is a regression check, not a forecast."""
    import json

    gold, scorer = SHARED / "data/record/dev-articles.json", SHARED / "tools/score_record.py"
    if not gold.exists():
        pytest.skip("no annotated set beside the project")
    made = tmp_path / "read.json"
    found = benchmark.pedantic(predictions, (gold,), **ROUNDS)
    made.write_text(json.dumps(found), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(scorer), str(gold), str(made), "--errors"], capture_output=True, text=True, check=True
    )
    with capsys.disabled():
        print(f"\n{done.stdout}")
    score = json.loads(done.stdout[: done.stdout.rindex("}") + 1])
    assert score["statements_found_and_right_speaker"]["f1"] >= 0.95
