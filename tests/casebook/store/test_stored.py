"""The casebook that is kept: each report once, the same out as from memory, whatever the order and the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recount.casebook import Casebook, StoredCasebook
from recount.casebook.erasing import erase_reports
from recount.casebook.verifying import verify
from recount.model import Extraction, InputError, OutputError, Report, to_json

from .writing import TEXTS, lines, texts


class Extracts:
    """An extractor made of a function."""

    def __init__(self, extract: Callable[[Report], Extraction], name: str = "test 1") -> None:
        self.extract = extract
        self.name = name


def test_what_comes_out_is_what_memory_gives(place: str, tmp_path: Path) -> None:
    folder = texts(tmp_path / "in", empty="", copy=TEXTS["a"])
    with StoredCasebook.new(place) as stored:
        assert stored.add([folder]).new == 4
    with StoredCasebook.open(place) as stored:
        expected = to_json(Casebook.of([folder]).dossier())
        assert to_json(stored.recall().dossier()) == expected
        assert to_json(stored.recall().dossier()) == expected, "from what was kept of the first time"


def test_each_report_is_kept_once(place: str, tmp_path: Path) -> None:
    folder = texts(tmp_path / "in")
    with StoredCasebook.new(place) as stored:
        assert (stored.add([folder]).new, stored.add([folder]).new, stored.add([folder / "a.txt"]).new) == (3, 0, 0)
        assert stored.counts().reports == stored.counts().extractions == 3


def test_each_report_is_read_once_by_each_version_of_an_extractor(place: str, tmp_path: Path) -> None:
    seen: list[str] = []

    def extract(report: Report) -> Extraction:
        seen.append(report.id)
        return Extraction(report=report.id, extractor="test")

    folder = texts(tmp_path / "in")
    with StoredCasebook.new(place, Extracts(extract)) as stored:
        stored.add([folder / "a.txt", folder / "b.txt"])
        stored.add([folder])
        stored.recall()
    assert seen == ["a", "b", "c"]
    with StoredCasebook.open(place, Extracts(extract, "test 2")) as stored:
        assert len(stored.recall().reports) == 3
        assert stored.counts().extractions == 6, "the readings of the first are kept"
    assert seen == ["a", "b", "c"] * 2


def test_a_report_on_which_the_extractor_fails_is_kept_and_set_aside(place: str, tmp_path: Path) -> None:
    def extract(report: Report) -> Extraction:
        if report.id == "b":
            raise RuntimeError(report.text)
        return Extraction(report=report.id, extractor="test")

    with StoredCasebook.new(place, Extracts(extract)) as stored:
        stored.add([texts(tmp_path / "in")])
        casebook = stored.recall()
        assert [report.id for report in casebook.reports] == ["a", "c"]
        assert [aside.input for aside in casebook.set_aside] == ["b.txt"]
        assert stored.counts().reports == 3


def test_two_documents_of_one_name_are_told_apart_in_any_order(make_place: Callable[[], str], tmp_path: Path) -> None:
    one = texts(tmp_path / "one")
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("Nine people were killed in Homs on Monday, medics said.", encoding="utf-8")
    dossiers = []
    for folders in ([one, other], [other, one]):
        with StoredCasebook.new(make_place()) as stored:
            for folder in folders:
                stored.add([folder])
                stored.recall().ledgers()
            dossiers.append(to_json(stored.recall().dossier()))
    assert dossiers[0] == dossiers[1] == to_json(Casebook.of([one, other]).dossier())


def test_a_report_that_is_erased_while_others_are_read(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recount.casebook.stored.BATCH", 1)
    read: list[str] = []

    def extract(report: Report) -> Extraction:
        if not read:  # the one that is being read, and one that waits
            with StoredCasebook.open(place) as other:
                erase_reports(other.store, ["a", "c"], "safety")
        read.append(report.id)
        return Extraction(report=report.id, extractor="test 1")

    with StoredCasebook.new(place, Extracts(extract)) as stored:
        stored.add([texts(tmp_path / "in")])
        assert (read, stored.counts().extractions) == (["a", "b"], 1)
        assert [one.id for one in stored.recall().reports] == ["b"]
        assert list(verify(stored.store)) == []


def test_new_takes_no_casebooks_place(place: str, tmp_path: Path) -> None:
    with StoredCasebook.new(place) as stored:
        stored.add([texts(tmp_path / "in")])
    with pytest.raises(OutputError, match="is a casebook already"):
        StoredCasebook.new(place)
    with StoredCasebook.open(place) as stored:
        assert stored.counts().reports == 3


def test_a_batch_is_whole_or_not_there(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = lines(tmp_path / "many.jsonl", 60)
    with StoredCasebook.new(place) as stored:
        calls: list[int] = []

        def broken(*_: object, **__: object) -> None:
            calls.append(1)
            if len(calls) == 30:
                raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr("recount.casebook.store.keeping.index", broken)
            with pytest.raises(KeyboardInterrupt):
                stored.add([file])
        assert stored.counts().reports == 25
        assert stored.add([file]).new == 35
        assert stored.counts().reports == 60


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("aleppo", {"a", "b"}),
        ("ALEPPO children", {"b"}),
        ('"human rights"', {"a", "b"}),
        ('"rights human"', set()),
        ("shoot*", {"c"}),
        ("shoot", set()),
        ("córdoba", {"d"}),
        ("cordoba 1,400", {"d"}),
        ("حلب", {"e"}),
        ("') OR 1=1 --", set()),
        ("NOT aleppo", set()),
    ],
)
def test_search(place: str, tmp_path: Path, asked: str, found: set[str]) -> None:
    folder = texts(tmp_path / "in", d="In Córdoba over 1,400 people marched.", e="قتل عشرة أشخاص في حلب")
    with StoredCasebook.new(place, Extracts(lambda report: Extraction(report=report.id, extractor="test"))) as stored:
        stored.add([folder])
        count, reports = stored.search(asked, 10)
        assert {report.id for report in reports} == found
        assert count == len(found)


def test_a_casebook_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not there; make a casebook with recount new"):
        StoredCasebook.open(tmp_path / "none.db")
