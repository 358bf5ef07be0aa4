"""Reports that repeat sentences of each other, over weeks and years: the same copies in whatever portions they come."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from recount.casebook import StoredCasebook
from recount.casebook.parts.one import all_links
from recount.linking.copies import find_copies
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
