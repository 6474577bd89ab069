"""The workbench in a browser: `create_app` makes the application, `armscontrol serve` runs it."""

from __future__ import annotations

from armscontrol.web.app import create_app
from armscontrol.web.settings import Settings

__all__ = ["Settings", "create_app"]
