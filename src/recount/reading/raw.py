"""Bytes from files, bounded: whole or line by line, unpacked where they are packed with gzip."""

from __future__ import annotations

import gzip
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from typing import IO

from recount.model import InputError

from .source import Source

MIB = 2**20
LIMIT = 32 * MIB
"""Bytes that one report may have, unpacked. A long news report has 0.05 MiB."""
RATIO = 100
"""Bytes that a packed byte may unpack to on average, past `SMALL`. Prose packs 3 to 10 times, a bomb 1,000 times."""
SMALL = 1 * MIB
PIECE = 1 * MIB
PACKED = b"\x1f\x8b"


def head(source: Source, size: int = 2048) -> bytes:
    """The first bytes of a file, unpacked. Raises InputError where it cannot be read."""
    with _opened(source) as (stream, _):
        return stream.read(size)


def whole(source: Source) -> bytes:
    """All bytes of a file that holds one report, unpacked.

    Raises InputError where it cannot be read, is empty, or has more than `LIMIT` bytes; then no more than that is
    ever held in memory.
    """
    mend = "give one file a report, or JSON lines with one report a line"
    with _opened(source) as (stream, size):
        if size > LIMIT:
            raise source.error(f"is larger than {LIMIT // MIB} MiB", mend)
        data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise source.error(f"unpacks to more than {LIMIT // MIB} MiB", mend)
    if not data:
        raise source.error("is empty", "give a file with a report's text, or leave it out")
    return data


def lines(source: Source) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a file with their numbers from 1, without line ends; None for a line of more than `LIMIT` bytes.

    Raises InputError where the file cannot be read (on), or unpacks to over `RATIO` times its size.
    """
    with _opened(source) as (stream, size):
        packed = isinstance(stream, gzip.GzipFile)
        number = taken = 0
        while line := stream.readline(LIMIT + 1):
            number += 1
            taken += len(line)
            long = len(line) > LIMIT
            while long and not line.endswith(b"\n") and (line := stream.readline(PIECE)):
                taken += len(line)
                _bounded(source, size, taken, packed)
            _bounded(source, size, taken, packed)
            yield number, None if long else line.rstrip(b"\r\n")


def _bounded(source: Source, size: int, taken: int, packed: bool) -> None:
    if packed and taken > max(SMALL, RATIO * size):
        raise source.error(f"unpacks to over {RATIO} times its size", "unpack it first, and check what it holds")


@contextmanager
def _opened(source: Source) -> Iterator[tuple[IO[bytes] | gzip.GzipFile, int]]:
    """The file's bytes as a stream, unpacked, and its size on disk in bytes."""
    try:
        status = source.path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            raise source.error("is no regular file", "give a text file, a page, JSON lines, or a folder of them")
        with source.path.open("rb") as file:
            if not _is_packed(file):
                yield file, status.st_size
            else:
                with gzip.GzipFile(fileobj=file) as unpacked:
                    yield unpacked, status.st_size
    except (EOFError, gzip.BadGzipFile, zlib.error) as fault:
        raise source.error(
            "is packed with gzip and broken", "fetch it again, or unpack what can be unpacked"
        ) from fault
    except OSError as fault:
        raise unreadable(source.name, fault) from fault


def _is_packed(file: BufferedReader) -> bool:
    return file.peek(2)[:2] == PACKED


def unreadable(name: str, fault: OSError) -> InputError:
    """The error for a path that the system will not read."""
    if isinstance(fault, PermissionError):
        return InputError(name, "may not be read by you", "ask for permission to read it, or leave it out")
    if isinstance(fault, FileNotFoundError | NotADirectoryError):
        return InputError(name, "is not there", "check the path for a slip")
    return InputError(name, "cannot be read from the disk", "check that the path is right and the disk is sound")
