"""The pages, one module each: they ask `answers/` and hand what comes to a template."""

from __future__ import annotations

from fastapi import APIRouter


def routers() -> tuple[APIRouter, ...]:
    """The pages of every chapter, in the order of the navigation."""
    from armscontrol.web.pages import (
        assessment,
        data,
        door,
        forces,
        lab,
        record,
        record_items,
        record_reading,
        sites,
        today,
        treaties,
    )

    return (
        today.router,
        treaties.router,
        assessment.router,
        data.router,
        forces.router,
        sites.router,
        lab.router,
        record.router,
        record_items.router,
        record_reading.router,
        door.router,
    )
