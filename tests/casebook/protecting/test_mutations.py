"""The hunt finds what each step of hiding keeps from it: without any one of them, it fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from recount.casebook import StoredCasebook
from recount.casebook.protecting import extracted, hidden, identities, masks, part, passages, searching, shown
from recount.casebook.protecting.identities import Identity
from recount.casebook.protecting.masking import Masked
from recount.casebook.protecting.masks import Masks
from recount.casebook.protecting.shown import Shown
from recount.casebook.protecting.tied import Tied
from recount.model import above
from recount.publishing import FILES

from .hunting import found_in
from .world import OTHERS, Names, build, canaries

Change = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> tuple[StoredCasebook, StoredCasebook]:
    home = tmp_path_factory.mktemp("worlds")
    made = [build(home / f"{n}.casebook", home / str(n), names) for n, names in enumerate((Names(), OTHERS))]
    return made[0], made[1]


def told(worlds: tuple[StoredCasebook, StoredCasebook], folder: Path) -> list[str]:
    """What tells of something hidden from the public: outputs with a secret word, and outputs that differ by one."""
    words = [word for word, level in canaries(Names()) if above(level, "public")]
    made = []
    for number, stored in enumerate(worlds):
        casebook = stored.shown("public")
        assert isinstance(casebook, Shown)
        dossier = casebook.dossier()
        each = {name: make(dossier) for name, make in FILES.items()}
        part.export_part(stored, casebook, folder / str(number))
        each |= {file.name: file.read_bytes() for file in sorted((folder / str(number)).iterdir())}
        asked = " ".join((Names(), OTHERS)[number].teacher)
        each["search"] = b"" if stored.search(asked, 20, level="public") == (0, []) else asked.encode()
        made.append(each)
    first, second = made
    leaks = [name for name in first if found_in(first[name], words)]
    return leaks + [f"{name} differs" for name in first if first.get(name) != second.get(name)]


def test_nothing_is_told(worlds: tuple[StoredCasebook, StoredCasebook], tmp_path: Path) -> None:
    assert told(worlds, tmp_path) == []


def _gives(value: Any) -> Callable[..., Any]:
    return lambda *_, **__: value


def _same(_: object, one: Any, *__: object, **___: object) -> Any:
    return one


def _at(owner: Any, name: str, put: Any) -> Change:
    return lambda patch: patch.setattr(owner, name, put)


def _without_field(field: str) -> Change:
    """Reports are shown with one field as it was."""
    before = Masks._shown

    def shown_with(self: Masks, report: Any, hidings: Any) -> Any:
        made = before(self, report, hidings)
        return msgspec.structs.replace(made, **{field: getattr(report, field)})

    return _at(Masks, "_shown", shown_with)


def _ids_kept(self: Masks, shown: Any, hidings: Any) -> dict[str, str]:
    return {id: id for id in shown}


def _found_in_order(self: Any, found: Any, *_: Any) -> Any:
    return found


STEPS: dict[str, Change] = {
    "reports are withheld": _at(
        shown, "hidden_at", lambda *given: msgspec.structs.replace(hidden.hidden_at(*given), reports=frozenset())
    ),
    "whole names are found": _at(Identity, "stands_in", _gives([])),
    "parts of names are found": _at(Identity, "parts_in", _gives([])),
    "names in another order, with initials or slips are found": _at(identities, "_around", _gives(())),
    "the person’s age goes with the name": _at(Identity, "ages_in", _gives([])),
    "age and role are taken from who is hidden": _at(shown, "without_traits", lambda one, _: one),
    "the age of a person in the ledger goes": _at(Shown, "_person", _same),
    "passages are hidden": _at(Masks, "_passages", _gives({})),
    "copies of passages are hidden": _at(passages, "_copied", _gives(())),
    "repetitions of passages are hidden": _at(masks, "stretches_of", _gives(())),
    "other wordings of passages are hidden": _at(passages, "_reworded", _gives(())),
    "titles are cleaned": _without_field("title"),
    "publishers are cleaned": _without_field("publisher"),
    "addresses go": _without_field("url"),
    "names of files are cleaned": _without_field("source"),
    "hashes of hidden words go": _without_field("sha256"),
    "reports are called otherwise": _at(Masks, "_named", _ids_kept),
    "links are cleaned": _at(Masks, "clean", _same),
    "words that only what is hidden has go": _at(Masks, "_said_nowhere", _gives(frozenset())),
    "victims’ names are marks": _at(extracted, "_victim", lambda victim, *_: victim),
    "spans stand in what is shown": _at(Masked, "span", _same),
    "statements stand in what is shown": _at(extracted, "_statement", lambda statement, *_: statement),
    "ids of events are made of what is shown": _at(Tied, "_events", {}),
    "pieces of quotations are made of what is shown": _at(Tied, "_wording", _same),
    "marks are of one length": _at(
        Masked,
        "__init__",
        lambda self, text, hidings, before=Masked.__init__: before(
            self, text, [one._replace(mark="█" * (one.end - one.start)) for one in hidings]
        ),
    ),
    "labels do not follow from names": _at(
        masks,
        "_labels",
        lambda found, count: [re.sub(r"\W", "", f"X{one}") for one in range(count)],
    ),
    "remarks on inputs go with reports": _at(
        Shown, "_remarks", lambda self, whole, _: self._notices.update(whole.notices)
    ),
    "originals are left out where words are hidden": _at(Shown, "hides_words", False),
    "keys of what is hidden go": _at(Masks, "is_touched", _gives(False)),
    "searches tell no name": _at(searching, "_tells", _gives(False)),
}


@pytest.mark.parametrize("step", STEPS)
def test_the_hunt_finds_what_each_step_hides(
    worlds: tuple[StoredCasebook, StoredCasebook], step: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    STEPS[step](monkeypatch)
    assert told(worlds, tmp_path) != [], f"nothing tells that a step is missing: {step}"
