"""The API's description, OpenAPI 3.1: the reads as ninja describes them, the commands by their own schemas."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from signoff.kernel.command import Command, commands

REF = "#/components/schemas/{model}"


class SignoffAPI(NinjaAPI):
    """Ninja's API, whose description knows the commands too."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """Raises ValueError where two different schemas have the same name."""
        document = super().get_openapi_schema(**kwargs)
        schemas = document["components"]["schemas"]
        for name, declared in sorted(commands.items()):
            for part, schema in schemas_of(name, declared).items():
                if schemas.setdefault(part, schema) != schema:
                    raise ValueError(f"two schemas are called {part}")
        return document


def schemas_of(name: str, declared: type[Command[Any, Any]]) -> dict[str, Any]:
    """The command's JSON schema under its public name, and those that it refers to under theirs."""
    schema = declared.model_json_schema(ref_template=REF)
    parts = schema.pop("$defs", {})
    schema["title"] = name
    for each in schema["properties"].values():
        if each.get("contentEncoding") == "base64":
            _as_base64(each)
    return {**parts, name: schema}


def _as_base64(schema: dict[str, Any]) -> None:
    """Lengths of base64 instead of those of the bytes that it stands for."""
    schema.pop("format", None)
    for bound in ("minLength", "maxLength"):
        if bound in schema:
            schema[bound] = -(-schema[bound] // 3) * 4
