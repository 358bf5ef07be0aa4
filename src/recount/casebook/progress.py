"""How far the work has come, told to whoever looks."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told how far a stage has come: the stage's name, how many are done, and of how many."""


def quiet(stage: str, done: int, total: int) -> None:
    """The progress that nobody looks at."""
