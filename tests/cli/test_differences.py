"""How differences are printed: each kind in its lines, limited, at 80 columns, with nothing in it a command."""

from __future__ import annotations

import pytest

from recount.casebook.differing import (
    Count,
    DecisionDifference,
    Difference,
    Estimated,
    EventDifference,
    EventSeen,
    FieldDifference,
    NumberDifference,
    ReportDifference,
    ThingDifference,
)
from recount.cli.differences import print_difference
from recount.model import Group, Span

ONE, TWO = EventSeen("e-1", "Homs, 9 March 2025", 2), EventSeen("e-2", "Aleppo, 9 March 2025", 1)
FOUND = Difference(
    counts={"claims": Count(1200, 1, 0, 1), "own_tolls": Count(2, 0, 0, 1)},
    fates={"holds": 3, "needless": 1, "look": 1},
    reports=(ReportDifference("came", "a", 1), ReportDifference("went", "b", 2)),
    claims=(
        ThingDifference(
            way="changed", report="a", before="a#c1", after="a#c2", span=Span(0, 2, "12"), outcome="killed",
            around="12 people were killed…", fields=(FieldDifference("place", None, "“Homs”"),),
        ),
        ThingDifference(way="came", report="b", before=None, after="b#c1", span=None, outcome="killed_or_injured"),
    ),
    events=(
        EventDifference(way="joined", before=(ONE, TWO), after=(EventSeen("e-1", "Syria", 9),), came=tuple("abcdefgh")),
        EventDifference(way="went", before=(TWO,)),
    ),
    decisions=(
        DecisionDifference(decision=7, ruling="edit", kind="claim", before="holds", after="look", applied=False,
                           because="no figure is read in its words any more", report="a", words="12"),
        DecisionDifference(decision=9, ruling="merge", kind="event", before="needless", after="needless", applied=True,
                           because="it is now read as it rules", id="e-1"),
    ),
    own_tolls=(
        NumberDifference(event="e-1", what="Syria", policy="told_first", outcome="killed",
                         before=Estimated(12, 12, 12), after=Estimated(1015, 1015, 1015)),
    ),
    estimates=(
        NumberDifference(event="e-1", what="Syria", policy="ucdp", outcome="injured", group=Group(age="child"),
                         place="Homs", perpetrator="The army", before=None, after=Estimated(3, 5, 9)),
        NumberDifference(event="e-1", what="Syria", policy="ucdp", outcome="killed",
                         before=Estimated(3, 3, None), after=Estimated(None, None, None)),
    ),
)  # fmt: skip
PRINTED = """\
Before: entry 1
After:  now

Claims      1 came, 0 went, 1 changed, 1,200 the same
Own tolls   0 came, 0 went, 1 changed, 2 the same
Decisions   1 to look at again, 1 needless, 3 that hold

Decisions to look at again, or needless
  ! decision 7: edit claim “12” in a
      no figure is read in its words any more; it is not applied
    decision 9: merge event e-1
      it is now read as it rules: needless, as before

Reports on one side alone
  + a, 1 claim
  - b, 2 claims

Claims
  ~ a: “12” killed
      12 people were killed…
      place: none → “Homs”
  + b: no words, killed or injured

Events
  ~ joined:
      from e-1 Homs, 9 March 2025, 2 reports
      from e-2 Aleppo, 9 March 2025, 1 report
      to e-1 Syria, 9 reports
      reports that came: a, b, c, d, e … and 3 more
  - e-2 Aleppo, 9 March 2025, 1 report

Own tolls of events
  e-1 Syria
    all victims killed, told first: 12 → 1,015

Estimates
  e-1 Syria
    children injured in Homs by The army, UCDP: not there → 5 (3–9)
    all victims killed, UCDP: 3 (3 or more) → no number
"""


def test_each_kind_has_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    print_difference(["entry 1", "now"], FOUND, 20)
    assert capsys.readouterr().out == PRINTED


def test_a_limit_holds_for_each_kind(capsys: pytest.CaptureFixture[str]) -> None:
    print_difference(["entry 1", "now"], FOUND, 1)
    assert capsys.readouterr().out.splitlines().count("  … and 1 more") == 5
    print_difference(["entry 1", "now"], FOUND, None)
    assert capsys.readouterr().out == PRINTED


def test_nothing_other(capsys: pytest.CaptureFixture[str]) -> None:
    print_difference(["a", "b"], Difference(counts={"claims": Count(same=3)}), 20)
    assert capsys.readouterr().out == "Before: a\nAfter:  b\n\nClaims      0 came, 0 went, 0 changed, 3 the same\n"
