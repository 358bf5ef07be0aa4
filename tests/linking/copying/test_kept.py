"""Bodies kept in little memory are the same as those held as they are."""

from __future__ import annotations

from typing import Any

import pytest

from recount.linking.copying.bodies import Body, body
from recount.linking.copying.kept import KeptBodies

TEXTS = [
    f"At least {number} people were killed in Homs on Thursday, the police said.\n\nPhoto\n" for number in range(5)
]


@pytest.mark.parametrize("most", [1, 3, 9])
def test_kept_bodies_come_back(making: Any, most: int) -> None:
    reports = {f"r{at}": making.report(f"r{at}", text) for at, text in enumerate(TEXTS)}
    kept, plain = KeptBodies(reports, most), dict[int, Body]()
    for at, report in enumerate(reports.values()):
        kept[at] = plain[at] = body(report)
    assert sorted(kept) == sorted(plain)
    assert len(kept) == len(plain)
    for at, one in plain.items():
        assert (kept[at].report, kept[at].keys, kept[at].counts) == (one.report, one.keys, one.counts)
    del kept[0], kept[4]
    assert sorted(kept) == [1, 2, 3]
    with pytest.raises(KeyError):
        kept[0]
