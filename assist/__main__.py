"""``python -m assist`` and the frozen app's entry."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run the command line. Children of the frozen app never get past the first line."""
    multiprocessing.freeze_support()
    from assist.cli import main as run  # noqa: PLC0415 - a spawned child imports this module and needs nothing of it

    return run()


if __name__ == "__main__":
    sys.exit(main())
