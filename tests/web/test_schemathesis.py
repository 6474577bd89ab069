"""The API against its own description: whatever is sent, no server error, and answers as described.

Served with tokens and a database, and asked by one who may write: so that every route answers.
"""

from __future__ import annotations

import atexit
import tempfile
from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)

from armscontrol.web.app import create_app
from armscontrol.web.guards import tokens
from armscontrol.web.settings import Settings

CHECKS = [not_a_server_error, content_type_conformance, response_headers_conformance, response_schema_conformance]
EVERY = list(HealthCheck)

_folder = tempfile.TemporaryDirectory(prefix="armscontrol-")
_file = Path(_folder.name) / "tokens.toml"
WRITER = {"authorization": f"Bearer {tokens.add(_file, 'writer', may='write')}"}
READER = {"authorization": f"Bearer {tokens.add(_file, 'reader')}"}
_app = create_app(
    Settings(
        token_file=_file,
        database=f"{_folder.name}/record.sqlite",
        per_second=1e9,
        burst=10**9,
        heavy_per_minute=10**9,
    )
)
atexit.register(_folder.cleanup)
atexit.register(_app.state.records.close)
schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", _app, headers=WRITER)


@schema.parametrize()
@settings(max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=EVERY)
def test_the_api(case):
    answer = case.call(headers=WRITER)
    case.validate_response(answer, checks=CHECKS)


@schema.parametrize()
@settings(max_examples=2, deadline=None, derandomize=True, database=None, suppress_health_check=EVERY)
def test_strangers_and_readers(case):
    stranger = case.call()
    assert stranger.status_code in (401, 414)  # an address that is too long is refused before anybody is asked who
    case.validate_response(stranger, checks=CHECKS)
    reader = case.call(headers=READER)
    case.validate_response(reader, checks=CHECKS)
    if case.method == "POST" and "/record/" in case.path:
        assert reader.status_code in (403, 414)
