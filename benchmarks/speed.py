"""How fast: `python -m benchmarks.speed`. Quote ratios and medians; machines are noisy."""

from __future__ import annotations

import cProfile
import importlib
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from recount.extraction import extract

from .data import reports

RECOUNT = str(Path(sys.executable).with_name("recount"))


def start_up(*arguments: str, runs: int = 9) -> float:
    """Median seconds of wall time that a whole `recount` process takes."""
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        subprocess.run([RECOUNT, *arguments], check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def extraction_rate(runs: int = 5) -> tuple[float, float]:
    """Median reports a second, and characters a second, on one core over the dev reports."""
    given = reports("toll-dev.docs.jsonl")
    for report in given[:5]:
        extract(report)  # language data is loaded once
    rates = []
    for _ in range(runs):
        begun = time.process_time()
        for report in given:
            extract(report)
        rates.append(len(given) / (time.process_time() - begun))
    rate = statistics.median(rates)
    return rate, rate * sum(len(report.text) for report in given) / len(given)


def calls_a_report() -> float:
    """How many function calls a dev report costs on the average: the machine's noise does not meet them."""
    given = reports("toll-dev.docs.jsonl")
    for report in given:
        extract(report)  # words that are kept are worked out once
    profile = cProfile.Profile()
    profile.enable()
    for report in given:
        extract(report)
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats()) / len(given)


def share_of_spacy() -> float | None:
    """How often extraction reads a report while spaCy's blank English pipeline cuts it into sentences; None without it.

    Both in this process, taking turns, so that the machine's noise meets both.
    """
    try:
        spacy = importlib.import_module("spacy")
    except ImportError:
        return None
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    given = reports("toll-dev.docs.jsonl")
    shares = []
    for _ in range(5):
        taken = []
        for reader in (extract, lambda report: list(pipeline(report.text).sents)):
            begun = time.process_time()
            for report in given:
                reader(report)
            taken.append(time.process_time() - begun)
        shares.append(taken[1] / taken[0])
    return statistics.median(shares)


def build_peak(*paths: Path) -> tuple[float, float]:
    """Seconds and peak memory (MiB) of `recount build` over `paths`, as a process of its own."""
    import tempfile

    with tempfile.TemporaryDirectory() as out:
        begun = time.perf_counter()
        subprocess.run(
            [RECOUNT, "build", *map(str, paths), "-o", out], check=True, stdout=subprocess.DEVNULL
        )  # fmt: skip
        taken = time.perf_counter() - begun
    return taken, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> dict[str, float]:
    """Print the figures as Markdown lines; what of them rests on no clock, for the gate."""
    from .data import SHARED

    print(f"- start-up of `recount --help`: {start_up('--help'):.3f} s (median of 9)")
    rate, characters = extraction_rate()
    print(f"- extraction: {rate:.0f} reports a second on one core, {characters / 1000:.0f} kB of text a second")
    calls = calls_a_report()
    print(f"- extraction costs {calls:,.0f} function calls a report")
    share = share_of_spacy()
    print(
        "- spaCy is not installed: no ratio to its blank pipeline"
        if share is None
        else f"- extraction at {share:.2f} times the speed of spaCy's blank English pipeline with a sentencizer"
    )
    taken, peak = build_peak(SHARED / "reports" / "coast-2025")
    print(f"- `recount build` of the five coast reports: {taken:.2f} s, {peak:.0f} MiB peak")
    taken, peak = build_peak(SHARED / "gold" / "incidents-dev.docs.jsonl")
    print(f"- `recount build` of the 1,101 incident reports: {taken:.1f} s, {peak:.0f} MiB peak")
    return {"reports a thousand calls": 1000 / calls}


if __name__ == "__main__":
    main()
