"""The command line: ``sayso``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from sayso.cli.app import app

        app(prog_name="sayso")
    except KeyboardInterrupt:  # before a command has begun
        sys.exit(130)
