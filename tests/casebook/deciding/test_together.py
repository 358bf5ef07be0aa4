"""Many at once, and in any order: nothing lost, nothing twice, the chain intact, the same content."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from recount.casebook import StoredCasebook
from recount.casebook.exporting import LOG, export
from recount.casebook.verifying import verify

from ..store.writing import lines, texts

WORKER = """
import sys
from pathlib import Path
from recount.casebook import StoredCasebook
from recount.model import Claim, Decision, Extraction, Figure, Span, Subject

class Plain:
    name = "plain"
    def extract(self, report):
        span = Span.of(report.text, 0, 8)
        figure = Figure(span.exact, "vague", None, None)
        claim = Claim(id=f"{report.id}#c1", report=report.id, span=span, figure=figure, outcome="killed")
        return Extraction(report=report.id, extractor=self.name, claims=(claim,))

place, file, me = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
with StoredCasebook.open(place, Plain(), wait=120) as stored:
    stored.add([file])
    for turn in range(5):
        subject = Subject(kind="claim", id=f"r{turn:05}#c1", report=f"{turn:064}", span=Span(0, 8, "At least"))
        number = stored.decide(Decision(ruling="accept", subject=subject, reviewer=me, reason=str(turn)))
        of = Subject(kind="decision", id=str(number))
        stored.decide(Decision(ruling="undo", subject=of, reviewer=me, reason=str(turn), of=number))
"""


def test_eight_processes_add_and_decide_at_once(place: str, tmp_path: Path) -> None:
    StoredCasebook.new(place).close()
    files = [lines(tmp_path / f"{number}.jsonl", 6, first=4 * number) for number in range(8)]
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, place, str(file), f"R{number}"], stderr=subprocess.PIPE, text=True
        )
        for number, file in enumerate(files)
    ]
    for worker in workers:
        _, said = worker.communicate(timeout=300)
        assert worker.returncode == 0, said
    with StoredCasebook.open(place) as stored:
        assert list(verify(stored.store)) == []
        assert (stored.counts().reports, stored.counts().extractions) == (34, 34)
        made = stored.decisions()
        assert len({one.number for one in made}) == len(made) == 8 * 5 * 2
        assert Counter((one.reviewer, one.ruling, one.reason) for one in made) == Counter(
            (f"R{worker}", ruling, str(turn))
            for worker in range(8) for turn in range(5) for ruling in ("accept", "undo")
        )  # fmt: skip
        by_number = {one.number: one for one in made}
        assert all(by_number[one.of].reviewer == one.reviewer for one in made if one.of is not None)


def test_the_order_of_adding_never_shows_in_what_was_decided(make_place: Callable[[], str], tmp_path: Path) -> None:
    folder = texts(tmp_path / "in")
    written = []
    for number, names in enumerate((["a", "b", "c"], ["c", "b", "a"])):
        with StoredCasebook.new(make_place()) as stored:
            for name in names:
                stored.add([folder / f"{name}.txt"])
            (first, *_) = stored.rule("accept", "a#c1", reviewer="A", standard="reasonable_grounds")
            stored.rule("agree", f"decision:{first}", reviewer="B")
            stored.rule("edit", "b#c1", reviewer="A", reason="a slip", sets={"figure": "16"})
            events = {one.reports: one.id for one in stored.recall().links().events}
            stored.rule("merge", events["a",], events["b",], reviewer="A", reason="one event")
            stored.rule("reject", "c#c1", reviewer="A", reason="another matter")
            export(stored, tmp_path / f"out{number}")
    for number in range(2):
        out = tmp_path / f"out{number}"
        written.append({file.name: file.read_bytes() for file in out.iterdir() if file.name != LOG})
    for name in ("readings.jsonl", "links.jsonl", "ledgers.jsonl"):
        assert written[0][name] == written[1][name]
    assert b'"accept"' in written[0]["ledgers.jsonl"]
    assert b'"low":16' not in written[0]["readings.jsonl"]
