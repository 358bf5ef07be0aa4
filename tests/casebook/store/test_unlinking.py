"""What linking made of an erased report goes with it: the rest is as if it had never come, and has no word of it."""

from __future__ import annotations

import json
import random
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select, update

from recount.casebook import StoredCasebook
from recount.casebook.erasing import erase_reports
from recount.casebook.store import schema
from recount.casebook.verifying import verify
from recount.linking.grouping import pairs, recall

from .test_joining import assert_same, expected, rows, write
from .test_renaming import Row, anew, changed
from .writing import Reader, linked_bytes

__all__ = ["anew"]
WORDS = ("quxmundi", "zubayda", "vorrath", "pelloquin", "swordfish")


def secret(of: Row) -> Row:
    """Another paper's report of a happening, with words of its own wherever linking takes any from."""
    return {
        **of,
        "doc_id": "quxmundi-7",
        "title": "Vorrath mourns",
        "publisher": "Swordfish Daily",
        "text": f"{of['text']} The Quxmundi Committee for Zubayda said 9 people were killed at the Quxmundi Mill, and "
        "14 in Vorrath, Homs. Pelloquin Zubayda, 31, was among the dead. Quxmundi fighters shot 12 people at the "
        "swordfish market, Karim Vorrath, a doctor, said. “Nobody in Pelloquin will forget the Zubayda bridge and all "
        "those who fell there,” Pelloquin Quxmundi said.",
    }


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds so low that small casebooks reach them."""
    monkeypatch.setattr(pairs, "CORES", 4)
    monkeypatch.setattr(recall, "HOLDERS", 2)
    monkeypatch.setattr(recall, "FEW_MONTHS", 3)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("at", [0, 4, 9, 17])
def test_no_word_of_an_erased_report_is_left(place: str, tmp_path: Path, at: int, anew: list[int]) -> None:
    some = list(rows(30))
    file, more = write(tmp_path / "a.jsonl", some), write(tmp_path / "b.jsonl", [secret(some[at])])
    with StoredCasebook.new(place) as stored:
        stored.add([file, more])
        assert len(stored.listing().lines) > 5
        with stored.store.reading() as connection:
            there = linked_bytes(connection).lower()
        assert not [word for word in WORDS if word.encode() not in there and word != "swordfish"]
        del anew[:]
        erase_reports(stored.store, ["quxmundi-7"], "safety")
        with stored.store.reading() as connection:
            left = linked_bytes(connection).lower()
            assert connection.execute(select(schema.linked)).first() is not None
        assert not [word for word in WORDS if word.encode() in left]
        if stored.store.place.file is not None:
            folder = stored.store.place.file.parent
            data = b"".join(one.read_bytes() for one in folder.glob(f"{stored.store.place.file.name}*")).lower()
            assert not [word for word in WORDS if word.encode() in data]
        assert_same(stored, expected([file]))
        assert list(verify(stored.store)) == []
    assert anew == []


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(3))
def test_adding_and_erasing_in_any_order_leave_what_those_left_give(
    place: str, tmp_path: Path, seed: int, anew: list[int]
) -> None:
    chance = random.Random(seed)  # noqa: S311
    come, here = list(rows(36)), list[Row]()
    chance.shuffle(come)
    with StoredCasebook.new(place) as stored:
        for at in range(9):
            portion = [come.pop() for _ in range(4)]
            portion += [changed(row, chance) for row in chance.sample(here, min(len(here), chance.choice([0, 1, 2])))]
            stored.add([write(tmp_path / "in.jsonl", portion)])
            here = [row for row in here if row not in portion] + portion
            if at % 3:
                gone = chance.sample(sorted(_ids(stored)), chance.choice([1, 2, 5]))
                erase_reports(stored.store, gone, "consent")
                left = {report.sha256 for report in stored.recall(remember=False).reports}
                here = [row for row in here if sha256(json.dumps(row).encode()).hexdigest() in left]
            if at % 2:
                fresh = expected([write(tmp_path / "left.jsonl", here)])
                assert_same(stored, fresh, inputs=False)
        assert list(verify(stored.store)) == []
    assert len(anew) <= 4


def test_who_is_alone_with_a_name_again_is_called_by_it(place: str, tmp_path: Path, anew: list[int]) -> None:
    some = list(rows(12))
    again = {**some[4], "text": f"{some[4]['text']} It was the third of its kind."}
    files = [write(tmp_path / "a.jsonl", some), write(tmp_path / "b.jsonl", [again])]
    with StoredCasebook.new(place) as stored:
        stored.add(files)
        del anew[:]
        gone = next(id for id, text in _ids(stored).items() if text == again["text"])
        erase_reports(stored.store, [gone], "mistake")
        assert_same(stored, expected(files[:1]))
        stored.add([files[1]], again=True)
        assert_same(stored, expected(files))
    assert anew == []


def test_where_another_extractor_read_all_is_linked_anew(place: str, tmp_path: Path, anew: list[int]) -> None:
    some = list(rows(9))
    file = write(tmp_path / "a.jsonl", some)
    with StoredCasebook.new(place, Reader(1)) as stored:
        stored.add([file])
        del anew[:]
        erase_reports(stored.store, [some[2]["doc_id"]], "mistake")
        assert anew == [1]
        left = write(tmp_path / "b.jsonl", [*some[:2], *some[3:]])
        assert_same(stored, expected([left], Reader(1)), inputs=False)


def test_where_two_names_have_one_number_all_is_linked_anew(place: str, tmp_path: Path, anew: list[int]) -> None:
    some = list(rows(12))
    file = write(tmp_path / "a.jsonl", some)
    with StoredCasebook.new(place) as stored:
        stored.add([file])
        with stored.store.writing() as connection:
            for row in connection.execute(select(schema.names)).all():
                body = row.body.replace(b"karim haddad", b"zubay quxmun")
                connection.execute(update(schema.names).where(schema.names.c.number == row.number).values(body=body))
        del anew[:]
        told = next(row for row in some if "Karim Haddad" in row["text"])
        erase_reports(stored.store, [told["doc_id"]], "mistake")
        assert anew == [1]


def test_a_report_that_is_not_linked_is_erased_too(place: str, tmp_path: Path, anew: list[int]) -> None:
    some = list(rows(12))
    files = [write(tmp_path / "a.jsonl", some), write(tmp_path / "b.jsonl", [secret(some[3])])]
    with StoredCasebook.new(place) as stored:
        stored.add([files[0]])
        stored.add([files[1]], link=False)
        del anew[:]
        erase_reports(stored.store, ["quxmundi-7"], "mistake")
        assert_same(stored, expected([files[0]]))
        assert anew == []


def _ids(stored: StoredCasebook) -> dict[str, str]:
    return {report.id: report.text for report in stored.recall(remember=False).reports}
