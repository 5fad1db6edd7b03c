"""Lets `python -m sitegen` do what `sitegen` does."""

import gc
import sys


def run() -> None:
    """Runs the command line; somebody may stop it before all of it is loaded, too."""
    try:
        from sitegen.cli import main

        main()
        gc.freeze()  # the system takes all of it back at once: Python need not look for circles in years of a daily
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
