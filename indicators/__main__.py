"""`python -m indicators`, and the command `indicators` where the package is installed."""

import sys

from indicators.cli.main import main


def run() -> None:
    """Run the command that the process was started with, and end the process with its exit code."""
    sys.exit(main())


if __name__ == "__main__":
    run()
