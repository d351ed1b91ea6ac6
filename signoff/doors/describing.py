"""Telling in words what a command wants and who may: for the command line and the API alike."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from signoff.charter.decisions import Decision
from signoff.charter.sides import ROLES, Side
from signoff.kernel.command import Command


def summary(declared: type[Command[Any, Any]]) -> str:
    """What the command means, in its docstring's first paragraph, as one line."""
    return " ".join(inspect.cleandoc(declared.__doc__ or "").partition("\n\n")[0].split())


def who_may(decision: Decision) -> str:
    """The roles that may decide it, side by side."""
    if decision.outside_projects == "anyone":
        return _("Everybody may, for themselves.")
    if decision.outside_projects:
        return _("An administrator of the installation may.")
    sides = [f"{side.label}: {_roles(decision, side)}" for side in Side if decision.holders(side)]
    return _("May: %(who)s. %(rule)s") % {"who": "; ".join(sides), "rule": f"[{decision.rule}]"}


def _roles(decision: Decision, side: Side) -> str:
    return ", ".join(str(role.label) for role in ROLES[side] if role in decision.holders(side))


def in_short(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> str:
    """What a field takes: "text, at most 200 long", "one of low, high", "list of …"."""
    if "$ref" in schema:
        return in_short(parts[schema["$ref"].rpartition("/")[2]], parts)
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(in_short(each, parts) for each in schema["anyOf"]))
    if "enum" in schema:
        return "one of " + ", ".join(map(str, schema["enum"]))
    if schema.get("contentEncoding") == "base64":
        return "file"
    if schema.get("type") == "array":
        return f"list of {in_short(schema.get('items', {}), parts)}"
    if schema.get("type") == "object":
        inner = ", ".join(schema.get("properties", {}))
        return f"{{{inner}}}" if inner else "object"
    return _plain(schema)


def _plain(schema: Mapping[str, Any]) -> str:
    kind = {"string": "text", "integer": "number", "boolean": "true or false"}.get(schema.get("type", ""), "value")
    if schema.get("type") == "null":
        kind = "nothing"
    if "maxLength" in schema and "pattern" not in schema:
        kind += f", at most {schema['maxLength']} characters"
    if "minimum" in schema and "maximum" in schema:
        kind += f", {schema['minimum']} to {schema['maximum']}"
    return f"{kind}, e.g. {schema['examples'][0]}" if schema.get("examples") else kind
