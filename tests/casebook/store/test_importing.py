"""A bundle taken in holds the same as where it came from, once, however often it is taken in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from recount.casebook import StoredCasebook
from recount.casebook import bundle as bundles
from recount.casebook.bundle import CONTENT, LOG, MANIFEST, sealed_manifest
from recount.casebook.erasing import erase_decisions, erase_reports, erase_reviewer
from recount.casebook.exporting import export, verify_bundle
from recount.casebook.importing import take_in
from recount.casebook.store.history import canonical, digest
from recount.casebook.verifying import verify
from recount.model import DataError, Decision, InputError, Span, Subject

from .writing import texts

MakePlace = Callable[[], str]
HOMS = "Nine people were killed in Homs, medics said."


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != LOG}


def ruled(key: str, reviewer: str, reason: str = "", of: int | None = None) -> Decision:
    if of is not None:
        return Decision(
            ruling="agree", subject=Subject(kind="decision", id=str(of)), reviewer=reviewer, reason="", of=of
        )
    subject = Subject(kind="claim", id="a#c1", report=key, span=Span(9, 11, "12"), outcome="killed")
    return Decision(ruling="reject", subject=subject, reviewer=reviewer, reason=reason)


def key_of(stored: StoredCasebook, id: str) -> str:
    from recount.casebook.store.lookup import documents

    with stored.store.reading() as connection:
        return documents(connection).keys[id]


@pytest.fixture
def full(make_place: MakePlace, tmp_path: Path) -> StoredCasebook:
    """A casebook with reports, remarks, decisions, and erasures of each kind."""
    stored = StoredCasebook.new(make_place())
    folder = texts(tmp_path / "in", copy=HOMS, d="Six people were killed in Idlib, police said.")
    (folder / "empty.txt").touch()
    stored.add([folder / "d.txt"])
    stored.add([folder])
    first = stored.decide(ruled(key_of(stored, "a"), "M. Saleh", "seen"))
    stored.decide(ruled("", "N. Haddad", of=first))
    stored.decide(ruled(key_of(stored, "d"), "N. Haddad"))
    stored.decide(ruled(key_of(stored, "b"), "K. Azar"))
    gone = stored.decide(ruled(key_of(stored, "c"), "K. Azar"))
    erase_reports(stored.store, ["d"], "safety")
    erase_reviewer(stored.store, "K. Azar", "consent")
    erase_decisions(stored.store, [gone], "mistake")
    return stored


def test_an_empty_casebook_then_exports_the_same(full: StoredCasebook, make_place: MakePlace, tmp_path: Path) -> None:
    export(full, tmp_path / "out")
    with StoredCasebook.new(make_place()) as copy:
        done = take_in(copy, tmp_path / "out")
        assert (done.reports, done.decisions, done.elsewhere) == (4, 3, ())
        assert list(verify(copy.store)) == []
        export(copy, tmp_path / "again")
        assert content(tmp_path / "again") == content(tmp_path / "out")
        assert list(verify_bundle(tmp_path / "again")) == []
        there, here = full.decisions(), copy.decisions()
        assert [(one.reviewer, one.reason, one.at) for one in here] == [(o.reviewer, o.reason, o.at) for o in there]
        agreed = next(one for one in here if one.ruling == "agree")
        assert agreed.of == here[0].number != there[0].number
        assert agreed.subject.id == str(agreed.of)
        last = copy.last()
        again = take_in(copy, tmp_path / "out")
        assert (again.reports, again.met, again.decisions, again.tombstones) == (0, 4, 0, 0)
        assert copy.last() == last
        assert take_in(full, tmp_path / "again").decisions == 0, "what comes back to where it was made is known"
        with StoredCasebook.new(make_place()) as third:
            take_in(third, tmp_path / "again")
            export(third, tmp_path / "third")
        assert content(tmp_path / "third") == content(tmp_path / "out"), "through two hands"


def test_two_casebooks_become_one(full: StoredCasebook, make_place: MakePlace, tmp_path: Path) -> None:
    export(full, tmp_path / "out")
    with StoredCasebook.new(make_place()) as other:
        other.add([texts(tmp_path / "more", e="Four people were killed in Hama, medics said.")])
        own = other.decide(ruled(key_of(other, "a"), "L. Own"))
        done = take_in(other, tmp_path / "out")
        assert done.reports == 1, "a, b and c were there"
        assert other.counts().reports == 5
        assert list(verify(other.store)) == []
        assert [one.reviewer for one in other.decisions()] == ["L. Own", "M. Saleh", "N. Haddad", ""]
        assert other.decisions()[0].number == own
        assert next(one for one in other.decisions() if one.ruling == "agree").of == other.decisions()[1].number
        assert not other.search("Idlib", 3)[0]
        refused = other.add([tmp_path / "in" / "d.txt"])
        assert [one.input for one in refused.set_aside] == ["d.txt"], "erasures are taken over"


def test_erased_there_stays_here_and_is_told(full: StoredCasebook, make_place: MakePlace, tmp_path: Path) -> None:
    export(full, tmp_path / "first")
    with StoredCasebook.new(make_place()) as other:
        take_in(other, tmp_path / "first")
        key = key_of(full, "c")
        erase_reports(full.store, ["c"], "consent")
        erase_reviewer(full.store, "M. Saleh", "consent")
        export(full, tmp_path / "second")
        done = take_in(other, tmp_path / "second")
        assert [what for what, _ in done.elsewhere] == ["person", "report"]
        assert ("report", key) in done.elsewhere
        assert other.search("Rocky", 3)[0] == 1
        assert list(verify(other.store)) == []
        export(other, tmp_path / "third")
        back = take_in(full, tmp_path / "third")
        assert [one.input for one in back.set_aside] == ["c.txt"]
        assert full.decisions()[0].reviewer == ""
        assert take_in(full, tmp_path / "third", again=True).reports == 1
        assert list(verify(full.store)) == []


def test_an_interrupted_import_is_completed(full: StoredCasebook, make_place: MakePlace, tmp_path: Path) -> None:
    export(full, tmp_path / "out")

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "import":
            raise KeyboardInterrupt

    with StoredCasebook.new(make_place()) as copy:
        with pytest.raises(KeyboardInterrupt):
            take_in(copy, tmp_path / "out", stop)
        assert list(verify(copy.store)) == []
        take_in(copy, tmp_path / "out")
        export(copy, tmp_path / "again")
    assert content(tmp_path / "again") == content(tmp_path / "out")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    with StoredCasebook.new(tmp_path / "a.db") as stored:
        stored.add([texts(tmp_path / "in")])
        stored.decide(ruled(key_of(stored, "a"), "M. Saleh"))
        export(stored, tmp_path / "out")
    return tmp_path / "out"


def resealed(folder: Path, name: str, data: bytes) -> None:
    """Change a file of content, and vouch for it as somebody would who means harm."""
    (folder / name).write_bytes(data)
    manifest = sealed_manifest({file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in CONTENT})
    (folder / MANIFEST).write_bytes(canonical(manifest) + b"\n")
    log = (folder / LOG).read_bytes().splitlines()
    end = json.loads(log[-1]) | {"content": manifest["seal"]}
    (folder / LOG).write_bytes(b"\n".join([*log[:-1], json.dumps(end, separators=(",", ":")).encode()]) + b"\n")


def refused(folder: Path, tmp_path: Path) -> str:
    """What an import of the folder is refused with; nothing of it is there then."""
    with StoredCasebook.new(tmp_path / "copy.db") as copy:
        with pytest.raises(DataError) as caught:
            take_in(copy, folder)
        assert copy.counts().reports == 0
        assert copy.last().number == 1  # type: ignore[union-attr]
    (tmp_path / "copy.db").unlink()
    assert "Aleppo" not in str(caught.value)
    return str(caught.value)


def test_what_was_changed_is_not_taken_in(out: Path, tmp_path: Path) -> None:
    whole = (out / "reports.jsonl").read_bytes()
    (out / "reports.jsonl").write_bytes(whole.replace(b"12 people", b"19 people"))
    assert "reports.jsonl: was changed" in refused(out, tmp_path)
    resealed(out, "reports.jsonl", whole.replace(b"12 people", b"19 people"))
    assert "is not the document that its key names" in refused(out, tmp_path)


def test_what_means_harm_is_not_taken_in(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = (out / "reports.jsonl").read_bytes()
    monkeypatch.setattr(bundles, "LONGEST", 100_000)
    resealed(out, "reports.jsonl", b'{"key":"' + b"a" * 200_000)
    assert "line 1: is longer than 100,000 bytes" in refused(out, tmp_path)
    resealed(out, "reports.jsonl", b"[" * 90_000 + b"\n")
    assert "does not read back" in refused(out, tmp_path)
    resealed(out, "reports.jsonl", reports.replace(b'"a.txt",1]', b'"a.txt",1000000000]'))
    assert "does not read back" in refused(out, tmp_path)
    resealed(out, "reports.jsonl", reports)
    (out / "links.jsonl").unlink()
    (out / "links.jsonl").symlink_to("/dev/zero")
    assert "links.jsonl: was changed since it was written, or is not there" in refused(out, tmp_path)
    manifest = sealed_manifest(dict.fromkeys((*CONTENT, "../../etc/passwd"), "0" * 64))
    (out / MANIFEST).write_bytes(canonical(manifest) + b"\n")
    assert "manifest.json: was changed" in refused(out, tmp_path)
    (out / MANIFEST).write_bytes(b"{" * 200_000)
    assert "manifest.json: was changed" in refused(out, tmp_path)
    (out / MANIFEST).unlink()
    with StoredCasebook.new(tmp_path / "copy.db") as copy, pytest.raises(InputError, match=r"holds no manifest"):
        take_in(copy, out)


@pytest.mark.parametrize(
    ("field", "value"), [("url", "javascript:alert(1)"), ("title", "a\u202eb"), ("id", "a\nb"), ("text", "\x1b[2J")]
)
def test_a_report_such_as_no_reading_gives(out: Path, tmp_path: Path, field: str, value: str) -> None:
    """Forged throughout: the key, the log and the manifest are made for it."""
    from recount.casebook.store.history import BEGINNING, Entry
    from recount.model import Report, to_json
    from recount.reading import content_key

    rows = [json.loads(line) for line in (out / "reports.jsonl").read_bytes().splitlines()]
    report = msgspec.structs.replace(msgspec.convert(rows[0]["report"], Report), **{field: value})
    rows[0] |= {"report": json.loads(to_json(report)), "key": content_key(report), "name": report.id}
    log = [json.loads(line) for line in (out / LOG).read_bytes().splitlines()]
    before = BEGINNING
    for line in log[:-1]:
        if line["what"] == "add":
            line["keys"] = sorted(row["key"] for row in rows)
            line["body"] = canonical({"digest": digest(line["keys"]), "reports": len(rows)}).decode()
        entry = Entry(line["number"], line["at"], line["what"], line["body"], before, "")
        line |= {"before": before, "seal": entry.sealed()}
        before = line["seal"]
    log[-1]["seal"] = before
    log_lines = [json.dumps(line, separators=(",", ":"), ensure_ascii=False).encode() + b"\n" for line in log]
    (out / LOG).write_bytes(b"".join(log_lines))
    resealed(out, "reports.jsonl", b"".join(canonical(row) + b"\n" for row in rows))
    assert list(verify_bundle(out)) == []
    assert "holds what no reading of a report gives" in refused(out, tmp_path)


def test_an_export_of_an_earlier_recount(out: Path, tmp_path: Path) -> None:
    names = [name for name in CONTENT if name not in ("decisions.jsonl", "tombstones.jsonl")]
    manifest = sealed_manifest({file: hashlib.sha256((out / file).read_bytes()).hexdigest() for file in names})
    (out / MANIFEST).write_bytes(canonical(manifest) + b"\n")
    (out / LOG).write_bytes(
        b"".join((out / LOG).read_bytes().splitlines(keepends=True)[:-1]).replace(b',"keys"', b',"keys"')
    )
    assert "was written by an earlier Recount" in refused(out, tmp_path)
