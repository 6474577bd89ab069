"""The API, one module a subject: the same `answers/` as the pages, as JSON."""

from __future__ import annotations

from fastapi import APIRouter


def routers() -> tuple[APIRouter, ...]:
    """The routes of every chapter."""
    from armscontrol.web.api import today

    return (today.router,)
