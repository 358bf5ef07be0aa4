"""An export holds the same bytes whatever the order of adding, and tells of any byte that was changed."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from recount.casebook import StoredCasebook
from recount.casebook.bundle import CONTENT, sealed_manifest
from recount.casebook.erasing import erase_reports
from recount.casebook.exporting import LOG, MANIFEST, export, verify_bundle
from recount.casebook.importing import take_in
from recount.casebook.store.history import canonical
from recount.model import Decision, Subject

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
    out = bundle(folder, tmp_path)
    chance = random.Random(6)  # noqa: S311
    for file in sorted(out.iterdir()):
        whole = file.read_bytes()
        assert whole, file.name
        everywhere = len(whole) < 1500 and file.name in (MANIFEST, LOG)
        for at in range(len(whole)) if everywhere else chance.sample(range(len(whole)), min(60, len(whole))):
            changed = bytearray(whole)
            changed[at] ^= 1 << chance.randrange(8)
            file.write_bytes(changed)
            assert list(verify_bundle(out)), f"{file.name} at {at}"
        for changed in (bytearray(whole[:-1]), bytearray(whole + b"\n"), bytearray()):
            file.write_bytes(changed)
            assert list(verify_bundle(out)), f"{file.name} cut or longer"
        file.write_bytes(whole)
    (out / "ledgers.jsonl").unlink()
    assert [fault.what for fault in verify_bundle(out)] == ["ledgers.jsonl"]


def test_a_log_that_is_cut_short_is_found(folder: Path, tmp_path: Path) -> None:
    out = bundle(folder, tmp_path)
    whole = (out / LOG).read_bytes().splitlines(keepends=True)
    for kept in range(len(whole)):
        (out / LOG).write_bytes(b"".join(whole[:kept]))
        assert [fault.what for fault in verify_bundle(out)][:1] == [LOG]
        (out / LOG).write_bytes(b"".join([*whole[:kept], whole[-1]]))
        assert kept == len(whole) - 1 or list(verify_bundle(out))


def test_the_first_broken_link_of_a_bundle_is_named(folder: Path, tmp_path: Path) -> None:
    out = bundle(folder, tmp_path)
    rows = [json.loads(line) for line in (out / LOG).read_bytes().splitlines()]
    for row in rows[2:4]:
        row["at"] = "1999-01-01T00:00:00+00:00"
    (out / LOG).write_bytes(b"".join(line_of(row) + b"\n" for row in rows))
    assert next(iter(verify_bundle(out))).what == f"{LOG} entry 3"


def test_an_earlier_state_without_what_was_erased_since(folder: Path, tmp_path: Path) -> None:
    with StoredCasebook.new(tmp_path / "a.db") as stored:
        stored.add([folder / "a.txt", folder / "c.txt"])
        then = stored.last()
        stored.add([folder])
        erase_reports(stored.store, ["c"], "mistake")
        assert then is not None
        export(stored, tmp_path / "out", as_of=f"#{then.number}")
    assert list(verify_bundle(tmp_path / "out")) == []
    rows = [json.loads(line) for line in (tmp_path / "out" / "reports.jsonl").read_bytes().splitlines()]
    assert [row["name"] for row in rows] == ["a"]
    with StoredCasebook.new(tmp_path / "b.db") as copy:
        assert take_in(copy, tmp_path / "out").reports == 1


@pytest.mark.parametrize("name", ["reports.jsonl", "decisions.jsonl", "tombstones.jsonl", "originals.jsonl"])
def test_content_under_a_new_manifest_is_still_held_to_the_log(folder: Path, tmp_path: Path, name: str) -> None:
    """Whoever changes content can make a manifest for it; not so the chain, of which others may hold a checkpoint."""
    out = bundle(folder, tmp_path)
    whole = {file: (out / file).read_bytes() for file in CONTENT}
    lines = whole[name].splitlines(keepends=True)
    for changed in (
        b"".join(lines[1:]),
        b"".join([*lines, lines[0].replace(b"a", b"b")]),
        whole[name].replace(b"1", b"2"),
    ):
        sums = {file: hashlib.sha256(whole[file] if file != name else changed).hexdigest() for file in CONTENT}
        manifest = sealed_manifest(sums)
        (out / name).write_bytes(changed)
        (out / MANIFEST).write_bytes(canonical(manifest) + b"\n")
        log = (out / LOG).read_bytes().splitlines()
        end = json.loads(log[-1]) | {"content": manifest["seal"]}
        (out / LOG).write_bytes(b"\n".join([*log[:-1], line_of(end)]) + b"\n")
        faults = [fault.what for fault in verify_bundle(out)]
        assert faults
        assert LOG not in faults
        assert not any(what.startswith(f"{LOG} line") for what in faults)


def bundle(folder: Path, tmp_path: Path) -> Path:
    """An export with something in each file, which verifies."""
    (folder / "empty.txt").touch()
    with StoredCasebook.new(tmp_path / "a.db") as stored:
        stored.add([folder])
        key = stored.recall().reports[0].sha256
        for reviewer in ("M. Saleh", "N. Haddad"):
            subject = Subject(kind="event", id="e1", reports=(key, key))
            stored.decide(Decision(ruling="accept", subject=subject, reviewer=reviewer, reason="seen"))
        erase_reports(stored.store, ["c"], "mistake")
        export(stored, tmp_path / "out")
    assert list(verify_bundle(tmp_path / "out")) == []
    return tmp_path / "out"


def line_of(row: dict[str, object]) -> bytes:
    return json.dumps(row, separators=(",", ":"), ensure_ascii=False).encode()
