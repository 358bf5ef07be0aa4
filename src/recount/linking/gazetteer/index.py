"""The compiled file of the gazetteer: how it is laid out, written and looked into without being parsed.

Layout, little-endian: the magic bytes; the length of a JSON header (u32) and the header, which names the sources and
where each section starts and ends; then the sections. `records` has one fixed-length record a place, a country's
places in one stretch that the country heads; `labels` their names and codes; `numbers` the records' positions in the
order of GeoNames numbers; `blocks` the names: lines of "key, tab, record positions", sorted by key's bytes, cut into
blocks that are compressed one by one; `offsets` and `firsts` each block's end and first key. The file says the same
on every machine: it is data, and nothing in it is executed.
"""

from __future__ import annotations

import bisect
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

import msgspec

from recount.model import DataError

Kind = Literal["country", "province", "county", "town"]
KINDS: tuple[Kind, ...] = get_args(Kind)

MAGIC = b"recount gazetteer 1\n"
RECORD = struct.Struct("<IiiIIIB")
NOWHERE = 2**31 - 1
NONE = 2**32 - 1
DEGREE = 100_000
BLOCK = 8192
_MEND = "install Recount again, or build the file with tools/make_gazetteer.py"


class Record(msgspec.Struct, frozen=True):
    """One place as the file holds it.

    `number` is GeoNames' (0 for a province or county, which are known by their code), `code` "SY", "SY.09" or
    "US.TN.037" and empty for a town; `parent` the position of the record of the place that holds it.
    """

    number: int
    name: str
    kind: Kind
    code: str = ""
    parent: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0


class _Header(msgspec.Struct, frozen=True):
    sources: dict[str, str]
    countries: dict[str, tuple[int, int]]
    sections: dict[str, tuple[int, int]]


def pack(records: Sequence[Record], names: Mapping[str, Sequence[int]], sources: Mapping[str, str]) -> bytes:
    """The file's bytes; the same for the same content.

    `records` stand in country order, each country before its places; `names` gives each key's record positions,
    the likeliest first; `sources` says what the data was made from, with versions.
    """
    labels, packed, countries = bytearray(), bytearray(), dict[str, tuple[int, int]]()
    for i, record in enumerate(records):
        if record.kind == "country":
            country = record.code
        countries[country] = (countries.get(country, (i, i))[0], i + 1)
        latitude = NOWHERE if record.latitude is None else round(record.latitude * DEGREE)
        longitude = NOWHERE if record.longitude is None else round(record.longitude * DEGREE)
        parent = NONE if record.parent is None else record.parent
        kind = KINDS.index(record.kind)
        packed += RECORD.pack(record.number, latitude, longitude, record.population, parent, len(labels), kind)
        labels += f"{record.name}\t{record.code}\n".encode()
    numbered = sorted((record.number, i) for i, record in enumerate(records) if record.number)
    sections = {"records": bytes(packed), "labels": bytes(labels), "numbers": _integers(i for _, i in numbered)}
    sections |= _blocks(names)
    return _assemble(sections, countries, sources)


def _blocks(names: Mapping[str, Sequence[int]]) -> dict[str, bytes]:
    blocks, firsts, ends = bytearray(), list[bytes](), list[int]()
    block, first = bytearray(), b""
    lines = sorted((key.encode(), f"\t{' '.join(map(str, at))}\n".encode()) for key, at in names.items())
    for key, rest in [*lines, (b"", b"")]:
        if block and (not key or len(block) + len(key) + len(rest) > BLOCK):
            blocks += zlib.compress(bytes(block), 9)
            firsts.append(first)
            ends.append(len(blocks))
            block.clear()
        first = first if block else key
        block += key + rest
    return {"blocks": bytes(blocks), "offsets": _integers(ends), "firsts": b"\n".join(firsts)}


def _integers(values: Iterable[int]) -> bytes:
    return b"".join(value.to_bytes(4, "little") for value in values)


def _assemble(
    sections: Mapping[str, bytes], countries: Mapping[str, tuple[int, int]], sources: Mapping[str, str]
) -> bytes:
    where, at = dict[str, tuple[int, int]](), 0
    for name, data in sections.items():
        where[name] = (at, at + len(data))
        at += len(data)
    header = msgspec.json.encode(_Header(dict(sources), dict(countries), where))
    return b"".join([MAGIC, len(header).to_bytes(4, "little"), header, *sections.values()])


