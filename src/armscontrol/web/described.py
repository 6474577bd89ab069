"""The API's description (OpenAPI 3.1), with our one shape of errors in place of FastAPI's."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from armscontrol.web.problems import MEDIA_TYPE, Problem

REFUSALS = {
    "4XX": "What is wrong, what is allowed, and what to do next.",
    "503": "The answer took too long.",
}


def described(app: FastAPI) -> dict[str, Any]:
    """The description, made once."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        body = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for operations in made["paths"].values():
            for operation in operations.values():
                operation["responses"].pop("422", None)
                for status, words in REFUSALS.items():
                    operation["responses"][status] = {"description": words, "content": body}
        app.openapi_schema = made
    return app.openapi_schema
