"""Makes a tool ready, has it judge a sentence, and ends, to time that: `python -m benchmarks.peers.once KEY`."""

from __future__ import annotations

import sys

from benchmarks.peers import CHECKERS


def main(key: str) -> None:
    """Judge a sentence with the tool of this name."""
    (checker,) = (checker for checker in CHECKERS if checker.key == key)
    with checker.running() as judge:
        judge("He have a boat.")


if __name__ == "__main__":
    main(sys.argv[1])
