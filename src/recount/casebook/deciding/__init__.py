"""Deciding: reviewers' rulings laid over what was read and tied, which itself never changes.

`standing` tells which decisions hold, `overlay` lays them over extractions, `tie` over links.
"""

from .overlay import Decided, overlay
from .standing import Ruled, Standing, standing

__all__ = ["Decided", "Ruled", "Standing", "overlay", "standing"]
