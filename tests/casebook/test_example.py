"""The example against its reviewed list: with the claims as reviewed, and with the claims as the grammar reads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from recount.casebook import Casebook
from recount.model import Claim, Dossier, Ledger, Relation, Series, Snapshot, Span
from recount.reading import read

from .golden import EXPECTED, FOLDER, Perfect


class Example:
    """A dossier of the example, asked in the reviewed list's terms: a snapshot is any claim that it holds."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.ledgers: tuple[Ledger, ...] = dossier.ledgers
        self.current = {claim: f for s in self._series() for f in s.snapshots for claim in f.claims}
        self.relations = [relation for ledger in self.ledgers for relation in ledger.relations]

    def _series(self) -> Iterable[Series]:
        return (series for ledger in self.ledgers for series in ledger.series)

    def snapshot(self, claim: str) -> Snapshot:
        return self.current[claim]

    def between(self, kind: str, subject: str, objects: Iterable[str]) -> list[Relation]:
        """Relations of a kind from the one snapshot to just those others."""
        ids = {self.snapshot(claim).id for claim in objects}
        return [
            r
            for r in self.relations
            if r.kind == kind and r.subject == self.snapshot(subject).id and set(r.objects) == ids
        ]

    def holds(self, row: dict[str, Any]) -> bool:
        """Whether an expected relation stands."""
        sides = [(row["subject"], row["object"])]
        if row["kind"] in ("agrees", "conflicts", "not_comparable"):
            sides.append((row["object"], row["subject"]))
        found = [relation for subject, other in sides for relation in self.between(row["kind"], subject, [other])]
        return any(
            set(row.get("differences", ())) <= set(relation.differences)
            and row.get("inferred", relation.inferred) == relation.inferred
            for relation in found
        )


@pytest.fixture(scope="module")
def reviewed() -> Example:
    casebook = Casebook(Perfect())
    casebook.add(read([FOLDER]))
    return Example(casebook.dossier())


def test_all_reports_are_one_event(reviewed: Example) -> None:
    assert len(reviewed.ledgers) == EXPECTED["corpus"]["events"]


@pytest.mark.parametrize("row", EXPECTED["claimant"], ids=lambda row: row["name"])
def test_claimants(reviewed: Example, row: dict[str, Any]) -> None:
    links = reviewed.dossier.links
    (claimant,) = (claimant for claimant in links.claimants if claimant.name == row["name"])
    ties = [tie for tie in links.attributions if tie.claimant == claimant.id]
    certain = {tie.claim.partition("#")[0] for tie in ties if tie.certainty == "certain"}
    assert sorted(certain) == row["certain_in"]
    assert sorted(tie.claim for tie in ties if tie.certainty == "probable") == row["probable"]


@pytest.mark.parametrize("row", EXPECTED["copy"], ids=lambda row: row["reports"][1])
def test_copies(reviewed: Example, row: dict[str, Any]) -> None:
    (copy,) = (copy for copy in reviewed.dossier.links.copies if [copy.first, copy.second] == row["reports"])
    assert (copy.kind, copy.original) == (row["kind"], row["original"])


def test_there_are_no_other_copies(reviewed: Example) -> None:
    assert len(reviewed.dossier.links.copies) == len(EXPECTED["copy"])


@pytest.mark.parametrize("row", EXPECTED["quotation"], ids=lambda row: row["words"])
def test_quotations(reviewed: Example, row: dict[str, Any]) -> None:
    said = {s.id: s for extraction in reviewed.dossier.extractions for s in extraction.statements}
    found = [
        quotation
        for quotation in reviewed.dossier.links.quotations
        if row["words"] in said[quotation.fullest].span.exact
        or any(row["words"] in said[wording.statement].span.exact for wording in quotation.wordings)
    ]
    assert found
    reports = {said[wording.statement].report for quotation in found for wording in quotation.wordings}
    assert reports >= set(row["reports"])
    assert {spelling for quotation in found for spelling in quotation.spellings} >= set(row["spellings"])


@pytest.mark.parametrize("row", EXPECTED["person"], ids=lambda row: row["name"])
def test_persons(reviewed: Example, row: dict[str, Any]) -> None:
    (person,) = (p for ledger in reviewed.ledgers for p in ledger.persons if p.name == row["name"])
    assert (person.age, person.sex, person.outcome) == (row["age"], row["sex"], row["outcome"])
    assert {victim.partition("#")[0] for victim in person.victims} == set(row["reports"])


