"""What is other in one dossier than in another: tables of cases, by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from recount.casebook.differing import Count, Difference, Estimated, difference
from recount.model import (
    Attribution,
    Claim,
    Claimant,
    Derivation,
    Dossier,
    Estimate,
    Event,
    Extraction,
    Fate,
    Figure,
    Group,
    Ledger,
    Links,
    OwnToll,
    Report,
    Span,
    Toll,
    Victim,
    from_json,
    to_json,
)

TEXT = "Police said 12 people were killed and 30 hurt in Aleppo. Of the 12, three were children. Amal Haddad, 8, died."
WHY = Derivation(rule="test", says="test")


def span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words), words)


def claim(number: int, words: str = "12", report: str = "a", **more: Any) -> Claim:
    where = more.pop("span", None) or span(words)
    low = int(words) if words.isdigit() else 3
    fields: dict[str, Any] = {"outcome": "killed", **more}
    figure = fields.pop("figure", Figure(words, "exact", low, low))
    return Claim(id=f"{report}#c{number}", report=report, span=where, figure=figure, **fields)


def report(id: str, text: str = TEXT, **more: Any) -> Report:
    return Report(id=id, sha256=f"{hash((text, *more.items())) % 10**8:064}", text=text, **more)


def event(id: str, *reports: str, **more: Any) -> Event:
    return Event(id=id, title=more.pop("title", f"Event {reports[0]}"), reports=reports, **more)


def dossier(
    claims: Sequence[Claim] = (),
    *,
    reports: Sequence[Report] | None = None,
    events: Sequence[Event] | None = None,
    ledgers: Sequence[Ledger] = (),
    victims: Sequence[Victim] = (),
    **links: Any,
) -> Dossier:
    there = tuple(reports) if reports is not None else (report("a"),)
    some = tuple(events) if events is not None else tuple(event(f"e-{one.id}", one.id) for one in there)
    made = {one.event.id: one for one in ledgers}
    return Dossier(
        recount="1",
        reports=there,
        extractions=tuple(
            Extraction(
                report=one.id,
                extractor="test",
                claims=tuple(each for each in claims if each.report == one.id),
                victims=tuple(each for each in victims if each.report == one.id),
            )
            for one in there
        ),
        links=Links(events=some, **links),
        ledgers=tuple(made.get(one.id, Ledger(event=one)) for one in some),
    )


def told(found: Difference) -> list[tuple[str, str | None, str | None, dict[str, tuple[str | None, str | None]]]]:
    return [
        (one.way, one.before, one.after, {field.field: (field.before, field.after) for field in one.fields})
        for one in found.claims
    ]


PART = claim(2, "three", part_of="a#c1")

CLAIMS: list[tuple[str, list[Claim], list[Claim], list[Any]]] = [
    ("nothing", [claim(1)], [claim(1)], []),
    ("only the numbers", [claim(1), claim(2, "30", outcome="injured")],
     [claim(3, "30", outcome="injured"), claim(7)], []),
    ("the numbers, and what a part is of", [claim(1), PART], [claim(4), claim(5, "three", part_of="a#c4")], []),
    ("how sure the reader is", [claim(1)], [claim(1, confidence=0.4)], []),
    ("one came", [], [claim(1)], [("came", None, "a#c1", {})]),
    ("one went", [claim(1)], [], [("went", "a#c1", None, {})]),
    ("a field", [claim(1)], [claim(2, status="civilian")],
     [("changed", "a#c1", "a#c2", {"status": ("unknown", "civilian")})]),
    ("words come to a field", [claim(1)], [claim(1, place=span("Aleppo"))],
     [("changed", "a#c1", "a#c1", {"place": (None, "“Aleppo”")})]),
    ("the same words elsewhere", [claim(1, victims=span("people"))],
     [claim(1, victims=replace(span("people"), start=3, end=9))],
     [("changed", "a#c1", "a#c1", {"victims": ("“people” (at 15)", "“people” (at 3)")})]),
    ("a figure's bounds", [claim(1)], [claim(1, figure=Figure("12", "at_least", 12, None))],
     [("changed", "a#c1", "a#c1", {"figure": ("“12” (12)", "“12” (12 to …)")})]),
    ("the outcome", [claim(1)], [claim(1, outcome="injured")],
     [("changed", "a#c1", "a#c1", {"outcome": ("killed", "injured")})]),
    ("a word more in the figure", [claim(1)],
     [claim(1, "said 12", figure=Figure("said 12", "exact", 12, 12))],
     [("changed", "a#c1", "a#c1", {"figure": ("“12” (12)", "“said 12” (12)")})]),
    ("of what it is a part", [claim(1), claim(3, "30"), PART],
     [claim(1), claim(3, "30"), replace(PART, part_of="a#c3")],
     [("changed", "a#c2", "a#c2", {"part of": ("“12” killed", "“30” killed")})]),
    ("another figure elsewhere", [claim(1)], [claim(1, "30")],
     [("went", "a#c1", None, {}), ("came", None, "a#c1", {})]),
    ("one was split in two of one figure", [claim(1)], [claim(1, sex="male"), claim(2)],
     [("came", None, "a#c1", {})]),
    ("the same number said twice", [claim(1), claim(2, span=span("12", 20))], [claim(1, span=span("12", 20))],
     [("went", "a#c1", None, {})]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "expected"), [case[1:] for case in CLAIMS], ids=[case[0] for case in CLAIMS]
)
def test_claims(before: list[Claim], after: list[Claim], expected: list[Any]) -> None:
    found = difference(dossier(before), dossier(after))
    assert told(found) == expected
    ways = [way for way, *_ in expected]
    changed = [ways.count(way) for way in ("came", "went", "changed")]
    assert found.counts["claims"] == Count(len(before) - changed[1] - changed[2], *changed)


def test_the_words_around_a_claim_are_told() -> None:
    (one,) = difference(dossier(), dossier([claim(1, "30", outcome="injured")])).claims
    assert one.around == "Police said 12 people were killed and 30 hurt in Aleppo. Of the 12, three were…"


def test_what_linking_ties_a_claim_to_is_told() -> None:
    police, army = Claimant(id="p", name="Police"), Claimant(id="q", name="Army")
    before, after = (
        dossier([claim(1)], claimants=(who,), attributions=(Attribution(
            claim="a#c1", claimant=who.id, certainty="certain", reason=""),))
        for who in (police, army)
    )  # fmt: skip
    assert told(difference(before, after)) == [
        ("changed", "a#c1", "a#c1", {"claimed by": ("Police (certain)", "Army (certain)")})
    ]


def test_reports_are_the_same_under_another_id() -> None:
    before = dossier([claim(1)], reports=[report("a")])
    after = dossier([claim(1, report="a-1")], reports=[report("a-1"), report("a-2", "other")])
    found = difference(before, after)
    assert found.claims == ()
    assert [(one.way, one.report) for one in found.reports] == [("came", "a-2")]
    assert found.counts["reports"] == Count(same=1, came=1)


def test_copies_under_several_names_are_told_apart_by_them() -> None:
    before = dossier([claim(1)], reports=[report("a"), report("b")])
    after = dossier([claim(1)], reports=[report("a")])
    assert [(one.way, one.report) for one in difference(before, after).reports] == [("went", "b")]
    assert [(one.way, one.report) for one in difference(after, before).reports] == [("came", "b")]


def test_a_document_of_another_title_is_another_of_the_same_id() -> None:
    before, after = (dossier([claim(1)], reports=[report("a", title=title)]) for title in ("One", "Other"))
    found = difference(before, after)
    assert [(one.way, one.report, one.claims) for one in found.reports] == [("came", "a", 1), ("went", "a", 1)]
    assert [one.way for one in found.events] == ["came", "went"]
    assert found.claims == ()


def test_claims_of_reports_on_one_side_alone_are_counted_with_the_report() -> None:
    found = difference(dossier(reports=[]), dossier([claim(1)]))
    assert found.claims == ()
    assert [(one.report, one.claims) for one in found.reports] == [("a", 1)]


def test_persons() -> None:
    amal = Victim(id="a#v1", report="a", name="Amal Haddad", age=8, mentions=(span("Amal Haddad"),),
                  fates=(Fate("killed", span("died")),))  # fmt: skip
    found = difference(dossier(victims=[amal]), dossier(victims=[replace(amal, id="a#v2", age=None, sex="female")]))
    (one,) = found.persons
    assert [(field.field, field.before, field.after) for field in one.fields] == [
        ("age", "8", None), ("sex", "unknown", "female"),
    ]  # fmt: skip
    assert found.counts["persons"] == Count(changed=1)


IDS = "abcdef"
EVENTS: list[tuple[str, list[str], list[str], list[tuple[str, list[str], list[str]]]]] = [
    ("nothing", ["ab", "c"], ["ab", "c"], []),
    ("joined", ["ab", "c"], ["abc"], [("joined", ["ab", "c"], ["abc"])]),
    ("split", ["abc"], ["a", "bc"], [("split", ["abc"], ["a", "bc"])]),
    ("a report moved", ["abc", "de"], ["ab", "cde"], [("regrouped", ["abc", "de"], ["ab", "cde"])]),
    ("came and went", ["a"], ["b"], [("came", [], ["b"]), ("went", ["a"], [])]),
    ("a report came", ["a"], ["ab"], [("changed", ["a"], ["ab"])]),
    ("a report went", ["ab"], ["b"], [("changed", ["ab"], ["b"])]),
    ("joined by a chain", ["ab", "cd", "ef"], ["a", "bc", "de", "f"],
     [("regrouped", ["ab", "cd", "ef"], ["a", "bc", "de", "f"])]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "expected"), [case[1:] for case in EVENTS], ids=[case[0] for case in EVENTS]
)
def test_events(before: list[str], after: list[str], expected: list[tuple[str, list[str], list[str]]]) -> None:
    def made(groups: list[str]) -> Dossier:
        there = sorted("".join(groups))
        return dossier(
            reports=[report(id, f"text {id}") for id in there],
            events=[event(f"e-{group[-1]}", *group, title="Aleppo") for group in groups],
        )

    found = difference(made(before), made(after))
    one_letter = [
        (one.way, sorted(seen.id[2:] for seen in one.before), sorted(seen.id[2:] for seen in one.after))
        for one in found.events
    ]
    assert one_letter == [
        (way, sorted(group[-1] for group in was), sorted(group[-1] for group in is_)) for way, was, is_ in expected
    ]
    assert found.counts["events"].same == (len(before) if not expected else 0)


def test_reports_that_came_to_an_event_are_named() -> None:
    before = dossier(reports=[report("a", "x")], events=[event("e1", "a")])
    after = dossier(
        reports=[report("a", "x"), report("b", "y")],
        events=[event("e1", "a", "b", start=dt.date(2025, 3, 6))],
    )
    (one,) = difference(before, after).events
    assert (one.way, one.came, one.went) == ("changed", ("b",), ())
    assert [(field.field, field.before, field.after) for field in one.fields] == [("days", None, "2025-03-06 to …")]


def ledger(own: int | None, best: int | None, *more: tuple[Toll, int]) -> Ledger:
    tolls = [(Toll(id="t9", outcome="killed"), best), *more]
    return Ledger(
        event=event("e1", "a"),
        tolls=tuple(toll for toll, _ in tolls),
        own_tolls=(OwnToll(policy="told_first", outcome="killed", number=own, why=WHY),),
        estimates=tuple(
            Estimate(id=f"x{n}", policy="ucdp", toll=toll.id, low=number, best=number, high=number, why=WHY)
            for n, (toll, number) in enumerate(tolls)
        ),
    )


CHILDREN = Toll(id="t1", outcome="killed", group=Group(age="child"))
NUMBERS: list[tuple[str, Ledger, Ledger, list[tuple[int | None, int | None]], list[tuple[int | None, int | None]]]] = [
    ("nothing", ledger(12, 12), ledger(12, 12), [], []),
    ("none and none", ledger(None, None), ledger(None, None), [], []),
    ("the own toll", ledger(12, 12), ledger(15, 12), [(12, 15)], []),
    ("an estimate", ledger(12, 12), ledger(12, 15), [], [(12, 15)]),
    ("a number came", ledger(None, None), ledger(12, 12), [(None, 12)], [(None, 12)]),
    ("a toll came", ledger(12, 12), ledger(12, 12, (CHILDREN, 3)), [], [(None, 3)]),
    ("the tolls' ids", ledger(12, 12, (CHILDREN, 3)), ledger(12, 12, (replace(CHILDREN, id="t7"), 3)), [], []),
]


@pytest.mark.parametrize(("before", "after", "own", "estimates"), [x[1:] for x in NUMBERS], ids=[x[0] for x in NUMBERS])
def test_numbers(before: Ledger, after: Ledger, own: list[Any], estimates: list[Any]) -> None:
    def best(one: Estimated | None) -> int | None:
        return one.best if one else None

    found = difference(*(dossier(events=[one.event], ledgers=[one]) for one in (before, after)))
    assert [(best(one.before), best(one.after)) for one in found.own_tolls] == own
    assert [(best(one.before), best(one.after)) for one in found.estimates] == estimates


def test_an_event_that_came_has_its_own_tolls() -> None:
    one = ledger(12, 12)
    found = difference(dossier(reports=[], events=[]), dossier(events=[one.event], ledgers=[one]))
    assert [(x.before, x.after) for x in found.own_tolls] == [(None, Estimated(12, 12, 12))]
    assert found.estimates == ()


def test_a_difference_reads_back_from_json() -> None:
    found = difference(dossier([claim(1)]), dossier([claim(1, status="civilian")]))
    assert from_json(to_json(found), Difference) == found
