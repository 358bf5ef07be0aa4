from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.reading.source import NAMED, Remarks, cleaned, shown
from recount.reading.words import link


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("  Two\n dead\t ", "Two dead"),
        ("a\x00b\x85c\u2028d", "a b c d"),
        ("a\u202eb\u2066c\u200bd\ud800e\ufefff", "abcdef"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x" * 50, "x" * 19 + "…"),
        ("", ""),
    ],
)
def test_cleaning(words: str, line: str) -> None:
    assert cleaned(words, 20) == line


@given(st.text(alphabet=st.characters(), max_size=200), st.integers(1, 40))
def test_cleaned_words_are_one_bounded_line_of_text(words: str, limit: int) -> None:
    line = cleaned(words, limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert line.isprintable() or "\u200c" in line or "\u200d" in line or line.encode()
    line.encode()


@given(st.text(alphabet=st.characters()))
def test_shown_names_keep_their_length(name: str) -> None:
    assert len(shown(name)) == len(name)
    shown(name).encode()


@pytest.mark.parametrize(
    "address",
    [
        "https://paper.example/a?b=c&d=%20#e",
        "http://web.archive.org/web/2015/http://x.example:80/a,0,1.story|b",
        "HTTPS://X.example/é",
    ],
)
def test_web_addresses_pass(address: str) -> None:
    assert link(f" {address}\n") == (address, "")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "paper.example",
        "//x.example",
        "https://", "https://x.example/ a", 'https://x.example/"onclick="x', "https://x.example/<script>",
        "https://x.example/\x1b",
        "https://x.example/\u202e", "https://x.example/" + "a" * 3_000, "ftp://x.example/a",
    ],
)  # fmt: skip
def test_other_addresses_do_not(address: str) -> None:
    address, odd = link(address)
    assert address == ""
    assert odd


def test_remarks_are_bounded() -> None:
    remarks = Remarks("all.jsonl")
    for number in range(NAMED + 5):
        remarks.refuse("is broken", "mend it", part=f":{number}")
        remarks.note("is odd", part=f":{number}")
    remarks.refuse("breaks off", "fetch it again")
    assert len(remarks.set_aside()) - 1 == len(remarks.notices()) == NAMED + 1
    assert remarks.set_aside()[-2].wrong == "breaks off"
    assert remarks.set_aside()[-1].wrong == "5 further lines cannot be taken in"
    assert remarks.notices()[-1].says == "5 further notices are left out"
