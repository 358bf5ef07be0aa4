"""Linking of a kept casebook: in whatever steps reports come, what is kept is what linking all at once gives."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from recount.casebook import Casebook, StoredCasebook, joining
from recount.casebook.joining import forget
from recount.casebook.parts.one import all_links
from recount.casebook.store import linking
from recount.casebook.verifying import verify
from recount.model import Dossier, Report, to_json
from recount.publishing import event_jsonl

from .test_stored import Extracts
from .writing import Reader

TOWNS = ["Aleppo", "Homs", "Idlib", "Latakia", "Hama", "Raqqa", "Baniyas", "Jableh", "Tartus", "Daraa"]
NAMES = ["Karim Haddad", "Rana Qabbani", "Yusuf Nassar", "Lina Darwish", "Omar Saleh"]
WORDS = ["bakery", "mortar", "orchard", "checkpoint", "minibus", "quarry", "sawmill", "ferry", "granary", "viaduct"]


def rows(count: int) -> Iterator[dict[str, str]]:
    """Reports of some happenings, three papers each; every third happening is spoken of again months later."""
    for number in range(count):
        happening, paper = divmod(number, 3)
        at, paper = paper, 0 if happening % 4 == 1 else paper  # three papers print one text word for word
        town, name = TOWNS[happening % len(TOWNS)], NAMES[happening % len(NAMES)]
        word, other = WORDS[happening % 7], WORDS[(happening * 3 + 1) % len(WORDS)]
        month, day = 1 + happening % 9, 1 + (happening * 5) % 25
        killed = 4 + happening % 9
        chance = random.Random(happening)  # noqa: S311
        filling = [" ".join(made_up(chance) for _ in range(9)) for _ in range(6)]
        text = (
            f"{killed} people were killed near the {word} and the {other} in {town} on Sunday, "
            f"{'the Syrian Observatory for Human Rights' if paper else 'police'} said. "
            f"{name}, {20 + happening}, was among the dead, {filling[0]}. "
            f"The {filling[1]} and {killed + 3} were wounded. {filling[2].capitalize()}; {filling[3 + paper]}. "
        )
        if paper == 2:
            text += f"A court in {town} is to hear the case of the {word}, an official said on Monday."
        later = 4 if paper == 2 and happening % 3 == 0 else 0
        yield {
            "doc_id": f"r{happening:02}-{at}",
            "title": f"Blast in {town}",
            "text": text,
            "publisher": f"Paper {at}",
            "date": f"{2024 + (month + later > 12)}-{(month + later - 1) % 12 + 1:02}-{day + (2 * at) % 3:02}",
        }


def made_up(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(3))


def write(file: Path, some: list[dict[str, str]]) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in some), encoding="utf-8")
    return file


def expected(paths: list[Path], reader: Reader | None = None) -> Casebook:
    return Casebook.of(paths, extractor=reader)


def assert_shown(stored: StoredCasebook, whole: Casebook, *, inputs: bool = True) -> None:
    """The kept casebook shows what the whole one does: lists, each event's dossier; what `inputs` were called too."""
    links = whole.links()
    listing = stored.listing()
    rows = [event_jsonl(one, links) for one in whole.ledgers((), own_policy="told_first")]
    assert [to_json(line.row).decode() for line in listing.lines] == rows
    assert [line.title for line in listing.lines] == [one.event.title for one in whole.ledgers(())]
    if inputs:
        assert (listing.set_aside, listing.notices) == (whole.set_aside, whole.notices)
    assert listing.protection == whole.protection
    for event in links.events:
        kept, told = stored.one_event(event.id).dossier_of(event.id), whole.dossier_of(event.id)
        if not inputs:
            kept, told = without_inputs(kept), without_inputs(told)
        assert to_json(kept) == to_json(told)


def without_inputs(dossier: Dossier) -> Dossier:
    reports = tuple(msgspec.structs.replace(report, source="") for report in dossier.reports)
    return msgspec.structs.replace(dossier, reports=reports, set_aside=(), notices=())


def assert_same(stored: StoredCasebook, memory: Casebook, *, inputs: bool = True) -> None:
    """The kept casebook shows what the one in memory does, and has the same links."""
    assert_shown(stored, memory, inputs=inputs)
    links = memory.links()
    texts = {report.id: report.text for report in memory.reports}
    with stored.store.reading() as connection:
        kept = all_links(connection, texts)
    assert kept is not None
    for field in links.__struct_fields__:
        assert to_json(getattr(kept, field)) == to_json(getattr(links, field)), field