@pytest.mark.parametrize("row", EXPECTED["place"], ids=lambda row: row["words"])
def test_an_ambiguous_place_stays_open(reviewed: Example, row: dict[str, Any]) -> None:
    (placing,) = (placing for placing in reviewed.dossier.links.placings if placing.claim == row["claim"])
    assert placing.place is None
    assert len(placing.candidates) > 1


@pytest.mark.parametrize("row", EXPECTED["relays"], ids=lambda row: row["figure"])
def test_relays_fold_into_one_snapshot(reviewed: Example, row: dict[str, Any]) -> None:
    assert len({reviewed.snapshot(claim).id for claim in row["claims"]}) == 1
    relayed = {r.subject for r in reviewed.relations if r.kind == "relays"}
    assert set(row["claims"]) <= relayed


@pytest.mark.parametrize("row", EXPECTED["relation"], ids=lambda row: f"{row['kind']}: {row['says']}")
def test_relations(reviewed: Example, row: dict[str, Any]) -> None:
    assert reviewed.holds(row)


@pytest.mark.parametrize("row", EXPECTED["sum"], ids=lambda row: f"{row['kind']}: {row['total']}")
def test_sums(reviewed: Example, row: dict[str, Any]) -> None:
    (relation,) = reviewed.between(row["kind"], row["total"], row["parts"])
    assert f"{row['sum']:,}" in relation.why.says
    if row["kind"] == "leaves_unaccounted":
        assert (relation.low, relation.high) == (row["low"], row.get("high"))


@pytest.mark.parametrize("row", EXPECTED["never"], ids=lambda row: row["says"])
def test_what_the_ledger_must_not_say(reviewed: Example, row: dict[str, Any]) -> None:
    held = [reviewed.current[claim].id for claim in row["claims"] if claim in reviewed.current]
    assert len(set(held)) == len(held)
    for relation in reviewed.relations:
        ends = {relation.subject, *relation.objects}
        assert not (relation.kind in row["kinds"] and len(held) == 2 and set(held) <= ends), relation.why.says


def test_conflicts_are_those_expected_and_no_others(reviewed: Example) -> None:
    expected = {
        frozenset(reviewed.snapshot(row[end]).id for end in ("subject", "object"))
        for row in EXPECTED["relation"]
        if row["kind"] == "conflicts"
    }
    found = {frozenset((r.subject, *r.objects)): r.why.says for r in reviewed.relations if r.kind == "conflicts"}
    assert [says for ends, says in found.items() if ends not in expected] == []


@pytest.mark.parametrize("kind", sorted(EXPECTED["questions"]))
def test_open_questions(reviewed: Example, kind: str) -> None:
    about = {id for ledger in reviewed.ledgers for q in ledger.questions if q.kind == kind for id in q.about}
    for claim in EXPECTED["questions"][kind]:
        assert about & {claim, reviewed.snapshot(claim).id}, claim


def test_background_is_apart(reviewed: Example) -> None:
    behind = {id for ledger in reviewed.ledgers for s in ledger.background for f in s.snapshots for id in f.claims}
    assert behind == set(EXPECTED["background"]["claims"])


# ------------------------------------------------------------------------------- the same, with what the grammar reads


@pytest.fixture(scope="module")
def as_read() -> Example:
    casebook = Casebook()
    casebook.add(read([FOLDER]))
    return Example(casebook.dossier())


def test_every_kind_of_relation_stands_in_the_demo(as_read: Example) -> None:
    assert {relation.kind for relation in as_read.relations} == {
        "agrees", "closes", "conflicts", "impossible_sum", "leaves_unaccounted", "not_comparable", "part_of", "relays",
        "revises", "stale_mix", "updates",
    }  # fmt: skip


def _same(expected: dict[str, Any], report: str, claim: Claim) -> bool:
    return claim.report == report and claim.outcome == expected["outcome"] and _words(claim.span, expected["figure"])


def _words(span: Span, words: str) -> bool:
    return words in span.exact or span.exact in words


def test_the_grammar_reads_the_example(as_read: Example) -> None:
    """Nineteen of twenty claims, and hardly one that is not there: the demo must not mislead."""
    read_claims = [claim for extraction in as_read.dossier.extractions for claim in extraction.claims]
    rows = [(row["id"], claim) for row in EXPECTED["report"] for claim in row["claims"]]
    found = sum(any(_same(claim, report, c) for c in read_claims) for report, claim in rows)
    assert found >= 0.95 * len(rows)
    assert len(read_claims) <= 1.05 * len(rows)