class Index:
    """The opened file. Opening reads the header and the blocks' first keys only; a name costs one small block."""

    def __init__(self, data: bytes) -> None:
        """Open the file's bytes. Raises DataError where they are no gazetteer of this format."""
        try:
            if not data.startswith(MAGIC):
                raise ValueError("it does not begin as a gazetteer does")
            start = len(MAGIC) + 4
            length = int.from_bytes(data[start - 4 : start], "little")
            header = msgspec.json.decode(data[start : start + length], type=_Header)
            base = start + length
            self._at = {name: (base + a, base + b) for name, (a, b) in header.sections.items()}
            if max(end for _, end in self._at.values()) != len(data):
                raise ValueError("it is cut short or has more than its sections")
            self._firsts = self._section(data, "firsts").split(b"\n") if self._section(data, "firsts") else []
            self._ends = [0, *(end for (end,) in struct.iter_unpack("<I", self._section(data, "offsets")))]
        except (ValueError, KeyError, struct.error) as fault:
            raise DataError("gazetteer/places.bin", str(fault), _MEND) from fault
        self._data = data
        self._cache: dict[int, bytes] = {}
        self.sources = header.sources
        self.countries = header.countries
        first, last = self._at["records"]
        self.size = (last - first) // RECORD.size

    def _section(self, data: bytes, name: str) -> bytes:
        first, last = self._at[name]
        return data[first:last]

    def lookup(self, key: str) -> tuple[int, ...]:
        """The positions of the records that a key names, the likeliest first; empty where it names none."""
        wanted = key.encode()
        block = bisect.bisect_right(self._firsts, wanted) - 1
        if block < 0 or b"\n" in wanted or b"\t" in wanted:
            return ()
        lines = self._lines(block)
        found = lines.find(b"\n" + wanted + b"\t")
        if found < 0:
            return ()
        found += len(wanted) + 2
        return tuple(map(int, lines[found : lines.index(b"\n", found)].split(b" ")))

    def starting(self, prefix: str) -> list[tuple[str, tuple[int, ...]]]:
        """All keys that start with a prefix, sorted, with the positions of the records that each names."""
        wanted, found = prefix.encode(), list[tuple[str, tuple[int, ...]]]()
        for block in range(max(0, bisect.bisect_left(self._firsts, wanted) - 1), len(self._firsts)):
            if self._firsts[block] > wanted and not self._firsts[block].startswith(wanted):
                break
            for line in self._lines(block)[1:-1].split(b"\n"):
                if line.startswith(wanted):
                    key, _, at = line.partition(b"\t")
                    found.append((key.decode(), tuple(map(int, at.split(b" ")))))
        return found

    def _lines(self, block: int) -> bytes:
        lines = self._cache.get(block)
        if lines is None:
            start = self._at["blocks"][0]
            lines = b"\n" + zlib.decompress(self._data[start + self._ends[block] : start + self._ends[block + 1]])
            self._cache[block] = lines
        return lines

    def record(self, position: int) -> Record:
        """The record at a position, 0 to `size` - 1."""
        start = self._at["records"][0] + position * RECORD.size
        number, latitude, longitude, population, parent, label, kind = RECORD.unpack_from(self._data, start)
        label += self._at["labels"][0]
        name, _, code = self._data[label : self._data.index(b"\n", label)].decode().partition("\t")
        return Record(
            number,
            name,
            KINDS[kind],
            code,
            None if parent == NONE else parent,
            None if latitude == NOWHERE else latitude / DEGREE,
            None if longitude == NOWHERE else longitude / DEGREE,
            population,
        )

    def numbered(self, number: int) -> int | None:
        """The position of the record with a GeoNames number, None where there is none."""
        first, last = self._at["numbers"]
        low, high = 0, (last - first) // 4
        while low < high:
            middle = (low + high) // 2
            at = int.from_bytes(self._data[first + 4 * middle : first + 4 * middle + 4], "little")
            (here,) = struct.unpack_from("<I", self._data, self._at["records"][0] + at * RECORD.size)
            if here == number:
                return at
            low, high = (middle + 1, high) if here < number else (low, middle)
        return None
