"""Worked cases of a policy as tables, and what they stand for.

A case: `name`; `toll` (people, civilians, soldiers, fighters, children, women: default people); `outcome` (default
killed); `sources`, `by` (those by one perpetrator), and `groups`, `wider`, `beside` (a table of group to sources),
`places` (`{place, within, together, held, unlocated, sources}`), `identified` (names; "" is one only described);
`with` (the policy's parameters).
A source: `id`, `by` (lower case: not named; none: the outlet's own voice), `figure` (as said), `on` (the day it was
said for), `until` (the day after which it cannot have been said), `maybe`, `party`, `kind`, `reports`, `later` (what
replaced it), `one_day`, `withdrawn`.
What must come out: `low`, `best`, `high` (left out: none), or `none` (words of the reason); `used` (ids); `aside` (id
to words of the reason); `steps` (see `step_words`); `components` (name to `[low, high]`, "" for open) and
`beside_steps`; `says` (words of the sentence).
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from recount.model import Figure, Group, Step
from recount.reckoning.policies import Evidence, Source
from recount.reckoning.policies.evidence import AtPlace, Identified

from ..worlds import figure

Table = Mapping[str, Any]
GROUPS = {
    "people": Group(),
    "civilians": Group(status="civilian"),
    "soldiers": Group(status="state_forces"),
    "fighters": Group(status="armed_group"),
    "children": Group(age="child"),
    "women": Group(sex="female"),
    "children (civilians)": Group(status="civilian", age="child"),
    "women (civilians)": Group(status="civilian", sex="female"),
}
VAGUE = ("tens", "scores", "several", "a few", "thousands", "hundreds of thousands", "dozens of", "Several")


def cases(policy: str) -> list[dict[str, Any]]:
    """The worked cases of a policy's table."""
    text = (Path(__file__).parent / f"{policy}.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["case"]
    return found


def evidence(case: Table) -> Evidence:
    """The evidence of a case."""
    group, outcome = GROUPS[case.get("toll", "people")], case.get("outcome", "killed")
    return Evidence(
        outcome=outcome,
        group=group,
        what=f"{case.get('toll', 'people')} {outcome}",
        sources=sources(case.get("sources", ())),
        groups=tuple((GROUPS[name], sources(rows)) for name, rows in case.get("groups", {}).items()),
        wider=tuple((GROUPS[name], sources(rows)) for name, rows in case.get("wider", {}).items()),
        beside=tuple((GROUPS[name], sources(rows)) for name, rows in case.get("beside", {}).items()),
        places=tuple(_at(row) for row in case.get("places", ())),
        by=sources(case.get("by", ())),
        identified=tuple(
            Identified(f"p{number}", name or None, None, "unknown", 1)
            for number, name in enumerate(case.get("identified", ()), start=1)
        ),
    )


def sources(rows: Any) -> tuple[Source, ...]:
    """The sources of some rows."""
    return tuple(_source(row) for row in rows)


def _source(row: Table) -> Source:
    words = row["figure"]
    said = Figure(words, "vague", 2, None) if words in VAGUE else figure(words)
    by = row.get("by")
    day = row.get("on")
    return Source(
        snapshot=row["id"],
        voice=(by or "", "" if by else row.get("outlet", f"Paper {row['id']}")),
        who=f"the {by}" if by else "a paper in its own voice",
        said=f"“{words}”",
        low=said.low,
        high=said.high,
        approximate=said.approximate,
        vague=said.modifier == "vague",
        named=by is not None and by[0].isupper(),
        own_voice=by is None,
        certain=not row.get("maybe", False),
        party=row.get("party"),
        day=_day(day),
        reports=row.get("reports", 1),
        superseded_by=row.get("later"),
        only_day=row.get("one_day", False),
        words=words,
        kind=row.get("kind", "unknown"),
        latest=_day(row.get("until")),
        withdrawn=row.get("withdrawn", False),
    )


def _day(value: Any) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(value) if isinstance(value, str) else value


def _at(row: Table) -> AtPlace:
    within, together = tuple(row.get("within", ())), tuple(row.get("together", ()))
    return AtPlace(
        place=row["place"],
        name=" and ".join(together) or row["place"],
        within=within,
        together=together,
        sources=sources(row["sources"]),
        names=together,
        holder=within[0] if within else "",
        around=tuple(row.get("held", ())),
        located=not row.get("unlocated", False),
    )


def step_words(step: Step) -> str:
    """A step in a line: "low 12 = least a.low, b.low", "best 15 = a.number + b.number - c.number / 2"."""
    ends = [f"{term.id}.{term.end}" for term in step.terms]
    if step.work != "sum":
        return f"{step.gives} {step.value} = {step.work} {', '.join(ends)}"
    row = "".join(
        f"{' - ' if term.minus else ' + ' if at else ''}{end}"
        for at, (term, end) in enumerate(zip(step.terms, ends, strict=True))
    )
    return f"{step.gives} {step.value} = {row}{f' / {step.share}' if step.share != 1 else ''}"
