"""Whose readings are meant."""

from __future__ import annotations

from typing import NamedTuple


class Reader(NamedTuple):
    """An extractor in one version."""

    name: str
    version: str
