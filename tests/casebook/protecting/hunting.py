"""Hunting for secret words in bytes, however they are wrapped."""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import json
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")
_TAG = re.compile(r"<[^>]*>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_DEEPEST = 3


def found_in(data: bytes, words: Iterable[str]) -> set[str]:
    """Which of the words stand in the data: in any case, spelling, encoding or packing that could be undone."""
    wanted = {word: _bare(word) for word in words}
    found: set[str] = set()
    for form in _forms(data, _DEEPEST):
        found.update(word for word, bare in wanted.items() if bare in form)
    return found


def _forms(data: bytes, deep: int) -> Iterator[str]:
    text = data.decode("utf-8", "ignore")
    yield from {_bare(text), _bare(unquote(text))}
    plain = html.unescape(_ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text))
    yield from {_bare(plain), _bare(_TAG.sub("", plain)), _bare(unquote(plain))}
    yield _bare(data.decode("utf-16-le", "ignore"))
    if deep:
        for packed in _unpacked(data):
            yield from _forms(packed, deep - 1)


def _unpacked(data: bytes) -> Iterator[bytes]:
    for undo in (zlib.decompress, gzip.decompress):
        try:
            yield undo(data)
        except (zlib.error, OSError, EOFError):
            continue
    if b'"base64"' in data:
        for line in data.splitlines():
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict) and isinstance(row.get("base64"), str):
                yield base64.b64decode(row["base64"])
    for match in _BASE64.finditer(data):
        run = match.group().rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        if len(run) % 4 != 1:
            yield base64.b64decode(run + b"=" * (-len(run) % 4))
    for match in _HEX.finditer(data):
        try:
            yield bytes.fromhex(match.group().decode())
        except (ValueError, binascii.Error):
            continue


def _bare(text: str) -> str:
    """Letters and digits alone, without case and accents."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in apart if char.isalnum())
