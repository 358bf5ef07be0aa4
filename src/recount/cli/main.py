"""The `recount` command and its sub-commands."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from keyword import iskeyword

import click

from recount import __version__
from recount.model.errors import RecountError, UsageError

from .exits import FAILED, INTERRUPTED, USAGE

COMMANDS = {
    "add": "Add reports to a casebook.",
    "build": "The main job: read reports, write the dossier.",
    "checkpoint": "Write down where a casebook's log stands.",
    "compact": "Give back the room that a casebook does not need.",
    "decide": "Rule on a figure, an event, a claimant of a casebook.",
    "decisions": "List what reviewers ruled in a casebook.",
    "demo": "Build the dossier of the example that ships with Recount.",
    "diff": "Say what is other in a casebook than it was.",
    "dossier": "Write the dossier of a casebook, or of one event in it.",
    "erase": "Erase a report, a decision or a reviewer's name.",
    "events": "Group reports into events, with each event's toll.",
    "export": "Write all that a casebook holds as plain files.",
    "extract": "Read toll claims out of reports.",
    "import": "Take an exported casebook into this one.",
    "key": "Make a key to sign checkpoints with.",
    "new": "Make an empty casebook.",
    "policies": "List the rules for conflicting figures.",
    "reread": "Read the reports of a casebook again with this version.",
    "search": "Find reports of a casebook by their words.",
    "show": "Show one event of a casebook.",
    "status": "Say how much a casebook holds.",
    "verify": "Check that a casebook is as it was kept.",
    "why": "Say how a number came to be, down to the words.",
}

SELDOM = 50_000
"""New objects after which a command looks for garbage."""


class Doors(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"recount.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=Doors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="recount")
def recount() -> None:
    """Recount: many accounts, one auditable count.

    Reads reports of violent events and keeps every figure with the words it stands in, who claimed it, who only
    relayed it, how it changed, and what contradicts it.

    \b
    Example:
      recount build reports/ -o out
    """


def main() -> None:
    """Run the command line and leave with its exit status (docs/errors.md)."""
    gc.set_threshold(SELDOM)  # nearly all that a command makes is kept to its end: looking for garbage finds none
    try:
        sys.exit(_run())
    finally:
        gc.freeze()  # nor is there any to look for among all of it at the end, which takes longer than many a command


def _run() -> int:
    """Run the command line; its exit status."""
    try:
        status: int | None = recount.main(standalone_mode=False)
    except click.UsageError as fault:
        fault.show()
        return USAGE
    except click.ClickException as fault:
        fault.show()
        return FAILED
    except UsageError as fault:
        click.echo(f"recount: {fault}", err=True)
        return USAGE
    except RecountError as fault:
        click.echo(f"recount: {fault}", err=True)
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("recount: interrupted; nothing was written by half", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough (`recount extract … | head`).
        sys.stderr.close()
        return 0
    return status or 0
