"""The pages, one module each: they ask `answers/` and hand what comes to a template."""

from __future__ import annotations

from fastapi import APIRouter


def routers() -> tuple[APIRouter, ...]:
    """The pages of every chapter, in the order of the navigation."""
    from armscontrol.web.pages import door, today

    return (today.router, door.router)
