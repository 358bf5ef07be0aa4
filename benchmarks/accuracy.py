"""How right an extractor is: `python -m benchmarks.accuracy`, the grammar or another that the options name."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

from recount.cli.work import extractor_of, model_options
from recount.extraction import Extractor
from recount.extraction.grammar import GRAMMAR
from recount.model import UsageError

from .measure import FIELDS, LEVELS, UNSEEN, Scores, Tolls


def chosen(named: str | None, url: str | None, model: str | None) -> Extractor:
    """The extractor that the options name; the grammar where they name none.

    Raises UsageError where `named` is not `module:NAME` or is no extractor, or as `extractor_of` does.
    """
    if named is None:
        return extractor_of(url, model) or GRAMMAR
    module, _, name = named.partition(":")
    try:
        extractor = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as fault:
        raise UsageError(named, "names no extractor", "give module:NAME, such as mine.reader:READER") from fault
    if not (hasattr(extractor, "name") and hasattr(extractor, "extract")):
        raise UsageError(named, "is no extractor", "give an object with a name and an extract method")
    made: Extractor = extractor
    return made


def print_tolls(extractor: Extractor = GRAMMAR) -> dict[str, Scores]:
    """Print the toll scores as Markdown tables; return them by set."""
    coast, dev = Tolls("coast-2025", extractor), Tolls("toll-dev", extractor)
    scored = {**coast.parts(), **dev.parts()}
    origins = dev.origins()
    print_levels({**scored, **origins})
    mean = sum(one.f1["figure"] for one in origins.values()) / len(origins)
    lowest = min(origins, key=lambda name: origins[name].f1["figure"])
    print(
        f"\nFurthest below the mean of the origins in figure F1: {lowest}, by {mean - origins[lowest].f1['figure']:.3f}"
    )
    print()
    print_fields(scored)
    print("\nmost claims not fully right (tuned part): " + ", ".join(f"{id} ({n})" for id, n, _ in dev.worst()))
    slowest = ", ".join(f"{id} ({ms:.1f})" for id, ms, _ in dev.slowest())
    print(f"slowest, ms per 1,000 characters: {slowest}")
    for failed in [*coast.failed, *dev.failed]:
        print(f"failed: {failed}")
    return {**scored, **origins}


def print_levels(scored: Mapping[str, Scores]) -> None:
    """Print the F1 scores by set as a Markdown table."""
    print("| set | reports | gold | found | figure | full |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, scores in scored.items():
        levels = " | ".join(f"{scores.f1[level]:.3f}" for level in LEVELS)
        print(f"| {_strong(name)} | {scores.reports} | {scores.gold} | {levels} |")


def print_fields(scored: Mapping[str, Scores]) -> None:
    """Print the shares of each field that are right by set as a Markdown table."""
    print(f"| right where found | {' | '.join(FIELDS)} |")
    print("| --- " * (len(FIELDS) + 1) + "|")
    for name, scores in scored.items():
        shares = " | ".join(f"{scores.right.get(field, float('nan')):.3f}" for field in FIELDS)
        print(f"| {_strong(name)} | {shares} |")


def _strong(name: str) -> str:
    """A set's name, the unseen part of it in bold."""
    return name.replace("unseen third", "**unseen third**") if name == UNSEEN else name


@click.command()
@click.option("--extractor", metavar="MODULE:NAME", help="An extractor of your own.")
@model_options
def main(extractor: str | None, model_url: str | None, model: str | None) -> None:
    """Score an extractor on the annotated reports; the grammar where none is named."""
    try:
        print_tolls(chosen(extractor, model_url, model))
    except UsageError as fault:
        raise click.UsageError(str(fault)) from fault


if __name__ == "__main__":
    main()
