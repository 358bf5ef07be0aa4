"""What an extractor scores on the shared data: one pass over the reports, every table from it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from recount.extraction import Extractor
from recount.model import RecountError, Report
from recount.publishing import extraction_jsonl

from .data import Row, reports, rows, scorer, unseen

LEVELS = ("found", "figure", "full")
FIELDS = (
    "modifier", "status", "age", "sex", "scope", "stance", "claimant", "perpetrator", "place", "when", "victims",
    "part_of",
)  # fmt: skip

TUNED, UNSEEN = "toll-dev, tuned part", "toll-dev, unseen third"


class Scores(NamedTuple):
    """What the scorer says of a set: F1 by level, share right where found by field."""

    reports: int
    gold: int
    f1: Mapping[str, float]
    right: Mapping[str, float]

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Scores:
        """The scores in what `score_tolls.score` returns."""
        right = {field: share for field in FIELDS if (share := said["fields"][field]) is not None}
        return cls(said["documents"], said["gold"], {level: said[level]["f1"] for level in LEVELS}, right)


class Tolls:
    """The toll claims that an extractor takes from one set of reports, with what each report took to read.

    A report that the extractor fails on has no claims: it counts as missed.
    """

    def __init__(self, name: str, extractor: Extractor, given: Sequence[Report] | None = None) -> None:
        self.name = name
        self.docs = {doc["doc_id"]: doc for doc in rows(f"{name}.docs.jsonl")}
        self.gold = rows(f"{name}.gold.jsonl")
        self.predicted: list[Row] = []
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []
        for report in given if given is not None else reports(f"{name}.docs.jsonl"):
            begun = time.process_time()
            try:
                extraction = extractor.extract(report)
            except RecountError as fault:
                self.failed.append(f"{report.id}: {fault}")
                continue
            self.seconds[report.id] = time.process_time() - begun
            self.predicted.append(json.loads(extraction_jsonl(extraction)))

    @cached_property
    def _score(self) -> Any:
        return scorer("score_tolls").score

    def scores(self, ids: Iterable[str] | None = None) -> Scores:
        """The scores over all reports, or over those of `ids`."""
        wanted = set(self.docs if ids is None else ids)
        gold = [row for row in self.gold if row["doc_id"] in wanted]
        predicted = [row for row in self.predicted if row["doc_id"] in wanted]
        return Scores.of(self._score(self.docs, gold, predicted))

    def parts(self) -> dict[str, Scores]:
        """The scores of the set, of the tuned part and the unseen third apart where it has any."""
        if self.name != "toll-dev":
            return {self.name: self.scores()}
        return {
            TUNED: self.scores(id for id in self.docs if not unseen(id)),
            UNSEEN: self.scores(id for id in self.docs if unseen(id)),
        }

    def origins(self) -> dict[str, Scores]:
        """The scores by origin (the head of a document's id), tuned and unseen together."""
        heads = sorted({id.partition("-")[0] for id in self.docs})
        return {f"toll-dev, {head}": self.scores(id for id in self.docs if id.startswith(f"{head}-")) for head in heads}

    def worst(self, number: int = 8) -> list[tuple[str, int, Scores]]:
        """The tuned reports with most claims that are not fully right: id, how many, scores."""
        made = []
        for id in sorted(self.docs):
            if not unseen(id):
                scores = self.scores([id])
                made.append((id, round(scores.gold * (1 - scores.f1["full"])), scores))
        return sorted(made, key=lambda one: (-one[1], one[0]))[:number]

    def slowest(self, number: int = 8) -> list[tuple[str, float, int]]:
        """The reports that took longest for their length: id, milliseconds per 1,000 characters, characters."""
        made = [
            (id, taken * 1e6 / max(1_000, length), length)
            for id, taken in self.seconds.items()
            for length in [len(self.docs[id]["text"])]
        ]
        return sorted(made, key=lambda one: -one[1])[:number]
