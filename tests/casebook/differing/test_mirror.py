"""Differences of whole dossiers: none to itself, and the other way round the mirror of one way."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest

from recount.casebook import Casebook
from recount.casebook.differing import Count, Difference, difference
from recount.extraction import Extractor
from recount.extraction.grammar import GRAMMAR
from recount.model import Dossier, Extraction, Report

from ..store.writing import Reader


class Fewer:
    """The grammar, on fewer reports."""

    name = "fewer 1"

    def extract(self, report: Report) -> Extraction:
        """What the grammar takes; nothing of every third report, by its id."""
        taken = GRAMMAR.extract(report)
        return Extraction(report=report.id, extractor=self.name) if sum(report.id.encode()) % 3 == 0 else taken


@pytest.fixture(scope="module")
def dossiers() -> dict[str, Dossier]:
    """The example as several readers read it."""
    with as_file(files("recount") / "examples" / "coast") as folder:
        some: dict[str, Extractor] = {"1": Reader(1), "2": Reader(2), "3": Reader(3), "fewer": Fewer()}
        return {name: Casebook.of([folder], extractor=one).dossier() for name, one in some.items()}


PAIRS = [("1", "2"), ("2", "3"), ("1", "fewer"), ("fewer", "3")]


@pytest.mark.parametrize("name", ["1", "2", "fewer"])
def test_nothing_is_other_than_itself(dossiers: dict[str, Dossier], name: str) -> None:
    found = difference(dossiers[name], dossiers[name])
    assert found == Difference(counts={kind: Count(same=count.same) for kind, count in found.counts.items()})
    assert found.counts["claims"].same == sum(len(one.claims) for one in dossiers[name].extractions)
    assert found.counts["estimates"].same == sum(len(one.estimates) for one in dossiers[name].ledgers)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_one_way_is_the_mirror_of_the_other(dossiers: dict[str, Dossier], one: str, other: str) -> None:
    there, back = difference(dossiers[one], dossiers[other]), difference(dossiers[other], dossiers[one])
    for kind, count in there.counts.items():
        assert back.counts[kind] == Count(count.same, count.went, count.came, count.changed), kind
    assert {(x.event, x.policy, x.outcome, x.group, x.before, x.after) for x in there.estimates} == {
        (x.event, x.policy, x.outcome, x.group, x.after, x.before) for x in back.estimates
    }
    ways = {"came": "went", "went": "came", "joined": "split", "split": "joined"}
    assert sorted(ways.get(x.way, x.way) for x in there.events) == sorted(x.way for x in back.events)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_every_claim_is_told_of_once(dossiers: dict[str, Dossier], one: str, other: str) -> None:
    found = difference(dossiers[one], dossiers[other])
    count = found.counts["claims"]
    for side, name, alone in (("before", one, count.went), ("after", other, count.came)):
        told = [getattr(x, side) for x in found.claims if getattr(x, side) is not None]
        every = sum(len(x.claims) for x in dossiers[name].extractions)
        assert len(told) == len(set(told)) == count.changed + alone
        assert every == count.same + count.changed + alone
