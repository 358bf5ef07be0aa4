from __future__ import annotations

import pytest
from benchmarks.reckoning import cost

from benchmarks import reckoning


def test_an_event_costs_time_and_has_its_proportions() -> None:
    found = cost(100)
    assert found.anew > 0
    assert found.proportions["claims"] == 100


def test_costs_are_a_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(reckoning, "SIZES", (100, 200))
    reckoning.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("| claims | reports | claimants | figures | tolls | seconds anew |")
    assert [line.split(" | ")[0] for line in lines[2:4]] == ["| 100", "| 200"]
    assert len({line.count("|") for line in lines[:4]}) == 1
    assert lines[-1].startswith("200 claims cost ")
