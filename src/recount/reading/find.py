"""Paths as typed → files to read, each once, whatever the order; folders with what their `reports.csv` say."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from recount.model import InputError

from .kinds import passed_over
from .manifest import FILE, read_manifest
from .raw import unreadable
from .source import Entry, Remarks, Source, cleaned, shown


class Found(NamedTuple):
    """The files to read, sorted by name, and what is to be said of paths, folders and `reports.csv` files."""

    sources: list[Source]
    remarks: list[Remarks]


class _Folder:
    """One folder that was typed, with all below it. Links to folders are never followed."""

    def __init__(self, root: Path, called: str, prefix: str) -> None:
        self.root = root
        self.called = called
        self.prefix = prefix
        self.remarks: list[Remarks] = []
        self.files: dict[str, Path] = {}  # by their names below the root, as the disk has them
        self.entries: dict[str, tuple[Entry, Remarks]] = {}

    def walk(self) -> list[Source]:
        """The files below, each with its entry; entries of a folder's own `reports.csv` before those from above."""
        waiting = [(self.root, "")]
        while waiting:
            folder, inside = waiting.pop()
            waiting.extend(self._scan(folder, inside))
        sources = [self._source(inside, path) for inside, path in self.files.items()]
        sources = [source for source in sources if not passed_over(source)]
        there = {_key(inside) for inside in self.files}
        for inside, (entry, remarks) in self.entries.items():
            if inside not in there:
                wrong = f"names {cleaned(entry.file, 120)}, which is not there, is hidden, or is a link that leads away"
                remarks.refuse(wrong, "mend the name, or take the row out", part=f" line {entry.line}")
        if not sources and not any(remarks.set_aside() for remarks in self.remarks):
            self._refuse(shown(self.called), "holds no file that is read", "put reports into it, or leave it out")
        return sources

    def _scan(self, folder: Path, inside: str) -> list[tuple[Path, str]]:
        """Take in one folder's files; its folders, to go on with, in reverse order."""
        try:
            with os.scandir(folder) as entries:
                items = sorted(entries, key=lambda item: item.name)
        except OSError as fault:
            error = unreadable(self._name(inside[:-1]) if inside else self.called, fault)
            self._refuse(error.input, error.wrong, error.mend)
            return []
        folders: list[tuple[Path, str]] = []
        for item in items:
            name = inside + item.name
            path = Path(item.path)
            if item.name.startswith("."):
                continue
            if item.is_dir(follow_symlinks=False):
                folders.append((path, f"{name}/"))
            elif item.is_symlink() and (wrong := self._astray(path)):
                self._refuse(self._name(name), wrong, "name what it leads to, or put a copy into the folder")
            elif item.name.lower() == FILE:
                self._read_manifest(path, inside, name)
            else:
                self.files[name] = path
        return folders[::-1]

    def _astray(self, link: Path) -> str:
        """What keeps a link from being followed; "" for nothing."""
        try:
            target = link.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: a loop, before Python 3.13
            return "is a link that leads nowhere"
        if target.is_dir():
            return "is a link to a folder, which is not followed"
        return "" if target.is_relative_to(self.root.resolve()) else "is a link that leads out of the folder"

    def _read_manifest(self, path: Path, inside: str, name: str) -> None:
        remarks = Remarks(self._name(name))
        self.remarks.append(remarks)
        try:
            entries = read_manifest(Source(path=path, name=remarks.name), remarks)
        except InputError as fault:
            remarks.refuse(fault.wrong, fault.mend)
            return
        for entry in entries:
            self.entries[_key(inside + entry.file)] = (entry, remarks)

    def _source(self, inside: str, path: Path) -> Source:
        entry = self.entries.get(_key(inside))
        name = self._name(inside)
        return Source(path=path, name=name, named=entry is not None, entry=entry[0] if entry else None)

    def _name(self, inside: str) -> str:
        return self.prefix + shown(inside)

    def _refuse(self, name: str, wrong: str, mend: str) -> None:
        remarks = Remarks(name)
        remarks.refuse(wrong, mend)
        self.remarks.append(remarks)


def find(paths: Iterable[Path | str]) -> Found:
    """The files that paths lead to, each once: a file that is typed twice, or lies in a typed folder, is one file."""
    typed = sorted({str(path) for path in paths})
    remarks: list[Remarks] = []
    sources: list[Source] = []
    folders: list[tuple[str, Path]] = []
    for words in typed:
        path = Path(words)
        try:
            if not words:
                raise FileNotFoundError
            if path.is_dir():
                folders.append((words, path))
            else:
                path.stat()
                sources.append(Source(path=path, name=shown(words)))
        except (OSError, ValueError) as fault:  # ValueError: a zero byte in the path
            error = unreadable(shown(words) or "(an empty path)", fault if isinstance(fault, OSError) else OSError())
            remark = Remarks(error.input)
            remark.refuse(error.wrong, error.mend)
            remarks.append(remark)
    for words, path in folders:
        prefix = f"{shown(path.name)}/" if len(folders) > 1 and path.name else ""
        folder = _Folder(path, words, prefix)
        sources.extend(folder.walk())
        remarks.extend(folder.remarks)
    return Found(*_once(sources, remarks))


def _once(sources: list[Source], remarks: list[Remarks]) -> tuple[list[Source], list[Remarks]]:
    """Each file once. Of several ways to it, the one that says most of it, then the one whose name sorts first."""
    ways: dict[str, list[Source]] = {}
    for source in sources:
        ways.setdefault(os.path.realpath(source.path), []).append(source)
    kept: list[Source] = []
    for same in ways.values():
        best = min(same, key=_preference)
        if any(way.named for way in same) and not best.named:
            best = Source(path=best.path, name=best.name, named=True, entry=best.entry)
        kept.append(best)
        if len(same) > 1:
            remark = Remarks(best.name)
            remark.note(f"is named {len(same)} times; read once")
            remarks.append(remark)
    return sorted(kept, key=lambda source: (source.name, source.path)), remarks


def _preference(source: Source) -> tuple[bool, bool, bool, str, str]:
    return (source.entry is None, source.path.is_symlink(), not source.named, source.name, str(source.path))


def _key(inside: str) -> str:
    """A name inside a folder as it is compared: file systems differ in how they compose accented letters."""
    return unicodedata.normalize("NFC", inside)
