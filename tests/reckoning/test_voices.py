from __future__ import annotations

from typing import Any

from recount.model import Ledger

from .worlds import world


def voices(claims: list[dict[str, Any]], **more: Any) -> tuple[tuple[str, ...], ...]:
    ledger = world({"claims": claims, **more}).reckon()
    (found,) = ledger.voices
    return found.named, found.probable, found.unnamed, found.own_voice


def test_five_outlets_that_cite_one_monitor_are_one_voice() -> None:
    rows = [{"in": outlet, "by": "Observatory", "figure": "745"} for outlet in "ABCDE"]
    assert voices(rows) == (("Observatory",), (), (), ())


def test_a_claimant_that_is_only_probable_everywhere_is_probable() -> None:
    rows = [{"in": "A", "by": "Observatory", "figure": "745", "maybe": True}]
    assert voices(rows) == ((), ("Observatory",), (), ())
    assert voices([*rows, {"in": "B", "by": "Observatory", "figure": "900"}])[0] == ("Observatory",)


def test_unnamed_claimants_and_outlets_are_told_apart() -> None:
    rows = [{"in": "A", "by": "residents", "figure": "7"}, {"in": "B", "figure": "8"}]
    assert voices(rows) == ((), (), ("residents of A",), ("B",))


def test_a_copy_in_the_outlets_own_voice_counts_once() -> None:
    rows = [{"in": "A", "figure": "8"}, {"in": "B", "figure": "8"}]
    assert voices(rows)[3] == ("A", "B")
    assert voices(rows, copies=[["A", "B"]])[3] == ("A",)
    assert voices(rows, copies=[["A", "B", "B"]])[3] == ("B",)


def test_the_unnamed_claimant_of_a_copy_is_the_originals() -> None:
    rows = [{"in": "A", "by": "residents", "figure": "7"}, {"in": "B", "by": "residents", "figure": "7"}]
    assert voices(rows)[2] == ("residents of A", "residents of B")
    assert voices(rows, copies=[["A", "B", "A"]])[2] == ("residents of A",)


def test_words_that_linking_tied_to_nobody_leave_the_outlet_to_answer() -> None:
    ledger = world({"claims": [{"in": "A", "figure": "7", "unresolved": True}]}).reckon()
    assert ledger.series[0].outlet == "Paper A"


def relays(ledger: Ledger) -> list[tuple[str, str]]:
    return [(r.subject, r.why.says) for r in ledger.relations if r.kind == "relays"]


def test_relays_are_told_report_by_report_with_who_is_only_probable() -> None:
    rows = [
        {"in": "A", "id": "x", "by": "Observatory", "figure": "745"},
        {"in": "B", "id": "y", "by": "Observatory", "figure": "745", "maybe": True},
        {"in": "B", "id": "z", "by": "Observatory", "figure": "745"},
    ]
    found = relays(world({"claims": rows}).reckon())
    assert [subject for subject, _ in found] == ["A#x", "B#y"]
    assert "probably" in found[1][1]
    assert "one voice" in found[0][1]
