"""States of a kept casebook side by side: what changed by re-reading, and what became of the decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from recount.casebook import StoredCasebook
from recount.casebook.differing import Count
from recount.casebook.states import around_rereading, compared, state
from recount.casebook.verifying import verify
from recount.extraction.grammar import GRAMMAR
from recount.model import Claim, Decision, Edit, Extraction, Report, Subject, UsageError
from recount.reading import content_key

TEXTS = {
    "a": "At least 12 people were killed and 30 wounded in Aleppo on Sunday, police said.",
    "b": "In Homs 15 people were killed, the Syrian Observatory for Human Rights said.",
    "c": "In Idlib nine people were killed and four injured, medics said.",
}


class Version:
    """The grammar, whose claims the newer version changes: by the report and the figure's words, one way each."""

    def __init__(self, number: int, **changes: Any) -> None:
        self.name = f"test {number}"
        self.number = number
        self.changes = changes

    def extract(self, report: Report) -> Extraction:
        """The claims, numbered from the version's number on, in turned order."""
        taken = GRAMMAR.extract(report)
        made: list[Claim] = []
        for claim in reversed(taken.claims):
            change = self.changes.get(f"{report.id}_{claim.figure.low}", lambda one: [one])
            made += change(claim)
        claims = tuple(replace(one, id=f"{report.id}#c{n}") for n, one in enumerate(made, start=self.number))
        return replace(taken, extractor=self.name, claims=claims)


NEWER = Version(
    5,
    a_12=lambda one: [replace(one, status="civilian")],
    a_30=lambda one: [],
    b_15=lambda one: [replace(one, status="mixed")],
    c_9=lambda one: [replace(one, sex="male"), replace(one, sex="female")],
)


def there(folder: Path) -> Path:
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def ruled(stored: StoredCasebook, report: str, low: int, ruling: Any, *changes: Edit) -> int:
    """A ruling on the claim of a report with that figure, as it is read now; its number."""
    casebook = stored.recall(decided=False)
    (claim,) = (
        one for each in casebook.extractions for one in each.claims if each.report == report and one.figure.low == low
    )
    (document,) = (one for one in casebook.reports if one.id == report)
    subject = Subject(kind="claim", id=claim.id, report=content_key(document), span=claim.span, outcome=claim.outcome)
    return stored.decide(Decision(ruling=ruling, subject=subject, reviewer="R", reason="so", changes=changes))


CIVILIAN = Edit("status", "unknown", "civilian")


@pytest.fixture
def numbers(place: str, tmp_path: Path) -> dict[str, int]:
    """A casebook of the older version with five decisions, by what each rules on; a newer version has read it again."""
    with StoredCasebook.new(place, Version(1)) as stored:
        stored.add([there(tmp_path / "in")])
        made = {
            "a 12": ruled(stored, "a", 12, "edit", CIVILIAN),
            "a 30": ruled(stored, "a", 30, "reject"),
            "b 15": ruled(stored, "b", 15, "edit", CIVILIAN),
            "c 9": ruled(stored, "c", 9, "edit", CIVILIAN),
            "c 4": ruled(stored, "c", 4, "edit", Edit("status", "unknown", "armed_group")),
        }
    with StoredCasebook.open(place, NEWER) as stored:
        stored.reread()
    return made


def test_decisions_are_carried_over_by_their_words(place: str, numbers: dict[str, int]) -> None:
    with StoredCasebook.open(place, NEWER) as stored:
        casebook = stored.recall()
        status = {
            (each.report, one.figure.low, one.sex): one.status for each in casebook.extractions for one in each.claims
        }
        assert status == {
            ("a", 12, "unknown"): "civilian",
            ("b", 15, "unknown"): "civilian",
            ("c", 9, "male"): "unknown",
            ("c", 9, "female"): "unknown",
            ("c", 4, "unknown"): "armed_group",
        }
        found = compared(*around_rereading(stored))
        assert [(one.decision, one.before, one.after, one.applied, one.because) for one in found.decisions] == [
            (numbers["b 15"], "holds", "look", True,
             "status was unknown when it was ruled on, and is now mixed"),
            (numbers["c 9"], "holds", "look", False, "2 figures of its outcome are read in its words"),
            (numbers["a 12"], "holds", "needless", True, "it is now read as it rules"),
            (numbers["a 30"], "holds", "needless", False, "what it rejects is not read any more"),
        ]  # fmt: skip
        assert found.fates == {"holds": 1, "needless": 2, "look": 2}
        assert list(verify(stored.store)) == []


