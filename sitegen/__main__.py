"""Lets `python -m sitegen` do what `sitegen` does."""

import contextlib
import os
import sys


def run() -> None:
    """Runs the command line; somebody may stop it before all of it is loaded, too.

    In the end the system takes all memory back at once: Python need not take years of a daily apart value by value.
    """
    try:
        from sitegen.cli import main

        main()
    except KeyboardInterrupt:
        sys.exit(130)
    with contextlib.suppress(OSError, ValueError, AttributeError):  # what cannot be said any more, Python tells of
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(0)


if __name__ == "__main__":
    run()
