"""The policies by name: those that ship with Recount, and those that a user adds."""

from __future__ import annotations

from recount.model import UsageError

from .acled import Acled
from .airwars import Airwars
from .evidence import Policy
from .gtd import Gtd
from .ibc import Ibc
from .identified_and_total import IdentifiedAndTotal
from .range_all import RangeAll
from .source_priority import SourcePriority
from .three_source import ThreeSource
from .told_first import ToldFirst
from .ucdp import Ucdp

SHIPPED: tuple[Policy, ...] = (
    RangeAll(), Ucdp(), Gtd(), Acled(), Ibc(), Airwars(), SourcePriority(), ThreeSource(), IdentifiedAndTotal(),
    ToldFirst(),
)  # fmt: skip
"""The policies that ship with Recount, in the order in which they are told."""

_REGISTERED: dict[str, Policy] = {policy.name: policy for policy in SHIPPED}


def register(policy: Policy, *, replace: bool = False) -> None:
    """Make a policy answer to its name.

    Raises UsageError where the name is taken, unless `replace` says to put this one in the other's place.
    """
    if policy.name in _REGISTERED and not replace:
        raise UsageError(f"policy {policy.name}", "a policy of this name is registered", "name it otherwise")
    _REGISTERED[policy.name] = policy


def get(name: str) -> Policy:
    """The policy of a name. Raises UsageError where nobody registered it."""
    if name not in _REGISTERED:
        raise UsageError(f"policy {name}", "nobody registered it", f"choose among {', '.join(names())}")
    return _REGISTERED[name]


def names() -> tuple[str, ...]:
    """The names of all registered policies, sorted."""
    return tuple(sorted(_REGISTERED))
