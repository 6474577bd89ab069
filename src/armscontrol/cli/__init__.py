"""The command line: parse, call, print.

Exit codes: 0 done; 1 with --check, a verdict exceeded or a duty not performed, or a case of `verify cases` that fails;
2 a command or option that does not exist; 3 something given that cannot be used.
"""

from __future__ import annotations

import signal
import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line and exit."""
    from armscontrol.cli.app import app
    from armscontrol.errors import ArmsControlError

    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # as every Unix tool: `armscontrol timeline | head` is no error
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # signs beside verdicts have no letter in older code pages, and a path may hold bytes that are no letters
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
        sys.stdout.flush()
    except ArmsControlError as error:
        sys.stderr.write(f"Error: {error}\n")
        sys.exit(3)
    except OSError as error:
        sys.stderr.write(f"Error: {error.strerror or error}\n")
        sys.exit(3)
