"""Memory: keeps what each stage made of the reports, and runs the stages on what is new.

The kept casebook's database is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .memory import Casebook

if TYPE_CHECKING:
    from .stored import StoredCasebook

__all__ = ["Casebook", "StoredCasebook"]


def __getattr__(name: str) -> object:
    if name != "StoredCasebook":
        raise AttributeError(f"module 'recount.casebook' has no attribute {name!r}")
    from .stored import StoredCasebook

    return StoredCasebook
