"""Made-up incidents: spans still stand, one incident is one incident, and a seed gives the same ones again."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from benchmarks.many import Source, crowd, stream

from recount.model import Claim, Extraction, Fate, Figure, Period, Report, Span, Statement, Victim, When

TEXT = "Deshawn Pruitt, 17, was shot dead in Fresno, California, on Jan. 27 near 4321 Larkspur Avenue; 2 men died."


def source(city: str, state: str, text: str) -> Source:
    report = Report(id="a", sha256="1", text=text, title=f"Shots in {city}", published=dt.date(2016, 1, 28))

    def span(words: str) -> Span:
        start = text.index(words)
        return Span.of(text, start, start + len(words))

    day = dt.date(2016, 1, 27)
    claim = Claim(
        id="a#c1", report="a", span=span("2"), figure=Figure("2", "exact", 2, 2), outcome="killed",
        place=span(city), when=When(span("Jan. 27"), Period(day, day, "day")),
    )  # fmt: skip
    victim = Victim(
        id="a#v1", report="a", name="Deshawn Pruitt", age=17, fates=(Fate("killed", span("was shot dead")),)
    )
    taken = Extraction(report="a", extractor="by hand", claims=(claim,), victims=(victim,))
    return Source(day, city, state, (report,), (taken,))


SOURCES = (
    source("Fresno", "California", TEXT),
    source("Tulsa", "Oklahoma", TEXT.replace("Fresno, California", "Tulsa, Oklahoma").replace("Larkspur", "Qanawat")),
)


def test_claims_and_victims_move_with_their_words() -> None:
    for made in crowd(SOURCES, 20):
        (claim,) = made.extraction.claims
        (victim,) = made.extraction.victims
        text = made.report.text
        assert claim.span.stands_in(text)
        assert claim.span.exact == "2"
        assert claim.place is not None
        assert claim.place.exact == made.town[0]
        assert claim.place.stands_in(text)
        assert claim.when is not None
        assert claim.when.span.stands_in(text)
        assert made.report.published is not None
        assert claim.when.period.start == made.report.published - dt.timedelta(days=1)
        assert str(victim.name) in text
        assert f", {victim.age}, " in text
        assert "4321" not in text


def test_a_seed_gives_the_same_again_and_another_gives_others() -> None:
    assert list(stream(SOURCES, 9, 3.0)) == list(stream(SOURCES, 9, 3.0))
    assert list(stream(SOURCES, 9, 3.0)) != list(stream(SOURCES, 9, 3.0, seed=1))


@pytest.mark.parametrize("number", [0, 1, 7])
def test_as_many_reports_as_asked_for(number: int) -> None:
    made = list(stream(SOURCES, number, 2.0))
    assert len(made) == number
    assert len({one.report.id for one in made}) == number


LONG = (
    TEXT
    + " what the many people who had been there told that they saw was that two cars went by, and no more than that."
)


def test_told_apart_two_incidents_of_one_source_differ_and_two_reports_of_one_do_not() -> None:
    one = source("Fresno", "California", LONG)
    (report,), (taken,) = one.reports, one.extractions
    twin = Source(one.day, one.city, one.state, (report, report), (taken, taken))
    first, again, other, _ = stream([twin], 4, 1.0, apart=True)
    tails = [made.report.text.partition("2 men")[2].split() for made in (first, again, other)]
    assert tails[0] == tails[1]
    assert len(tails[0]) == len(tails[2])
    assert sum(a != b for a, b in zip(tails[0], tails[2], strict=True)) > 5
    assert first.extraction.claims[0].span.stands_in(first.report.text)


def test_statements_and_perpetrators_come_along_where_incidents_are_told_apart() -> None:
    one = source("Fresno", "California", LONG)
    span = Span.of(LONG, LONG.index("they saw"), LONG.index(", and no"))
    said = Statement(id="a#q1", report="a", kind="paraphrase", span=span)
    claim = msgspec.structs.replace(one.extractions[0].claims[0], perpetrator=span)
    taken = msgspec.structs.replace(one.extractions[0], claims=(claim,), statements=(said,))
    given = [one._replace(extractions=(taken,))]
    (made,) = stream(given, 1, 1.0, apart=True)
    (moved,) = made.extraction.statements
    assert (moved.id, moved.report) == ("m000000-0#q1", "m000000-0")
    assert moved.span.stands_in(made.report.text)
    assert made.extraction.claims[0].perpetrator == moved.span
    (made,) = stream(given, 1, 1.0)
    assert (made.extraction.statements, made.extraction.claims[0].perpetrator) == ((), None)
