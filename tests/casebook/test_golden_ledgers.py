"""The ledgers of the example and of the five coast reports, line by line as a person has reviewed them.

After a change that is meant, write them anew with `python -m tests.casebook.test_golden_ledgers SHARED` (the folder
with the reports; without it only the example's), and read what changed.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from recount.casebook import Casebook
from recount.reading import read

from .golden import FOLDER
from .lines import lines

GOLDEN = Path(__file__).parent / "ledgers"


def made(folder: Path) -> list[str]:
    casebook = Casebook()
    casebook.add(read([folder]))
    return [line for ledger in casebook.ledgers() for line in lines(ledger)]


def held(name: str) -> list[str]:
    return (GOLDEN / name).read_text(encoding="utf-8").splitlines()


def changes(name: str, now: list[str]) -> str:
    return "\n".join(difflib.unified_diff(held(name), now, "reviewed", "now", lineterm="", n=0))


def test_the_examples_ledger_is_the_reviewed_one() -> None:
    assert changes("example.txt", made(FOLDER)) == ""


def test_the_coast_ledger_is_the_reviewed_one(shared: Path) -> None:
    assert changes("coast.txt", made(shared / "reports" / "coast-2025")) == ""


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    places = {"example.txt": FOLDER}
    if len(sys.argv) > 1:
        places["coast.txt"] = Path(sys.argv[1]) / "reports" / "coast-2025"
    for name, folder in places.items():
        (GOLDEN / name).write_text("\n".join(made(folder)) + "\n", encoding="utf-8")