@pytest.mark.parametrize("step", [1, 7, 1000])
def test_steps_never_show(place: str, tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "in.jsonl", list(rows(45)))
    monkeypatch.setattr(joining, "STEP", step)
    with StoredCasebook.new(place) as stored:
        stored.add([file])
        assert_same(stored, expected([file]))
        assert list(verify(stored.store)) == []


def test_the_order_of_adding_never_shows(place: str, tmp_path: Path) -> None:
    some = list(rows(60))
    random.Random(3).shuffle(some)  # noqa: S311
    files = [write(tmp_path / f"{at}.jsonl", some[at : at + 7]) for at in range(0, len(some), 7)]
    with StoredCasebook.new(place) as stored:
        for file in files:
            stored.add([file])
        assert_same(stored, expected(files))


def test_only_what_reports_touch_is_written(place: str, tmp_path: Path) -> None:
    some = list(rows(30))
    file, more = write(tmp_path / "a.jsonl", some[:-1]), write(tmp_path / "b.jsonl", some[-1:])
    with StoredCasebook.new(place) as stored:
        stored.add([file])
        before = _events(stored)
        stored.add([more])
        after = _events(stored)
    touched = {id for id in after if after[id] != before.get(id)}
    assert touched
    assert len(touched) <= 2 < len(after)


def test_an_interruption_costs_a_step(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "in.jsonl", list(rows(30)))
    monkeypatch.setattr(joining, "STEP", 5)
    monkeypatch.setattr(joining, "MOST", 8)
    calls = []
    real = linking.step

    def broken(*given: object) -> object:
        calls.append(len(given[2]))  # type: ignore[arg-type]
        if len(calls) in (3, 4):
            raise KeyboardInterrupt
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(joining, "step", broken)
    with StoredCasebook.new(place) as stored:
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt):
                stored.add([file])
        assert_same(stored, expected([file]))
    assert calls == [5, 5, 8, 8, 8, 8, 4]  # as many as are linked, up to the most


def test_another_process_may_be_quicker(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some = list(rows(24))
    files = [write(tmp_path / "a.jsonl", some[:12]), write(tmp_path / "b.jsonl", some[12:])]
    real = linking.step
    calls = []
    with StoredCasebook.new(place) as stored, StoredCasebook.open(place) as other:

        def slow(*given: object) -> object:
            made = real(*given)  # type: ignore[arg-type]
            calls.append(1)
            if len(calls) == 1:
                other.add([files[1]])
            return made

        monkeypatch.setattr(joining, "step", slow)
        stored.add([files[0]])
        assert_same(stored, expected(files))


def test_another_version_of_the_extractor_links_all_anew(place: str, tmp_path: Path) -> None:
    file = write(tmp_path / "in.jsonl", list(rows(15)))
    with StoredCasebook.new(place, Reader(1)) as stored:
        stored.add([file])
        assert_same(stored, expected([file], Reader(1)))
    with StoredCasebook.open(place, Reader(2)) as stored:
        assert_same(stored, expected([file], Reader(2)))


def test_what_was_let_go_of_is_made_anew(place: str, tmp_path: Path) -> None:
    file = write(tmp_path / "in.jsonl", list(rows(15)))
    with StoredCasebook.new(place) as stored:
        stored.add([file])
        with stored.store.writing() as connection:
            forget(connection)
        assert_same(stored, expected([file]))


def test_a_report_on_which_the_extractor_fails_is_told_of_each_time(place: str, tmp_path: Path) -> None:
    def extract(report: Report) -> object:
        if report.id == "r00-1":
            raise RuntimeError
        return Reader(1).extract(report)

    file = write(tmp_path / "in.jsonl", list(rows(6)))
    with StoredCasebook.new(place, Extracts(extract)) as stored:  # type: ignore[arg-type]
        stored.add([file])
        for _ in range(2):
            listing = stored.listing()
            assert (listing.reports, [one.input for one in listing.set_aside]) == (5, ["in.jsonl:2"])


def _events(stored: StoredCasebook) -> dict[str, tuple[bytes, bytes, bytes]]:
    from sqlalchemy import select

    from recount.casebook.store import schema

    stored.listing()
    with stored.store.reading() as connection:
        found = connection.execute(select(schema.events)).all()
    return {row.id: (bytes(row.home), bytes(row.ties), bytes(row.line)) for row in found}
