"""Decisions made of what a person says: what they become, and what is refused with a word on how to mend it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from recount.casebook import Casebook
from recount.casebook.deciding import Laid
from recount.casebook.deciding.drafting import Draft
from recount.casebook.deciding.telling import rows_of, says
from recount.model import Decision, Edit, Report, Subject, UsageError, Value

from .making import KEY, OTHER, TEXT, again, documents, on_claim, reading, rule, words

SECOND = "Police said five people were wounded in Aleppo on Monday. " * 2


def casebook(*made: Decision) -> Casebook:
    reports = documents("r1", "r2")
    reports[OTHER] = Report(id="r2", sha256=OTHER, text=TEXT + SECOND, publisher="Paper r2")
    read = {"r1": reading("r1"), "r2": reading("r2")}
    laid = Laid(made, reports, read)
    found = Casebook(laid=laid)
    found.take([(report, laid.decided.extractions[report.id]) for report in reports.values()])
    return found


def draft(ruling: str, *on: str, made: tuple[Decision, ...] = (), **more: Any) -> list[Decision]:
    told = {"reviewer": "A", "reason": "why"} | more
    return Draft(casebook(*made), made).draft(ruling, on, **told)


EDITS: dict[str, tuple[str, dict[str, str], list[tuple[str, Value, Value]]]] = {
    "a word": ("r1#c1", {"status": "civilian"}, [("status", "unknown", "civilian")]),
    "a number": ("r1#c1", {"low": "1,300"}, [("low", 12, 1300)]),
    "the figure": ("r1#c3", {"figure": "16"}, [("low", 15, 16), ("high", 15, 16)]),
    "the figure of a modifier": ("r1#c1", {"figure": "14"}, [("low", 12, 14)]),
    "a range": (
        "r1#c3", {"figure": "12-15"}, [("low", 15, 12), ("modifier", "exact", "range")]
    ),
    "the figure with its modifier": (
        "r1#c1", {"figure": "13", "modifier": "exact"},
        [("low", 12, 13), ("high", None, 13), ("modifier", "at_least", "exact")],
    ),
    "words of the report": ("r1#c3", {"place": "Homs"}, [("place", None, words("Homs"))]),
    "words by their place": ("r1#c3", {"place": "34:38"}, [("place", None, words("Homs"))]),
    "words in the same sentence": ("r1#c1", {"victims": "killed"}, [("victims", None, words("killed"))]),
    "none": ("r1#c1", {"claimant": "none"}, [("claimant", words("police"), None)]),
    "a total": ("r1#c2", {"part_of": "c3"}, [("part_of", words("At least 12"), words("15"))]),
    "no total": ("r1#c2", {"part_of": "none"}, [("part_of", words("At least 12"), None)]),
    "a day": ("r1#c1", {"as_of": "2025-03-09"}, [("as_of", None, "2025-03-09")]),
    "a person": ("r1#v1", {"name": "Ali", "age": "31"}, [("name", "Ali Hassan", "Ali"), ("age", 30, 31)]),
    "a level": ("r1#v2", {"level": "restricted"}, [("level", "public", "restricted")]),
    "a report's level": ("r1", {"level": "confidential"}, [("level", "public", "confidential")]),
    "who says it": ("attribution:r1#c2", {"claimant": "police"}, [("claimant", None, "police")]),
    "which came first": ("copy:r2,r1", {"original": "r2"}, [("original", None, OTHER)]),
    "a statement": ("r1#q1", {"speaker": "a doctor"}, [("speaker", None, words("a doctor"))]),
}  # fmt: skip


@pytest.mark.parametrize("case", EDITS)
def test_fields_are_set_as_a_person_writes_them(case: str) -> None:
    name, sets, expected = EDITS[case]
    if "claimant" in sets and sets["claimant"] == "police":
        sets = {"claimant": casebook().links().attributions[0].claimant}
        expected = [("claimant", None, sets["claimant"])]
    (made,) = draft("edit", name, sets=sets)
    assert made.changes == tuple(Edit(*one) for one in expected)
    assert (made.reviewer, made.reason, made.of) == ("A", "why", None)


def test_a_subject_is_named_so_that_it_is_found_again() -> None:
    (made,) = draft("reject", "r1#c1")
    assert made.subject == on_claim()
    event = casebook().links().events[0]
    (published,) = draft("publish", event.id[:6])
    assert (published.subject.id, published.subject.kind) == (event.id, "event")
    assert set(published.subject.reports) == {{"r1": KEY, "r2": OTHER}[id] for id in event.reports}


def test_what_was_edited_before_is_what_it_was() -> None:
    first = rule(1, "edit", changes={"status": ("unknown", "civilian"), "outcome": ("killed", "injured")})
    (made,) = draft("edit", "r1#c1", made=(first,), sets={"status": "mixed"})
    assert made.changes == (Edit("status", "civilian", "mixed"),)
    assert made.subject.outcome == "killed"  # as read, so that it is found again
    together = Draft(casebook(), ())
    for status in ("civilian", "mixed"):
        (made,) = together.draft("edit", ["r1#c1"], reviewer="A", reason="why", sets={"status": status})
    assert made.changes == (Edit("status", "civilian", "mixed"),)


def test_an_acceptance_notes_what_was_accepted() -> None:
    (made,) = draft("accept", "r1#c1", reason="")
    assert Edit("low", 12, 12) in made.changes
    assert all(edit.before == edit.after for edit in made.changes)
    assert says(made) == "accept r1#c1"
    assert len(draft("accept", "r1#c1", "r1#c3", "r1#v1")) == 3


def test_others_come_after_the_subject() -> None:
    (made,) = draft("supersede", "r1#c1", "r2#c3")
    assert [one.id for one in made.others] == ["r2#c3"]
    (made,) = draft("merge", "r1#v1", "r1#v2", "r2#v1")
    assert [one.id for one in made.others] == ["r1#v2", "r2#v1"]
    assert says(made) == "merge r1#v1 with r1#v2, r2#v1"


ONE = rule(1, "accept")
REFUSED: dict[str, tuple[tuple[str, ...], dict[str, Any], str]] = {
    "no such ruling": (("bless", "r1#c1"), {}, "is none"),
    "nobody": (("accept", "r1#c1"), {"reviewer": " "}, "--reviewer"),
    "no reason": (("reject", "r1#c1"), {"reason": ""}, "--reason"),
    "no such standard": (("accept", "r1#c1"), {"standard": "certain"}, "reasonable_grounds"),
    "nothing": (("accept",), {}, "not named"),
    "no such name": (("accept", "zzz"), {}, "names nothing here"),
    "no such report": (("accept", "r9#c1"), {}, "is not there"),
    "no such figure": (("accept", "r1#c9"), {}, "was not read in its report"),
    "no such event": (("publish", "event:e-zzz"), {}, "is not there"),
    "no such claimant": (("redact", "claimant:zzz"), {}, "is not there"),
    "no such decision": (("undo", "decision:9"), {}, "is none"),
    "no number": (("undo", "decision:x"), {}, "is no decision's number"),
    "half a copy": (("reject", "copy:r1"), {}, "names no two reports"),
    "another ruling": (("publish", "r1#v1"), {}, "is no ruling on a victim"),
    "an edit of nothing": (("edit", "r1#c1"), {}, "sets no field"),
    "fields of no edit": (("reject", "r1#c1"), {"sets": {"status": "civilian"}}, "use edit"),
    "no such field": (("edit", "r1#c1"), {"sets": {"colour": "red"}}, "the fields are"),
    "no such word": (("edit", "r1#c1"), {"sets": {"status": "soldier"}}, "give one of"),
    "as it is": (("edit", "r1#c1"), {"sets": {"status": "unknown"}}, "is what it is already"),
    "no whole number": (("edit", "r1#c1"), {"sets": {"low": "many"}}, "is no whole number"),
    "no figure": (("edit", "r1#c1"), {"sets": {"figure": "dozens"}}, "is no number and no range"),
    "ends that do not fit": (("edit", "r1#c1"), {"sets": {"high": "3"}}, "low 12 is above high 3"),
    "no day": (("edit", "r1#c1"), {"sets": {"as_of": "Sunday"}}, "is no day"),
    "words that are not there": (("edit", "r1#c1"), {"sets": {"place": "Hama"}}, "does not stand in the report"),
    "words that stand often": (("edit", "r1#c3"), {"sets": {"place": "was"}}, "places of the report"),
    "words beyond the end": (("edit", "r1#c1"), {"sets": {"place": "5:9999"}}, "does not lie in a text"),
    "a total of another report": (("edit", "r1#c1"), {"sets": {"part_of": "r2#c1"}}, "no figure of the same report"),
    "a merge with nothing": (("merge", "r1#v1"), {}, "name what it is merged with too"),
    "a merge with itself": (("merge", "r1#v1", "r1#v1"), {}, "names the same twice"),
    "a merge of two kinds": (("supersede", "r1#c1", "r1#v1"), {}, "is a victim"),
    "an agreement with oneself": (("agree", "1"), {"made": (ONE,)}, "another reviewer has to agree"),
    "an agreement twice": (("agree", "1"), {"made": (ONE, again(2, "agree", 1, "C")), "reviewer": "C"}, "C's already"),
    "an agreement with an undoing": (
        ("agree", "2"), {"made": (rule(1, "reject"), again(2, "undo", 1)), "reviewer": "C"}, "is itself to undo"
    ),
    "an undoing of what is undone": (("undo", "1"), {"made": (ONE, again(2, "undo", 1))}, "was undone"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_ruled_is_refused(case: str) -> None:
    (ruling, *on), more, wrong = REFUSED[case]
    with pytest.raises(UsageError) as refused:
        draft(ruling, *on, **more)
    assert wrong in str(refused.value)


def test_an_event_is_split_by_its_reports() -> None:
    both = rule(1, "merge", Subject(kind="event", reports=(KEY,)), others=(Subject(kind="event", reports=(OTHER,)),))
    (event,) = casebook(both).links().events
    (made,) = draft("split", event.id, "r2", made=(both,))
    assert [one.report for one in made.others] == [OTHER]
    after = casebook(both, msgspec.structs.replace(made, number=2))
    assert sorted(one.reports for one in after.links().events) == [("r1",), ("r2",)]
    first = min(after.links().events, key=lambda one: one.reports)
    more = Draft(after, [both, msgspec.structs.replace(made, number=2)])
    with pytest.raises(UsageError, match="does not hold"):
        more.draft("split", [first.id, "r2"], reviewer="A", reason="why")


def test_decisions_are_told_with_what_became_of_them() -> None:
    made = (
        rule(1, "edit", changes={"status": ("unknown", "civilian")}),
        again(2, "agree", 1),
        rule(3, "edit", changes={"status": ("civilian", "mixed")}),
        rule(4, "reject", on_claim("15")),
        again(5, "undo", 4),
        rule(6, "reject", on_claim("killed")),
    )
    book = casebook(*made)
    book.links()
    rows = {row["decision"].number: row for row in rows_of(book, made)}
    assert rows[1]["says"] == "edit r1#c1: status unknown → civilian"
    assert (rows[1]["state"], rows[1]["agreed"]) == ("overruled by decision:3", ["B"])
    assert (rows[2]["says"], rows[4]["state"]) == ("agree decision:1", "undone")
    assert rows[6]["look"] == "no figure is read in its words any more"
    assert [row["decision"].number for row in rows_of(book, made, "r1#c3")] == [4, 5]
    assert [row["decision"].number for row in rows_of(book, made, "r1#c1")] == [1, 2, 3]
    assert len(rows_of(book, made, "r1")) == 6
    assert rows_of(book, made, "r2") == []
