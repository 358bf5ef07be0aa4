"""An export holds the same bytes whatever the order of adding, and tells of any byte that was changed."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from recount.casebook import StoredCasebook
from recount.casebook.exporting import LOG, MANIFEST, export, verify_bundle

from .writing import texts


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != LOG}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return texts(tmp_path / "in", copy="Nine people were killed in Homs, medics said.", empty="")


def test_the_order_of_adding_never_shows(make_place: Callable[[], str], folder: Path, tmp_path: Path) -> None:
    orders = (["a", "b", "c", "copy", "empty"], ["empty", "copy", "c", "b", "a"], ["b", "a", "b"])
    written = []
    for number, names in enumerate(orders):
        with StoredCasebook.new(make_place()) as stored:
            for name in names:
                stored.add([folder / f"{name}.txt"])
            if number == 2:
                stored.add([folder])
                stored.add([folder / "empty.txt"])
            export(stored, tmp_path / f"out{number}")
        written.append(content(tmp_path / f"out{number}"))
        assert list(verify_bundle(tmp_path / f"out{number}")) == []
    assert written[0] == written[1]
    assert written[0]["reports.jsonl"] == written[2]["reports.jsonl"]
    assert written[0]["ledgers.jsonl"] == written[2]["ledgers.jsonl"]


def test_both_stores_export_the_same(postgres: Path, folder: Path, tmp_path: Path) -> None:
    import psycopg

    with psycopg.connect(host=str(postgres), user="recount", dbname="postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE both_stores")
    places = (str(tmp_path / "a.db"), f"postgresql://recount@/both_stores?host={postgres}")
    for number, place in enumerate(places):
        with StoredCasebook.new(place) as stored:
            stored.add([folder])
            export(stored, tmp_path / f"out{number}")
    assert content(tmp_path / "out0") == content(tmp_path / "out1")


def test_any_changed_byte_is_found(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with StoredCasebook.new(tmp_path / "a.db") as stored:
        stored.add([folder])
        export(stored, out)
    assert list(verify_bundle(out)) == []
    chance = random.Random(6)  # noqa: S311
    for file in sorted(out.iterdir()):
        whole = file.read_bytes()
        everywhere = file.name in (MANIFEST, LOG) and len(whole) < 1500
        for at in range(len(whole)) if everywhere else chance.sample(range(len(whole)), 60):
            changed = bytearray(whole)
            changed[at] ^= 1 << chance.randrange(8)
            file.write_bytes(changed)
            assert list(verify_bundle(out)), f"{file.name} at {at}"
        file.write_bytes(whole)
    (out / "ledgers.jsonl").unlink()
    assert [fault.what for fault in verify_bundle(out)] == ["ledgers.jsonl"]
