"""Lets `python -m sitegen` do what `sitegen` does."""

import sys


def run() -> None:
    """Runs the command line; somebody may stop it before all of it is loaded, too."""
    try:
        from sitegen.cli import main

        main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
