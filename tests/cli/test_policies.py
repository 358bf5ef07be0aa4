"""Choosing policies on the command line: what `recount policies` lists, and a user's own policy."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from .running import RECOUNT, recount

GOOD = "At least 12 people were killed in Aleppo on Sunday, the Syrian Observatory for Human Rights said.\n"
MINE = '''
from recount.model import Derivation
from recount.reckoning.policies import Evidence, Judgement
from recount.reckoning.policies.range_all import RangeAll


class Fewest:
    """The fewest that anybody says."""

    name = "fewest"

    def judge(self, evidence: Evidence) -> Judgement:
        low, snapshot = min((s.number or 0, s.snapshot) for s in evidence.sources)
        return Judgement(low, low, low, Derivation("fewest", f"The fewest is {low}.", (snapshot,)), used=(snapshot,))


class Needs:
    name = "needs"

    def __init__(self, most: int) -> None:
        self.most = most

    def judge(self, evidence: Evidence) -> Judgement:
        raise NotImplementedError


class Namesake(Fewest):
    name = "range_all"


class Again(Fewest):
    """Another of the same name."""


STRICT = RangeAll(probable=False, name="strict")
NUMBER = 7
'''


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "__init__.py").touch()
    (tmp_path / "mine" / "rules.py").write_text(MINE, encoding="utf-8")
    (tmp_path / "broken.py").write_text("import json\nraise OSError('no disk')\n", encoding="utf-8")
    (tmp_path / "lacking.py").write_text("import a_module_that_is_not_there\n", encoding="utf-8")
    # A file beside somebody's reports is never taken for a module of Python.
    (tmp_path / "colorsys.py").write_text("raise SystemExit('the wrong module')\n", encoding="utf-8")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


def call(here: Path, *arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([RECOUNT, *arguments], cwd=here, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done


def test_policies_lists_each_with_its_rule_source_and_parameters_at_80_columns() -> None:
    said = recount("policies").stdout
    assert max(map(len, said.splitlines())) <= 80
    for name in ("range_all", "ucdp", "gtd", "acled", "ibc", "airwars", "source_priority", "three_source"):
        assert f"\n{name}" in f"\n{said}"
    assert "UCDP GED codebook 23.1" in said
    assert "needed = 2: an estimate takes so many independent sources" in said
    assert said.count("(where none is named)") == 2


def test_policies_by_name_and_as_data(here: Path) -> None:
    assert "range_all" not in recount("policies", "gtd", "ucdp").stdout
    (gtd, mine) = json.loads(call(here, "policies", "gtd", "mine.rules:Fewest", "--json").stdout)
    assert gtd["reference"] == "GTD codebook 2017, pp. 48–49"
    assert [parameter["name"] for parameter in gtd["parameters"]] == ["parties_doubtful", "fallback"]
    assert gtd["parameters"][0]["value"] is True
    assert mine == {
        "name": "fewest", "rule": "The fewest that anybody says.", "reference": "", "default": False, "parameters": [],
    }  # fmt: skip
    every = json.loads(recount("policies", "--json").stdout)
    assert [one["name"] for one in every if one["default"]] == ["range_all", "identified_and_total"]


def test_build_takes_a_policy_of_ones_own_beside_others(here: Path) -> None:
    asked = ("--policy", "mine.rules:Fewest", "--policy", "acled", "--policy", "mine.rules:STRICT")
    done = call(here, "build", "reports", "-o", "out", *asked)
    assert "fewest" in done.stdout
    (ledger,) = json.loads((here / "out" / "ledger.json").read_text(encoding="utf-8"))["ledgers"]
    assert {one["policy"] for one in ledger["estimates"]} == {"fewest", "acled", "strict"}


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ("average", "policy average: nobody registered it; choose among acled"),
        ("mine.rules:", "policy mine.rules:: is not of the form MODULE:NAME"),
        ("mine rules:Fewest", "is not of the form MODULE:NAME"),
        ("no_such_place:Fewest", "there is no module no_such_place in the current folder or on Python's path"),
        ("mine.nothing:Fewest", "there is no module mine.nothing"),
        ("mine.rules:Most", "has no Most"),
        ("mine.rules:NUMBER", "is no policy"),
        ("mine.rules:Needs", "cannot be made without arguments (TypeError"),
        ("mine.rules:Namesake", "has the name 'range_all' of a policy that ships with Recount"),
        ("broken:Fewest", "its module cannot be loaded (OSError: no disk)"),
        ("lacking:Fewest", "its module needs a_module_that_is_not_there"),
        ("colorsys:Fewest", "has no Fewest"),
    ],
)
def test_what_is_no_policy_is_one_line_that_says_how_to_mend_it(here: Path, asked: str, fault: str) -> None:
    done = call(here, "build", "reports", "-o", "out", "--policy", asked, status=2)
    (line,) = done.stderr.splitlines()
    assert fault in line
    assert "; " in line
    assert not (here / "out").exists(), "the fault is told before anything is read"


def test_two_of_ones_own_with_one_name_are_an_error(here: Path) -> None:
    done = call(here, "policies", "mine.rules:Fewest", "mine.rules:Again", status=2)
    assert "policy mine.rules:Again: has the name 'fewest' of policy mine.rules:Fewest" in done.stderr
