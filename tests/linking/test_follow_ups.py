"""Follow-ups counted in with the event that they follow."""

from __future__ import annotations

from recount.linking import with_follow_ups
from recount.model import Event, FollowUp, Links


def made(*ids: str) -> tuple[Event, ...]:
    return tuple(Event(id=id, title=id, reports=(f"{id}1", f"{id}2"), reasons=("one", "two")) for id in ids)


def follows(event: str, other: str) -> FollowUp:
    return FollowUp(event=event, follows=other, reports=(f"{event}1", f"{other}1"))


def test_without_follow_ups_nothing_changes() -> None:
    links = Links(events=made("a", "b"))
    assert with_follow_ups(links) == links


def test_a_trial_and_its_appeal_are_of_the_first_event() -> None:
    links = Links(events=made("a", "b", "c", "d"), follow_ups=(follows("b", "a"), follows("c", "b")))
    joined = with_follow_ups(links)
    assert [(event.id, event.reports) for event in joined.events] == [
        ("a", ("a1", "a2", "b1", "b2", "c1", "c2")),
        ("d", ("d1", "d2")),
    ]
    assert joined.events[0].reasons == ("one", "two") * 3
    assert joined.events[0].title == "a"
    assert joined.follow_ups == ()


def test_events_that_follow_each_other_in_a_circle_are_still_each_in_one() -> None:
    links = Links(events=made("a", "b"), follow_ups=(follows("a", "b"), follows("b", "a")))
    held = [report for event in with_follow_ups(links).events for report in event.reports]
    assert sorted(held) == ["a1", "a2", "b1", "b2"]
