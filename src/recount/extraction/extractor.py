"""What an extractor is: anything that takes the same things from a report may stand in for the grammar."""

from __future__ import annotations

from typing import Protocol

from recount.model import Extraction, Report


class Extractor(Protocol):
    """Takes from one report its claims, victims and statements. Must be deterministic and see nothing else."""

    @property
    def name(self) -> str:
        """The extractor's name with its version, as extractions carry it."""
        ...

    def extract(self, report: Report) -> Extraction:
        """All that this extractor takes from `report`."""
        ...
