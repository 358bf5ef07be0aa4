"""The gazetteer: its file, its folding, and names found under their spellings."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.linking.gazetteer import gazetteer
from recount.linking.gazetteer.folding import fold, skeleton, without_article
from recount.linking.gazetteer.index import Index, Record, pack
from recount.model import DataError

CASES = tomllib.loads((Path(__file__).parent / "cases" / "names.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_names_are_found_in_their_spellings(case: dict[str, str]) -> None:
    found = gazetteer().find(case["name"], [case["country"]])
    here = [(match.entry.id, match.how) for match in found if match.entry.country == case["country"]]
    assert here[:1] == ([(case["id"], case["how"])] if case["id"] else [])


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Al Qardāḩah", "al qardahah"),
        ("al-Qardahah", "al qardahah"),
        ("Ma‘arrat an-Nu‘mān", "maarrat an numan"),
        ("ŁÓDŹ", "lodz"),
        ("Saint-Denis", "st denis"),
        ("Mount Oliver", "mt oliver"),
        ("  Two   Words ", "two words"),
        ("İstanbul", "istanbul"),
        ("", ""),
        ("—", ""),
    ],
)
def test_folding(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Khan Sheikhoun", "Khān Shaykhūn"),
        ("Deir Ezzor", "Dayr az Zawr"),
        ("Deir el-Zour", "Deir ez-Zor"),
        ("Tel Rifaat", "Tall Rif‘at"),
        ("Baniyas", "Banias"),
        ("Sweida", "As-Sweida"),
        ("Qamishli", "Al-Kamishli"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(first: str, second: str) -> None:
    assert skeleton(fold(first)) == skeleton(fold(second)) != ""


@pytest.mark.parametrize(("first", "second"), [("Homs", "Hama"), ("Tartus", "Taftanaz"), ("Idlib", "Atlib")])
def test_skeletons_keep_names_apart(first: str, second: str) -> None:
    assert skeleton(fold(first)) != skeleton(fold(second))


def test_short_skeletons_are_none() -> None:
    assert skeleton("al bab") == ""


def test_articles() -> None:
    assert without_article("al bab") == "bab"
    assert without_article("alghantou") == "ghantou"
    assert without_article("alban") == "alban"
    assert without_article("al") == "al"
    assert without_article("homs") == "homs"


@given(st.text(max_size=200))
def test_any_text_can_be_looked_up(name: str) -> None:
    folded = fold(name)
    assert fold(folded) == folded
    for match in gazetteer().find(name, ["SY"]):
        assert match.entry.id.startswith(("geonames:", "recount:", "area:"))
    assert gazetteer().get(name) is None or name.startswith("geonames:")


def test_towns_lie_in_provinces_and_provinces_in_countries() -> None:
    known = gazetteer()
    jableh = known.get("geonames:169304")
    assert jableh is not None
    assert jableh.within == ("geonames:SY.02", "geonames:163843")
    hermitage = known.get("geonames:4628929")
    assert hermitage is not None
    assert hermitage.within == ("geonames:US.TN.037", "geonames:US.TN", "geonames:6252001")
    assert [known.get(place) is not None for place in hermitage.within] == [True] * 3
    assert jableh.place.precision == "exact"
    assert [round(value) for value in (jableh.latitude or 0, jableh.longitude or 0)] == [35, 36]


@pytest.mark.parametrize("place", ["", "geonames:", "geonames:1", "geonames:XX", "name:homs", "169304", "geonames:²"])
def test_no_place_of_an_unknown_id(place: str) -> None:
    assert gazetteer().get(place) is None


@pytest.mark.parametrize(
    ("short", "place"),
    [
        ("N.C.", "US.NC"),
        ("NC", "US.NC"),
        ("Ill.", "US.IL"),
        ("Calif.", "US.CA"),
        ("U.S.", "6252001"),
        ("UK", "2635167"),
    ],
)
def test_abbreviations(short: str, place: str) -> None:
    entry = gazetteer().abbreviated(short)
    assert entry is not None
    assert entry.id == f"geonames:{place}"


def test_peoples_tell_a_country() -> None:
    syrian = gazetteer().people("Syrian")
    assert syrian is not None
    assert syrian.country == "SY"
    assert gazetteer().people("Homs") is None


def test_similar_names_only_as_a_last_resort_and_only_in_the_countries_given() -> None:
    found = gazetteer().find("Kafranbelt", ["SY"])
    assert [(match.entry.name, match.how) for match in found] == [("Kafranbel", "similar")]
    assert gazetteer().find("Kafranbelt") == ()
    assert gazetteer().find("Kafranbelt", ["FR"]) == ()
    assert gazetteer().find("Kafranbelt Nordwardly", ["SY"]) == ()


def test_every_province_of_the_most_reported_conflicts_has_a_name() -> None:
    known = gazetteer()
    for code in ("SY.01", "SY.14", "IQ.15", "YE.08", "LB.06", "PS.GZ", "PS.WE", "UA.05", "SD.55", "AF.24", "LY.77"):
        entry = known.get(f"geonames:{code}")
        assert entry is not None, code
        assert entry.kind == "province"
        assert entry.place.precision == "region"


def test_the_gazetteer_costs_nothing_at_import() -> None:
    code = (
        "import sys, recount.linking.places as p; from recount.linking.gazetteer import search;"
        "assert search.gazetteer.cache_info().currsize == 0; assert 'rapidfuzz' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def small() -> bytes:
    records = [
        Record(7, "Land", "country", "LA", None, None, None, 1000),
        Record(0, "Shire", "province", "LA.01", 0, 1.5, -2.25, 900),
        Record(9, "Tōwn", "town", "", 1, 1.5, -2.25, 800),
        Record(8, "Other", "country", "OT", None, None, None, 10),
    ]
    return pack(records, {"land": [0], "town": [2, 1], "shire": [1], "é": [3]}, {"made": "up"})


def test_the_file_gives_back_what_was_packed() -> None:
    index = Index(small())
    assert index.size == 4
    assert index.sources == {"made": "up"}
    assert index.countries == {"LA": (0, 3), "OT": (3, 4)}
    assert index.lookup("town") == (2, 1)
    assert index.lookup("é") == (3,)
    assert index.record(2) == Record(9, "Tōwn", "town", "", 1, 1.5, -2.25, 800)
    assert index.record(0) == Record(7, "Land", "country", "LA", None, None, None, 1000)
    assert (index.numbered(9), index.numbered(8), index.numbered(1)) == (2, 3, None)
    assert index.starting("s") == [("shire", (1,))]


@pytest.mark.parametrize("key", ["", "a", "zz", "tow", "towns", "town\t", "\n", "land\nshire"])
def test_no_record_of_an_unknown_key(key: str) -> None:
    assert Index(small()).lookup(key) == ()


@given(
    st.dictionaries(st.text("abcdeéß ", min_size=1, max_size=6), st.lists(st.integers(0, 3), min_size=1), max_size=400)
)
def test_every_key_is_found_in_its_block(names: dict[str, list[int]]) -> None:
    records = [Record(i + 1, "x", "country", f"A{i}") for i in range(4)]
    index = Index(pack(records, names, {}))
    assert {key: list(index.lookup(key)) for key in names} == names
    assert sorted(key for key, _ in index.starting("")) == sorted(names)


def test_the_same_content_gives_the_same_bytes() -> None:
    assert small() == small()


@pytest.mark.parametrize(
    "spoil", [lambda b: b"", lambda b: b"x" + b, lambda b: b[:-3], lambda b: b + b"x", lambda b: b[:30]]
)
def test_a_broken_file_is_named(spoil) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DataError, match=r"places\.bin"):
        Index(spoil(small()))
