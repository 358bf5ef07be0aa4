"""Deciding: reviewers' rulings laid over what was read and tied, which itself never changes.

`standing` tells which decisions hold, `overlay` lays them over extractions, `rulings` has what linking is to keep to,
and `tie` lays them over links.
"""

from .applied import LeftOut, Look
from .grouping import rulings
from .overlay import Decided, overlay
from .standing import Ruled, Standing, standing
from .ties import Tied, tie

__all__ = ["Decided", "LeftOut", "Look", "Ruled", "Standing", "Tied", "overlay", "rulings", "standing", "tie"]
