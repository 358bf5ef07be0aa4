"""A quotation that says something else from outlet to outlet, from the reports to the page."""

from __future__ import annotations

from pathlib import Path

from recount.casebook import Casebook
from recount.publishing.page.build import dossier_html

_NEWS = "Twelve people were killed in Baniyas on Saturday, the Syrian Observatory for Human Rights said.\n"
_SAID = {
    "a": "“We did not order the shelling of the old quarter, and we buried 40 of our neighbours there,” Governor "
    "Yusuf Abdel Karim said.",
    "b": "“We did order the shelling of the old quarter, and we buried 14 of our neighbours there,” said Governor "
    "Yusuf Abdul Kareem.",
    "c": "“We did not order the shelling of the old quarter,” Governor Yusuf Abdel Karim said.",
}


def _book(folder: Path) -> Casebook:
    for name, said in _SAID.items():
        (folder / f"{name}.txt").write_text(_NEWS + said + "\n", encoding="utf-8")
    return Casebook.of([folder])


def test_changed_meaning_is_asked_about(tmp_path: Path) -> None:
    (ledger,) = _book(tmp_path).dossier().ledgers
    asked = [question for question in ledger.questions if question.kind == "changed_quotation"]
    assert [question.says for question in asked] == [
        "What did Yusuf Abdel Karim say? b has it otherwise than a: without “not”; “14” where the other has “40”."
    ]
    assert [question.about for question in asked] == [("b#q2", "a#q2")]


def test_on_the_page_each_words_lead_to_their_own_report(tmp_path: Path) -> None:
    page = dossier_html(_book(tmp_path).dossier())
    asked = page[page.index("What did Yusuf") :][:600]
    assert 'href="#said-b-q2' in asked[: asked.index(">14<")][-60:]
    assert 'href="#said-a-q2' in asked[: asked.index(">40<")][-60:]
    assert "says something else (negation): “not” left out" in page
