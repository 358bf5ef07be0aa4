"""The whole dossier as JSON, and the schema that documents it."""

from __future__ import annotations

import json

from recount.model import Dossier, schema, to_json


def ledger_json(dossier: Dossier) -> bytes:
    """The dossier as indented UTF-8 JSON, the same bytes for the same dossier; ends in a newline.

    It holds everything, the reports' texts included, so that every span can be checked against its words, and reads
    back with `recount.model.from_json(data, Dossier)`. `schema_json` documents it.
    """
    return to_json(dossier, indent=2) + b"\n"


def schema_json() -> bytes:
    """The JSON Schema (2020-12) of what `ledger_json` writes, as indented UTF-8 JSON; ends in a newline."""
    return json.dumps(schema(Dossier), indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n"
