"""Files made on the spot for reading's tests."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A writer of files: `write("north/a.txt", "text")`, with bytes, or `packed=True` for gzip."""

    def put(name: str, content: str | bytes = "Twelve people were killed.\n", *, packed: bool = False) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(gzip.compress(data, mtime=0) if packed else data)
        return path

    return put


@pytest.fixture
def line() -> Callable[..., str]:
    """A maker of JSON lines: `line("a", "text", title="…")`."""

    def make(doc_id: object, text: object = "Nine people were hurt.", **more: object) -> str:
        return json.dumps({"doc_id": doc_id, "text": text, **more}) + "\n"

    return make
