"""Choosing policies: the option `--policy`, and a user's own policy by module and name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from recount.model.errors import UsageError

if TYPE_CHECKING:
    from recount.reckoning.policies import Policy

_FORM = "give MODULE:NAME, such as mine.rules:Fewest, for a policy of your own"


def policy_option(default: str, help: str, *, multiple: bool = True) -> Callable[[Callable[..., Any]], Any]:
    """The option `--policy`, handed on as `policies` (several) or `policy` (one); `default` is said in its help."""
    return click.option(
        "--policy",
        "policies" if multiple else "policy",
        multiple=multiple,
        metavar="NAME",
        help=f"{help} A name that `recount policies` lists, or MODULE:NAME for your own. [default: {default}]",
    )


def chosen(asked: Sequence[str], default: Sequence[str]) -> tuple[str, ...]:
    """The names of the policies that were asked for, each once; those of a user's own are registered first.

    Raises UsageError for a name that nobody registered, and for a policy of the user's own that cannot be found or
    loaded, is no policy, or has another one's name.
    """
    if not asked:
        return tuple(default)
    from recount.reckoning import get, register
    from recount.reckoning.policies.registry import SHIPPED

    taken = {policy.name: "a policy that ships with Recount" for policy in SHIPPED}
    found: list[str] = []
    for one in dict.fromkeys(asked):
        if ":" not in one:
            found.append(get(one).name)
            continue
        policy = _own(one)
        if policy.name in taken:
            raise UsageError(
                f"policy {one}", f"has the name {policy.name!r} of {taken[policy.name]}", "give it a name of its own"
            )
        taken[policy.name] = f"policy {one}"
        register(policy, replace=True)
        found.append(policy.name)
    return tuple(dict.fromkeys(found))


def _own(asked: str) -> Policy:
    """The policy that MODULE:NAME names: an object, or a class that can be made without arguments."""
    what = f"policy {asked}"
    module_name, _, name = asked.partition(":")
    if not name or not all(part.isidentifier() for part in (*module_name.split("."), name)):
        raise UsageError(what, "is not of the form MODULE:NAME", _FORM)
    module = _module(module_name, what)
    found = getattr(module, name, None)
    if found is None:
        where = getattr(module, "__file__", None) or module_name
        raise UsageError(what, f"{where} has no {name}", "name a policy that the module has")
    if isinstance(found, type):
        try:
            found = found()
        except Exception as fault:
            raise UsageError(
                what,
                f"cannot be made without arguments ({type(fault).__name__}: {fault})",
                "name an object that the module makes with them",
            ) from fault
    named = getattr(found, "name", None)
    if not (isinstance(named, str) and named.strip()) or not callable(getattr(found, "judge", None)):
        raise UsageError(what, "is no policy", "give an object or a class with a name and a method judge")
    policy: Policy = found
    return policy


def _module(name: str, what: str) -> object:
    with _current_folder():
        try:
            return import_module(name)
        except ModuleNotFoundError as fault:
            if fault.name is not None and (name == fault.name or name.startswith(f"{fault.name}.")):
                raise UsageError(
                    what,
                    f"there is no module {fault.name} in the current folder or on Python's path",
                    "call recount where the module is, or put its folder into PYTHONPATH",
                ) from fault
            raise UsageError(what, f"its module needs {fault.name}, which is not there", "install it") from fault
        except Exception as fault:
            raise UsageError(
                what, f"its module cannot be loaded ({type(fault).__name__}: {fault})", "mend the module"
            ) from fault


@contextmanager
def _current_folder() -> Iterator[None]:
    """The current folder among the places where Python looks for modules, the last of them.

    Last, so that a file beside somebody's reports is never taken for a module of Python or of a package.
    """
    here = str(Path.cwd())
    sys.path.append(here)
    try:
        yield
    finally:
        sys.path.remove(here)
