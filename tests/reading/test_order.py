"""The order of arguments tells nothing, and the same input gives the same reading."""

from __future__ import annotations

import itertools
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.model import to_json
from recount.reading import read

Write = Callable[..., Path]
Line = Callable[..., str]

NAMES = st.sampled_from(["a.txt", "b.txt", "a.md", "a.jsonl", "reports.csv", "a.html", "a.bin", "a.txt.gz", ".a"])
FOLDERS = st.sampled_from(["", "n/", "s/", "n/s/"])
CONTENTS = st.sampled_from(
    [
        "",
        "Two died.",
        "Three died.",
        "\0",
        '{"doc_id": "a", "text": "Two died.", "date": "10/1/2014"}\n{"doc_id": "a", "text": "Four died."}\nx\n',
        '{"doc_id": "a", "text": "Two died.", "date": "7/22/2014"}\n',
        "file,title,published\na.txt,Two dead,2025-02-30\ns/a.txt,From above,2025-03-10\ngone.txt,,\n",
        "<html><body><p>Two died in the town.</p></body></html>",
        "Jos\u00e9 died.",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    files=st.dictionaries(
        st.tuples(FOLDERS, NAMES), st.tuples(CONTENTS, st.sampled_from(["utf-8", "latin-1"])), max_size=8
    ),
    chosen=st.lists(st.tuples(FOLDERS, NAMES | st.just("")), max_size=6),
    seed=st.randoms(use_true_random=False),
)
def test_any_order_gives_the_same_reading(
    files: dict[tuple[str, str], tuple[str, str]], chosen: list[tuple[str, str]], seed: random.Random
) -> None:
    with TemporaryDirectory() as root:
        for (folder, name), (content, encoding) in files.items():
            path = Path(root, folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode(encoding))
        paths: list[Path | str] = [str(Path(root, folder + name)) for folder, name in chosen]
        expected = read(paths)
        ids = [report.id for report in expected.reports]
        assert ids == sorted(set(ids))
        assert root not in "".join(report.source for report in expected.reports)
        for _ in range(3):
            seed.shuffle(paths)
            assert read(paths) == expected
        assert read(paths + paths) == expected


def test_every_order_of_a_mixed_bag(write: Write, line: Line, tmp_path: Path) -> None:
    write("n/r.txt", "Two died.")
    write("s/r.txt", "Three died.")
    write("s/reports.csv", "file,published,publisher\nr.txt,2025-02-30,South\ngone.txt,,\n")
    write("all.jsonl", line("r", "Four died.") + "broken\n" + line("r", "Five died."))
    write("empty.txt", "")
    paths = [tmp_path / "n", tmp_path / "s", tmp_path / "all.jsonl", tmp_path / "empty.txt", tmp_path / "s" / "r.txt"]
    expected = to_json(read(paths))
    for order in itertools.permutations(paths):
        assert to_json(read(order)) == expected


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_the_hash_seed_changes_nothing(write: Write, line: Line, tmp_path: Path, seed: str) -> None:
    write("n/r.txt", "Two died.")
    write("s/r.txt", "Three died.")
    write("all.jsonl", line("r", "Four died.") + line("r", "Five died."))
    program = (
        "import sys; from recount.model import to_json; from recount.reading import read;"
        "sys.stdout.buffer.write(to_json(read(sys.argv[1:])))"
    )
    made = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
    )
    assert json.loads(made.stdout) == json.loads(to_json(read([tmp_path])))
    assert made.stdout == to_json(read([tmp_path]))


def test_importing_reading_loads_nothing_heavy() -> None:
    heavy = "{'trafilatura', 'lxml', 'charset_normalizer'}"
    program = f"import sys, recount.reading; print(sorted({heavy} & set(sys.modules)))"
    made = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert made.stdout.strip() == "[]"
