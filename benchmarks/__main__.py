"""All benchmarks, one after another."""

from __future__ import annotations

import sys

from . import accuracy, speed
from .data import at_hand

if not at_hand():
    sys.exit("The annotated data (../shared/gold) is not at hand: nothing to measure with.")
accuracy.print_tolls()
print()
accuracy.print_events()
print()
speed.main()
