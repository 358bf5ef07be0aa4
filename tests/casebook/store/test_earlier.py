"""Every earlier state of a casebook can be shown, as it was: reports, remarks, readings and decisions."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from recount.casebook import StoredCasebook
from recount.casebook.erasing import erase_reports
from recount.casebook.exporting import LOG, MANIFEST, export, verify_bundle
from recount.casebook.store.batches import batched
from recount.casebook.verifying import verify
from recount.extraction import Extractor
from recount.model import Decision, Edit, Subject

from .writing import TEXTS, Reader, lines, texts

MORE = {
    "d": "Nine people were killed in Homs, medics said. Two of them were children.",
    "e": "In Aleppo 15 people were killed and 30 wounded on Sunday, police said.",
    "f": "The ministry said 40 people had been killed in Latakia since Thursday.",
}


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name not in (LOG, MANIFEST)}


def entry(stored: StoredCasebook) -> int:
    last = stored.last()
    assert last is not None
    return last.number


class History:
    """Random steps in the life of a casebook: what each left is exported at once, beside the entry of the log."""

    def __init__(self, place: str, home: Path, seed: int) -> None:
        self.place, self.home = place, home
        self.chance = random.Random(seed)  # noqa: S311
        self.folder = texts(home / "in", empty="", **MORE)
        clash = home / "clash"
        clash.mkdir()
        (clash / "a.txt").write_text("Six people were killed in Idlib on Monday, medics said.", encoding="utf-8")
        self.files = [*self.folder.iterdir(), clash / "a.txt", lines(home / "three.jsonl", 3)]
        self.version = 1
        self.made: list[int] = []
        self.states: list[tuple[int, dict[str, bytes]]] = []

    def run(self, steps: int) -> None:
        """Take so many steps."""
        StoredCasebook.new(self.place).close()
        for number in range(steps):
            step = self.chance.choice([self.add, self.add, self.decide, self.reread, self.undo])
            with self.open() as stored:
                step(stored)
            with self.open() as stored:
                out = self.home / f"then{number}"
                export(stored, out)
                self.states.append((entry(stored), content(out)))

    def open(self) -> StoredCasebook:
        """The casebook with the version that reads now."""
        return StoredCasebook.open(self.place, self.extractor)

    @property
    def extractor(self) -> Extractor:
        """The version that reads now."""
        return Reader(self.version)

    def add(self, stored: StoredCasebook) -> None:
        """Some of the files, each perhaps for the second time."""
        stored.add(self.chance.choices(self.files, k=self.chance.randrange(1, 4)))

    def reread(self, _: StoredCasebook) -> None:
        """A newer version reads all."""
        self.version += 1
        with self.open() as stored:
            stored.reread()

    def decide(self, stored: StoredCasebook) -> None:
        """A claim is rejected, or said to be of civilians; or two events are one."""
        if self.chance.random() < 0.3:
            return self.merge(stored)
        claims = [(one, claim) for one in stored.recall().extractions for claim in one.claims]
        if not claims:
            return self.add(stored)
        there, claim = self.chance.choice(claims)
        subject = Subject(
            kind="claim", id=claim.id, report=self.key(stored, there.report), span=claim.span, outcome=claim.outcome
        )
        reject = self.chance.random() < 0.5
        changes = () if reject else (Edit("status", claim.status, "civilian"),)
        ruling = Decision(
            ruling="reject" if reject else "edit", subject=subject, reviewer="R", reason="as it is", changes=changes
        )
        self.made.append(stored.decide(ruling))
        return None

    def merge(self, stored: StoredCasebook) -> None:
        """Two events are said to be one."""
        events = [
            Subject(kind="event", id=one.id, reports=tuple(self.key(stored, report) for report in one.reports))
            for one in stored.recall().links().events
        ]
        if len(events) < 2:
            return self.add(stored)
        subject, other = self.chance.sample(events, 2)
        self.made.append(
            stored.decide(Decision(ruling="merge", subject=subject, reviewer="R", reason="one", others=(other,)))
        )
        return None

    def undo(self, stored: StoredCasebook) -> None:
        """One of the rulings is taken back."""
        if not self.made:
            return self.decide(stored)
        of = self.made.pop(self.chance.randrange(len(self.made)))
        subject = Subject(kind="decision", id=str(of))
        stored.decide(Decision(ruling="undo", subject=subject, reviewer="S", reason="no", of=of))
        return None

    def key(self, stored: StoredCasebook, report: str) -> str:
        """The key of a document, by its settled id."""
        from recount.casebook.store.lookup import documents

        with stored.store.reading() as connection:
            return documents(connection).keys[report]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_earlier_state_is_shown_as_it_was(place: str, tmp_path: Path, seed: int) -> None:
    history = History(place, tmp_path, seed)
    history.run(12)
    with history.open() as stored:
        before = entry(stored)
        for number, (until, then) in enumerate(history.states):
            out = tmp_path / f"again{number}"
            export(stored, out, as_of=f"#{until}")
            assert content(out) == then, f"step {number}, entry {until}"
            assert list(verify_bundle(out)) == []
            assert json.loads((out / MANIFEST).read_bytes())["as_of"] == until
        export(stored, tmp_path / "now")
        assert content(tmp_path / "now") == history.states[-1][1], "looking back leaves today as it is"
        assert entry(stored) == before, "and the log"
        assert list(verify(stored.store)) == []


def test_readings_are_the_newest_of_each_report_until_then(place: str, tmp_path: Path) -> None:
    with StoredCasebook.new(place, Reader(1)) as stored:
        stored.add([lines(tmp_path / "many.jsonl", 60)])
        read_by_one = entry(stored)
    with StoredCasebook.open(place, Reader(2)) as stored:
        assert stored.reread()[1:4] == (60, 60, 0)
        assert stored.reread()[1:4] == (0, 0, 60)
        last = entry(stored)
        assert last == read_by_one + 3, "in batches"
        used = [
            sorted({one.extractor for one in stored.recall(as_of=f"#{number}").extractions})
            for number in range(read_by_one, last + 1)
        ]
        assert used == [["test 1"], ["test 1", "test 2"], ["test 1", "test 2"], ["test 2"]]
    with StoredCasebook.open(place) as stored:
        assert stored.recall(as_of=f"#{last}").extractions == (), "what another extractor read stands beside"


def test_what_was_added_and_not_read_yet_is_said(place: str, tmp_path: Path) -> None:
    with StoredCasebook.new(place) as stored:
        stored.add([texts(tmp_path / "in")])
        (added,) = (n for n in range(1, entry(stored) + 1) if (last := stored.last(n)) and last.what == "add")
        casebook = stored.recall(as_of=f"#{added}")
    assert casebook.reports == ()
    assert [one.input for one in casebook.set_aside] == ["a.txt", "b.txt", "c.txt"]
    assert {one.wrong.partition(" (")[0] for one in casebook.set_aside} == {"was added but not read yet"}


def test_a_rereading_that_was_interrupted_goes_on(place: str, tmp_path: Path) -> None:
    class Stops(Reader):
        left = 30

        def extract(self, report):  # type: ignore[no-untyped-def]
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
            return super().extract(report)

    with StoredCasebook.new(place, Reader(1)) as stored:
        stored.add([lines(tmp_path / "many.jsonl", 60)])
    with StoredCasebook.open(place, Stops(2)) as stored, pytest.raises(KeyboardInterrupt):
        stored.reread()
    told: list[int] = []
    with StoredCasebook.open(place, Reader(2)) as stored:
        assert [(one.name, one.readings) for one in stored.versions()] == [("test 1", 60), ("test 2", 25)]
        stored.tell_again = told.append
        assert {one.extractor for one in stored.recall().extractions} == {"test 2"}
        assert stored.reread().read == 0
        assert list(verify(stored.store)) == []
    assert told == [35]


def test_counts_words_and_the_log_until_then(place: str, tmp_path: Path) -> None:
    folder = texts(tmp_path / "in", empty="")
    with StoredCasebook.new(place) as stored:
        stored.add([folder / "a.txt"])
        first = entry(stored)
        for files in batched([folder / "b.txt", folder / "empty.txt"], 1):
            stored.add(files)
        assert [stored.counts(until).reports for until in (1, first, None)] == [0, 1, 2]
        assert [stored.counts(until).raw_bytes for until in (1, first)] == [0, len(TEXTS["a"])]
        assert [stored.counts(until).set_aside for until in (first, None)] == [0, 1]
        assert [stored.search("aleppo", 9, until)[0] for until in (1, first, None)] == [0, 1, 2]
        last = stored.last(first)
        assert last is not None
        assert last.number == first


def test_what_was_erased_is_gone_from_earlier_states(place: str, tmp_path: Path) -> None:
    with StoredCasebook.new(place, Reader(1)) as stored:
        stored.add([texts(tmp_path / "in")])
        then = f"#{entry(stored)}"
        assert len(stored.recall(as_of=then).ledgers()) > 0
        erase_reports(stored.store, ["b"], "safety")
        casebook = stored.recall(as_of=then)
        assert [one.id for one in casebook.reports] == ["a", "c"]
        assert {id for one in casebook.ledgers() for id in one.event.reports} == {"a", "c"}
        assert stored.search("children", 9, stored.moment(then).number)[0] == 0
        export(stored, tmp_path / "out", as_of=then)
        assert list(verify_bundle(tmp_path / "out")) == []
        assert b"four children" not in b"".join(content(tmp_path / "out").values())
