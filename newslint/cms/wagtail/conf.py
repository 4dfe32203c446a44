"""What the site's settings say: `NEWSLINT_WAGTAIL = {...}`."""

from __future__ import annotations

import functools
import math
import urllib.parse
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured

from newslint.errors import did_you_mean
from newslint.finding import Severity

NAME = "NEWSLINT_WAGTAIL"
NEVER = "never"
PUBLISH, HOLD = "publish", "hold"


@dataclass(frozen=True, slots=True)
class Settings:
    """How pages are gated; the defaults need no setting at all."""

    hold_at: str = "error"
    """The severity from which on a finding holds a page back: error, warning, note, or never."""
    on_failure: str = PUBLISH
    """What happens to a page that could not be checked, or only in part: `publish`, with a warning, or `hold`."""
    config: str = ""
    """A `newslint.toml` for the check in this process."""
    url: str = ""
    """Where a newslint service runs, such as `http://127.0.0.1:8765`; without it the check is made in this process."""
    api_key: str = ""
    timeout: float = 3.0
    """Seconds that the service may take for a page."""
    retry_after: float = 5.0
    """Seconds for which a service that failed is not asked again."""

    def holds(self, severity: str) -> bool:
        """Whether a finding of this severity holds a page back."""
        return self.hold_at != NEVER and Severity(severity).rank >= Severity(self.hold_at).rank


_POSSIBLE = {"hold_at": (*map(str, Severity), NEVER), "on_failure": (PUBLISH, HOLD)}


def settings() -> Settings:
    """Return the settings of the site; raise ImproperlyConfigured for one that makes no sense."""
    given = getattr(django_settings, NAME, {})
    if not isinstance(given, dict):
        raise ImproperlyConfigured(f"{NAME} must be a dictionary")
    return _settings(tuple(sorted((str(key), value) for key, value in given.items())))


@functools.lru_cache(maxsize=8)
def _settings(given: tuple[tuple[str, Any], ...]) -> Settings:
    known: dict[str, Any] = {field.name.upper(): type(field.default) for field in fields(Settings)}
    values: dict[str, Any] = {}
    for key, value in given:
        if key not in known:
            hint = did_you_mean(key, known, what="known keys")
            raise ImproperlyConfigured(f"{NAME}: unknown key “{key}”. {hint}")
        name, wanted = key.lower(), known[key]
        made: Any = str(value) if isinstance(value, Path) else value
        if wanted is float and isinstance(made, int) and not isinstance(made, bool):
            made = float(made)
        if not isinstance(made, wanted) or (isinstance(made, float) and not (made > 0 and math.isfinite(made))):
            raise ImproperlyConfigured(f"{NAME}: {key} must be a {'text' if wanted is str else 'number above 0'}")
        possible = _POSSIBLE.get(name)
        if possible and made not in possible:
            raise ImproperlyConfigured(f"{NAME}: {key} can be {', '.join(possible)}, not “{made}”")
        values[name] = made
    if values.get("url") and not _is_address(values["url"]):
        raise ImproperlyConfigured(f"{NAME}: URL must be like http://127.0.0.1:8765, not “{values['url']}”")
    if values.get("url") and values.get("config"):
        raise ImproperlyConfigured(f"{NAME}: CONFIG is for the check in this process; a service at URL has its own")
    return Settings(**values)


def _is_address(url: str) -> bool:
    try:
        parts = urllib.parse.urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and url.isprintable()
    except ValueError:
        return False
