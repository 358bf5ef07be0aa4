"""All that stands of reviewers' decisions, ready to be laid over one casebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recount.linking import Rulings
from recount.model import Decision, Extraction, Links, Report

from .applied import Look
from .grouping import rulings
from .overlay import Decided, overlay
from .standing import Standing, standing
from .ties import Tied, tie


class Laid:
    """The decisions on one casebook: what stands, what was read as decided, and what linking is to keep to."""

    def __init__(
        self, decisions: Iterable[Decision], documents: Mapping[str, Report], read: Mapping[str, Extraction]
    ) -> None:
        """`documents` are by the keys that decisions name them by, `read` is what was extracted, by report id."""
        self.standing: Standing = standing(decisions)
        self.documents = documents
        self.read = read
        self.decided: Decided = overlay(documents, read, self.standing)
        self.rulings: Rulings = rulings(self.standing, {key: report.id for key, report in documents.items()})

    def changes(self, report: str) -> bool:
        """Whether what was read of a report (its id) is other as decided."""
        return self.decided.extractions.get(report) is not self.read.get(report)

    def tie(self, links: Links) -> Tied:
        """The links as decided."""
        if not self.standing.ruled:
            return Tied(links=links)
        return tie(links, self.documents, self.read, self.standing)

    def looks(self, tied: Tied) -> tuple[Look, ...]:
        """All decisions that need another look, in the order in which they were made."""
        return tuple(sorted({*self.decided.looks, *tied.looks}))
