"""Memory: keeps what each stage made of the reports, and runs the stages on what is new.

Each is loaded when it is first used: who searches a casebook needs nothing of what links it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .memory import Casebook
    from .stored import StoredCasebook

__all__ = ["Casebook", "StoredCasebook"]


def __getattr__(name: str) -> object:
    if name == "Casebook":
        from .memory import Casebook

        return Casebook
    if name == "StoredCasebook":
        from .stored import StoredCasebook

        return StoredCasebook
    raise AttributeError(f"module 'recount.casebook' has no attribute {name!r}")
