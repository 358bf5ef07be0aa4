"""A fault: what verification finds."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """Something that is not as it was kept: which, and what is wrong with it. Never holds a report's text."""

    what: str
    wrong: str
