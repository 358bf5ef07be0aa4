"""`recount search`: reports of a casebook by their words."""

from __future__ import annotations

import click

from recount.model import Level

from .exits import DONE
from .kept import as_of_option, casebook_option, json_option, opened, print_data, tell_moment
from .levels import level_option
from .lines import one_line
from .work import progress_shown


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="So many are listed.")
@casebook_option
@as_of_option
@level_option("confidential")
@json_option
def search(
    words: tuple[str, ...], limit: int, place: str | None, as_of: str | None, level: Level, as_json: bool
) -> int:
    """List the reports of a casebook that hold all WORDS, the newest first.

    Case and accents do not count. '"in a row"' finds words in a row, kill* all words that begin so.

    \b
    Example:
      recount search Homs hospital --casebook coast.casebook
    """
    with opened(place) as stored, progress_shown() as progress:
        then = stored.moment(as_of) if as_of is not None else None
        count, found = stored.search(" ".join(words), limit, then.number if then else None, level, progress)
    if then:
        tell_moment(then)
    if as_json:
        rows = [
            {"id": one.id, "published": one.published, "publisher": one.publisher, "title": one.title, "url": one.url}
            for one in found
        ]
        print_data({"count": count, "reports": rows})
        return DONE
    for one in found:
        day = one.published.isoformat() if one.published else "          "
        title = f" · {one_line(one.title)}" if one.title else ""
        click.echo(f"{day}  {one_line(one.id)}  {one_line(one.outlet)}{title}")
    more = f", {limit:,} of them above" if count > len(found) else ""
    click.echo(f"{count:,} reports{more}." if count != 1 else "1 report.")
    return DONE
