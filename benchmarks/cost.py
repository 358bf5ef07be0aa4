"""What extraction costs at worst: `python -m benchmarks.cost`. Odd texts by a fixed seed, then ever longer ones."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

from recount.extraction import extract
from recount.model import Report

PIECES = (
    "and", "and ", "said ", "he said, ", "killed ", "were killed ", "12 people were killed in Tell ",
    "at least 5, 6, 7 ", "Ann Lee ", "John Smith, 30, ", "the Observatory said ", "according to ", "according ", '"',
    "“", "”", "'", "’", "«", "(", ")", "[", "]", ",", ", ", ".", ". ", "...", "!", ":", ";", "-", "–", "—", "|", "*",
    "_", "/", "\n", "\n\n", "\t", "1", "0", "1,000", "1,000,", "2014", "2014-", "10/1/", "3 p.m. ", "12.5.",
    "99999999999", "since ", "since the ", "in ", "of ", "of the ", "to ", "the ", "a ", "a mother of ", "including ",
    "among them ", "two ", "two hundred ", "twenty-", "on Monday ", "March ", "March 5 ", "week ", "days ago ",
    "17-year-old ", "year old ", "Mr. ", "U.S.", "A.", "al-", "Al-Bab ", "VICTIMS ", "Ж", "é", "ﬁ", "\u200f", "\u0301",
    "😀", "中文", "İ", "ß", "x", "killed-", "don't ", "s' ", "by ", "by regime forces ", "who ", "that ", "it ",
    "she was shot ", "wounded ", "no ", "no casualties ", "the town of ", "north of ", "Hadar province ", "suspect ",
    "charged with ", "died ", "his brother ", "and Ben ", "bin ", "Jr., ",
)  # fmt: skip
"""What odd texts are made of."""

SIZES = (10_000, 100_000, 1_000_000)


def odd_text(chance: random.Random, length: int) -> str:
    """A text of about `length` characters: few pieces over and over, or many in any order, a word of any length."""
    few = [chance.choice(PIECES) for _ in range(chance.choice((1, 1, 2, 3, 4, 8, 40)))]
    if chance.random() < 0.1:
        few.append("".join(chance.choice("aä'-*.1") for _ in range(chance.randrange(1, length))))
    made: list[str] = []
    size = 0
    shuffled = chance.random() < 0.5
    while size < length:
        if shuffled:
            chance.shuffle(few)
        made += few
        size += sum(map(len, few))
    return "".join(made)[: 2 * length]


def report(text: str) -> Report:
    """A report of a text."""
    return Report(id="odd", sha256="0" * 64, text=text)


def cost(text: str) -> float:
    """Milliseconds of processor time that a text takes, for 1,000 of its characters; the less of two runs."""
    taken = []
    for _ in range(2):
        begun = time.process_time()
        extract(report(text))
        taken.append(time.process_time() - begun)
    return 1_000_000 * min(taken) / max(1000, len(text))


def worst(runs: int = 400, seed: int = 1) -> Iterator[tuple[float, str]]:
    """The costs of odd texts of some thousand characters, with the text."""
    chance = random.Random(seed)  # noqa: S311  # nothing secret
    for _ in range(runs):
        text = odd_text(chance, chance.choice((1000, 3000, 8000)))
        yield cost(text), text


def of_length(texts: list[str], length: int) -> str:
    """Reports one after another, as often as it takes, up to a length."""
    joined = "\n\n".join(texts)
    return (joined * (length // len(joined) + 1))[:length]


def main() -> None:
    """Print the worst cost of odd texts, and the cost of long ones, as Markdown lines."""
    from .data import at_hand, reports

    extract(report("Two people were killed on Monday."))  # language data is loaded once
    found = sorted(worst(), reverse=True)
    print(f"- the worst of {len(found)} odd texts: {found[0][0]:.1f} ms for 1,000 characters")
    for taken, text in found[:5]:
        print(f"  - {taken:.1f} ms: {text[:60]!r} …, {len(text)} characters")
    texts = [one.text for one in reports("toll-dev.docs.jsonl")] if at_hand() else [PIECES[6] * 20]
    for length in SIZES:
        print(f"- {length} characters of reports in one: {cost(of_length(texts, length)):.2f} ms for 1,000")


if __name__ == "__main__":
    main()
