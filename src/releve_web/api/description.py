"""The OpenAPI document as rows that a page can show."""

from typing import Any


def operations_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each operation with its address, its parameters and the name of its answer."""
    return [
        {
            **told,
            "path": path,
            "parameters": [{**parameter, "shape": shape_of(parameter["schema"])} for parameter in told.get("parameters", [])],
            "answer": shape_of(told["responses"][200]["content"]["application/json"]["schema"]),
        }
        for path, methods in document["paths"].items()
        for told in methods.values()
    ]


def schemas_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each schema with its fields."""
    return [
        {
            "name": name,
            "description": schema.get("description", ""),
            "fields": [
                {"name": field, "description": told.get("description", ""), "shape": shape_of(told)}
                for field, told in schema.get("properties", {}).items()
            ],
        }
        for name, schema in sorted(document["components"]["schemas"].items())
    ]


def shape_of(schema: dict[str, Any]) -> str:
    """Return a type in a few words: ``string``, ``list of integer``, ``date or null``."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", maxsplit=1)[-1]
    if "anyOf" in schema:
        return " or ".join(shape_of(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {shape_of(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type") or "any")
