"""What a managed server needs of the machine: Java, and an installation of LanguageTool. Nothing is downloaded."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.errors import BackendError

if TYPE_CHECKING:
    from newslint.backends.languagetool.settings import Settings

OLDEST_JAVA = 17

_DOWNLOADS = "LTP_PATH"
_JARS = "LTP_JAR_DIR_PATH"
_MAIN_JAR = re.compile(r"languagetool-server(?:-(\d[\w.-]*?))?\.jar")
_JAVA_VERSION = re.compile(r'version "(?:1\.)?(\d+)')
_JAVA_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Installation:
    """The jars of a LanguageTool."""

    folder: Path
    class_path: str
    version: str
    """As the name of a jar or a folder tells it; empty if none does."""


def java() -> tuple[str, int]:
    """Return the Java that a server would run on, and its major version; raise BackendError if it is too old."""
    path = shutil.which("java")
    if path is None:
        raise BackendError("there is no Java", hint=f"LanguageTool needs Java {OLDEST_JAVA} or newer on the PATH.")
    try:
        done = subprocess.run(  # noqa: S603 - Java, as the PATH has it
            [path, "-version"], capture_output=True, text=True, errors="replace", timeout=_JAVA_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BackendError(f"{path} does not run: {error}") from error
    told = _JAVA_VERSION.search(done.stderr + done.stdout)
    if told is None:
        raise BackendError(f"{path} does not tell its version")
    if int(told[1]) < OLDEST_JAVA:
        raise BackendError(f"Java {told[1]} is too old", hint=f"LanguageTool needs Java {OLDEST_JAVA} or newer.")
    return path, int(told[1])


def installation(settings: Settings) -> Installation:
    """Return the LanguageTool of the settings, else of LTP_JAR_DIR_PATH, else the newest that the library has.

    A folder may be one of a release of LanguageTool or hold the jars of Maven. Raises BackendError if there is none.
    """
    named = settings.jars or os.environ.get(_JARS, "")
    folders = [Path(named)] if named else _downloaded()
    for folder in folders:
        found = _in(folder)
        if found:
            return found
    if named:
        raise BackendError(f"there is no languagetool-server.jar in {named}")
    hint = 'Unpack a release of it and name its folder: [backends.languagetool] jars = "…" (docs/languagetool.md).'
    raise BackendError(f"there is no LanguageTool in {_library_folder()}", hint=hint)


def _in(folder: Path) -> Installation | None:
    for jar in sorted(folder.glob("languagetool-server*.jar"), reverse=True):
        name = _MAIN_JAR.fullmatch(jar.name)
        if name and name[1]:
            return Installation(folder, str(folder / "*"), name[1])
        if name:  # the jar of a release lists the others itself
            return Installation(folder, str(jar), folder.name.partition("LanguageTool-")[2])
    return None


def _library_folder() -> Path:
    return Path(os.environ.get(_DOWNLOADS) or Path.home() / ".cache" / "language_tool_python")


def _downloaded() -> list[Path]:
    """Return the folders of the library's installations, the newest first."""
    if not _library_folder().is_dir():
        return []  # the library would make the folder
    from language_tool_python.download_lt import LocalLanguageTool

    releases = LocalLanguageTool.get_installed_versions()
    return [release.get_directory_path() for release in sorted(releases, reverse=True)]


def command(installed: Installation, port: int, settings: Settings) -> tuple[list[str], Path]:
    """Return what starts a server, and the file of its options, which is whoever's who starts it to take away.

    It is the library's command, for these jars and with a bound to the memory.
    """
    from language_tool_python.config_file import LanguageToolConfig
    from language_tool_python.download_lt import ReleaseLocalLanguageTool

    class Jars(ReleaseLocalLanguageTool):
        def get_jar_path(self) -> Path:
            return Path(installed.class_path)

    options = LanguageToolConfig({"maxCheckTimeMillis": int(settings.timeout * 1000)})
    java_path, *arguments = Jars(installed.version).get_server_cmd(port, options)
    return [java_path, f"-Xmx{settings.memory}m", *arguments], Path(options.path)
