"""When somebody last asked for anything: what is only made ahead waits until nobody does."""

from __future__ import annotations

import time

_last = 0.0


def asked() -> None:
    """Somebody asks now."""
    global _last
    _last = time.monotonic()


def seconds() -> float:
    """For how long nobody has asked."""
    return time.monotonic() - _last
