"""The record behind the server: the user's database, or the shipped timeline in a file that is thrown away."""

from __future__ import annotations

import tempfile
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from armscontrol.web.settings import Settings

if TYPE_CHECKING:
    from armscontrol.diplomacy.record.store import Record


class Records:
    """Opens the record when it is first asked for; `keeps` says whether statements can be kept in it."""

    def __init__(self, settings: Settings) -> None:
        self.keeps = settings.database is not None
        self._settings = settings
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._open: Record | None = None
        self._lock = Lock()
        if self.keeps:
            self.get()  # what is wrong with a database is said at the start

    def get(self) -> Record:
        """The open record."""
        with self._lock:
            if self._open is None:
                self._open = self._opened()
            return self._open

    def _opened(self) -> Record:
        from armscontrol.diplomacy.record.store import open_record

        if self._settings.database is not None:
            made = open_record(self._settings.database, read_only=self._settings.read_only)
        else:
            self._folder = tempfile.TemporaryDirectory(prefix="armscontrol-")
            made = open_record(Path(self._folder.name) / "record.sqlite")
        if not made.read_only:
            made.load_shipped()
        return made

    def close(self) -> None:
        """Ends the connection and throws away what was not to be kept."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None
            if self._folder is not None:
                self._folder.cleanup()
