"""Protection: who may see what of a casebook, and the casebook without what is above a level."""

from .hidden import Hidden, Leveled, hidden_at
from .shown import Shown, at_level

__all__ = ["Hidden", "Leveled", "Shown", "at_level", "hidden_at"]
