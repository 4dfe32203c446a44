"""Puts into a wheel what the rules in it come to, so that newslint starts as fast at once as it does later on."""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KeptRules(BuildHookInterface[Any]):
    """Adds the file that `newslint.catalog` looks for beside the rules; a working copy has none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the file and name it to the builder."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        catalog = importlib.import_module("newslint.catalog")
        self._scratch = tempfile.TemporaryDirectory()
        file = Path(self._scratch.name) / catalog.KEPT_FILE
        catalog.write_kept(Path(self.root) / "rules", file)
        build_data["force_include"][str(file)] = f"newslint/rules/{catalog.KEPT_FILE}"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Take the file away again."""
        if version != "editable":
            self._scratch.cleanup()
