"""The API, one module a subject: the same `answers/` as the pages, as JSON."""

from __future__ import annotations

from fastapi import APIRouter


def routers() -> tuple[APIRouter, ...]:
    """The routes of every chapter."""
    from armscontrol.web.api import assessments, data, forces, lab, methods, readings, record, sites, today, treaties

    return (
        today.router,
        treaties.router,
        assessments.router,
        data.router,
        methods.router,
        forces.router,
        sites.router,
        lab.router,
        record.router,
        readings.router,
    )
