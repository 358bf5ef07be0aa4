"""A second document of a name gives the first another id: only what the two touch is linked anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from recount.casebook import StoredCasebook, joining
from recount.casebook.store import linking, schema
from recount.casebook.verifying import verify
from recount.linking.grouping import pairs, recall

from .test_joining import assert_same, expected, rows, write

Row = dict[str, str]


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often all was linked anew: an entry each time."""
    calls: list[int] = []
    real = joining.forget

    def noted(connection: object) -> None:
        calls.append(1)
        real(connection)  # type: ignore[arg-type]

    monkeypatch.setattr(joining, "forget", noted)
    return calls


def changed(row: Row, chance: random.Random) -> Row:
    """The same page once more: with another word, longer, of another day, or of another place."""
    text = row["text"]
    return chance.choice(
        [
            {**row, "text": text.replace("killed", "slain", 1)},
            {**row, "text": f"{text} More is to follow on this page of {chance.choice(['Monday', 'Friday'])}."},
            {**row, "title": f"{row['title']} (updated)"},
            {**row, "date": f"{row['date'][:-2]}28"},
            {**row, "text": text.replace(" in ", " in the old mill of ", 1)},
        ]
    )


def coming(chance: random.Random, some: list[Row]) -> Iterator[list[Row]]:
    """Reports in portions, and among them second, third documents of names that came."""
    left, here = list(some), list[Row]()
    chance.shuffle(left)
    while left:
        portion = [left.pop() for _ in range(min(len(left), chance.choice([1, 4, 9])))]
        again = chance.sample(here, min(len(here), chance.choice([0, 1, 1, 3])))
        portion += [changed(row, chance) for row in again]
        here += portion
        yield portion


@pytest.mark.parametrize("seed", range(3))
def test_second_documents_of_names_never_show(
    place: str, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch, anew: list[int]
) -> None:
    monkeypatch.setattr(pairs, "CORES", 4)
    monkeypatch.setattr(recall, "HOLDERS", 2)
    monkeypatch.setattr(recall, "FEW_MONTHS", 3)
    chance = random.Random(seed)  # noqa: S311
    files: list[Path] = []
    with StoredCasebook.new(place) as stored:
        for at, portion in enumerate(coming(chance, list(rows(36)))):
            files.append(write(tmp_path / f"{at}.jsonl", portion))
            stored.add([files[-1]])
            if at % 3 == 2:
                assert_same(stored, expected(files))
        assert_same(stored, expected(files))
        assert list(verify(stored.store)) == []
    assert len(anew) <= 3  # at the beginning, and where few are there


def test_only_what_they_touch_is_written(place: str, tmp_path: Path, anew: list[int]) -> None:
    from .test_joining import _events

    some = list(rows(30))
    again = {**some[4], "text": f"{some[4]['text']} It was the third of its kind."}
    file, more = write(tmp_path / "a.jsonl", some), write(tmp_path / "b.jsonl", [again])
    with StoredCasebook.new(place) as stored:
        stored.add([file])
        before = _events(stored)
        del anew[:]
        stored.add([more])
        after = _events(stored)
        assert_same(stored, expected([file, more]))
    touched = {id for id in {*before, *after} if after.get(id) != before.get(id)}
    assert anew == []
    assert 1 <= len(touched) <= 3 < len(after)


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_interruption_between_going_and_coming_costs_nothing(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anew: list[int]
) -> None:
    some = list(rows(12))
    again = {**some[4], "text": f"{some[4]['text']} It was the third of its kind."}
    files = [write(tmp_path / "a.jsonl", some), write(tmp_path / "b.jsonl", [again])]
    with StoredCasebook.new(place) as stored:
        stored.add([files[0]])
        with monkeypatch.context() as patch:
            patch.setattr(joining, "step", interrupted)
            with pytest.raises(KeyboardInterrupt):
                stored.add([files[1]])
        del anew[:]
        assert_same(stored, expected(files))
        assert anew == []


def test_where_most_are_called_otherwise_all_is_linked_anew(place: str, tmp_path: Path, anew: list[int]) -> None:
    some = list(rows(9))
    again = [{**row, "text": f"{row['text']} It was the third of its kind."} for row in some[:5]]
    files = [write(tmp_path / "a.jsonl", some), write(tmp_path / "b.jsonl", again)]
    with StoredCasebook.new(place) as stored:
        stored.add([files[0]])
        del anew[:]
        stored.add([files[1]])
        assert_same(stored, expected(files))
    assert anew == [1]


def test_what_is_not_kept_as_it_was_linked_is_linked_anew(place: str, tmp_path: Path, anew: list[int]) -> None:
    some = list(rows(9))
    again = {**some[4], "text": f"{some[4]['text']} It was the third of its kind."}
    files = [write(tmp_path / "a.jsonl", some), write(tmp_path / "b.jsonl", [again])]
    with StoredCasebook.new(place) as stored:
        stored.add([files[0]])
        stored.add([files[1]], link=False)
        with stored.store.writing() as connection:
            connection.execute(delete(schema.extractions).where(schema.extractions.c.report == some[4]["doc_id"]))
        del anew[:]
        assert_same(stored, expected(files))
    assert anew == [1]


def test_letting_go_of_all_leaves_nothing(place: str, tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", list(rows(20)))
    with StoredCasebook.new(place) as stored:
        stored.add([file])
        reader = stored.link()
        ids = [report.id for report in stored.recall().reports]
        with stored.store.reading() as connection:
            changes = linking.letting_go(connection, reader, ids, joining._line)
        assert changes is not None
        with stored.store.writing() as connection:
            changes.write(connection)
            left = {table.name: connection.execute(table.select()).all() for table in schema.LINKED}
    left.pop("standing")
    assert not any(left.values()), left
