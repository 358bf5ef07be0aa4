"""Decisions laid over links, and which reports they put together or apart."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from recount.casebook.deciding import Tied, rulings, standing, tie
from recount.model import (
    Actor,
    Attribution,
    Claimant,
    Copy,
    Decision,
    Event,
    Links,
    Perpetration,
    Place,
    Placing,
    Subject,
    SubjectKind,
)

from .making import KEY, OTHER, again, documents, on_claim, reading, rule

LINKS = Links(
    claimants=(
        Claimant(id="homs-police", name="Homs police", kind="police", spellings=("police",)),
        Claimant(id="sohr", name="SOHR", kind="monitor", spellings=("The Observatory",)),
    ),
    attributions=tuple(
        Attribution(claim=f"{report}#{claim}", claimant=whom, certainty="probable", reason="by its name")
        for report in ("r1", "r2")
        for claim, whom in (("c1", "homs-police"), ("c3", "sohr"))
    ),
    actors=(Actor(id="army", name="the army"), Actor(id="militia", name="a militia")),
    perpetrations=(Perpetration(claim="r1#c1", actor="army", reason="by its name"),),
    places=(Place(id="aleppo", name="Aleppo"), Place(id="homs", name="Homs")),
    placings=(Placing(claim="r1#c1", place="homs", reason="by its name"),),
    copies=(Copy(first="r1", second="r2", kind="near", similarity=0.9, agency="homs-police"),),
    events=(
        Event(id="e-1", title="Homs", reports=("r1",), start=dt.date(2025, 3, 9), end=dt.date(2025, 3, 9)),
        Event(id="e-2", title="Homs again", reports=("r2",)),
    ),
)


def tied(*made: Decision, links: Links = LINKS) -> Tied:
    read = {"r1": reading("r1"), "r2": reading("r2")}
    return tie(links, documents("r1", "r2"), read, standing(made))


def on(kind: SubjectKind, key: str = KEY, exact: str = "At least 12") -> Subject:
    return msgspec.structs.replace(on_claim(exact, key=key), kind=kind)


def whom(id: str) -> Subject:
    return Subject(kind="claimant", id=id)


def event(*keys: str) -> Subject:
    return Subject(kind="event", id="e", reports=keys)


def behind(found: Tied) -> dict[str, str]:
    return {one.claim: one.claimant for one in found.links.attributions}


POLICE, BOTH = "homs-police", {"r1#c1": "homs-police", "r1#c3": "sohr", "r2#c1": "homs-police", "r2#c3": "sohr"}
ATTRIBUTED: dict[str, tuple[list[Decision], dict[str, str]]] = {
    "edited": ([rule(1, "edit", on("attribution"), changes={"claimant": (POLICE, "sohr")})], BOTH | {"r1#c1": "sohr"}),
    "one that had none": (
        [rule(1, "edit", on("attribution", exact="4"), changes={"claimant": (None, "sohr")})],
        BOTH | {"r1#c2": "sohr"},
    ),
    "merged": ([rule(1, "merge", whom("sohr"), others=(whom(POLICE),))], dict.fromkeys(BOTH, "sohr")),
    "merged, undone": ([rule(1, "merge", whom("sohr"), others=(whom(POLICE),)), again(2, "undo", 1)], BOTH),
    "merged both ways": (
        [rule(n, "merge", whom(a), others=(whom(b),)) for n, a, b in ((1, "sohr", POLICE), (2, POLICE, "sohr"))],
        dict.fromkeys(BOTH, "sohr"),
    ),
    "split": (
        [rule(1, "split", whom(POLICE), others=(on("attribution", OTHER),), changes={"name": ("", "Hama police")})],
        BOTH | {"r2#c1": "hama-police"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ATTRIBUTED)
def test_who_stands_behind_a_figure_is_ruled(case: str) -> None:
    made, expected = ATTRIBUTED[case]
    found = tied(*made)
    assert behind(found) == expected
    assert {one.id for one in found.links.claimants} == set(expected.values())
    assert found.looks == ()


def test_a_rejected_attribution_leaves_the_outlet_to_say_it() -> None:
    found = tied(rule(1, "reject", on("attribution")))
    assert behind(found) == {claim: one for claim, one in BOTH.items() if claim != "r1#c1"}
    both = [rule(n, "reject", on("attribution", key)) for n, key in ((1, KEY), (2, OTHER))]
    assert [one.id for one in tied(*both).links.claimants] == ["sohr"]


def test_an_accepted_attribution_is_certain() -> None:
    found = tied(rule(1, "accept", on("attribution"), changes={"claimant": (POLICE, POLICE)}))
    assert [one.certainty for one in found.links.attributions] == ["certain", "probable", "probable", "probable"]
    assert list(found.on) == ["attribution r1#c1"]


def test_merged_claimants_have_all_spellings_and_credits() -> None:
    found = tied(rule(1, "merge", whom("sohr"), others=(whom(POLICE),)))
    assert found.links.claimants[0].spellings == ("The Observatory", "police")
    assert found.links.copies[0].agency == "sohr"


def test_a_claimant_is_edited() -> None:
    found = tied(rule(1, "edit", whom("sohr"), changes={"name": ("SOHR", "Syrian Observatory"), "kind": ("", "ngo")}))
    assert (found.links.claimants[1].name, found.links.claimants[1].kind) == ("Syrian Observatory", "ngo")


def test_actors_places_and_copies_are_ruled() -> None:
    found = tied(
        rule(1, "edit", on("perpetration"), changes={"actor": ("army", "militia")}),
        rule(2, "edit", on("placing"), changes={"place": ("homs", "aleppo")}),
        rule(3, "edit", Subject(kind="copy", reports=(OTHER, KEY)), changes={"original": (None, OTHER)}),
    )
    assert [one.actor for one in found.links.perpetrations] == ["militia"]
    assert [one.place for one in found.links.placings] == ["aleppo"]
    assert [one.original for one in found.links.copies] == ["r2"]
    gone = tied(
        rule(1, "reject", on("perpetration")),
        rule(2, "reject", on("placing")),
        rule(3, "reject", Subject(kind="copy", reports=(KEY, OTHER))),
    )
    assert (gone.links.perpetrations, gone.links.copies) == ((), ())
    assert [one.place for one in gone.links.placings] == [None]


def test_an_event_is_edited_and_has_a_state() -> None:
    found = tied(
        rule(1, "edit", event(KEY), changes={"title": ("Homs", "The Homs strike"), "start": (None, "2025-03-08")}),
        rule(2, "publish", event(KEY)),
        rule(3, "retract", event(OTHER)),
        rule(4, "accept", event(KEY)),
    )
    assert (found.links.events[0].title, found.links.events[0].start) == ("The Homs strike", dt.date(2025, 3, 8))
    assert found.states == {"e-1": "published", "e-2": "retracted"}
    assert [one.number for one in found.on["e-1"]] == [1, 2, 4]


LOOKS: dict[str, tuple[Decision, str]] = {
    "no such claimant": (rule(1, "edit", whom("nobody")), "no report names the claimant nobody"),
    "merged with none": (rule(1, "merge", whom("sohr"), others=(whom("nobody"),)), "no report names the claimant"),
    "a kind that is none": (rule(1, "edit", whom("sohr"), changes={"kind": ("", "king")}), "cannot be applied"),
    "tied to nobody": (rule(1, "reject", on("attribution", exact="4")), "tied to no claimant"),
    "to whom none is": (
        rule(1, "edit", on("attribution"), changes={"claimant": ("", "nobody")}), "no report names the claimant"
    ),
    "accepted as another": (
        rule(1, "accept", on("attribution"), changes={"claimant": ("sohr", "sohr")}), "and is now homs-police"
    ),
    "no such actor": (rule(1, "edit", on("perpetration"), changes={"actor": ("", "x")}), "no report names the actor"),
    "no such place": (rule(1, "edit", on("placing"), changes={"place": ("", "x")}), "no report names the place"),
    "no copy": (rule(1, "reject", Subject(kind="copy", reports=(KEY, "f" * 64))), "one of its two reports"),
    "no event": (rule(1, "publish", event("f" * 64)), "none of its reports is here"),
    "two events": (rule(1, "publish", event(KEY, OTHER)), "its reports are now in 2 events: e-1, e-2"),
    "no day": (rule(1, "edit", event(KEY), changes={"start": (None, "Sunday")}), "Sunday is no day"),
    "after its end": (rule(1, "edit", event(KEY), changes={"start": (None, "2025-03-20")}), "is after"),
    "a split without a name": (
        rule(1, "split", whom("sohr"), others=(on("attribution", exact="15"),)), "gives no name of its own"
    ),
    "a split of another's figure": (
        rule(1, "split", whom("sohr"), others=(on("attribution"),), changes={"name": ("", "Other")}),
        "none of its figures is SOHR's any more",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LOOKS)
def test_what_is_not_found_changes_nothing(case: str) -> None:
    made, says = LOOKS[case]
    found = tied(made)
    assert found.links is LINKS or found.links == LINKS
    assert [look.decision for look in found.looks] == [1]
    assert says in found.looks[0].because
    assert found.on == {}


def test_an_accepted_event_that_grew_needs_another_look() -> None:
    one = msgspec.structs.replace(LINKS, events=(Event(id="e-1", title="Homs", reports=("r1", "r2")),))
    assert "1 more report joined it" in tied(rule(1, "accept", event(KEY)), links=one).looks[0].because
    assert tied(rule(1, "accept", event(KEY, OTHER)), links=one).looks == ()


@pytest.mark.parametrize(
    ("reports", "state", "applied"),
    [(("r1", "r2"), {"e-1": "retracted"}, None), (("r1", "r2", "r3"), {"e-1": "retracted"}, True),
     (("r1", "r2", "r3", "r4"), {}, False)],
)  # fmt: skip
def test_a_retracted_event_that_grew_needs_a_look_and_one_mostly_new_is_not_retracted(
    reports: tuple[str, ...], state: dict[str, str], applied: bool | None
) -> None:
    one = msgspec.structs.replace(LINKS, events=(Event(id="e-1", title="Homs", reports=reports),))
    found = tied(rule(1, "retract", event(KEY, OTHER)), links=one)
    assert found.states == state
    assert [look.applied for look in found.looks] == ([] if applied is None else [applied])


KEYS = {letter * 64: letter for letter in "abcd"}
A, B, C, D = KEYS
Pairs = set[tuple[str, str]]
GROUPED: dict[str, tuple[list[Decision], Pairs, Pairs]] = {
    "merged": ([rule(1, "merge", event(A, B), others=(event(C),))], {("a", "b"), ("a", "c")}, set()),
    "split": ([rule(1, "split", event(A, B, C), others=(event(C),))], set(), {("a", "c"), ("b", "c")}),
    "split off a report": (
        [rule(1, "split", event(A, B), others=(Subject(kind="report", report=B),))],
        set(),
        {("a", "b")},
    ),
    "merged, then split otherwise": (
        [rule(1, "merge", event(A, B), others=(event(C),)), rule(2, "split", event(A, B, C), others=(event(A),))],
        {("b", "c")},
        {("a", "b"), ("a", "c")},
    ),
    "split, then merged": (
        [rule(1, "split", event(A, B), others=(event(B),)), rule(2, "merge", event(A), others=(event(B),))],
        {("a", "b")},
        set(),
    ),
    "the split undone": ([rule(1, "split", event(A, B), others=(event(B),)), again(2, "undo", 1)], set(), set()),
    "a report that is not here": ([rule(1, "merge", event(A), others=(event("f" * 64),))], set(), set()),
    "of claimants": ([rule(1, "merge", whom("sohr"), others=(whom(POLICE),))], set(), set()),
}


@pytest.mark.parametrize("case", GROUPED)
def test_reports_are_put_together_and_apart(case: str) -> None:
    made, together, apart = GROUPED[case]
    found = rulings(standing(made), KEYS)
    assert (set(found.together), set(found.apart)) == (together, apart)


def test_a_split_says_which_events_it_made() -> None:
    found = tied(rule(1, "split", event(KEY, OTHER), others=(event(OTHER),)))
    assert sorted(found.on) == ["e-1", "e-2"]
    one = msgspec.structs.replace(LINKS, events=(Event(id="e-1", title="Homs", reports=("r1", "r2")),))
    again_one = tied(rule(1, "split", event(KEY, OTHER), others=(event(OTHER),)), links=one)
    assert "put some of its reports together again" in again_one.looks[0].because
