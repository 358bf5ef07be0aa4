"""The page in headless Chromium: silent, harmless, its links land, it prints whole and fits a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, page: str) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "dossier.html"
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def tab(chromium: Any, file: str) -> Iterator[Any]:
    """The opened page; at the end it must have said nothing and asked for nothing but itself."""
    opened = chromium.new_page(viewport={"width": 1200, "height": 900})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("dialog", lambda dialog: said.append(dialog.message))
    opened.on("request", lambda request: said.append(request.url) if not request.url.startswith(file) else None)
    opened.goto(file)
    yield opened
    assert said == []
    opened.close()


def test_hostile_text_does_not_run(tab: Any) -> None:
    assert tab.evaluate("window.pwned") is None
    assert tab.title() == "Two events – Recount dossier"
    assert tab.evaluate("document.scripts.length") == 0
    assert tab.evaluate("document.images.length") == 0


VISIBLE = """() => {
  const target = document.querySelector(':target');
  const box = target.getBoundingClientRect();
  const style = getComputedStyle(target);
  return {
    words: target.textContent, background: style.backgroundColor, outline: style.outlineStyle,
    seen: box.width > 0 && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight,
    shown: target.checkVisibility({contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true}),
  };
}"""


@pytest.mark.parametrize("words", ["more than 400", "about 300", "up to 350", "dozens", "12", "more than 90,000", "55"])
def test_a_click_on_a_number_lands_on_its_highlighted_words(tab: Any, words: str) -> None:
    tab.locator("td.figure a.fig", has_text=re.compile(f"^{words}$")).first.click()
    landed = tab.evaluate(VISIBLE)
    assert landed["words"] == words
    assert landed["seen"]
    assert landed["shown"]
    assert landed["background"] == "rgb(255, 212, 81)"
    assert landed["outline"] == "solid"


def test_a_click_on_a_number_of_the_chart_lands_too(tab: Any) -> None:
    tab.locator("svg.chart a", has_text="~300").first.click()
    assert tab.evaluate(VISIBLE)["words"] == "about 300"


def test_a_click_on_an_estimate_opens_its_derivation(tab: Any) -> None:
    why = tab.locator("details.why", has_text="418 follows from the parts").locator("p").first
    assert not why.is_visible()
    tab.locator("table.heads a.est", has_text="418").click()
    assert tab.evaluate("document.querySelector(':target').tagName") == "DETAILS"
    assert tab.evaluate(SHOWN, "418 follows from the parts")


SHOWN = """words => [...document.querySelectorAll('details.why p')].filter(p => p.textContent.includes(words))
  .some(p => p.checkVisibility({contentVisibilityAuto: true}) && p.getBoundingClientRect().height > 0)"""


def test_a_click_on_a_relation_opens_it_where_it_is_folded_twice(tab: Any) -> None:
    tab.locator("td a.rel-conflicts").first.click()
    assert tab.evaluate(SHOWN, "excludes the Vell Monitoring Centre")


def test_the_label_behind_a_highlight_leads_back_to_the_ledger(tab: Any) -> None:
    tab.locator("a.back[data-label='c6']").last.click()
    assert tab.evaluate("document.querySelector(':target').tagName") == "TR"
    assert "more than 90,000" in tab.evaluate("document.querySelector(':target').textContent")


TOO_WIDE = """() => [...document.querySelectorAll('body *')].filter(e => {
  const box = e.getBoundingClientRect();
  const out = box.right > document.documentElement.clientWidth + 1 || box.left < -1;
  return out && box.width > 1 && !e.closest('.vh, thead, svg');
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [320, 390, 768, 1200])
def test_it_fits_the_screen(tab: Any, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 844})
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate(TOO_WIDE) == []


WHOLE = "main p, main li, main td, main th, details > *, .text, svg.chart"
HIDDEN_IN_PRINT = """parts => [...document.querySelectorAll(parts)]
  .filter(e => !e.checkVisibility({contentVisibilityAuto: true}) || e.getBoundingClientRect().height === 0)
  .filter(e => e.textContent.trim()).map(e => e.outerHTML.slice(0, 120))"""


def test_it_prints_whole(tab: Any, tmp_path: Path) -> None:
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 673, "height": 960})  # A4 less its margins
    assert tab.evaluate(HIDDEN_IN_PRINT, WHOLE) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 673
    assert tab.evaluate(TOO_WIDE) == []
    paper = tmp_path / "dossier.pdf"
    tab.pdf(path=str(paper), prefer_css_page_size=True)
    data = paper.read_bytes()
    assert data.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) > 3
