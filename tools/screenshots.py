"""Draws the two pictures of the workbench in the README: python tools/screenshots.py (needs Chromium and Pillow)."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).parents[1] / "docs" / "images"
SHOTS = {"workbench-assessment": "/assessment?treaty=new-start&on=2022-09-01", "workbench-ties": "/record/linkages"}
WIDTH, HEIGHT = 1100, 760
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    """Serves the workbench, opens each page, keeps its upper part in few colours."""
    command = [sys.executable, "-m", "armscontrol", "serve", "--port", "0"]
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as playwright:
        assert server.stdout is not None
        address = next(m[0] for line in server.stdout if (m := re.search(r"http://\S+[0-9]", line)))
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name, path in SHOTS.items():
            page.goto(address + path)
            drawn = Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize((WIDTH * 3 // 4, HEIGHT * 3 // 4))
            drawn.quantize(128, method=Image.Quantize.MAXCOVERAGE).save(IMAGES / f"{name}.png", optimize=True)
        browser.close()
        server.terminate()


if __name__ == "__main__":
    main()
