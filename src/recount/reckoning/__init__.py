"""Reckoning: one event's claims as series, relations, bounds and estimates, each with its derivation.

A pure function: `reckon` reads nothing but what it is given and the data files of this package. The rooms behind it
are imported when it is first called, so that importing this package costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from recount.model import Event, Extraction, Ledger, Links, Report

if TYPE_CHECKING:
    from .persons import Identities
    from .policies import Policy

__all__ = ["get", "names", "reckon", "register"]

POLICIES = ("range_all", "identified_and_total")
"""The policies that are applied where none are asked for."""
OWN_POLICY = "told_first"
"""The policy that gives the event's own tolls where none is asked for."""


def reckon(
    event: Event,
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    links: Links,
    policies: Sequence[str] = POLICIES,
    own_policy: str = OWN_POLICY,
    identities: Identities | None = None,
) -> Ledger:
    """One event's ledger from its own reports, extractions and links, in whatever order they come.

    `policies` are names of registered policies, `own_policy` that of the one that gives the event's own tolls;
    `identities` are a reviewer's word on which victims of several reports are one person. Raises UsageError
    for a policy that nobody registered, or an extraction whose report is missing.
    """
    from .persons import NOBODY
    from .reckoner import Reckoner

    return Reckoner(policies, own_policy, identities or NOBODY).reckon(event, reports, extractions, links)


def register(policy: Policy, *, replace: bool = False) -> None:
    """Make a policy answer to its name; what it must be is told by `recount.reckoning.policies.Policy`.

    Raises UsageError where the name is taken, unless `replace` says to put this one in the other's place.
    """
    from .policies import register

    register(policy, replace=replace)


def get(name: str) -> Policy:
    """The policy of a name. Raises UsageError where nobody registered it."""
    from .policies import get

    return get(name)


def names() -> tuple[str, ...]:
    """The names of all registered policies, sorted."""
    from .policies import names

    return names()
