"""The workbench: the dossier as web pages for this machine's browser. A thin door, like the command line."""

from .app import workbench

__all__ = ["workbench"]
