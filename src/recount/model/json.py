"""The words to and from JSON, and their JSON Schema."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from .dossier import Dossier
from .errors import DataError

T = TypeVar("T")


def to_json(value: object, *, indent: int = 0) -> bytes:
    """Any of the model's values as UTF-8 JSON, the same bytes for the same value.

    `indent` spaces per level; 0 writes one line.
    """
    line = msgspec.json.encode(value, order="deterministic")
    return msgspec.json.format(line, indent=indent) if indent else line


def from_json(data: bytes, kind: type[T]) -> T:
    """The value of type `kind` that `data` holds.

    Raises DataError, which says where in the data the fault lies, when it does not fit the type.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.DecodeError as fault:
        raise DataError("JSON data", str(fault), f"give JSON that fits the schema of {kind.__name__}") from fault


def schema(kind: type = Dossier) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one of the model's types and of all that it holds."""
    made: dict[str, Any] = _settled(msgspec.json.schema(kind))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _settled(part: Any) -> Any:
    """A schema whose alternatives stand in one order: Python may hand them out in the order another module wrote."""
    if isinstance(part, dict):
        return {
            key: sorted(map(_settled, value), key=msgspec.json.encode) if key in ("anyOf", "enum") else _settled(value)
            for key, value in part.items()
        }
    return [_settled(one) for one in part] if isinstance(part, list) else part
