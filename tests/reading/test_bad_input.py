"""Everything that is wrong with an input: one clear line for each, and the good reports go through."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from recount.model import Reading
from recount.reading import read
from recount.reading.raw import LIMIT

Write = Callable[..., Path]
Line = Callable[..., str]


def lines(reading: Reading) -> list[tuple[str, str]]:
    assert all(aside.input and aside.wrong and aside.mend for aside in reading.set_aside)
    return [(aside.input, aside.wrong) for aside in reading.set_aside]


def stems(reading: Reading) -> list[str]:
    return [report.id for report in reading.reports]


def test_a_missing_path(write: Write, tmp_path: Path) -> None:
    reading = read([write("good.txt"), tmp_path / "gone.txt", tmp_path / "good.txt" / "below.txt"])
    assert stems(reading) == ["good"]
    assert lines(reading) == [
        (str(tmp_path / "gone.txt"), "is not there"),
        (str(tmp_path / "good.txt" / "below.txt"), "is not there"),
    ]


@pytest.mark.parametrize("path", ["", "a\0b", "x" * 5_000, "1" * 5_000], ids=["empty", "zero", "long", "digits"])
def test_a_path_that_cannot_be(write: Write, path: str) -> None:
    reading = read([write("good.txt"), path])
    assert stems(reading) == ["good"]
    assert len(reading.set_aside) == 1


def test_the_name_is_the_one_that_was_typed(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("north/empty.txt", "")
    monkeypatch.chdir(path.parent.parent)
    assert lines(read(["north/empty.txt"])) == [("north/empty.txt", "is empty")]
    assert lines(read(["north"])) == [("empty.txt", "is empty")]


@pytest.mark.parametrize("content", [" \n\t\r\n ", "\ufeff", "\ufeff \n", "---\n***\n", "\u2028\u3000"])
def test_a_file_without_words(write: Write, content: str) -> None:
    reading = read([write("blank.txt", content), write("good.txt")])
    assert stems(reading) == ["good"]
    assert [wrong for _, wrong in lines(reading)] == ["holds no words"]


@pytest.mark.parametrize(
    "content",
    [
        b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8,
        b"Twelve people\0were killed.",
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        b"%PDF-1.7\nTwelve people were killed.",
        b"PK\x03\x04" + b"Twelve people were killed.",
        b"{\\rtf1 Twelve people were killed.}",
        b"\xff\xfeT\x00\x00\xd8x\x00",  # UTF-16 that breaks off in a pair
        b"\xef\xbb\xbfTw\xc3\x28elve",  # marked as UTF-8, and is not
        bytes(range(1, 32)) * 20 + b"words",
    ],
)
def test_a_binary_file(write: Write, content: bytes) -> None:
    reading = read([write("data.bin", content), write("good.txt")])
    assert stems(reading) == ["good"]
    assert [wrong for _, wrong in lines(reading)] == ["is binary, not text"]


def test_a_hundred_megabytes_are_not_read(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.write(b"Twelve people were killed.\n")
        file.truncate(100 * 2**20)
    write("good.txt")
    taken: list[int] = []
    opened = Path.open

    def watched(path: Path, *args: object, **more: object) -> object:
        stream = opened(path, *args, **more)  # type: ignore[call-overload]
        plain = stream.read
        stream.read = lambda size=-1: taken.append(size) or plain(size)  # type: ignore[func-returns-value]
        return stream

    monkeypatch.setattr(Path, "open", watched)
    reading = read([tmp_path])
    assert stems(reading) == ["good"]
    assert lines(reading) == [("huge.txt", "is larger than 32 MiB")]
    assert taken
    assert all(0 <= size <= LIMIT + 1 for size in taken)


def test_a_hundred_megabytes_of_json_lines_are_read(write: Write, line: Line, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    with path.open("w") as file:
        file.write(line("first"))
        file.seek(100 * 2**20)
        file.write("\n" + line("last"))
    reading = read([path])
    assert stems(reading) == ["first", "last"]
    assert lines(reading) == [(f"{path}:2", "is longer than 32 MiB")]


def test_a_pipe_is_not_waited_for(write: Write, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    write("good.txt")
    reading = read([tmp_path])
    assert stems(reading) == ["good"]
    assert lines(reading) == [("pipe.txt", "is no regular file")]


def test_a_device_is_no_file() -> None:
    assert lines(read(["/dev/zero"])) == [("/dev/zero", "is no regular file")]


def test_a_file_without_permission(write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    locked, _ = write("locked.txt"), write("good.txt")
    opened = Path.open

    def refuse(path: Path, *args: object, **more: object) -> object:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    reading = read([locked, tmp_path])
    assert stems(reading) == ["good"]
    assert lines(reading) == [(str(locked), "may not be read by you")]


def test_a_folder_without_permission(write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write("locked/a.txt")
    write("good.txt")
    scan = os.scandir

    def refuse(path: str | os.PathLike[str]) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    reading = read([tmp_path])
    assert stems(reading) == ["good"]
    assert lines(reading) == [("locked", "may not be read by you")]


def test_permissions_of_the_real_system(write: Write, tmp_path: Path) -> None:
    write("locked/a.txt").parent.chmod(0)
    try:
        everything = os.access(tmp_path / "locked", os.R_OK)  # so it is for root
        assert lines(read([tmp_path])) == ([] if everything else [("locked", "may not be read by you")])
    finally:
        (tmp_path / "locked").chmod(0o755)


def test_a_fault_of_the_disk(write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = write("bad.txt")

    def fail(*_args: object, **_more: object) -> object:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    assert lines(read([path])) == [(str(path), "cannot be read from the disk")]


def test_set_asides_show_no_text_of_the_report(write: Write, tmp_path: Path) -> None:
    private = "Umm-Hasan's-address"
    write("a.jsonl", '{"doc_id": "a", "text": "' + private)
    write("b.txt", f"{private}\0")
    write("c.html", f"<html><script>{private}</script></html>")
    write("d.json", f"[{private}")
    reading = read([tmp_path])
    assert len(reading.set_aside) == 4
    assert private not in repr(reading)


def test_names_that_would_move_the_cursor_are_shown_without(write: Write, tmp_path: Path) -> None:
    write("a\x1b[2J\u202eb.txt", "")
    (aside,) = read([tmp_path]).set_aside
    assert aside.input == "a\ufffd[2J\ufffdb.txt"


def test_a_programming_error_is_raised(write: Write) -> None:
    def progress(done: int, total: int | None) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        read([write("a.txt")], progress=progress)
