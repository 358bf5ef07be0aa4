"""The Python API as a user writes it, and that importing it costs nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import recount


def test_the_stages_by_their_names(tmp_path: Path) -> None:
    from recount import Casebook, dossier_html, extract, read

    (tmp_path / "a.txt").write_text("Nine people were killed in Homs, the Red Crescent said.", encoding="utf-8")
    reading = read([tmp_path])
    (claim,) = extract(reading.reports[0]).claims
    assert (claim.figure.low, claim.figure.high, claim.outcome) == (9, 9, "killed")
    casebook = Casebook()
    casebook.add(reading)
    assert "Nine" in dossier_html(casebook.dossier())


def test_every_public_name_is_there() -> None:
    for name in recount.__all__:
        assert callable(getattr(recount, name))
    assert not hasattr(recount, "no_such_name")


def test_importing_loads_no_stage() -> None:
    code = "import sys, recount; print([m for m in sys.modules if m.startswith('recount.')])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_help_loads_no_stage_and_nothing_heavy() -> None:
    code = (
        "import sys, click\nfrom recount.cli import main\nsys.argv = ['recount', '--help']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('rich', 'trafilatura', 'lxml', 'vl_convert', 'jinja2',"
        " 'sqlalchemy', 'alembic', 'psycopg')"
        " or m.startswith(('recount.reading', 'recount.extraction', 'recount.linking', 'recount.publishing'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_in_ci_what_is_tested_is_the_built_wheel() -> None:
    import os

    if os.environ.get("CI"):
        assert "site-packages" in recount.__file__


def test_the_names_of_policies_can_be_asked_for_before_and_after_reckoning() -> None:
    # A module of the same name, once imported, would stand in the function's place.
    code = (
        "import recount.reckoning as r\nbefore = r.names()\n"
        "import recount.reckoning.reckoner, recount.reckoning.persons\nassert r.names() == before\nprint(len(before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) >= 10
