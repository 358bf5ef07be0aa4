"""The `recount` command in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

GOOD = "At least 12 people were killed in Aleppo on Sunday, the Syrian Observatory for Human Rights said.\n"
"""A report with one claim."""
RECOUNT = str(Path(sys.executable).with_name("recount"))


def recount(*arguments: str | Path, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command; its exit status must be `status`."""
    done = subprocess.run([RECOUNT, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done
