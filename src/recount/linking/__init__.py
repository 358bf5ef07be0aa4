"""Linking: words tied to the world (claimants, actors, places), reports to each other (copies, events, quotations)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .grouping.rulings import Rulings

if TYPE_CHECKING:
    from .follow_ups import with_follow_ups
    from .linker import Linker, link

__all__ = ["Linker", "Rulings", "link", "with_follow_ups"]


def __getattr__(name: str) -> Any:
    """What rests on tables and libraries, which are read when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import follow_ups, linker

    return getattr(follow_ups if name == "with_follow_ups" else linker, name)
