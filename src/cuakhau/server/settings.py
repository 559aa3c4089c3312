"""Django settings, read from the environment. What a zone says is never here.

DATABASE_URL           a PostgreSQL of your own, 15 or newer
CUAKHAU_DATABASE_URL   the embedded one; set by whoever started it
CUAKHAU_POOL           connections that one server process may hold (commands hold one)
CUAKHAU_SECRET_KEY     signs cookies; a random one is made when it is missing
CUAKHAU_HOSTS          names under which people reach the server, with commas; this machine
                       alone when missing
CUAKHAU_SERVED         names of the zones to serve, with commas; all that the folders hold
CUAKHAU_STREAM         where browsers find the live stream: `:8601` is another port of the same
                       host, a path is the same address behind a proxy
"""

import os
import secrets

from psycopg.conninfo import conninfo_to_dict

from cuakhau.server.database.places import home_folder

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def _list_from(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


# -- database ----------------------------------------------------------------------------------

IS_EMBEDDED = not os.environ.get("DATABASE_URL") and "CUAKHAU_DATABASE_URL" in os.environ
DATABASE_URL = os.environ.get("DATABASE_URL") or os.environ.get("CUAKHAU_DATABASE_URL", "")
_address = {key: str(value) for key, value in conninfo_to_dict(DATABASE_URL).items()}
_pool = int(os.environ.get("CUAKHAU_POOL", "0"))

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _address.pop("dbname", "cuakhau"),
        "USER": _address.pop("user", ""),
        "PASSWORD": _address.pop("password", ""),
        "HOST": _address.pop("host", ""),
        "PORT": _address.pop("port", ""),
        # A server process has threads that come and go, so it keeps a pool; a command keeps one.
        "CONN_MAX_AGE": 0 if _pool else None,
        "CONN_HEALTH_CHECKS": not _pool,
        "OPTIONS": {
            **_address,
            **({"pool": {"min_size": 1, "max_size": _pool, "timeout": 10}} if _pool else {}),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- parts -------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",  # the second factor below stands on it; none of its pages is served
    "allauth.mfa",
    "cuakhau.journal",
    "cuakhau.accounts",
    "cuakhau.web",
    "cuakhau.people",
    "cuakhau.operations",
    "cuakhau.operations.desk",
    "cuakhau.operations.declare",
    "cuakhau.operations.visits",
    "cuakhau.operations.payments",
    "cuakhau.operations.centre",
    "cuakhau.operations.yards",
    "cuakhau.operations.shifts",
    "cuakhau.operations.sources",
    "cuakhau.operations.driver",
    "cuakhau.operations.complaints",
    "cuakhau.operations.start",
    "cuakhau.operations.orders",
    "cuakhau.operations.personal",
    "cuakhau.operations.outbox",
    "cuakhau.planning",
    "cuakhau.planning.clock",
    "cuakhau.planning.processes",
    "cuakhau.planning.overlaps",
    "cuakhau.turnover",
    "cuakhau.turnover.rollups",
    "cuakhau.turnover.mirror",
    "cuakhau.turnover.screen",
    "cuakhau.turnover.store",
    "cuakhau.turnover.forecast",
    "cuakhau.turnover.intake",
    "cuakhau.turnover.targets",
    "cuakhau.turnover.rates",
    "cuakhau.portfolio",
    "cuakhau.portfolio.works",
    "cuakhau.portfolio.directives",
    "cuakhau.reports",
    "cuakhau.reports.behind",
    "cuakhau.reports.bulletins",
    "cuakhau.reports.kinds",
    "cuakhau.reports.documents",
    "cuakhau.reports.indicators",
    "cuakhau.reports.leader",
    "cuakhau.reports.rounds",
    "cuakhau.api",
    "cuakhau.server",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cuakhau.server.headers.ContentSecurity",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "cuakhau.server.here.HereMiddleware",
    "cuakhau.web.language.LanguageMiddleware",
    "cuakhau.web.uploads.form_size.FormSizeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cuakhau.api.middleware.ProblemMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cuakhau.people.idle.IdleMiddleware",
    "cuakhau.web.page.refused.RefusedMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "cuakhau.server.urls"
WSGI_APPLICATION = "cuakhau.server.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["cuakhau.web.frame.frame"],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "cuakhau.web.templatetags.people",
            ],
        },
    }
]

# -- safety ------------------------------------------------------------------------------------

SECRET_KEY = os.environ.get("CUAKHAU_SECRET_KEY") or secrets.token_urlsafe(50)
_hosts = _list_from("CUAKHAU_HOSTS")
ALLOWED_HOSTS = [*LOOPBACK, *_hosts]
IS_PUBLIC = any(host not in LOOPBACK for host in _hosts)

CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_PUBLIC
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_PUBLIC else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_PUBLIC else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024  # the API says no in its own words; `api.body`
APPEND_SLASH = True

# -- people ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "full_name")}),
    )
]
LOGIN_URL = "/sign-in/"
SESSION_COOKIE_AGE = 12 * 3600  # one shift; `people.session` ends it sooner where nobody works
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

# -- language and time -------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English"), ("zh-hans", "简体中文")]
USE_I18N = True
FORMAT_MODULE_PATH = "cuakhau.web.formats"
USE_TZ = True
TIME_ZONE = "UTC"

# -- files and logs ----------------------------------------------------------------------------

STATIC_URL = "static/"
STORAGES = {"staticfiles": {"BACKEND": "cuakhau.web.assets.Assets"}}
WHITENOISE_USE_FINDERS = True  # straight from the packages; nothing to collect first
WHITENOISE_MAX_AGE = 24 * 3600  # addresses carry a digest of the content

TRADE_FOLDER = home_folder() / "trade"  # snapshots of facts as Parquet; each can be made again

STREAM = os.environ.get("CUAKHAU_STREAM", "")
SERVED_ZONES = tuple(_list_from("CUAKHAU_SERVED"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "cuakhau.server.logs.Line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        # A refused request is an answer, not a trouble; strangers try other host names all day.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
    "root": {"handlers": ["stderr"], "level": os.environ.get("CUAKHAU_LOG", "WARNING").upper()},
}
