from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from recount.model import Reading
from recount.reading import read
from recount.reading.raw import LIMIT
from recount.reading.source import NAMED

Write = Callable[..., Path]
Line = Callable[..., str]
SENTENCE = "<p>Nine people were killed in the village, the ministry said on Monday.</p>"


def lines(reading: Reading) -> list[tuple[str, str]]:
    return [(Path(aside.input).name, aside.wrong) for aside in reading.set_aside]


def test_every_kind_may_be_packed(write: Write, line: Line, tmp_path: Path) -> None:
    write("a.txt.gz", "Two died.", packed=True)
    write("b.html.gz", f"<html><body>{SENTENCE * 4}</body></html>", packed=True)
    write("c.jsonl.gz", line("c1") + line("c2"), packed=True)
    write("d.json.gz", line("d"), packed=True)
    write("e.txt", "Five died.", packed=True)  # known by its bytes, whatever it is called
    reading = read([tmp_path])
    assert [report.id for report in reading.reports] == ["a", "b", "c1", "c2", "d", "e"]
    assert [report.source for report in reading.reports][2] == "c.jsonl.gz:1"
    assert not reading.set_aside


def test_the_hash_is_of_what_was_packed(write: Write, tmp_path: Path) -> None:
    write("n/a.txt", "Two died.")
    write("s/a.txt.gz", "Two died.", packed=True)
    (report,) = read([tmp_path]).reports
    assert report.sha256 == hashlib.sha256(b"Two died.").hexdigest()


def test_a_file_called_packed_that_is_not(write: Write) -> None:
    assert read([write("a.txt.gz", "Two died.")]).reports[0].text == "Two died."


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.html.gz", "bomb.json.gz"])
def test_a_bomb(write: Write, name: str) -> None:
    bomb = gzip.compress(b"killed " * (LIMIT // 6), mtime=0)
    assert len(bomb) < LIMIT // 100
    reading = read([write(name, bomb), write("good.txt")])
    assert [report.id for report in reading.reports] == ["good"]
    assert lines(reading) == [(name, "unpacks to more than 32 MiB")]


@pytest.mark.parametrize("filling", [b"\n", b"x", b"{}\n"])
def test_a_bomb_of_json_lines(write: Write, line: Line, filling: bytes) -> None:
    first = line("a").encode()
    bomb = gzip.compress(first + filling * (LIMIT // len(filling)), mtime=0)
    reading = read([write("bomb.jsonl.gz", bomb), write("good.txt")])
    assert [report.id for report in reading.reports] == ["a", "good"]
    assert ("bomb.jsonl.gz", "unpacks to over 100 times its size") in lines(reading)
    assert len(lines(reading)) <= NAMED + 2


def test_packed_twice_is_binary(write: Write) -> None:
    assert lines(read([write("a.txt.gz", gzip.compress(b"Two died." * 40), packed=True)])) == [
        ("a.txt.gz", "is binary, not text")
    ]


@pytest.mark.parametrize("cut", [3, 12, -12, -4])
def test_a_packed_file_that_breaks_off(write: Write, cut: int) -> None:
    whole = gzip.compress(b"Two died in the north. " * 50, mtime=0)
    assert lines(read([write("a.txt.gz", whole[:cut])])) == [("a.txt.gz", "is packed with gzip and broken")]


def test_lines_before_the_break_stand(write: Write, line: Line) -> None:
    body = "".join(line(f"r{number}", f"{hashlib.sha256(bytes([number])).hexdigest()} died.") for number in range(200))
    packed = gzip.compress(body.encode(), mtime=0)
    reading = read([write("all.jsonl.gz", packed[: len(packed) // 2])])
    assert 0 < len(reading.reports) < 200
    assert lines(reading) == [("all.jsonl.gz", "is packed with gzip and broken")]


def test_a_packed_file_with_a_wrong_checksum(write: Write) -> None:
    packed = bytearray(gzip.compress(b"Two died.", mtime=0))
    packed[-6] ^= 0xFF
    assert lines(read([write("a.txt.gz", bytes(packed))])) == [("a.txt.gz", "is packed with gzip and broken")]


def test_an_empty_file_packed(write: Write) -> None:
    assert lines(read([write("a.txt.gz", "", packed=True)])) == [("a.txt.gz", "is empty")]


def test_a_device_that_seems_empty(write: Write) -> None:
    assert lines(read(["/dev/null"])) == [("null", "is no regular file")]