def test_what_changed_by_rereading(place: str, numbers: dict[str, int]) -> None:
    with StoredCasebook.open(place, NEWER) as stored:
        found = compared(*around_rereading(stored))
        told = {(one.report, one.span.exact if one.span else "", one.way): one.fields for one in found.claims}
        changed = {key: [(x.field, x.before, x.after) for x in fields] for key, fields in told.items()}
        assert changed == {
            ("c", "nine", "changed"): [("status", "civilian", "unknown"), ("sex", "unknown", "male")],
            ("c", "nine", "came"): [],
        }, "what no decision levels out"
        assert found.counts["reports"] == Count(same=3)
        assert found.counts["events"].same == 3
        again = compared(state(stored, "test 1"), state(stored, "test 5"))
        assert again.claims == found.claims
        assert again.estimates == found.estimates
        assert again.decisions == found.decisions
        before, now = f"#{min(numbers.values()) - 1}", None
        since = compared(state(stored, before), state(stored, now))
        assert {one.decision: one.before for one in since.decisions} == dict.fromkeys(
            one.decision for one in found.decisions
        ), "the decisions were not there yet"


def test_the_earlier_readings_and_decisions_stay(place: str, numbers: dict[str, int]) -> None:
    last = max(numbers.values())
    with StoredCasebook.open(place, NEWER) as stored:
        then = stored.recall(as_of=f"#{last}")
        assert {one.extractor for one in then.extractions} == {"test 1"}
        assert sorted(one.number for one in stored.decisions()) == sorted(numbers.values())
        without = stored.recall(as_of=f"#{min(numbers.values()) - 1}")
        assert {claim.status for one in without.extractions for claim in one.claims} == {"unknown"}


def test_what_was_redacted_since_is_redacted_then(place: str, tmp_path: Path) -> None:
    with StoredCasebook.new(place, Version(1)) as stored:
        stored.add([there(tmp_path / "in")])
        last = stored.last()
        assert last is not None
        redact = ruled(stored, "a", 12, "redact")
        then = stored.recall(as_of=f"#{last.number}")
        assert then.laid is not None
        assert [one.number for one in then.laid.standing.ruled] == [redact]
        subject = Subject(kind="decision", id=str(redact))
        stored.decide(Decision(ruling="undo", subject=subject, reviewer="R", reason="no", of=redact))
        then = stored.recall(as_of=f"#{last.number}")
        assert then.laid is not None
        assert then.laid.standing.ruled == ()


def test_a_casebook_that_was_read_once_knows_no_rereading(place: str, tmp_path: Path) -> None:
    with StoredCasebook.new(place, Version(1)) as stored:
        stored.add([there(tmp_path / "in")])
        with pytest.raises(UsageError, match="knows of no re-reading"):
            around_rereading(stored)
    with StoredCasebook.open(place, Version(2)) as stored:
        stored.reread()
        for asked, wrong in [
            ("test", "fits 2 versions"),
            ("other 1", "neither a moment nor a version"),
            ("", "neither"),
        ]:
            with pytest.raises(UsageError, match=wrong):
                state(stored, asked)
        assert state(stored, "test 2").says == "as test 2 read it"
    with StoredCasebook.open(place) as stored, pytest.raises(UsageError, match="knows of no re-reading"):
        around_rereading(stored)
