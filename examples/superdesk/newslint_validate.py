"""Superdesk asks newslint before it publishes: put this into a module that INSTALLED_APPS of the server names."""

import json
import logging
import os
import urllib.error
import urllib.request
from http import HTTPStatus

from superdesk.signals import item_validate

URL = os.environ.get("NEWSLINT_URL", "http://127.0.0.1:8765")
KEY = os.environ.get("NEWSLINT_KEY", "")
logger = logging.getLogger(__name__)


def validate(_sender, item, response, error_fields, **_kwargs):
    """Add what an editor must mend to the errors of an item that is about to be published."""
    known = {"id": item.get("guid"), "title": item.get("headline"), "byline": item.get("byline")}
    known |= {"language": item.get("language")}
    article = {name: str(value)[:2000] for name, value in known.items() if value}
    article["html"] = item.get("body_html") or ""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}", "X-Deadline-Ms": "2000"}
    try:
        request = urllib.request.Request(f"{URL}/v1/lint", json.dumps(article).encode(), headers)
        with urllib.request.urlopen(request, timeout=5) as answer:
            report = json.load(answer)
    except (OSError, ValueError) as error:
        logger.warning("newslint did not check %s: %s", item.get("guid"), error)
        if (
            isinstance(error, urllib.error.HTTPError) and error.code < HTTPStatus.INTERNAL_SERVER_ERROR
        ):  # it would refuse it for ever
            response.append(f"newslint could not check this article: {error}")
        return  # no check is no reason to hold an article; append to `response` if it is one for you
    if report["verdict"] == "hold":
        response.extend(found["message"] for found in report["findings"] if found["severity"] == "error")
        error_fields["body_html"] = "newslint"


def init_app(app):
    """Begin to be asked."""
    item_validate.connect(validate)
