"""The service does what its OpenAPI says: schemathesis asks it what that allows, and what it forbids."""

import sys
from pathlib import Path
from subprocess import run

import pytest

from tests.service.running import Service, serving

EXAMPLES = "10"


def examine(service: Service, folder: Path, *arguments: str) -> None:
    command = [
        sys.executable,
        "-m",
        "schemathesis.cli",
        "run",
        f"{service.url}/openapi.json",
        "--max-examples",
        EXAMPLES,
    ]
    command += ["--seed", "8", "--request-timeout", "30", *arguments]
    done = run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    assert (done.returncode, "No issues found" in done.stdout) == (0, True), done.stdout[-8000:] + done.stderr[-2000:]


@pytest.mark.parametrize("with_key", [False, True])
def test_it_is_as_it_says(tmp_path: Path, with_key: bool) -> None:
    from newslint.service.keys import new_key  # noqa: PLC0415 - what the test is about

    secret, entry = new_key("desk")
    with serving(tmp_path, "--deadline-ms", "5000", NEWSLINT_API_KEYS=entry if with_key else "") as service:
        examine(service, tmp_path, *(["--header", f"Authorization: Bearer {secret}"] if with_key else []))
