"""Reports that repeat sentences of each other, over weeks and years: the same copies in whatever portions they come."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from recount.casebook import StoredCasebook, joining
from recount.casebook.parts.one import all_links
from recount.casebook.standing import stand, standing
from recount.casebook.store import copied, linking
from recount.casebook.store.history import BEGINNING
from recount.linking import copies
from recount.linking.copies import find_copies
from recount.linking.copying import candidates
from recount.linking.copying.candidates import CROWD
from recount.model import to_json

from .test_joining import made_up, write
from .test_killing import Cheap

REPORTS = 150


def rows(chance: random.Random) -> Iterator[dict[str, str]]:
    """Reports of sentences out of a pool: some recur in a month and are copied, some over years and are formulas, and
    one stands in more reports than are listed."""
    pool = [" ".join(made_up(chance) for _ in range(34)).capitalize() + "." for _ in range(50)]
    for number in range(REPORTS):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=chance.choice([number % 20, 4 * number]))
        some = chance.sample(pool[1:], chance.randint(1, 2))
        own = " ".join(made_up(chance) for _ in range(20)).capitalize() + "."
        text = " ".join([*some, *([pool[0]] if number < 2 * CROWD else []), own])
        yield {
            "doc_id": f"r{number:03}",
            "title": f"Report {number}",
            "text": text,
            "publisher": f"Paper {chance.randint(0, 9)}",
            "date": day.isoformat(),
        }


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds so low that small casebooks reach them."""
    for module in (candidates, copied):
        monkeypatch.setattr(module, "CROWD", 6)
    for name, value in (("MOST", 2), ("FIRST", 2), ("HOUSE", 3)):
        monkeypatch.setattr(candidates, name, value)
    monkeypatch.setattr(copies, "CLOSEST", 2)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_copied_is_the_same_in_whatever_portions_reports_come(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    some = list(rows(chance))
    chance.shuffle(some)
    with StoredCasebook.new(tmp_path / "casebook", Cheap()) as stored:
        at = 0
        while at < len(some):
            portion = chance.choice([1, 5, 17, 40])
            stored.add([write(tmp_path / "in.jsonl", some[at : at + portion])])
            at += portion
        reports = stored.recall().reports
        with stored.store.reading() as connection:
            kept = all_links(connection, {report.id: report.text for report in reports})
    assert kept is not None
    expected = find_copies(reports)
    assert len(expected) > 8
    assert [to_json(one) for one in kept.copies] == [to_json(one) for one in expected]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("seed", range(4))
def test_what_is_let_go_of_leaves_the_copies_of_those_left(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    some = list(rows(chance))[:90]
    some += [{**row, "doc_id": f"x{at}", "publisher": "Paper 11"} for at, row in enumerate(chance.sample(some, 12))]
    chance.shuffle(some)
    with StoredCasebook.new(tmp_path / "casebook", Cheap()) as stored:
        while some:
            stored.add([write(tmp_path / "in.jsonl", [some.pop() for _ in range(min(len(some), 25))])])
            reader = stored.link()
            reports = {report.id: report for report in stored.recall(remember=False).reports}
            gone = chance.sample(sorted(reports), chance.choice([1, 3, 12]))
            with stored.store.reading() as connection:
                changes = linking.letting_go(connection, reader, gone, joining._line)
            assert changes is not None
            with stored.store.writing() as connection:
                changes.write(connection)
                now = standing(connection)
                stand(connection, now._replace(turn=now.turn + 1, upto=BEGINNING))
                left = [report for id, report in sorted(reports.items()) if id not in gone]
                kept = all_links(connection, {report.id: report.text for report in left})
            assert kept is not None
            assert [to_json(one) for one in kept.copies] == [to_json(one) for one in find_copies(left)]
            assert_copies_of_all(stored)  # they are linked again


def assert_copies_of_all(stored: StoredCasebook) -> None:
    stored.link()
    reports = stored.recall(remember=False).reports
    with stored.store.reading() as connection:
        kept = all_links(connection, {report.id: report.text for report in reports})
    assert kept is not None
    assert [to_json(one) for one in kept.copies] == [to_json(one) for one in find_copies(reports)]
