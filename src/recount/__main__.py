"""`python -m recount`: the command line, where the folder of commands is not on the path."""

from __future__ import annotations

from recount.cli import main

if __name__ == "__main__":
    main()
