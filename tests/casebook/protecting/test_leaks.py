"""No word above a level is in anything that is made at it: hunted through every format and command."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from recount.cli.main import COMMANDS
from recount.model import LEVELS, Level, above
from recount.publishing import FILES

from .hunting import found_in
from .outputs import CALLS, OWNERS, outputs
from .world import LEVELS as LEVEL_OF
from .world import OTHERS, Names, build, canaries

_AS_OF = re.compile(rb"as of [^\n]*|\(entry \d+ of the log, [^)]*\)")
"""When the log was written is no secret of the reports."""
Made = Callable[[Names], Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    known: dict[Names, Path] = {}

    def make(names: Names) -> Path:
        if names not in known:
            home = tmp_path_factory.mktemp("world")
            with build(home / "a.casebook", home / "reports", names) as stored:
                assert stored.counts().reports == 11
            known[names] = home / "a.casebook"
        return known[names]

    return make


def test_every_command_is_hunted_through_or_said_to_be_the_owners() -> None:
    assert set(COMMANDS) <= set(CALLS) | set(OWNERS)


@pytest.mark.parametrize("level", LEVELS)
def test_no_word_above_the_level_is_in_anything(made: Made, level: Level, tmp_path: Path) -> None:
    place, words = made(Names()), dict(canaries(Names()))
    hidden = {word for word, own in words.items() if above(own, level)}
    seen: dict[str, set[str]] = {}
    for name, data in outputs(place, level, sorted(words), tmp_path):
        asked = name.startswith("search")  # what was asked is no answer
        found = found_in(data, words)
        assert not found & hidden, f"{name} tells {sorted(found & hidden)} at the level {level}"
        for word in found if not asked else ():
            seen.setdefault(word, set()).add(name.rpartition(" ")[2])
    assert set(seen) == words.keys() - hidden, "what may be seen is seen"
    for file in ("ledger.json", "dossier.html"):
        assert {word for word in seen if file in seen[word]} == words.keys() - hidden, file
    assert set(FILES) <= {file for files in seen.values() for file in files} or level == "public"


@pytest.mark.parametrize("level", ["public", "restricted"])
def test_what_is_hidden_makes_no_difference(made: Made, level: Level, tmp_path: Path) -> None:
    """Whoever sees all that is shown cannot tell two casebooks apart that differ only in what is hidden.

    Names of other lengths and in another order, hashes and ids made of them: no byte may follow from them.
    """
    hidden = {field: getattr(OTHERS, field) for field, own in LEVEL_OF.items() if above(own, level)}
    hidden["ages"] = OTHERS.ages if level == "public" else (Names().ages[0], OTHERS.ages[1])
    one, other = Names(), Names()._replace(**hidden)
    assert one != other
    asked = ["Aleppo"]
    first = dict(outputs(made(one), level, asked, tmp_path / "first"))
    second = dict(outputs(made(other), level, asked, tmp_path / "second"))
    for name in ("status", "verify"):  # the owner's: how many bytes there are
        first.pop(name)
        second.pop(name)
    told = [str(tmp_path / side).encode() for side in ("first", "second")]
    assert first.keys() == second.keys()
    said = [
        {name: _AS_OF.sub(b"", data.replace(folder, b"")) for name, data in made.items()}
        for made, folder in zip((first, second), told, strict=True)
    ]
    assert [name for name in first if said[0][name] != said[1][name]] == []
