"""The command line: parse, call, print. Exit codes: 0 done, 1 a verdict asked for with --check, 2 usage, 3 bad data."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit."""
    from armscontrol.cli.app import app
    from armscontrol.errors import ArmsControlError

    try:
        app()
    except ArmsControlError as error:
        sys.stderr.write(f"Error: {error}\n")
        sys.exit(3)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
