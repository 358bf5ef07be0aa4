"""What the commands share: their arguments, progress on a terminal, and what is said of inputs set aside."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from recount.model.errors import UsageError

if TYPE_CHECKING:
    from recount.casebook.progress import Progress
    from recount.extraction import Extractor
    from recount.model import Notice, SetAside

Command = Callable[..., Any]

paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
some_paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")


def format_option(line: str) -> Callable[[Command], Command]:
    """The option `--format`, which chooses a table to read or JSON lines; `line` is what one line then holds."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "jsonl"]),
        default="table",
        show_default=True,
        help=f"A table to read, or JSON lines: one {line} a line.",
    )


def model_options(command: Command) -> Command:
    """The options `--model-url` and `--model`, which put a language model in the grammar's place."""
    for option in (
        click.option("--model", metavar="NAME", help="The language model to ask at --model-url."),
        click.option(
            "--model-url",
            metavar="URL",
            help="Ask a language model at this OpenAI-compatible address instead of the grammar. Reports are sent "
            f"there; what it says counts only where its words stand in the report. Its key is read from {KEY}.",
        ),
    ):
        command = option(command)
    return command


KEY = "RECOUNT_MODEL_KEY"
"""The environment variable that holds the key to a language model's address."""


def extractor_of(model_url: str | None, model: str | None) -> Extractor | None:
    """The extractor that the options choose, None for the grammar.

    Raises UsageError where one of the two options is missing, or as `Asked.at` does.
    """
    if model_url is None and model is None:
        return None
    if model_url is None or model is None:
        raise UsageError("--model-url and --model", "only one of the two was given", "give both, or neither")
    from recount.extraction.asking.asked import Asked

    return Asked.at(model_url, model, os.environ.get(KEY))


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """A progress display on standard error while the block runs; none where that is no terminal.

    It is loaded when there is something to show.
    """
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    with ExitStack() as display:
        bars = cache(lambda: display.enter_context(_bars()))
        yield lambda stage, done, total: bars()(stage, done, total)


@contextmanager
def _bars() -> Iterator[Progress]:
    """A bar a stage on standard error; one that moves to and fro where nobody knows of how many."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:>8}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield show


class Told(Protocol):
    """What has something to tell of inputs."""

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """What could not be taken in, and why."""
        ...

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a user should know of inputs that were taken in."""
        ...


def tell_set_aside(casebook: Told) -> None:
    """One line on standard error for each input that was set aside, and for each notice."""
    for aside in casebook.set_aside:
        click.echo(f"set aside: {aside.input}: {aside.wrong}; {aside.mend}", err=True)
    for notice in casebook.notices:
        click.echo(f"note: {notice.input}: {notice.says}", err=True)
