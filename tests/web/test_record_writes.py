"""Writes by many at once, a server that is killed, and databases of other versions."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.web.conftest import client_of
from tests.web.record_texts import ARTICLE, EARLIER, kept, settings

from armscontrol.diplomacy.record import schema
from armscontrol.diplomacy.record.store import open_record
from armscontrol.web.records import Records


def text_of(number: int) -> str:
    return EARLIER.replace("talks", f"talks, round {number},")


def test_twenty_parallel_writes_are_all_kept(tmp_path):
    client = client_of(settings(tmp_path))
    client.get("/record")
    with ThreadPoolExecutor(20) as pool:
        done = list(pool.map(lambda n: kept(client, text_of(n), who=f"writer {n}"), range(20)))
    assert [d.status_code for d in done] == [201] * 20
    ids = {d.json()["document"] for d in done}
    assert len(ids) == 20
    history = client.get("/api/v1/record/history?limit=1000").json()
    assert {e["who"] for e in history["items"]} == {f"writer {n}" for n in range(20)}
    with open_record(tmp_path / "record.sqlite") as record:
        assert set(record.documents()) == ids


def test_of_twenty_who_decide_at_once_one_is_first_and_nineteen_are_told(tmp_path):
    client = client_of(settings(tmp_path))
    kept(client)
    id = client.get("/api/v1/record/items?kind=statement&speaker=peskov").json()["items"][0]["id"]

    def decide(number: int) -> int:
        body = {"action": "accept", "who": f"reviewer {number}", "seen": ""}
        return client.post(f"/api/v1/record/items/{id}/edits", json=body).status_code

    with ThreadPoolExecutor(20) as pool:
        codes = sorted(pool.map(decide, range(20)))
    assert codes == [201] + [409] * 19
    assert len(client.get(f"/api/v1/record/items/{id}/history").json()) == 1


def test_readers_see_whole_writes_only(tmp_path):
    client = client_of(settings(tmp_path))
    client.get("/record")
    stop, seen = threading.Event(), []

    def look() -> None:
        while not stop.is_set():
            found = client.get("/api/v1/record/items?outlet=Invented%20News&limit=1000")
            seen.append((found.status_code, len(found.json()["items"])))

    reader = threading.Thread(target=look)
    reader.start()
    each = kept(client, text_of(0)).json()["items"]
    for number in range(1, 10):
        kept(client, text_of(number))
    stop.set()
    reader.join()
    assert {code for code, _ in seen} == {200}
    assert all(number % each == 0 for _, number in seen)


def started(database) -> tuple[subprocess.Popen, str]:
    command = [sys.executable, "-m", "armscontrol", "serve", "--port", "0", "--database", str(database)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in process.stdout:
        if found := re.search(r"http://[^ \n]+", line):
            return process, found[0].rstrip("/")
    raise AssertionError("the server did not start")


def test_kill_9_under_writes_loses_nothing_acknowledged(tmp_path):
    database = tmp_path / "record.sqlite"
    process, address = started(database)
    acknowledged: list[str] = []
    accepted: list[str] = []

    def send(path: str, body: dict) -> dict:
        request = urllib.request.Request(
            f"{address}{path}", json.dumps(body).encode(), {"content-type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def write(thread: int) -> None:
        for number in range(10_000):
            try:
                body = {
                    "text": text_of(thread * 100_000 + number),
                    "published": "2024-01-18",
                    "who": f"writer {thread}",
                }
                document = send("/api/v1/record/documents", body)["document"]
                acknowledged.append(document)
                accepted.append(
                    send(f"/api/v1/record/items/{document}-s1/edits", {"action": "accept", "who": "Ana"})["id"]
                )
            except (urllib.error.HTTPError, json.JSONDecodeError):
                if process.poll() is None:
                    raise
                return
            except OSError:
                return

    writers = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for writer in writers:
        writer.start()
    end = time.monotonic() + 30
    while len(accepted) < 20 and time.monotonic() < end:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=10)
    for writer in writers:
        writer.join()
    assert len(accepted) >= 20
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with open_record(database) as record:
        assert set(acknowledged) <= set(record.documents())
        assert set(accepted) <= {edit.id for edit in record.history()}
        for document in record.documents():  # what was not acknowledged is there whole, or not at all
            assert record.reading(document).statements
    process, address = started(database)
    with urllib.request.urlopen(f"{address}/api/v1/record/history?limit=1", timeout=20) as answer:
        assert json.load(answer)["total"] >= len(acknowledged) + len(accepted)
    process.terminate()
    process.communicate(timeout=10)


def test_a_database_of_a_newer_version_is_refused_at_the_start(tmp_path):
    database = tmp_path / "record.sqlite"
    open_record(database).close()
    with sqlite3.connect(database) as connection:
        connection.execute("INSERT INTO record_version VALUES (?, '2030-01-01T00:00:00Z')", (schema.VERSION + 1,))
    command = [sys.executable, "-m", "armscontrol", "serve", "--port", "0", "--database", str(database)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    assert "later version of this program" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT max(version) FROM record_version").fetchone() == (schema.VERSION + 1,)


@pytest.mark.parametrize("content", [b"no database at all, but words" * 50, b"SQLite format 3\0" + b"\xff" * 4_000])
def test_a_file_that_is_no_record_is_refused_and_left_alone(tmp_path, content):
    database = tmp_path / "record.sqlite"
    database.write_bytes(content)
    command = [sys.executable, "-m", "armscontrol", "serve", "--port", "0", "--database", str(database)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert database.read_bytes() == content


def test_a_record_of_an_older_version_is_brought_up_to_date_at_the_start(tmp_path, monkeypatch):
    """There is one version of the tables so far: the next one is made up here, and run on a real file of the first."""
    first = client_of(settings(tmp_path))
    document = kept(first, ARTICLE).json()["document"]

    def second(connection) -> None:
        connection.exec_driver_sql("CREATE TABLE record_made_up (seq integer PRIMARY KEY)")

    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setitem(schema.MIGRATIONS, schema.VERSION, second)
    records = Records(settings(tmp_path))
    assert document in records.get().documents()
    records.close()
    with sqlite3.connect(tmp_path / "record.sqlite") as connection:
        assert connection.execute("SELECT max(version) FROM record_version").fetchone() == (schema.VERSION,)
        assert connection.execute("SELECT count(*) FROM record_made_up").fetchone() == (0,)


def test_an_empty_file_becomes_a_record(tmp_path):
    (tmp_path / "record.sqlite").touch()
    assert client_of(settings(tmp_path)).get("/record").status_code == 200
