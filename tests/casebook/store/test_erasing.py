"""What is erased is gone to the last byte; the chain holds, and what stays is as it was."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update

from recount.casebook import StoredCasebook
from recount.casebook.erasing import erase_decisions, erase_reports, erase_reviewer
from recount.casebook.store import schema
from recount.casebook.store.lookup import of_readings
from recount.casebook.verifying import verify
from recount.model import Decision, OutputError, Span, Subject, UsageError

from .writing import lines, linked_bytes, texts

QARDAHA = "In Qardaha, 14 people were killed, Zubaydazubayda Quxmundi told the paper."
WORDS = ("Zubaydazubayda", "zubaydazubayda", "Quxmundi", "quxmundi", "Qardaha")


@pytest.fixture
def stored(place: str, tmp_path: Path) -> StoredCasebook:
    stored = StoredCasebook.new(place)
    stored.add([texts(tmp_path / "in", secret=QARDAHA), lines(tmp_path / "many.jsonl", 30)])
    return stored


def key(stored: StoredCasebook, name: str) -> str:
    with stored.store.reading() as connection:
        return str(connection.execute(select(schema.reports.c.key).where(schema.reports.c.name == name)).scalar_one())


def claim(key: str, reviewer: str = "M. Saleh", reason: str = "Quxmundi was not there") -> Decision:
    subject = Subject(kind="claim", id="secret#c1", report=key, span=Span(12, 14, "14"), outcome="killed")
    return Decision(ruling="reject", subject=subject, reviewer=reviewer, reason=reason)


def bytes_of(stored: StoredCasebook) -> bytes:
    """All bytes of the database as they stand on the disk."""
    file = stored.store.place.file
    assert file is not None
    return b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))


def test_an_erased_report_is_gone_and_the_rest_stands(stored: StoredCasebook) -> None:
    secret = key(stored, "secret")
    for one in (claim(secret), claim(key(stored, "a"), reason="")):
        stored.decide(one)
    stored.recall().ledgers()
    assert len(stored.listing().lines) > 1
    with stored.store.reading() as connection:
        assert not [
            table.name for table in (schema.linked, schema.events) if not connection.execute(select(table)).first()
        ]
        body = connection.execute(select(schema.reports.c.body).where(schema.reports.c.key == secret)).scalar_one()
        raw = connection.execute(
            select(schema.packs.c.body).join(schema.raws, schema.raws.c.pack == schema.packs.c.number)
            .join(schema.reports, schema.reports.c.raw == schema.raws.c.sha256).where(schema.reports.c.key == secret)
        ).scalar_one()  # fmt: skip
        read = connection.execute(
            of_readings(schema.extractions.c.body).where(schema.reports.c.key == secret)
        ).scalar_one()
    if stored.store.is_file:
        assert raw in bytes_of(stored)
    gone = erase_reports(stored.store, ["secret"], "safety")
    assert (gone.reports, gone.originals, gone.readings, gone.acts, gone.persons) == (1, 1, 1, 1, 1)
    assert list(verify(stored.store)) == []
    with stored.store.reading() as connection:
        assert connection.execute(select(schema.caches)).first() is None
        assert not [word for word in WORDS if word.encode() in linked_bytes(connection)]
    assert stored.search("Quxmundi", 5) == (0, [])
    assert stored.search("Aleppo", 1)[0] == 32
    assert [one.subject.report for one in stored.decisions()] == [key(stored, "a")]
    assert "secret" not in {report.id for report in stored.recall().reports}
    assert not any("Qardaha" in str(line) for line in stored.listing().lines)
    assert {id for line in stored.listing().lines for id in line.row.doc_ids} == {
        one.id for one in stored.recall().reports
    }
    if stored.store.is_file:
        left = bytes_of(stored)
        assert not [part for part in (raw, body, read) if part in left]
        assert not [word for word in WORDS if word.encode() in left]
        with sqlite3.connect(str(stored.store.place.file)) as file:
            file.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, 'report_words', 'row')")
            assert file.execute("SELECT count(*) FROM terms WHERE term LIKE '%xmundi'").fetchone() == (0,)
            assert file.execute("SELECT doc FROM terms WHERE term = 'killed'").fetchone() == (32,)
        file.close()


def test_erasing_again_writes_nothing(stored: StoredCasebook) -> None:
    erase_reports(stored.store, [key(stored, "secret")], "mistake")
    last = stored.last()
    gone = stored.store
    with gone.reading() as connection:
        name = connection.execute(
            select(schema.tombstones.c.name).where(schema.tombstones.c.what == "report")
        ).scalar_one()
    assert erase_reports(gone, [name[:12]], "mistake").entry == 0
    assert stored.last() == last
    with pytest.raises(UsageError, match="is not there"):
        erase_reports(gone, ["secret"], "mistake")


def test_an_erased_report_is_refused_unless_it_is_wanted_again(stored: StoredCasebook, tmp_path: Path) -> None:
    for _ in range(2):
        erase_reports(stored.store, ["secret"], "mistake")
        refused = stored.add([tmp_path / "in"])
        assert (refused.new, refused.met) == (0, 3)
        (aside,) = refused.set_aside
        assert aside.input == "secret.txt"
        assert "was erased from this casebook on 20" in aside.wrong
        assert stored.search("Quxmundi", 5)[0] == 0
        assert [one.input for one in stored.recall().set_aside] == []
        assert list(verify(stored.store)) == []
        assert stored.add([tmp_path / "in"], again=True).new == 1
        assert stored.add([tmp_path / "in"]).set_aside == ()
        assert list(verify(stored.store)) == []


def test_the_same_bytes_under_another_title_are_refused_too(stored: StoredCasebook, tmp_path: Path) -> None:
    erase_reports(stored.store, ["secret"], "consent")
    (tmp_path / "in" / "reports.csv").write_text("file,title\nsecret.txt,Another title\n", encoding="utf-8")
    assert [one.input for one in stored.add([tmp_path / "in" / "secret.txt", tmp_path / "in"]).set_aside] == [
        "secret.txt"
    ]


def test_bytes_that_another_document_has_stay(stored: StoredCasebook, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "twin.txt").write_text(QARDAHA, encoding="utf-8")
    stored.add([tmp_path / "other"])
    gone = erase_reports(stored.store, ["secret"], "retention")
    assert (gone.reports, gone.originals) == (1, 0)
    assert list(verify(stored.store)) == []
    assert stored.search("Quxmundi", 5)[0] == 1


def test_remarks_on_an_erased_report_go(stored: StoredCasebook, tmp_path: Path) -> None:
    row = {"doc_id": "odd", "text": "Nine people were killed in Homs, medics said.", "url": "ftp://example.org/odd"}
    (tmp_path / "odd.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    stored.add([tmp_path / "odd.jsonl"])
    assert any("odd" in notice.input for notice in stored.recall().notices)
    erase_reports(stored.store, ["odd"], "mistake")
    assert not any("odd" in notice.input for notice in stored.recall().notices)


def test_an_erased_reviewer_is_in_no_decision(stored: StoredCasebook) -> None:
    secret = key(stored, "secret")
    for one in (
        claim(secret, reason="for Zubaydazubayda"),
        claim(secret, reviewer="N. Haddad", reason="M. Saleh said so"),
    ):
        stored.decide(one)
    gone = erase_reviewer(stored.store, "M. Saleh", "consent")
    assert (gone.persons, gone.acts, gone.reports) == (1, 0, 0)
    assert len(gone.named) == 1
    assert [(one.reviewer, one.reason) for one in stored.decisions()] == [("", ""), ("N. Haddad", "M. Saleh said so")]
    assert list(verify(stored.store)) == []
    if stored.store.is_file:
        assert b"for Zubaydazubayda" not in bytes_of(stored)
    assert erase_reviewer(stored.store, "M. Saleh", "consent").entry == 0


def test_an_erased_decision_is_gone(stored: StoredCasebook) -> None:
    number = stored.decide(claim(key(stored, "secret")))
    other = stored.decide(claim(key(stored, "a"), reason=""))
    gone = erase_decisions(stored.store, [number], "court")
    assert (gone.acts, gone.persons) == (1, 1)
    assert [one.number for one in stored.decisions()] == [other]
    assert list(verify(stored.store)) == []
    with pytest.raises(UsageError, match="decision 1: is not there"):
        erase_decisions(stored.store, [1], "court")


def test_tombstones_that_nobody_set_are_found(stored: StoredCasebook) -> None:
    erase_reports(stored.store, ["secret"], "mistake")
    table = schema.tombstones
    with stored.store.reading() as connection:
        (row,) = connection.execute(select(table).where(table.c.what == "report"))
    for change in (
        update(table).where(table.c.what == "raw").values(name="0" * 64),
        update(table).where(table.c.what == "report").values(told=1),
        delete(table).where(table.c.what == "reading"),
        insert(table).values(what="report", name="0" * 64, told=row.told, erased=row.erased),
    ):
        with stored.store.reading() as connection:
            before = [one._asdict() for one in connection.execute(select(table))]
        with stored.store.writing() as connection:
            connection.execute(change)
        assert list(verify(stored.store)), str(change)
        with stored.store.writing() as connection:
            connection.execute(delete(table))
            connection.execute(insert(table), before)
    assert list(verify(stored.store)) == []


def test_a_reader_in_the_file_is_told_and_compacting_wipes_later(tmp_path: Path) -> None:
    from recount.casebook.compacting import compact

    file = tmp_path / "a.db"
    with StoredCasebook.new(file) as made:
        made.add([texts(tmp_path / "in", secret=QARDAHA)])
    other = sqlite3.connect(file)
    with StoredCasebook.open(file, wait=0.2) as stored:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM reports").fetchone()
        with pytest.raises(OutputError, match="run recount compact"):
            erase_reports(stored.store, ["secret"], "safety")
        assert stored.search("Quxmundi", 5)[0] == 0
        assert [fault.wrong[:10] for fault in verify(stored.store)] == ["may still "]
        other.close()
        done = compact(stored)
        assert done.after <= done.before
        assert not [word for word in WORDS if word.encode() in bytes_of(stored)]
        assert list(verify(stored.store)) == []
