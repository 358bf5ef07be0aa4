"""A PostgreSQL server of the tests' own, in a temporary folder, reached by a socket in it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

USER = "recount"


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; None where they are not at hand."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda folder: int(folder.parent.name))


@contextmanager
def server(bin: Path) -> Iterator[Path]:
    """Run a server while the block runs; the folder of its socket."""
    home = Path(tempfile.mkdtemp(prefix="recount-pg-"))
    data = home / "data"
    as_whom: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        owner = _somebody()
        shutil.chown(home, owner)
        as_whom = ["setpriv", f"--reuid={owner}", "--clear-groups", "--"]
    home.chmod(0o755)
    try:
        _run(as_whom, bin / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses='' -c fsync=off -c max_connections=60 -k {home}"
        _run(as_whom, bin / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", options, "start")
        try:
            yield home
        finally:
            _run(as_whom, bin / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _somebody() -> str:
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise RuntimeError("there is no user to run PostgreSQL as")


def _run(as_whom: list[str], *call: str | Path) -> None:
    # nothing is inherited that would keep the caller waiting for the server's end
    done = subprocess.run(
        [*as_whom, *map(str, call)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        check=False, cwd="/",
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{Path(call[0]).name} failed with {done.returncode}")
