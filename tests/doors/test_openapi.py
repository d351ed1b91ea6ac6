"""The API describes itself, and the description is true."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from signoff.doors.describing import summary
from signoff.kernel.command import commands
from tests.cast import Cast
from tests.doors.samples import SAMPLES


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    response = client.get("/api/v1/openapi.json")
    assert response.status_code == 200
    said: dict[str, Any] = response.json()
    return said


def test_the_description_is_openapi_3_1(db: None, document: dict[str, Any]) -> None:
    validator = pytest.importorskip("jsonschema_rs")
    assert document["openapi"] == "3.1.0"
    for schema in document["components"]["schemas"].values():
        validator.meta.validate(schema)


def test_every_reference_leads_somewhere(db: None, document: dict[str, Any]) -> None:
    named = document["components"]["schemas"]
    for reference in references(document):
        assert reference.removeprefix("#/components/schemas/") in named


def references(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [each for value in part.values() for each in references(value)]
    return [each for value in part for each in references(value)] if isinstance(part, list) else []


@pytest.mark.parametrize("command", sorted(commands))
def test_every_command_is_described_by_its_own_declaration(db: None, client: Client, command: str) -> None:
    operation = client.get("/api/v1/openapi.json").json()["paths"][f"/api/v1/do/{command}"]["post"]
    assert operation["summary"] == summary(commands[command])
    assert operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith(f"/{command}")
    assert set(operation["responses"]) == {"200", "401", "404", "409", "412", "413", "422"}


@pytest.mark.parametrize("command", sorted(commands))
def test_what_every_door_takes_fits_the_description(cast: Cast, client: Client, command: str) -> None:
    validator = pytest.importorskip("jsonschema_rs")
    components = client.get("/api/v1/openapi.json").json()["components"]
    schema = {"$ref": f"#/components/schemas/{command}", "components": components}
    validator.validator_for(schema).validate(json.loads(json.dumps(SAMPLES[command](cast).given)))


def test_the_list_of_commands_says_who_may(cast: Cast, client: Client) -> None:
    client.force_login(cast.amara)
    listed = {each["name"]: each for each in client.get("/api/v1/commands").json()["commands"]}
    assert sorted(listed) == sorted(commands)
    accepting = listed["acceptance.accept-task"]
    assert (accepting["decision"]["customer"], accepting["decision"]["contractor"]) == (
        ["product_owner", "delegate"],
        [],
    )
    assert accepting["decision"]["rule"] == "AC1"


def test_the_page_to_try_it_has_no_inline_script(db: None, client: Client) -> None:
    response = client.get("/api/v1/docs")
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy + ";"
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert b"<script>" not in response.content
    other = client.get("/accounts/login/").headers["Content-Security-Policy"]
    assert "unsafe-inline" not in other


def test_whoever_looks_for_the_api_comes_to_its_page(db: None, client: Client) -> None:
    assert client.get("/api/v1/").headers["Location"] == "/api/v1/docs"
