"""Place words taken apart and tied; what a report is about; what holds what."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.linking.all_places import AllPlaces
from recount.linking.place_mentions import around
from recount.linking.place_words import read
from recount.linking.places import contains, holders, land_after, locate, looked_up, tie
from recount.model import Claim, Extraction, Figure, Place, Placing, Report, Span

CASES = Path(__file__).parent / "cases"


def place_claims(
    reports: Sequence[Report], made: Sequence[Extraction]
) -> tuple[tuple[Place, ...], tuple[Placing, ...]]:
    """The places and placings of some reports."""
    by_id, places = {report.id: report for report in reports}, AllPlaces()
    located = [locate(by_id[one.report], one) for one in made if one.report in by_id]
    for one in located:
        places.add(one)
    places.settle()
    placings = sorted((placing for one in located for placing in one.placings), key=lambda placing: placing.claim)
    ids = {id for one in placings for id in (*one.candidates, one.place) if id is not None}
    return places.named(ids), tuple(placings)


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return found


def report(text: str, *, title: str = "", id: str = "r1") -> Report:
    return Report(id=id, sha256="0" * 64, text=text, title=title, published=dt.date(2025, 3, 10))


def extraction(of: Report, *places: str) -> Extraction:
    """An extraction with one claim of five dead for each of some place words of the report."""
    claims = []
    for i, words in enumerate(places, 1):
        start = of.text.index(words)
        span = Span.of(of.text, start, start + len(words))
        claims.append(
            Claim(
                id=f"{of.id}#c{i}",
                report=of.id,
                span=span,
                figure=Figure("five", "exact", 5, 5),
                outcome="killed",
                place=span,
            )
        )
    return Extraction(report=of.id, extractor="test", claims=tuple(claims))


@pytest.mark.parametrize("case", cases("place_words.toml"), ids=lambda case: case["words"])
def test_place_words_are_taken_apart(case: dict[str, Any]) -> None:
    phrase = read(case["words"])
    assert [named.name for named in phrase.names] == case["names"]
    assert [named.name for named in phrase.holders] == case.get("holders", [])
    assert [named.name for named in phrase.beside] == case.get("beside", [])
    if phrase.names:
        first = phrase.names[0]
        assert first.part == case.get("part", "")
        assert first.level == case.get("level", "")
        assert first.small == case.get("small", False)


@pytest.mark.parametrize("case", cases("places.toml"), ids=lambda case: case["about"])
def test_place_words_are_tied(case: dict[str, Any]) -> None:
    tied = tie(case["words"], around(report(case["text"], title=case["title"])))
    assert (tied.place.id if tied.place else "") == case["place"], tied.reason
    assert set(case.get("within", ())) <= set(tied.place.within if tied.place else ())
    assert not set(case.get("without", ())) & set(tied.place.within if tied.place else ())
    assert set(case.get("open", ())) <= {place.id for place in (tied.parts or tied.candidates)}
    assert case.get("says", "") in tied.reason
    assert tied.reason


@given(st.text(max_size=300))
def test_any_words_are_tied_or_left_open(words: str) -> None:
    tied = tie(words, around(report(words, title=words[:50])))
    assert tied.reason
    assert tied.place is None or tied.place.id


TEXT = (
    "DAMASCUS, Syria — Five people died in Jableh on Friday. In Baniyas five more died, and in Jableh a doctor told of "
    "the dead of Qzzarjan village."
)


def test_places_come_with_all_that_hold_them_and_placings_sorted() -> None:
    one = report(TEXT)
    places, placings = place_claims([one], [extraction(one, "Jableh", "Baniyas", "Qzzarjan")])
    assert [place.id for place in places] == sorted(place.id for place in places)
    by_id = {place.id: place for place in places}
    assert {holder for place in places for holder in place.within} <= set(by_id)
    assert [placing.place for placing in placings] == ["geonames:169304", "geonames:171830", "name:qzzarjan"]
    assert by_id["geonames:169304"].name == "Jableh"
    assert by_id["name:qzzarjan"].precision == "unknown"
    assert by_id["name:qzzarjan"].latitude is None


def test_the_same_comes_out_in_any_order() -> None:
    first, second = report(TEXT, id="a"), report(TEXT.replace("Syria", "Iraq"), id="b")
    made = [extraction(first, "Jableh", "Qzzarjan"), extraction(second, "Qzzarjan")]
    assert place_claims([first, second], made) == place_claims([second, first], made[::-1])


def test_an_unknown_name_in_two_places_keeps_only_what_they_share() -> None:
    first = report("Five died in Qzzarjan in Homs province, Syria.", id="a")
    second = report("Five died in Qzzarjan in Idlib province, Syria.", id="b")
    words = ["Qzzarjan in Homs province", "Qzzarjan in Idlib province"]
    places, placings = place_claims([first, second], [extraction(first, words[0]), extraction(second, words[1])])
    assert {placing.place for placing in placings} == {"name:qzzarjan"}
    unknown = next(place for place in places if place.id == "name:qzzarjan")
    assert unknown.within == ("geonames:163843",)


def test_an_open_placing_keeps_its_candidates_as_places() -> None:
    one = report("Five died in Springfield.")
    places, placings = place_claims([one], [extraction(one, "Springfield")])
    assert placings[0].place is None
    assert len(placings[0].candidates) > 2
    assert set(placings[0].candidates) <= {place.id for place in places}


def test_claims_without_place_words_have_no_placing() -> None:
    one = report(TEXT)
    bare = extraction(one, "Jableh")
    claim = Claim(
        id="r1#c9", report="r1", span=bare.claims[0].span, figure=Figure("5", "exact", 5, 5), outcome="killed"
    )
    assert place_claims([one], [Extraction(report="r1", extractor="test", claims=(claim,))]) == ((), ())
    assert place_claims([], [bare]) == ((), ())


def test_a_report_is_about_the_places_it_names_most() -> None:
    one = report(TEXT, title="Deaths in Jableh")
    named = locate(one, extraction(one, "Jableh", "Baniyas")).main
    assert named[0] == "geonames:169304"
    assert "geonames:171830" in named
    assert len(named) <= 12


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Police in Rocky Mount, N.C., said four people were hurt.", "geonames:4488762"),
        ("Officers were called to a home in Wilson, N.C. (AP) on Monday.", "geonames:4499389"),
        ("A Houston man was charged. Houston police found him.", "geonames:4699066"),
        ("Two were hurt in Orlando's Oak Groves neighborhood.", "geonames:4167147"),
        ("Warplanes struck Aleppo in northern Syria.", "geonames:170063"),
    ],
)
def test_places_are_seen_in_running_text(text: str, place: str) -> None:
    assert place in locate(report(text), Extraction(report="r1", extractor="test")).main


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Smith was hurt, and Smith told Officer Paris Jones of it.",
        "Police said on Monday that several people were hurt in March.",
        "We'll be back, Page 1 of 2, May said.",
        "",
    ],
)
def test_persons_and_common_words_are_no_places(text: str) -> None:
    assert locate(report(text), Extraction(report="r1", extractor="test")).main == ()


def test_containment() -> None:
    assert contains("geonames:163843", "geonames:169304")
    assert contains("geonames:SY.02", "geonames:169304")
    assert contains("geonames:169304", "geonames:169304")
    assert not contains("geonames:169304", "geonames:163843")
    assert contains("geonames:163843", "geonames:SY.09/north")
    assert not contains("geonames:SY.02", "name:qzzarjan")
    assert holders("name:nowhere") == ()


@pytest.mark.parametrize(
    ("text", "coast"),
    [
        ("Shops shut on Syria's coast on Monday.", "geonames:163843/coast"),
        ("Shops shut along the Syrian coast on Monday.", "geonames:163843/coast"),
        ("Shops shut on Syria's Mediterranean coast on Monday.", "geonames:163843/coast"),
        ("Shops shut in Syria's coastal provinces on Monday.", "geonames:163843/coast"),
        ("Syria's coast guard found a boat.", None),
        ("A coast road in Syria was shut. The Coast Guard of Ohio came.", None),
    ],
)
def test_a_countrys_coast_is_seen_in_running_text(text: str, coast: str | None) -> None:
    found = locate(report(text), Extraction(report="r1", extractor="test")).main
    assert [place for place in found if place.endswith("coast")] == ([coast] if coast else [])


def test_ids_are_looked_up_with_their_sides_and_holders() -> None:
    found = looked_up(["geonames:163843/coast", "geonames:169304", "name:nowhere", "nowhere/coast"])
    assert found["geonames:163843/coast"].name == "Syria's coast"
    assert sorted(found) == ["geonames:163843", "geonames:163843/coast", "geonames:169304", "geonames:SY.02"]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Six people were killed in Odell, Texas, on Monday.", "Odell", "name:odell"),
        ("Six people were killed in Odell, Oregon, on Monday.", "Odell", "geonames:5743896"),
        ("Six people were killed in Aleppo, Idlib and Hama on Monday, in Syria.", "Aleppo", "geonames:170063"),
        ("Six people were killed in Aleppo, Syria.", "Aleppo", "geonames:170063"),
        ("Six people were killed in Texas, Oklahoma said.", "Texas", "geonames:US.TX"),
    ],
    ids=["no such town there", "the town there", "a list of towns", "a country", "no land in another"],
)
def test_the_land_that_the_text_names_after_a_place(text: str, words: str, wanted: str) -> None:
    context = around(Report(id="r", sha256="0" * 64, text=text))
    tied = tie(words, context, land_after(words, text, context))
    assert tied.place is not None
    assert tied.place.id == wanted


def test_what_holds_a_place_is_known_in_whatever_batches_reports_come() -> None:
    mill = "the 8100 block of Larkfen Drive"
    some = [
        report(f"Five people were killed at {mill} in Harvey, Louisiana, on Sunday.", id="r1"),
        report(f"Five people were killed at {mill} in Buffalo, New York, on Sunday.", id="r2"),
    ]
    found = [locate(one, extraction(one, mill)) for one in some]
    (name,) = {place.id for one in found for place in one.found}
    towns = [one.main[0] for one in found]
    for batches in ([[0, 1]], [[0], [1]], [[1], [0]]):
        places = AllPlaces()
        for batch in batches:
            for number in batch:
                places.add(found[number], some[number].id)
            places.settle()
        assert places.known[name].within == ("geonames:6252001",)
        assert [town in places.known for town in towns] == [True, True]
        places.drop(found[1], some[1].id)
        assert places.settle() == {some[0].id}
        assert places.known[name].within[0] == towns[0]
        places.drop(found[0], some[0].id)
        assert places.settle() == frozenset()
        assert name not in places.known
