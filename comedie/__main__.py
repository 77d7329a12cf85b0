"""`comedie`, `python -m comedie`."""

import sys

from comedie.cli import cli, speak_french


def main() -> None:
    speak_french()
    sys.exit(cli(prog_name="comedie"))


if __name__ == "__main__":
    main()
