"""Places within places, from the words of reports to the ledger: a toll in a town is part of its province's."""

from __future__ import annotations

import datetime as dt

import pytest

from recount.extraction import extract
from recount.linking import link
from recount.model import Report
from recount.reckoning import reckon


def least(text: str) -> dict[str | None, int | None]:
    """The least number of dead by place, of the Observatory's account in one report."""
    report = Report(id="a", sha256="0" * 64, title="Killings in Syria", text=text, published=dt.date(2025, 3, 10))
    said = extract(report)
    links = link([report], [said])
    ledger = reckon(links.events[0], [report], [said], links, ("range_all",))
    tolls = {toll.id: toll for toll in ledger.tolls}
    return {tolls[bound.toll].place: bound.low for bound in ledger.bounds if tolls[bound.toll].outcome == "killed"}


@pytest.mark.parametrize(
    ("places", "ids"),
    [
        (("Baniyas", "Tartus province", "Aleppo"), ("geonames:171830", "geonames:SY.14", "geonames:170063")),
        (("Douma", "Eastern Ghouta", "Aleppo"), ("geonames:170592", "area:SY.eastern-ghouta", "geonames:170063")),
    ],
)
def test_a_town_counts_in_what_holds_it(places: tuple[str, str, str], ids: tuple[str, str, str]) -> None:
    town, around, elsewhere = places
    text = (
        f"The Syrian Observatory for Human Rights said 60 people were killed in {town}. "
        f"At least 20 people were killed in {around}, the Observatory said. "
        f"The Observatory said 7 people were killed in {elsewhere}."
    )
    found = least(text)
    assert [found.get(id) for id in ids] == [60, 60, 7]
