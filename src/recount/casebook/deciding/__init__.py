"""Deciding: reviewers' rulings laid over what was read and tied, which itself never changes.

`standing` tells which decisions hold, `overlay` lays them over extractions, `rulings` has what linking is to keep to,
`tie` lays them over links, and `Laid` is all of it for one casebook.
"""

from .applied import LeftOut, Look
from .grouping import rulings
from .laid import Laid
from .marking import marked
from .overlay import Decided, overlay
from .standing import Ruled, Standing, standing
from .ties import Tied, tie

__all__ = [
    "Decided",
    "Laid",
    "LeftOut",
    "Look",
    "Ruled",
    "Standing",
    "Tied",
    "marked",
    "overlay",
    "rulings",
    "standing",
    "tie",
]
