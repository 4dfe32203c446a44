"""Settings of a site for one's own machine: never serve anything with these on a network."""

import os
from pathlib import Path

BASE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("NEWSROOM_DATA", BASE.parent / "data"))

SECRET_KEY = "not a secret: for a demonstration on one machine"  # noqa: S105 - as it says
DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
WAGTAIL_SITE_NAME = "The Harbour Gazette"
WAGTAILADMIN_BASE_URL = "http://localhost:8000"

NEWSLINT_WAGTAIL = {
    "HOLD_AT": "error",  # the default; also: warning, note, never
    "ON_FAILURE": "publish",  # the default; also: hold
    "URL": os.environ.get("NEWSROOM_SERVICE", ""),  # a newslint service; without it newslint runs in this process
}

INSTALLED_APPS = [
    "newsroom",
    "newslint.cms.wagtail",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.api.v3",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "newsroom.sqlite3",
        # The admin saves drafts by itself while somebody publishes. SQLite refuses a transaction that has read before
        # another one wrote ("database is locked") at once, whatever the timeout; one that starts as a writer waits.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
    }
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "/static/"
MEDIA_ROOT, MEDIA_URL = DATA / "media", "/media/"
