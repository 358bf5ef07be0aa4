"""Linking: words tied to the world (claimants, actors, places), reports to each other (copies, events, quotations)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .grouping.rulings import Rulings

if TYPE_CHECKING:
    from .linker import Linker, link

__all__ = ["Linker", "Rulings", "link"]


def __getattr__(name: str) -> Any:
    """`Linker` and `link`, whose tables and libraries are read when they are first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import linker

    return getattr(linker, name)
