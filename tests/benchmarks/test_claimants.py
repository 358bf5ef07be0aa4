"""The measure of claimants: what is right, what is nobody's, and one body taken for another."""

from __future__ import annotations

import pytest
from benchmarks.claimants import Tie, extra, held_against, key, kind_of, mergers

from recount.linking.known import knowledge
from recount.linking.naming import Naming

RIGHT = {"the Observatory": "sohr", "SNHR": "snhr", "Chad's army": "td-army"}


def tie(words: str, id: str, *, named: bool = True) -> Tie:
    return Tie("r", words, Naming(id, words, "unknown", "so it is", named=named))


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (tie("SOHR", "sohr"), "known"),
        (tie("Chad's army", "td-army"), "general"),
        (tie("Dune Watch", "dune-watch"), "new name"),
        (tie("monitors", "unnamed:r:monitors", named=False), "nobody named"),
    ],
)
def test_how_a_wording_was_resolved(one: Tie, kind: str) -> None:
    assert kind_of(one) == kind


def test_only_what_the_key_has_is_held_against_it() -> None:
    ties = [tie("The observatory", "sohr"), tie("SNHR", "sohr"), tie("Dune Watch", "dune-watch")]
    share = held_against(RIGHT, ties)
    assert (share.of, [one.words for one in share.wrong]) == (2, ["SNHR"])
    assert str(share) == "1 of 2 right (0.500)"


def test_somebody_known_whom_the_key_does_not_have() -> None:
    ties = [tie("the Observatory", "sohr"), tie("monitors", "sohr"), tie("Dune Watch", "dune-watch")]
    assert [one.words for one in extra(RIGHT, ties)] == ["monitors"]


def test_a_new_name_is_no_merger() -> None:
    ties = [tie("SNHR", "name-snhr"), tie("SNHR", "sohr"), tie("Dune Watch", "sohr")]
    assert [one.naming.id for one in mergers(RIGHT, ties)] == ["sohr"]


def test_the_key_names_bodies_that_are_known() -> None:
    entries, states = knowledge().entries, knowledge().states
    assert [id for id in key().known.values() if id not in entries] == []
    assert [id for id in key().general.values() if id in entries or id.partition("-")[0] not in states] == []
