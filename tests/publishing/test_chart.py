"""The chart: one line a claimant, open ends open, nothing in it but a drawing."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from recount.model import Dossier
from recount.publishing.index import Index, LedgerIndex
from recount.publishing.page.chart import Chart, chart
from recount.publishing.page.linker import Linker
from recount.publishing.page.svg import render


def drawn(dossier: Dossier, toll: str) -> Chart | None:
    ledger = LedgerIndex(Index(dossier), dossier.ledgers[0])
    return chart(ledger, ledger.tolls[toll], Linker(ledger.all))


def labels(made: Chart) -> list[str]:
    return list(re.findall(r"<a [^>]*><text[^>]*>([^<]*)</text></a>", str(made.drawing)))


@pytest.mark.parametrize(
    ("toll", "words"),
    [("t-all", ["&gt;400", "&gt;500", "≥520"]), ("t-civ", ["~300", "310", "365"])],
)
def test_each_figure_is_drawn_with_its_bound_and_linked(dossier: Dossier, toll: str, words: list[str]) -> None:
    made = drawn(dossier, toll)
    assert made is not None
    assert sorted(labels(made)) == sorted(words)
    assert str(made.drawing).count('href="#claim-') == 2 * len(words)  # its symbol and its label


def test_open_ends_have_arrows_and_fixed_ones_have_none(dossier: Dossier) -> None:
    opened, fixed = drawn(dossier, "t-all"), drawn(dossier, "t-civ")
    assert opened is not None
    assert fixed is not None
    colours = set(re.findall(r'<path [^>]*fill="(#[0-9a-f]{6})"', str(opened.drawing)))
    assert {"#0072b2", "#d55e00"} <= colours  # the arrows' heads; the hollow symbols are white
    assert re.search(r'<line[^>]*stroke="#0072b2"', str(opened.drawing))
    assert not re.search(r'<line[^>]*stroke="#0072b2"', str(fixed.drawing))


def test_order_and_days_are_marked(dossier: Dossier) -> None:
    opened, fixed = drawn(dossier, "t-all"), drawn(dossier, "t-civ")
    assert opened is not None
    assert fixed is not None
    assert "stroke-dasharray" in opened.drawing  # inferred order
    assert "stroke-dasharray" not in fixed.drawing
    assert [key.note for key in opened.keys] == ["inferred", "single"]
    hollow = re.findall(r'<path [^>]*fill="#ffffff"', str(fixed.drawing))
    assert len(hollow) == 2  # 310 and 365 have no day but their reports' published dates


def test_it_says_itself_in_words(dossier: Dossier) -> None:
    made = drawn(dossier, "t-civ")
    assert made is not None
    assert "<title " in made.drawing
    assert "Vell Monitoring Centre: about 300 (3 May 2031), 310 (by 4 May 2031)" in made.drawing


def test_figures_without_a_day_are_told_beside_it(dossier: Dossier) -> None:
    assert drawn(dossier, "t-oster") is None  # neither of its two figures has a day
    ledger = dossier.ledgers[0]
    torn = tuple(
        msgspec.structs.replace(
            s,
            snapshots=tuple(
                msgspec.structs.replace(x, as_of=None, latest=None) if x.id == "n5" else x for x in s.snapshots
            ),
        )
        for s in ledger.series
    )
    made = drawn(msgspec.structs.replace(dossier, ledgers=(msgspec.structs.replace(ledger, series=torn),)), "t-civ")
    assert made is not None
    assert "310" in made.undated[0]
    assert sorted(labels(made)) == ["365", "~300"]


def test_one_figure_is_no_chart(dossier: Dossier) -> None:
    assert drawn(dossier, "t-gar") is None


def test_the_same_chart_gives_the_same_bytes(dossier: Dossier) -> None:
    assert drawn(dossier, "t-all") == drawn(dossier, "t-all")


def test_only_a_drawing_is_let_through() -> None:
    hostile = "</svg><script>window.pwned=1</script>"
    spec: dict[str, Any] = {
        "data": {"values": [{"x": 1, "h": "#0", "t": hostile}, {"x": 2, "h": "https://evil.example/", "t": "b"}]},
        "mark": {"type": "text"},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "title": hostile},
            "text": {"field": "t"},
            "href": {"field": "h"},
        },
    }
    made = str(render(spec, ["claim-a"], name="n", title=hostile, description=hostile))
    assert "<script" not in made
    assert set(re.findall(r"<([a-z]+)", made)) <= {"svg", "title", "desc", "g", "path", "text", "a", "line", "rect"}
    assert re.findall(r'href="([^"]*)"', made) == ["#claim-a"]


def test_labels_never_stand_on_one_another(dossier: Dossier) -> None:
    ledger = dossier.ledgers[0]
    own = next(s for s in ledger.series if s.id == "s-civ")
    crowd = tuple(
        msgspec.structs.replace(own.snapshots[0], id=f"x{n}", low=300 + n, high=300 + n, approximate=False)
        for n in range(9)
    )
    torn = tuple(msgspec.structs.replace(s, snapshots=crowd) if s is own else s for s in ledger.series)
    made = drawn(msgspec.structs.replace(dossier, ledgers=(msgspec.structs.replace(ledger, series=torn),)), "t-civ")
    assert made is not None
    found = re.findall(
        r"<a [^>]*><text transform=\"translate\(([\d.]+),([\d.]+)\)\"[^>]*>([^<]*)</text>", str(made.drawing)
    )
    assert 3 <= len(found) <= 9
    for n, (x, y, _) in enumerate(found):
        for other_x, other_y, _ in found[n + 1 :]:
            assert abs(float(x) - float(other_x)) >= 20 or abs(float(y) - float(other_y)) >= 13


def test_no_line_runs_through_a_vague_figure(dossier: Dossier) -> None:
    ledger = dossier.ledgers[0]
    own = next(s for s in ledger.series if s.id == "s-inj")
    vague = own.snapshots[0]
    later = msgspec.structs.replace(vague, id="x", claims=("harbour-post#c3",), words="310", low=310, high=310)
    torn = tuple(
        msgspec.structs.replace(s, snapshots=(vague, later), order="inferred") if s is own else s for s in ledger.series
    )
    made = drawn(msgspec.structs.replace(dossier, ledgers=(msgspec.structs.replace(ledger, series=torn),)), "t-inj")
    assert made is not None
    assert sorted(labels(made)) == ["310", "dozens"]
    assert "stroke-dasharray" not in made.drawing
