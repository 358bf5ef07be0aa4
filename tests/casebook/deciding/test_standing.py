"""Which decisions stand, who is behind them, and which of two that clash holds."""

from __future__ import annotations

import pytest

from recount.casebook.deciding import standing
from recount.model import Decision

from .making import again, on_claim, on_victim, rule

ACCEPT = rule(1, "accept")

STANDS: dict[str, tuple[list[Decision], list[int]]] = {
    "none": ([], []),
    "one": ([ACCEPT], [1]),
    "undone": ([ACCEPT, again(2, "undo", 1)], []),
    "undone by the same reviewer": ([ACCEPT, again(2, "undo", 1, "A")], []),
    "the undoing undone": ([ACCEPT, again(2, "undo", 1), again(3, "undo", 2)], [1]),
    "undone, put back, undone": ([ACCEPT, again(2, "undo", 1), again(3, "undo", 2), again(4, "undo", 3)], []),
    "undone twice, once put back": ([ACCEPT, again(2, "undo", 1), again(3, "undo", 1), again(4, "undo", 2)], []),
    "undone twice, both put back": (
        [ACCEPT, again(2, "undo", 1), again(3, "undo", 1), again(4, "undo", 2), again(5, "undo", 3)],
        [1],
    ),
    "an undoing of nothing": ([ACCEPT, again(2, "undo", 9)], [1]),
    "in any order": ([again(3, "undo", 2), ACCEPT, again(2, "undo", 1)], [1]),
}


@pytest.mark.parametrize("case", STANDS)
def test_what_is_undone_does_not_stand(case: str) -> None:
    made, expected = STANDS[case]
    assert [one.number for one in standing(made).ruled] == expected


BEHIND: dict[str, tuple[list[Decision], tuple[str, ...], tuple[int, ...], str | None]] = {
    "alone": ([], ("A",), (), None),
    "a second": ([again(2, "agree", 1, "B", standard="reasonable_grounds")], ("A", "B"), (2,), "reasonable_grounds"),
    "the same again": ([again(2, "agree", 1, "A", standard="reasonable_grounds")], ("A",), (), None),
    "the second twice": ([again(2, "agree", 1), again(3, "agree", 1)], ("A", "B"), (2,), None),
    "three": ([again(2, "agree", 1), again(3, "agree", 1, "C")], ("A", "B", "C"), (2, 3), None),
    "an agreement taken back": ([again(2, "agree", 1), again(3, "undo", 2)], ("A",), (), None),
    "of another": ([again(2, "agree", 7)], ("A",), (), None),
    "two whose names are erased": ([again(2, "agree", 1, ""), again(3, "agree", 1, "")], ("A", ""), (2,), None),
}


@pytest.mark.parametrize("case", BEHIND)
def test_an_agreement_counts_once_for_each_other_reviewer(case: str) -> None:
    more, behind, agreements, standard = BEHIND[case]
    (found,) = standing([ACCEPT, *more]).ruled
    assert (found.behind, found.agreements, found.standard) == (behind, agreements, standard)
    assert found.reviewers == len(behind)


STATUS = rule(1, "edit", changes={"status": ("unknown", "civilian"), "age": ("unknown", "child")})
HOLDS: dict[str, tuple[list[Decision], list[tuple[int, tuple[str, ...]]]]] = {
    "two fields": ([STATUS], [(1, ("status", "age"))]),
    "a later edit of one": (
        [STATUS, rule(2, "edit", changes={"status": ("civilian", "mixed")})],
        [(1, ("age",)), (2, ("status",))],
    ),
    "the later edit undone": (
        [STATUS, rule(2, "edit", changes={"status": ("civilian", "mixed")}), again(3, "undo", 2)],
        [(1, ("status", "age"))],
    ),
    "another figure": (
        [STATUS, rule(2, "edit", on_claim("15"), changes={"status": ("unknown", "mixed")})],
        [(1, ("status", "age")), (2, ("status",))],
    ),
    "another outcome": (
        [STATUS, rule(2, "edit", on_claim(outcome="injured"), changes={"status": ("unknown", "mixed")})],
        [(1, ("status", "age")), (2, ("status",))],
    ),
    "accepted, then rejected": ([rule(1, "accept"), rule(2, "reject")], [(1, ()), (2, ("taken",))]),
    "accepted twice": ([rule(1, "accept"), rule(2, "accept", None, "B")], [(1, ("taken",)), (2, ("taken",))]),
    "accepted, rejected, accepted": (
        [rule(1, "accept"), rule(2, "reject"), rule(3, "accept")], [(1, ()), (2, ()), (3, ("taken",))]
    ),
    "accepted twice, then rejected": (
        [rule(1, "accept"), rule(2, "accept"), rule(3, "reject")], [(1, ()), (2, ()), (3, ("taken",))]
    ),
    "one edited alike twice": (
        [STATUS, rule(2, "edit", changes={"status": ("unknown", "civilian")})], [(1, ("age",)), (2, ("status",))]
    ),
    "rejected, then superseded": ([rule(1, "reject"), rule(2, "supersede")], [(1, ()), (2, ("taken",))]),
    "rejected and retracted": ([rule(1, "reject"), rule(2, "retract")], [(1, ("taken",)), (2, ("state",))]),
    "published, then retracted": ([rule(1, "publish"), rule(2, "retract")], [(1, ()), (2, ("state",))]),
    "a figure and a person": (
        [rule(1, "accept"), rule(2, "reject", on_victim())], [(1, ("taken",)), (2, ("taken",))]
    ),
    "two merges": (
        [rule(1, "merge", on_victim()), rule(2, "merge", on_victim())], [(1, ("merge 1",)), (2, ("merge 2",))]
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HOLDS)
def test_the_later_of_two_that_rule_on_one_field_holds(case: str) -> None:
    made, expected = HOLDS[case]
    assert [(one.number, one.holds) for one in standing(made).ruled] == expected


def test_the_earlier_says_what_overrules_it() -> None:
    first, second = standing([STATUS, rule(2, "edit", changes={"status": ("civilian", "mixed")})]).ruled
    assert first.overruled == (("status", 2),)
    assert [edit.field for edit in first.changes()] == ["age"]
    assert second.overruled == ()


def test_a_field_is_read_with_the_change_that_holds() -> None:
    made = [
        rule(1, "edit", changes={"level": ("public", "restricted")}),
        rule(2, "edit", changes={"level": ("restricted", "confidential")}),
        rule(3, "edit", on_victim(), changes={"level": ("public", "restricted")}),
        rule(4, "edit", on_claim("15"), changes={"level": ("public", "restricted")}),
        again(5, "undo", 4),
    ]
    levels = standing(made).fields("level")
    assert [(subject.kind, edit.after) for subject, edit in levels] == [
        ("claim", "confidential"),
        ("victim", "restricted"),
    ]
    assert [subject.kind for subject, _ in standing(made).fields("level", "victim")] == ["victim"]
