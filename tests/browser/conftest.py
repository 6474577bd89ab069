"""A real server, and a real Chromium that notes every request that it sends."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--disable-quic"]  # fmt: skip
WIDTHS = (360, 768, 1440)


@pytest.fixture(scope="session")
def chromium():
    """The distribution's Chromium; skipped, saying so, where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@dataclass
class Served:
    """A running server."""

    address: str
    process: subprocess.Popen[str]

    def stop(self) -> None:
        """Asks it to end, and waits."""
        self.process.terminate()
        self.process.communicate(timeout=10)


def started(*options: str) -> Served:
    """A server in a process of its own, on a free port of loopback."""
    command = [sys.executable, "-m", "armscontrol", "serve", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://[^ \n]+", line):
            return Served(found[0].rstrip("/"), process)
    raise AssertionError("the server did not start")


@pytest.fixture(scope="session")
def server() -> Iterator[Served]:
    """The workbench as it comes: nothing kept."""
    made = started()
    yield made
    made.stop()


@dataclass
class Visit:
    """One page open in Chromium, and what it asked for, said and failed at."""

    page: Any
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture
def visit(chromium, server) -> Iterator[Callable[..., Visit]]:
    """Opens a page of the workbench: `visit("/lab", width=360, scheme="dark", script=False)`.

    At the end of each test: not one request left the host, and the page's script complained of nothing.
    """
    contexts: list[tuple[Any, Visit]] = []

    def opened(
        path: str, *, width: int = 1440, scheme: str = "light", script: bool = True, at: Served = server
    ) -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
        )
        made = Visit(context.new_page())
        made.page.on("request", lambda r: made.asked.append(r.url))
        made.page.on("console", lambda m: made.said.append(m.text) if m.type in ("error", "warning") else None)
        made.page.on("pageerror", lambda e: made.said.append(str(e)))
        contexts.append((context, made))
        made.page.goto(at.address + path)
        return made

    yield opened
    for context, made in contexts:
        context.close()
        assert [u for u in made.asked if not u.startswith(("http://127.0.0.1:", "data:", "blob:"))] == []
        assert made.said == []


def axe(visit: Visit) -> None:
    """Fails with a report where axe finds a violation."""
    from axe_playwright_python.sync_playwright import Axe

    results = Axe().run(visit.page)
    assert results.violations_count == 0, results.generate_report()


def fits(visit: Visit, width: int) -> None:
    """Fails where the page scrolls sideways."""
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
