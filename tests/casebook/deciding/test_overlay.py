"""Decisions laid over what was read: what changes, what is left out, and what needs another look."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from recount.casebook.deciding import Decided, overlay, standing
from recount.model import Claim, Decision, Extraction, Span, Value

from .making import KEY, OTHER, TEXT, again, claim, documents, on_claim, on_victim, reading, rule, words


def decided(*made: Decision, **given: Extraction) -> Decided:
    """The reports of TEXT (r1 if none is given) as decided."""
    read = given or {"r1": reading()}
    return overlay(documents(*read), read, standing(made))


def claims(found: Decided, report: str = "r1") -> dict[str, Claim]:
    return {one.local_id: one for one in found.extractions[report].claims}


def because(found: Decided) -> list[str]:
    return [one.because for one in found.looks]


EDITS: dict[str, tuple[dict[str, tuple[Value, Value]], dict[str, Any]]] = {
    "status": ({"status": ("unknown", "civilian")}, {"status": "civilian"}),
    "age and sex": ({"age": ("unknown", "child"), "sex": ("unknown", "male")}, {"age": "child", "sex": "male"}),
    "outcome": ({"outcome": ("killed", "injured")}, {"outcome": "injured"}),
    "scope": ({"scope": ("current", "background")}, {"scope": "background"}),
    "stance": ({"stance": ("asserted", "denied")}, {"stance": "denied"}),
    "place": ({"place": (words("Homs"), None)}, {"place": None}),
    "claimant": (
        {"claimant": (words("police"), words("The Observatory"))},
        {"claimant": words("The Observatory")},
    ),
    "victims": ({"victims": (None, words("people"))}, {"victims": words("people")}),
}


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_changes_its_fields_and_no_others(case: str) -> None:
    changes, expected = EDITS[case]
    found = decided(rule(1, "edit", changes=changes))
    before, after = reading().claims[0], claims(found)["c1"]
    assert found.looks == ()
    assert {name: getattr(after, name) for name in expected} == expected
    assert msgspec.structs.replace(after, cues=(), **{name: getattr(before, name) for name in expected}) == before
    assert {cue.rule for cue in after.cues} == {"a reviewer"}
    assert claims(found)["c3"] is claims(Decided(extractions={"r1": found.extractions["r1"]}))["c3"]


def test_a_figure_is_edited() -> None:
    found = decided(rule(1, "edit", changes={"low": (12, 13), "high": (None, 15), "modifier": ("at_least", "range")}))
    figure = claims(found)["c1"].figure
    assert (figure.words, figure.modifier, figure.low, figure.high) == ("At least 12", "range", 13, 15)


def test_days_are_edited() -> None:
    sunday = words("Sunday")
    when = {"when": (None, sunday), "when_start": (None, "2025-03-09"), "when_end": (None, "2025-03-09")}
    found = claims(decided(rule(1, "edit", changes={**when, "as_of": (None, "2025-03-10")})))["c1"]
    assert found.when is not None
    assert (found.when.span, found.when.period.start, found.when.period.precision) == (
        sunday, dt.date(2025, 3, 9), "day",
    )  # fmt: skip
    assert found.as_of is not None
    assert (found.as_of.day, found.as_of.basis) == (dt.date(2025, 3, 10), "said")


def test_a_total_is_edited() -> None:
    four = on_claim("4")
    found = decided(rule(1, "edit", four, changes={"part_of": (words("At least 12"), words("15"))}))
    assert claims(found)["c2"].part_of == "r1#c3"
    assert (
        claims(decided(rule(1, "edit", four, changes={"part_of": (words("At least 12"), None)})))["c2"].part_of is None
    )
    around = decided(rule(1, "edit", changes={"part_of": (None, words("4"))}))
    assert because(around) == ["it cannot be applied: its total is part of it"]
    assert claims(around)["c1"].part_of is None


UNFIT: dict[str, tuple[dict[str, tuple[Value, Value]], str]] = {
    "a word of no status": ({"status": ("unknown", "soldier")}, "status is one of"),
    "ends the wrong way": ({"high": (None, 3)}, "low 12 is above high 3"),
    "an end too many": ({"high": (None, 30)}, "does not fit the modifier at_least"),
    "no number": ({"low": (12, "many")}, "low is a whole number"),
    "no day": ({"as_of": (None, "Sunday")}, "is no day"),
    "days without words": ({"when_start": (None, "2025-03-09")}, "no words that tell when"),
    "words from elsewhere": ({"place": (words("Homs"), Span(0, 6, "Aleppo"))}, "not where they are said to stand"),
    "words by themselves": ({"place": (words("Homs"), "Homs")}, "not where they are said to stand"),
}


@pytest.mark.parametrize("case", UNFIT)
def test_what_does_not_fit_is_listed_and_changes_nothing(case: str) -> None:
    changes, says = UNFIT[case]
    found = decided(rule(7, "edit", changes=changes))
    assert found.extractions == {"r1": reading()}
    (look,) = found.looks
    assert (look.decision, look.applied) == (7, False)
    assert says in look.because
    assert found.on == {}


def test_edits_that_fit_hold_beside_one_that_does_not() -> None:
    found = decided(
        rule(1, "edit", changes={"status": ("unknown", "civilian")}),
        rule(2, "edit", changes={"high": (None, 30)}),
        rule(3, "edit", changes={"sex": ("unknown", "male")}),
    )
    one = claims(found)["c1"]
    assert (one.status, one.figure.high, one.sex) == ("civilian", None, "male")
    assert [look.decision for look in found.looks] == [2]
    assert [ruled.number for ruled in found.on["r1#c1"]] == [1, 3]


GONE: dict[str, tuple[list[Decision], list[str], dict[str, str | None]]] = {
    "rejected": ([rule(1, "reject")], ["c2", "c3"], {"c2": None}),
    "retracted": ([rule(1, "retract")], ["c2", "c3"], {"c2": None}),
    "a part rejected": ([rule(1, "reject", on_claim("4"))], ["c1", "c3"], {}),
    "superseded by another": ([rule(1, "supersede", others=(on_claim("15"),))], ["c2", "c3"], {"c2": "r1#c3"}),
    "superseded by its part": ([rule(1, "supersede", others=(on_claim("4"),))], ["c2", "c3"], {"c2": None}),
    "undone": ([rule(1, "reject"), again(2, "undo", 1)], ["c1", "c2", "c3"], {"c2": "r1#c1"}),
    "accepted after all": ([rule(1, "reject"), rule(2, "accept")], ["c1", "c2", "c3"], {"c2": "r1#c1"}),
    "published again": ([rule(1, "retract"), rule(2, "publish")], ["c1", "c2", "c3"], {"c2": "r1#c1"}),
    "accepted, yet retracted": ([rule(1, "retract"), rule(2, "accept")], ["c2", "c3"], {"c2": None}),
    "redacted": ([rule(1, "redact")], ["c1", "c2", "c3"], {"c2": "r1#c1"}),
}


@pytest.mark.parametrize("case", GONE)
def test_what_is_left_out_is_out_of_the_count_and_its_parts_stay(case: str) -> None:
    made, expected, parts = GONE[case]
    found = decided(*made)
    left = claims(found)
    assert sorted(left) == expected
    assert {name: left[name].part_of for name in parts} == parts
    assert sorted(one.claim.local_id for one in found.left_out) == sorted({"c1", "c2", "c3"} - set(expected))
    assert found.looks == ()


def test_a_claim_that_is_left_out_says_by_what() -> None:
    (out,) = decided(rule(4, "supersede", others=(on_claim("15"),))).left_out
    assert (out.ruling, out.decision, out.by) == ("supersede", 4, ("r1#c3",))


def test_a_claim_is_superseded_by_one_of_another_report() -> None:
    other = on_claim("15", key=OTHER)
    found = decided(rule(1, "supersede", others=(other,)), r1=reading("r1"), r2=reading("r2"))
    assert [(one.claim.id, one.by) for one in found.left_out] == [("r1#c1", ("r2#c3",))]
    assert claims(found)["c2"].part_of is None
    assert found.extractions["r2"] == reading("r2")


STAYS: dict[str, tuple[list[Decision], str]] = {
    "by what is not there": ([rule(1, "supersede", others=(on_claim("30"),))], "not there any more"),
    "by what is rejected": (
        [rule(1, "supersede", others=(on_claim("15"),)), rule(2, "reject", on_claim("15"))],
        "itself left out",
    ),
    "by each other": (
        [rule(1, "supersede", others=(on_claim("15"),)), rule(2, "supersede", on_claim("15"), others=(on_claim(),))],
        "superseded by what supersedes it",
    ),
}


@pytest.mark.parametrize("case", STAYS)
def test_what_cannot_be_superseded_stays_and_is_listed(case: str) -> None:
    made, says = STAYS[case]
    found = decided(*made)
    assert "c1" in claims(found)
    assert says in because(found)[0]


NOT_FOUND: dict[str, tuple[Decision, str]] = {
    "another report": (rule(1, "reject", on_claim(key="f" * 64)), "its report is not here"),
    "no words": (rule(1, "reject", msgspec.structs.replace(on_claim(), span=None)), "it names no words"),
    "other words": (
        rule(1, "reject", msgspec.structs.replace(on_claim(), span=Span(0, 5, "Three"))), "not in the report"
    ),
    "words without a figure": (rule(1, "reject", on_claim("people")), "no figure is read in its words"),
    "the same words elsewhere": (rule(1, "reject", on_claim("killed")), "no figure is read in its words"),
    "another outcome": (rule(1, "reject", on_claim(outcome="missing")), "now read as killed, not missing"),
    "no person": (rule(1, "reject", on_victim("doctor")), "no person is read in its words"),
}  # fmt: skip


@pytest.mark.parametrize("case", NOT_FOUND)
def test_what_is_not_found_is_listed_and_never_guessed(case: str) -> None:
    made, says = NOT_FOUND[case]
    found = decided(made)
    assert found.extractions == {"r1": reading()}
    assert (len(found.looks), found.on, found.left_out) == (1, {}, ())
    assert says in because(found)[0]


def test_a_figure_read_with_a_word_less_is_found_and_two_are_not() -> None:
    narrow = claim("r1", "12", 12, None, local="c5")
    assert claims(decided(rule(1, "reject"), r1=reading("r1", narrow))) == {}
    wide = [claim("r1", "12", 12, None, local="c5"), claim("r1", "At least", 12, None, local="c6")]
    found = decided(rule(1, "reject"), r1=reading("r1", *wide))
    assert because(found) == ["2 figures of its outcome are read in its words"]
    assert len(claims(found)) == 2


def test_of_two_outcomes_of_one_figure_the_one_is_found() -> None:
    both = [claim("r1", "15", 15, 15, local="c1"), claim("r1", "15", 15, 15, local="c2", outcome="injured")]
    found = decided(rule(1, "reject", on_claim("15", "injured")), r1=reading("r1", *both))
    assert list(claims(found)) == ["c1"]


def test_what_is_now_read_otherwise_is_edited_and_listed() -> None:
    found = decided(rule(1, "edit", changes={"status": ("armed_group", "civilian")}))
    assert claims(found)["c1"].status == "civilian"
    (look,) = found.looks
    assert look.applied
    assert look.because == "status was armed_group when it was ruled on, and is now unknown"


def test_an_edit_of_an_edit_needs_no_look() -> None:
    first = rule(1, "edit", changes={"status": ("unknown", "civilian"), "sex": ("unknown", "male")})
    second = rule(2, "edit", changes={"status": ("civilian", "mixed")})
    found = decided(first, second)
    assert (claims(found)["c1"].status, claims(found)["c1"].sex, found.looks) == ("mixed", "male", ())
    undone = decided(first, second, again(3, "undo", 1))
    assert (claims(undone)["c1"].status, claims(undone)["c1"].sex) == ("mixed", "unknown")
    assert because(undone) == ["status was civilian when it was ruled on, and is now unknown"]


def test_what_is_now_read_as_it_was_ruled_is_fine() -> None:
    assert decided(rule(1, "edit", changes={"status": ("armed_group", "unknown")})).looks == ()


def test_an_acceptance_holds_for_what_was_accepted() -> None:
    seen: dict[str, tuple[Value, Value]] = {"low": (12, 12), "status": ("unknown", "unknown")}
    found = decided(rule(1, "accept", changes=seen))
    assert [one.number for one in found.on["r1#c1"]] == [1]
    other = decided(rule(1, "accept", changes={"low": (11, 11)}))
    assert (other.on, because(other)) == ({}, ["low was accepted as 11, and is now 12"])
    edited = decided(rule(1, "accept", changes=seen), rule(2, "edit", changes={"status": ("unknown", "civilian")}))
    assert [one.number for one in edited.on["r1#c1"]] == [2]
    assert edited.looks == ()


def test_redacted_words_are_marked_and_still_counted() -> None:
    report = msgspec.structs.replace(on_claim(), kind="report", span=None, outcome=None)
    found = decided(rule(1, "redact"), rule(2, "redact", on_victim()), rule(3, "redact", report))
    assert found.redacted == {"r1#c1", "r1#v1", "r1"}
    assert found.extractions == {"r1": reading()}


def test_a_level_changes_nothing_that_is_read() -> None:
    found = decided(rule(1, "edit", changes={"level": ("public", "restricted")}))
    assert found.extractions == {"r1": reading()}
    assert [one.number for one in found.on["r1#c1"]] == [1]


def names(found: Decided) -> dict[str, tuple[str | None, int | None, int]]:
    return {
        one.id.rpartition("#")[2]: (one.name, one.age, len(one.mentions)) for one in found.extractions["r1"].victims
    }


ALI, OMAR = ("Ali Hassan", 30, 2), ("Omar", None, 1)
PERSONS: dict[str, tuple[list[Decision], dict[str, tuple[str | None, int | None, int]]]] = {
    "accepted": ([rule(1, "accept", on_victim())], {"v1": ALI, "v2": OMAR}),
    "edited": (
        [rule(1, "edit", on_victim(), changes={"name": ("Ali Hassan", "Ali al-Hassan"), "age": (30, 31)})],
        {"v1": ("Ali al-Hassan", 31, 2), "v2": OMAR},
    ),
    "rejected": ([rule(1, "reject", on_victim("Omar"))], {"v1": ALI}),
    "found by a later mention": ([rule(1, "reject", on_victim("Hassan", nth=1))], {"v2": OMAR}),
    "merged": ([rule(1, "merge", on_victim("Omar"), others=(on_victim(),))], {"v2": ("Ali Hassan", 30, 3)}),
    "merged with itself": ([rule(1, "merge", on_victim(), others=(on_victim(),))], {"v1": ALI, "v2": OMAR}),
    "split": (
        [rule(1, "split", on_victim(), others=(on_victim("Hassan", nth=1),))],
        {"v1": ("Ali Hassan", 30, 1), "v2": OMAR, "v3": ("Hassan", None, 1)},
    ),
}


@pytest.mark.parametrize("case", PERSONS)
def test_persons_are_edited_left_out_merged_and_split(case: str) -> None:
    made, expected = PERSONS[case]
    found = decided(*made)
    assert names(found) == expected
    assert found.looks == ()


def test_persons_of_two_reports_are_said_to_be_one_or_not() -> None:
    def pair(*made: Decision) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
        found = decided(*made, r1=reading("r1"), r2=reading("r2")).persons
        return found.together, found.apart

    merge = rule(1, "merge", on_victim("Omar"), others=(on_victim(key=OTHER),))
    split = rule(2, "split", on_victim(key=OTHER), others=(on_victim("Omar"),))
    both = frozenset({("r1#v2", "r2#v1")})
    assert pair(merge) == (both, frozenset())
    assert pair(merge, split) == (frozenset(), both)
    assert pair(merge, split, again(3, "undo", 2)) == (both, frozenset())


def test_a_merge_with_nobody_is_listed() -> None:
    found = decided(rule(1, "merge", on_victim(), others=(on_victim("doctor"),)))
    assert because(found) == ["of the other person: no person is read in its words any more"]


def test_statements_are_edited_and_left_out() -> None:
    said = msgspec.structs.replace(on_victim("It was a massacre"), kind="statement")
    edited = decided(rule(1, "edit", said, changes={"speaker": (None, words("a doctor"))}))
    assert edited.extractions["r1"].statements[0].speaker == words("a doctor")
    assert decided(rule(1, "reject", said)).extractions["r1"].statements == ()


def test_what_is_called_otherwise_now_is_found_by_its_words() -> None:
    found = overlay({KEY: documents("r9")[KEY]}, {"r9": reading("r9")}, standing([rule(1, "reject")]))
    assert [one.claim.id for one in found.left_out] == ["r9#c1"]


def test_nothing_is_decided_where_nothing_stands() -> None:
    read = {"r1": reading()}
    found = overlay(documents(), read, standing([]))
    assert found == Decided(extractions=read)
    assert found.extractions["r1"] is read["r1"]
    assert documents()[KEY].text == TEXT
