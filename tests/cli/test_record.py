"""`armscontrol record` as a user meets it: read, keep, review, ask, take out and take in again. All texts are invented."""

from __future__ import annotations

import json
import signal
from datetime import date

import pytest
from typer.testing import CliRunner

from armscontrol.cli.app import app
from armscontrol.errors import ArmsControlError, RecordError

ARTICLE = """Kremlin ties talks to sanctions

MOSCOW (Invented News) - Russia is ready for talks on strategic stability only if the United States lifts its sanctions, Kremlin
spokesman Dmitry Peskov said on Friday.

“We do not refuse a dialogue,” Peskov told reporters. He said that the New START treaty limits each side to 1,550 deployed
strategic warheads.

The United States rejects any such condition, the State Department said in a statement on Friday.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "140")
    monkeypatch.delenv("ARMSCONTROL_RECORD", raising=False)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def run(*words, code=0, **given):
    done = CliRunner().invoke(app, ["record", *words], catch_exceptions=False, **given)
    assert done.exit_code == code, done.output
    return done.stdout


def told(*words, **given):
    return " ".join(run(*words, **given).split())


READ = ("article.txt", "--published", "2024-06-21", "--outlet", "Invented News")


def test_a_text_is_read(folder):
    text = told("read", *READ)
    for words in ("Dmitry Peskov", "2024-06-21", "only if the United States lifts its sanctions", "1,550", "accurate"):
        assert words in text
    found = json.loads(run("read", *READ, "--json"))
    assert found["document"]["outlet"] == "Invented News"
    speakers = [s["speaker"] for s in found["statements"]]
    assert "Dmitry Peskov" in speakers
    assert "US State Department" in speakers
    run("read", *READ, "--html", "out.html")
    page = (folder / "out.html").read_text(encoding="utf-8")
    assert "We do not refuse a dialogue" in page
    assert "<script" not in page


def test_standard_input_is_a_text(folder):
    found = json.loads(run("read", "-", "--published", "2024-06-21", "--json", input=ARTICLE))
    assert found["statements"]


def test_a_sentence_is_checked(folder):
    found = json.loads(run("check", "Russia has 5,580 deployed warheads", "--as-of", "2024-06", "--json"))
    assert [c["verdict"] for c in found["checks"]] == ["imprecise"]
    assert "total inventory" in found["checks"][0]["explanation"]
    assert "4,380" in told("check", "Russia has 5,580 deployed warheads", "--as-of", "2024-06")
    assert "No number or dated fact" in told("check", "Talks would be good.")


def test_what_is_read_is_kept_reviewed_and_found(folder):
    first = told("add", *READ, "--who", "Ada")
    assert "Kept" in first
    assert "of the shipped timeline" in first
    assert "the text was there already" in told("add", *READ, "--who", "Ada")
    items = json.loads(run("search", "--speaker", "Peskov", "--json"))["items"]
    direct = next(i for i in items if i["kind"] == "statement" and i["content"]["mode"] == "direct")
    assert direct["state"] == "proposed"
    run("review", direct["id"], "--accept", "--who", "Ada", "--note", "as printed")
    run("review", direct["id"], "--correct", "channel=briefing", "--who", "Ben")
    shown = json.loads(run("review", direct["id"], "--json"))["items"][0]
    assert (shown["state"], shown["content"]["channel"]) == ("corrected", "briefing")
    assert [(e["who"], e["action"]) for e in shown["edits"]] == [("Ada", "accept"), ("Ben", "correct")]
    assert shown["proposal"].get("channel") != "briefing"
    run("review", direct["id"], "--undo", "--who", "Ben")
    assert json.loads(run("review", direct["id"], "--json"))["items"][0]["state"] == "accepted"
    other = next(i for i in items if i["kind"] == "statement" and i["id"] != direct["id"])
    run("review", other["id"], "--reject", "not said", "--who", "Ada")
    assert other["id"] not in run("search", "--speaker", "Peskov")
    assert other["id"] in run("search", "--speaker", "Peskov", "--state", "rejected")
    assert "await review" in told("review")
    assert "dialogue" in told("search", '"refuse a dialogue"')
    assert "Nothing on record" in told("search", 'NEAR(" OR 1=1 --')


def test_positions_linkages_and_the_timeline(folder):
    run("add", *READ, "--who", "Ada")
    asked = told("positions", "strategic-stability-talks", "--on", "2024-06-21")
    assert "Russia: conditional" in asked
    assert "lifts its sanctions" in asked
    assert "[unreviewed]" in asked
    before = told("positions", "strategic-stability-talks", "--on", "2024-06-20")
    assert "Russia: supports. Putin, 2021-06-16" in before  # a shipped one, which is reviewed
    assert "[unreviewed]" not in before
    assert "Russia: no position on record by then." in told("positions", "nuclear-testing", "--on", "2024-06-20")
    assert "successor-treaty" in told("positions")
    table = told("linkages", "--chart", "ties.svg")
    assert "the United States lifts" in " ".join(table.split())
    assert (folder / "ties.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "suspension" in told("timeline", "--from", "2023-02-01", "--to", "2023-02-28").lower()
    assert "Listed, not judged" in told("positions", "--contradictions", "30")
    assert "Listed, not judged" in told("positions", "--changes")


def test_two_outlets_of_one_act_are_proposed_and_merged(folder):
    run("add", *READ, "--who", "Ada")
    other = ARTICLE.replace("Kremlin ties talks", "Russia names a price for talks").replace(
        "Peskov told reporters.", "spokesman Dmitry Peskov said at a briefing."
    )
    (folder / "other.txt").write_text(other, encoding="utf-8")
    run("add", "other.txt", "--published", "2024-06-21", "--outlet", "Other News", "--who", "Ada")
    pairs = json.loads(run("review", "--joins", "--json"))["joins"]
    pair = next(p for p in pairs if p["first"].split("-")[0] != p["second"].split("-")[0])
    run("review", pair["first"], pair["second"], "--merge", "--who", "Ada")
    assert "the same act" in told("review", pair["first"])


def test_out_and_in_again(folder):
    run("add", *READ, "--who", "Ada")
    run("export", "--out", "all.jsonl")
    assert "Taken in" in told("import", "all.jsonl", "--record", "copy.db")
    assert run("export", "--record", "copy.db") == (folder / "all.jsonl").read_text(encoding="utf-8")
    reviews = json.loads(run("export", "--format", "claimreview"))
    assert {r["@type"] for r in reviews} == {"ClaimReview"}
    notes = json.loads(run("export", "--format", "annotation"))
    selectors = {
        s["type"] for n in notes for s in (n["target"] if isinstance(n["target"], dict) else n["target"][0])["selector"]
    }
    assert {"TextQuoteSelector", "TextPositionSelector"} <= selectors
    (folder / "bad.jsonl").write_text('{"armscontrol-record": 1}\n{"item": 3}\n', encoding="utf-8")
    with pytest.raises(ArmsControlError, match="line 2"):
        run("import", "bad.jsonl", "--record", "third.db")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("read", "missing.txt"), "cannot be read"),
        (("read", "article.txt", "--published", "soon"), "--published"),
        (("search", "x", "--record", "none.db"), "none.db"),
        (("review", "nothing-s1", "--accept"), "none.db|record.db"),
        (("positions", "peace"), "no such issue"),
        (("search", "--party", "XYZ"), "--party: no such Party"),
        (("search", "--issue", "peace"), "--issue: no such word"),
        (("search", "--stance", "maybe"), "--stance: no such word"),
        (("export", "--format", "xml"), "no such format"),
        (("check", "1,550 warheads", "--as-of", "soon"), "soon"),
        (("read", "article.txt", "--model", "llama"), "--model: no model"),
        (("read", "--set", "article.txt", "--format", "annotation"), "no JSON"),
    ],
)
def test_what_cannot_be_is_said_in_one_message(folder, words, message):
    with pytest.raises(ArmsControlError, match=message) as caught:
        run(*words)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "words",
    [("read",), ("read", "a", "--fetch", "http://x"), ("read", "--set", "a"), ("review", "--accept"),
     ("review", "a", "--accept", "--undo")],
)  # fmt: skip
def test_half_a_command_is_told_what_it_lacks(folder, words):
    run(*words, code=2)


def test_a_set_of_articles_gives_the_scorers_input(folder):
    source = {"url": "https://example.org/a", "outlet": "Invented News", "published": "2024-06-21"}
    articles = [{"id": "a1", "text": ARTICLE, "source": source, "statements": "ignored"}]
    (folder / "set.json").write_text(json.dumps({"format": "record-annotation/1", "articles": articles}))
    found = json.loads(run("read", "--set", "set.json", "--format", "annotation"))["articles"]
    assert [a["id"] for a in found] == ["a1"]
    assert {"content", "speaker", "unnamed", "mode", "date_resolved", "quoted", "conditions"} == set(
        found[0]["statements"][0]
    )
    assert found[0]["statements"][0]["date_resolved"] == str(date(2024, 6, 21))


def test_a_models_proposals_stand_beside_and_are_marked(folder):
    from tests.diplomacy.serving import serving

    said = [
        {"paragraph": n, "words": words, "speaker": "Peskov"}
        for n in range(1, 6)
        for words in ("We do not refuse a dialogue,", "We will never talk.")
    ]
    answer = json.dumps({"choices": [{"message": {"content": json.dumps({"statements": said})}}]}).encode()
    with serving(lambda handler: handler.answer(answer, Content_Type="application/json")) as seen:
        done = CliRunner().invoke(
            app, ["record", "read", *READ, "--model", f"{seen.url}/v1:stub", "--json"], catch_exceptions=False
        )
    assert "this machine only" in done.stderr
    found = json.loads(done.stdout)
    proposed = [s for s in found["statements"] if s["sieve"].startswith("model:")]
    assert [s["content"][0]["text"] for s in proposed] == ["We do not refuse a dialogue,"]
    assert any("The model's" in note or "the model's" in note for note in found["notes"])


def test_signs_that_move_the_text_are_shown_not_sent(folder):
    hostile = "“We agree,” Sergey Lavrov said\u202e on Friday.\x1b[31m The talks go on.\n"
    text = run("read", "-", input=hostile)
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_failed_import_leaves_no_record_behind(folder):
    (folder / "bad.jsonl").write_text("nothing", encoding="utf-8")
    with pytest.raises(ArmsControlError):
        run("import", "bad.jsonl", "--record", "new.db")
    assert not (folder / "new.db").exists()


class TestAnswers:
    """Positions of both Parties from invented sentences, on a terminal of 80 and of 120 columns."""

    @pytest.fixture
    def kept(self, folder):
        told = {
            "2024-06-21": "Russia is ready for talks on strategic stability only if the United States lifts its sanctions, Russian "
            "Foreign Minister Sergey Lavrov said on Friday.\n\nThe United States is ready to resume inspections at any time, "
            "U.S. Secretary of State Antony Blinken said on Friday.\n\nRussia will resume inspections only after deliveries "
            "of weapons to Ukraine end, Lavrov said on Friday.",
            "2024-08-01": "Russia refuses talks on strategic stability, Russian Foreign Minister Sergey Lavrov said on Thursday.",
        }
        for day, text in told.items():
            (folder / f"{day}.txt").write_text(f"Envoys speak again\n\n{text}\n", encoding="utf-8")
            run("add", f"{day}.txt", "--published", day, "--who", "Ada")

    @pytest.mark.parametrize("width", [80, 120])
    @pytest.mark.parametrize(
        "words",
        [
            ("timeline",),
            ("search", "--speaker", "Lavrov"),
            ("linkages",),
            ("review",),
            ("positions", "inspections", "--on", "2024-07-01"),
        ],
    )
    def test_no_column_is_squeezed(self, kept, monkeypatch, width, words):
        monkeypatch.setenv("COLUMNS", str(width))
        lines = run(*words).splitlines()
        assert all(len(line) <= width for line in lines) or words[0] == "positions"
        assert sum(len(line.split()) <= 1 and len(line.strip()) == 1 for line in lines) == 0
        if words[0] in ("timeline", "search", "review"):
            ids = [item["id"] for item in json.loads(run(*words, "--json"))["items"]]
            assert all(any(id in line for line in lines) for id in ids[:30])

    def test_both_parties_on_a_day(self, kept):
        told = run("positions", "inspections", "--on", "2024-07-01")
        assert "Russia: conditional: only after deliveries of weapons to Ukraine end" in told
        assert "United States: supports: at any time" in told

    def test_changes_are_listed(self, kept):
        told = run("positions", "--changes")
        assert " pairs. Listed, not judged." in told
        assert "refuses talks" in told

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("linkages", "--party", "zz"), "--party: no such Party"),
            (("linkages", "--from", "x"), "--from: no day"),
            (("positions", "inspections", "--party", "zz"), "--party: no such Party"),
            (("search", "--from", "2024-05-01", "--to", "2024-01-01"), "--from: the first day lies after the last"),
            (("timeline", "--from", "2024-05-01", "--to", "2024-01-01"), "--from: the first day lies after the last"),
        ],
    )
    def test_wrong_options_give_one_message(self, kept, words, told):
        with pytest.raises(RecordError) as raised:
            run(*words)
        assert told in str(raised.value)


def test_a_file_that_is_too_long_is_read_in_part_and_said(folder, monkeypatch):
    monkeypatch.setattr("armscontrol.diplomacy.pages.pages.MAX_BYTES", 600)
    (folder / "long.txt").write_text(ARTICLE + "Nothing else was said on Friday.\n" * 100, encoding="utf-8")
    found = run("read", "long.txt", "--json")
    assert any("the first 600 of 3," in note for note in json.loads(found)["notes"])


def test_what_a_page_holds_beside_its_article_is_shown(folder):
    body = "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n\n")[1:])
    page = (
        f"<html><head><title>Talks</title></head><body><nav>Home and World</nav><article>{body}</article></body></html>"
    )
    (folder / "page.html").write_text(page, encoding="utf-8")
    assert "navigation: Home and World" in told("read", "page.html", "--html", "out.html")
    assert "Set apart: navigation (element of the page)" in (folder / "out.html").read_text(encoding="utf-8")
    assert json.loads(run("read", "page.html", "--json"))["apart"][0]["text"] == "Home and World"


def test_a_merged_act_says_so_wherever_its_renderings_are_listed(folder):
    run("add", *READ, "--who", "Ada")
    other = ARTICLE.replace("Kremlin ties talks", "Russia names a price for talks").replace(
        "Peskov told reporters.", "spokesman Dmitry Peskov said at a briefing."
    )
    (folder / "other.txt").write_text(other, encoding="utf-8")
    run("add", "other.txt", "--published", "2024-06-21", "--outlet", "Other News", "--who", "Ada")
    pairs = json.loads(run("review", "--joins", "--json"))["joins"]
    pair = next(p for p in pairs if p["first"].split("-")[0] != p["second"].split("-")[0])
    asked = ("search", "--kind", "statement")
    assert "reported 2 times" not in told(*asked)
    run("review", pair["first"], pair["second"], "--merge", "--who", "Ada")
    listed = told(*asked)
    assert f"{pair['first']} statement, proposed, reported 2 times" in listed
    assert f"{pair['second']} statement, proposed, the same act as {pair['first']}" in listed
    found = {i["id"]: i for i in json.loads(run(*asked, "--json"))["items"]}
    assert {found[i]["renderings"] for i in pair.values() if i in found} == {2}
    assert sum(i["renderings"] == 1 for i in found.values()) == len(found) - 2
    at_once = told("search", "--kind", "position", "--from", "2024-06-21", "--to", "2024-06-21")
    joined = any(
        i["parent"] == pair["second"] for i in json.loads(run("search", "--kind", "position", "--json"))["items"]
    )
    assert (f"the same act as {pair['first']}" in at_once) == joined
    run("review", pair["first"], "--undo", "--who", "Ada")
    assert "reported 2 times" not in told(*asked)


@pytest.mark.parametrize("wide", [80, 100, 120])
@pytest.mark.parametrize(
    "asked",
    [
        ("read", *READ),
        ("positions",),
        ("positions", "strategic-stability-talks", "--on", "2026-03-01"),
        ("linkages",),
        ("timeline", "--from", "2022-01-01"),
        ("search",),
        ("review",),
    ],
    ids=lambda a: a[0],
)
def test_no_word_is_broken_at_the_usual_widths(folder, monkeypatch, asked, wide):
    run("add", *READ, "--who", "Ada")
    monkeypatch.setenv("COLUMNS", "1000")
    words = set(run(*asked).split())
    monkeypatch.setenv("COLUMNS", str(wide))
    lines = run(*asked).splitlines()
    assert [w for line in lines for w in line.split() if w not in words and not set(w) <= set("─")] == []


def test_what_was_read_is_shown_where_the_model_fails(folder, monkeypatch):
    from tests.diplomacy.serving import serving

    def failed(*words):
        done = CliRunner().invoke(app, ["record", "read", *READ, *words])
        assert isinstance(done.exception, RecordError)
        return done

    with serving(lambda handler: handler.answer(b"no", status=500)) as seen:
        done = failed("--model", f"{seen.url}/v1:stub")
        assert "characters of the text go to" in done.stderr
        assert "Dmitry Peskov" in done.stdout
        assert json.loads(failed("--model", f"{seen.url}/v1:stub", "--json").stdout)["statements"]
    monkeypatch.delenv("NOPE", raising=False)
    for refused in (("http://8.8.8.8/v1:stub",), ("http://127.0.0.1:9/v1:stub", "--key-variable", "NOPE")):
        done = failed("--model", *refused, "--html", "out.html")
        assert "Dmitry Peskov" in done.stdout
        assert "go to" not in done.stderr
        assert "NOPE" not in done.stderr
        assert (folder / "out.html").exists()


def test_a_host_that_hangs_up_does_not_end_the_program(folder):
    """`main` lets the signal of a closed pipe end us, as every Unix tool; a connection is none."""
    before = signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        with pytest.raises(RecordError, match="no connection"):
            told("read", "article.txt", "--model", "http://127.0.0.1:9/v1:llama")
        assert signal.getsignal(signal.SIGPIPE) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGPIPE, before)
