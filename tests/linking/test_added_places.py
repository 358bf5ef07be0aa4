"""Places put in by hand beside GeoNames': they nest, they add nothing twice, and a broken table is named."""

from __future__ import annotations

import pytest

from recount.linking.gazetteer import Gazetteer, gazetteer
from recount.linking.gazetteer.added import Added, added, read
from recount.linking.gazetteer.index import Index, Record, pack
from recount.model import DataError

TABLE = """
renamed = [{ id = "geonames:3", names = ["al-Tall"], source = "x" }]

[[added]]
id = "area:SY.dunes"
name = "Dunes"
kind = "county"
in = "geonames:1"
holds = ["geonames:3"]
source = "x"

[[added]]
id = "recount:SY.well"
name = "Dune Well"
kind = "town"
in = "area:SY.dunes"
source = "x"

[sources]
x = "https://example.org"
"""


def small(table: str) -> Gazetteer:
    """A country with two towns, and places put in by hand."""
    records = [Record(1, "Syria", "country", "SY"), Record(2, "Rasm", "town", parent=0, population=50),
               Record(3, "Tell", "town", parent=0, population=70)]  # fmt: skip
    return Gazetteer(Index(pack(records, {"rasm": [1], "tell": [2]}, {})), read(table))


def test_places_put_in_by_hand_lie_in_each_other_and_hold_others() -> None:
    known = small(TABLE)
    dunes, well, tell, rasm = (known.named(name)[0] for name in ("dunes", "dune well", "al tall", "rasm"))
    assert (dunes.within, dunes.country, dunes.population) == (("geonames:1",), "SY", 70)
    assert well.within == tell.within == ("area:SY.dunes", "geonames:1")
    assert rasm.within == ("geonames:1",)
    assert known.get("area:SY.dunes") == dunes
    assert known.get("area:SY.sea") is None
    assert (known.by_hand("al-Tall"), known.by_hand("Rasm")) == (True, False)


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ('source = "x"', 'source = "y"', "no source"),
        ('"recount:SY.well"', '"area:SY.dunes"', "id of its own"),
        ('"recount:SY.well"', '"geonames:4"', "id of its own"),
        ('in = "area:SY.dunes"', 'in = "area:SY.sea"', "nothing is known of area:SY.sea"),
        ('in = "geonames:1"', 'in = "geonames:9"', "nothing is known of geonames:9"),
        ('holds = ["geonames:3"]', 'holds = ["geonames:9"]', "nothing is known of geonames:9"),
        ('in = "geonames:1"', 'in = "recount:SY.well"', "lies in itself"),
        ('kind = "town"', 'kind = "dune"', "Invalid enum"),
        ('name = "Dune Well"', 'nick = "Dune Well"', "missing required|unknown field"),
        ("[sources]", "[sources", "."),
    ],
)
def test_a_table_that_breaks_its_format(old: str, new: str, wrong: str) -> None:
    with pytest.raises(DataError, match=wrong):
        small(TABLE.replace(old, new, 1))


def test_no_place_was_put_in_that_geonames_has() -> None:
    known = Gazetteer(gazetteer()._index, Added())
    twice = [
        (row.id, match.entry.id)
        for row in added().rows.values()
        for name in (row.name, *row.names)
        for match in known.find(name)
        if match.entry.country == row.id.partition(":")[2][:2] and match.how != "similar"
    ]
    assert twice == []
