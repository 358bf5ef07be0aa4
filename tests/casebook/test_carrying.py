"""What becomes of decisions when a newer reader reads the same reports: found again by their words, or listed."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from recount.casebook.carrying import carried
from recount.casebook.deciding import overlay, standing
from recount.model import Claim, Decision, Edit, Extraction, Figure, Report, Span, Subject, Victim
from recount.model import Fate as Befell

TEXT = (
    "Police said 12 people were killed and 30 hurt in Aleppo. Of the 12, three were children. "
    "Amal Haddad, 8, died. The army spoke of 20 dead."
)
KEY = "k" * 64
REPORT = Report(id="a", sha256="0" * 64, text=TEXT)


def span(words: str) -> Span:
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def claim(number: int, words: str, low: int, **more: Any) -> Claim:
    fields: dict[str, Any] = {"outcome": "killed", **more}
    return Claim(id=f"a#c{number}", report="a", span=span(words), figure=Figure(words, "exact", low, low), **fields)


AMAL = Victim(
    id="a#v1", report="a", name="Amal Haddad", age=8, mentions=(span("Amal Haddad"),),
    fates=(Befell("killed", span("died")),),
)  # fmt: skip
TWELVE, THIRTY = claim(1, "12", 12), claim(2, "30", 30, outcome="injured")
THREE, TWENTY = claim(3, "three", 3, part_of="a#c1"), claim(4, "20", 20)
BEFORE = (TWELVE, THIRTY, THREE, TWENTY)
"""What the earlier version read; decisions rule on this."""


def on(subject: Claim | Victim) -> Subject:
    """A claim or a person as a decision names it."""
    if isinstance(subject, Claim):
        return Subject(kind="claim", id=subject.id, report=KEY, span=subject.span, outcome=subject.outcome)
    return Subject(kind="victim", id=subject.id, report=KEY, span=subject.mentions[0])


def rule(ruling: Any, subject: Claim | Victim, *changes: tuple[str, Any, Any], **more: Any) -> Decision:
    edits = tuple(Edit(*change) for change in changes)
    return Decision(number=7, ruling=ruling, subject=on(subject), reviewer="R", reason="so", changes=edits, **more)


CIVILIAN = rule("edit", TWELVE, ("status", "unknown", "civilian"))
HIGHER = rule("edit", TWELVE, ("low", 12, 14), ("high", 12, 14))
REJECT = rule("reject", THIRTY)

RULED = "it is now read as it rules"
CASES: list[tuple[str, Decision, tuple[Claim, ...], str, bool, str]] = [
    ("read as before", CIVILIAN, BEFORE, "holds", True, ""),
    ("numbered otherwise", CIVILIAN, (replace(THIRTY, id="a#c1"), replace(TWELVE, id="a#c2")), "holds", True, ""),
    ("another claim has its number now", REJECT, (THIRTY, replace(TWENTY, id="a#c2")), "holds", True, ""),
    ("read with a word more", CIVILIAN, (claim(5, "said 12", 12),), "holds", True, ""),
    ("read as it rules", CIVILIAN, (replace(TWELVE, status="civilian"),), "needless", True, RULED),
    ("read as neither was nor is ruled", CIVILIAN, (replace(TWELVE, status="mixed"),), "look", True,
     "status was unknown when it was ruled on, and is now mixed"),
    ("half of it read as it rules", HIGHER, (replace(TWELVE, figure=Figure("12", "range", 12, 14)),),
     "holds", True, ""),
    ("all of it read as it rules", HIGHER, (replace(TWELVE, figure=Figure("12", "exact", 14, 14)),),
     "needless", True, RULED),
    ("another field changed", CIVILIAN, (replace(TWELVE, sex="male", place=span("Aleppo")),), "holds", True, ""),
    ("vanished", CIVILIAN, (THIRTY,), "look", False, "no figure is read in its words any more"),
    ("its outcome is another", CIVILIAN, (replace(TWELVE, outcome="injured"),), "look", False,
     "its figure is now read as injured, not killed"),
    ("split", CIVILIAN, (replace(TWELVE, sex="male"), replace(TWELVE, id="a#c9", sex="female")), "look", False,
     "2 figures of its outcome are read in its words"),
    ("split by outcome", CIVILIAN, (replace(TWELVE, outcome="injured"), replace(TWELVE, id="a#c9")), "holds", True, ""),
    ("rejected, and read as before", REJECT, BEFORE, "holds", True, ""),
    ("rejected, and not read any more", REJECT, (TWELVE,), "needless", False, "what it rejects is not read any more"),
    ("rejected, and read as another outcome", REJECT, (replace(THIRTY, outcome="killed"),), "look", False,
     "its figure is now read as killed, not injured"),
    ("rejected, and read twice", REJECT, (THIRTY, replace(THIRTY, id="a#c9", sex="male")), "look", False,
     "2 figures of its outcome are read in its words"),
    ("accepted, and read as before", rule("accept", TWELVE, ("low", 12, 12)), BEFORE, "holds", True, ""),
    ("accepted, and read otherwise", rule("accept", TWELVE, ("low", 12, 12)),
     (replace(TWELVE, figure=Figure("12", "at_least", 13, None)),), "look", False,
     "low was accepted as 12, and is now 13"),
    ("a part of a total with another number", rule("edit", THREE, ("part_of", span("12"), span("20"))),
     (replace(TWENTY, id="a#c1"), replace(TWELVE, id="a#c2"), replace(THREE, part_of="a#c2")), "holds", True, ""),
    ("a part of a total, read as it rules", rule("edit", THREE, ("part_of", span("12"), span("20"))),
     (replace(TWENTY, id="a#c1"), replace(THREE, part_of="a#c1")), "needless", True, RULED),
    ("a part of a total that is not read", rule("edit", THREE, ("part_of", span("12"), span("20"))),
     (TWELVE, THREE), "look", False, "it cannot be applied: no figure is read where its total should be"),
    ("superseded by what is not read", rule("supersede", TWELVE, others=(on(TWENTY),)), (TWELVE,), "look", False,
     "the figure that supersedes it is not there any more"),
    ("a person, read as it rules", rule("edit", AMAL, ("age", 9, 8)), (), "needless", True, RULED),
    ("a person, read as before", rule("edit", AMAL, ("age", 8, 9)), (), "holds", True, ""),
]  # fmt: skip


def read(claims: tuple[Claim, ...]) -> dict[str, Extraction]:
    return {"a": Extraction(report="a", extractor="test 2", claims=claims, victims=(AMAL,))}


@pytest.mark.parametrize(
    ("decision", "claims", "fate", "applied", "because"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_decision_is_carried_over(
    decision: Decision, claims: tuple[Claim, ...], fate: str, applied: bool, because: str
) -> None:
    stand = standing([decision])
    decided = overlay({KEY: REPORT}, read(claims), stand)
    (one,) = carried(stand, decided.looks, {KEY: REPORT}, read(claims))
    assert (one.decision, one.fate, one.applied, one.because) == (7, fate, applied, because)
    assert (one.report, one.words) == ("a", TEXT[on_words(decision) : on_words(decision) + len(one.words)])


def on_words(decision: Decision) -> int:
    assert decision.subject.span is not None
    return decision.subject.span.start


def test_a_decision_whose_report_is_not_here() -> None:
    stand = standing([CIVILIAN])
    decided = overlay({}, {}, stand)
    (one,) = carried(stand, decided.looks, {}, {})
    assert (one.fate, one.because) == ("look", "its report is not here, or was not read")


def test_decisions_that_were_taken_back_are_not_listed() -> None:
    undo = Decision(number=8, ruling="undo", subject=Subject(kind="decision", id="7"), reviewer="S", reason="no", of=7)
    stand = standing([CIVILIAN, undo])
    assert carried(stand, (), {KEY: REPORT}, read(BEFORE)) == ()
