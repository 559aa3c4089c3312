"""Django settings, read from the environment. What a zone says is never here.

DATABASE_URL           a PostgreSQL of your own, 15 or newer
CUAKHAU_DATABASE_URL   the embedded one; set by whoever started it
CUAKHAU_SECRET_KEY     signs sessions; a random one is made when it is missing
"""

import os
import secrets

from psycopg.conninfo import conninfo_to_dict

DATABASE_URL = os.environ.get("DATABASE_URL") or os.environ.get("CUAKHAU_DATABASE_URL", "")
_address = {key: str(value) for key, value in conninfo_to_dict(DATABASE_URL).items()}

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _address.pop("dbname", "cuakhau"),
        "USER": _address.pop("user", ""),
        "PASSWORD": _address.pop("password", ""),
        "HOST": _address.pop("host", ""),
        "PORT": _address.pop("port", ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": _address,
    }
}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "cuakhau.journal",
]

SECRET_KEY = os.environ.get("CUAKHAU_SECRET_KEY") or secrets.token_urlsafe(50)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
