"""Framing: which words each outlet of an event uses of the same people and deeds, and what only some of them report."""

from .framer import framing

__all__ = ["framing"]
