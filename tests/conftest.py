"""What several tests share."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from newslint.cli import run

GLUED = "He told the Harbour Gazette of the war in the that both sides lost.\n"
MENDED = "He told the Harbour Gazette of the war in which both sides lost.\n"
QUOTED = "The mayor they will“he said of an ”important step”.\n"
CLEAN = "The ferry sailed at noon.\n"


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture
def newslint(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a function that runs `newslint` with arguments and standard input; both streams come back as UTF-8."""

    def command(*arguments: object, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        code = run([str(argument) for argument in arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    return command
