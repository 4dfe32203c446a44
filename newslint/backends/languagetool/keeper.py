"""Runs a program for as long as somebody holds the other end of standard input, and not a moment longer.

`python keeper.py PROGRAM ARGUMENT...` is started by newslint, which keeps a pipe to it. When newslint ends, in whatever
way, the system closes the pipe: then the program is killed. No handler of signals can promise that.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading


def main() -> None:
    """Run the program; end when it ends, or end it when standard input ends."""
    program = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)  # noqa: S603 - newslint's own command

    def watch() -> None:
        while os.read(0, 1024):
            pass
        program.kill()

    threading.Thread(target=watch, daemon=True).start()
    os._exit(program.wait() & 0xFF)


if __name__ == "__main__":
    main()
