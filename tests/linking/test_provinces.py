"""Names that a town and its province share."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from recount.linking.places import locate

CASES = tomllib.loads((Path(__file__).parent / "cases" / "provinces.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_which_of_the_two_is_meant(making: Any, case: dict[str, Any]) -> None:
    report = making.report("r", f"DAMASCUS, Syria - {case['text']}")
    claims = []
    for number, (figure, place, *whole) in enumerate(case["claims"], start=1):
        claim = making.claim(report, number, figure, int(figure), int(figure), place=place)
        claims.append(replace(claim, part_of=f"r#c{whole[0]}") if whole else claim)
    located = locate(report, making.extraction(report, *claims))
    known = {place.id: place.name for place in located.found}
    at = {claim.place.exact: claim.id for claim in claims}
    (placing,) = [one for one in located.placings if one.claim == at[case["of"]]]
    assert known[placing.place or ""] == case["means"]
    assert (case["means"] in placing.reason) is (case["means"].endswith("province")) or "province" in placing.reason
