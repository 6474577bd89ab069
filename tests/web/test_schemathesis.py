"""The API against its own description: whatever is sent, no server error, and answers as described."""

from __future__ import annotations

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from armscontrol.web.app import create_app

HOST = {"host": "127.0.0.1:8321"}
schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(), headers=HOST)


@schema.parametrize()
@settings(max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_the_api(case):
    answer = case.call(headers=HOST)
    case.validate_response(answer, checks=[not_a_server_error, content_type_conformance, response_schema_conformance])
