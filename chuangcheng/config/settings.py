"""The one settings module; what differs between installations comes from the environment.

Which variables there are, and what each changes, is written in ``env.py``.
"""

from pathlib import Path
from typing import Any, Final

import dj_database_url
from csp.constants import NONE, SELF

from chuangcheng.config import env
from chuangcheng.config.accounts import *  # noqa: F403 - settings are the names of this module
from chuangcheng.config.env.sign_in import providers
from chuangcheng.foundation.shell.languages import DEFAULT
from chuangcheng.foundation.shell.languages import LANGUAGES as INTERFACE_LANGUAGES

ENV: Final = env.read()
CHUANGCHENG_ENV_REPORT = ENV.report
"""What was found in the environment: ``chuangcheng doctor`` prints it."""
CHUANGCHENG_HOME = ENV.home
"""The state folder: database, generated key, files."""

PACKAGE: Final = Path(__file__).resolve().parent.parent
TREE: Final = PACKAGE.parent
"""Root of the source tree; in an installed wheel, the folder of packages."""
_FROM_SOURCE: Final = (TREE / "pyproject.toml").is_file()

DEBUG = ENV.debug
DEMO = ENV.demo
SECRET_KEY = ENV.secret_key
ENCRYPTION_KEYS: tuple[str, ...] = ENV.encryption_keys
"""The first seals secrets in the database, all of them open."""

# -- who is served --------------------------------------------------------------------------------

_OWN_MACHINE: Final = ["localhost", "127.0.0.1", "[::1]"]
PUBLIC_URL = ENV.public_url.geturl().rstrip("/") if ENV.public_url else ""
_HTTPS: Final = PUBLIC_URL.startswith("https://")
TLS = ENV.tls
"""Files of certificate and key where the program itself speaks HTTPS, else None."""
ALLOWED_HOSTS = [*_OWN_MACHINE, *([ENV.public_url.hostname or ""] if ENV.public_url else [])]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []

# -- accounts -------------------------------------------------------------------------------------

SECOND_FACTOR_FOR_ADMINISTRATORS = not DEMO
"""Whether the three administrators must set up two-step sign-in before they can do anything."""
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxies
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _HTTPS else "http"
SOCIALACCOUNT_PROVIDERS = providers(ENV.sign_in)
SESSION_COOKIE_SECURE = _HTTPS

# -- parts ----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "chuangcheng.foundation.shell",
    "chuangcheng.foundation.audit",
    "chuangcheng.foundation.jobs",
    "chuangcheng.foundation.calendar",
    "chuangcheng.foundation.orgs",
    "chuangcheng.foundation.accounts",
    "chuangcheng.foundation.accounts.providers.wecom",
    "chuangcheng.foundation.files",
    "chuangcheng.foundation.backups",
    "chuangcheng.foundation.notices",
    "chuangcheng.features.frameworks",
    "chuangcheng.entrypoints.demo",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.dingtalk",
    "allauth.socialaccount.providers.feishu",
    "csp",
    "django_q",
]
MIDDLEWARE = [
    "chuangcheng.foundation.shell.middleware.RequestLog",
    "csp.middleware.CSPMiddleware",
    "chuangcheng.foundation.shell.middleware.Headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "chuangcheng.foundation.shell.middleware.Compression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "chuangcheng.foundation.shell.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chuangcheng.foundation.accounts.middleware.ActorOfRequest",
    "chuangcheng.foundation.accounts.middleware.BodiesInTurn",
    "chuangcheng.foundation.accounts.middleware.SecondFactorFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "chuangcheng.foundation.shell.middleware.SoundAddress",
    "chuangcheng.foundation.shell.middleware.Outages",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "chuangcheng.config.urls"
WSGI_APPLICATION = "chuangcheng.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "chuangcheng.foundation.shell.context_processors.frame",
                "chuangcheng.foundation.accounts.context_processors.signed",
                "chuangcheng.foundation.notices.context_processors.bell",
                "chuangcheng.config.navigation.navigation",
            ],
        },
    },
]

# -- database -------------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
_SQLITE: Final[dict[str, Any]] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": CHUANGCHENG_HOME / "db.sqlite3",
    # Readers never wait for the writer (WAL); writers queue up to the timeout in seconds instead
    # of failing half-way through a transaction (IMMEDIATE).
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
    },
}
DATABASES = {
    "default": dict(
        dj_database_url.parse(ENV.database_url, conn_max_age=60, conn_health_checks=True)
    )
    if ENV.database_url
    else _SQLITE
}

# The room "jobs" uses nothing but the broker; its worker, not django-q2's cluster, reads the queue.
Q_CLUSTER = {"name": "chuangcheng", "orm": "default", "poll": 0, "retry": 60, "timeout": 50}
Q_CLUSTER |= {"workers": 1, "scheduler": False, "save_limit": -1}
JOBS_ELSEWHERE = ENV.jobs_elsewhere
"""Whether ``chuangcheng serve`` leaves background work to workers started elsewhere."""

# -- record ---------------------------------------------------------------------------------------

AUDIT_KEEP_MONTHS = ENV.audit_keep_months
AUDIT_HEADS_FILE = ENV.audit_heads_file

# -- mail: off unless NOTICES_URLS names a server --------------------------------------------------

MAIL_ENABLED = ENV.mail is not None
"""Whether mail goes out at all; where not, links are shown to whoever asked for them."""
if ENV.mail is None:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = ENV.mail.host, ENV.mail.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENV.mail.user, ENV.mail.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = ENV.mail.security == "starttls", ENV.mail.security == "tls"
    DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail.sender
EMAIL_TIMEOUT = 20
EMAIL_SUBJECT_PREFIX = ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
NOTICES_AT = ENV.mail.at if ENV.mail else None
"""Local time of the daily digest; None where there is none."""
NOTICES_QUIET = ENV.mail.quiet if ENV.mail else None
"""Beginning and end of the hours in which no mail goes out."""

# -- language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = DEFAULT.code
LANGUAGES = [(language.code, language.name) for language in INTERFACE_LANGUAGES]
LANGUAGE_COOKIE_NAME = "language"
# In the source tree the catalogues lie beside the package, in a wheel inside it.
LOCALE_PATHS = [(TREE if _FROM_SOURCE else PACKAGE) / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# -- static files: found where they lie, served by the process itself -----------------------------

STATIC_URL = "/static/"
FRONTEND_FOLDER = (
    TREE / "frontend" / "dist"
    if _FROM_SOURCE
    else PACKAGE / "foundation" / "shell" / "static" / "shell" / "dist"
)
"""What the front-end build wrote; served below ``shell/dist/``."""
STATICFILES_DIRS = (
    [("shell/dist", FRONTEND_FOLDER)] if _FROM_SOURCE and FRONTEND_FOLDER.is_dir() else []
)
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 3600
# The build names files by content, so a browser may keep them for ever.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/shell/dist/assets/"

# -- files that people bring ----------------------------------------------------------------------

FILES_FOLDER = CHUANGCHENG_HOME / "files"
"""What arrives is written here; without a bucket it stays here."""
FILES_LIMIT = ENV.files_limit * 1024 * 1024
"""Most bytes of one file."""
FORM_FILES_LIMIT = 64 * 1024 * 1024
"""Most bytes of the files of a form elsewhere, such as a workbook to import."""
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "chuangcheng.foundation.files.uploads.FormFiles",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "files": {
        "BACKEND": "chuangcheng.foundation.files.storage.BucketStorage",
        "OPTIONS": ENV.bucket.options(),
    }
    if ENV.bucket
    else {
        "BACKEND": "chuangcheng.foundation.files.storage.FolderStorage",
        "OPTIONS": {"location": FILES_FOLDER},
    },
}

# -- protection -----------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "chuangcheng.foundation.accounts.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
"""Bytes of a form without its files; more is answered with 413."""

# -- log ------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "chuangcheng.foundation.shell.logs.Line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": ENV.log_level},
    # Django repeats the address of every faulty request; RequestLog says the same without it.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.server": {"handlers": [], "propagate": True},
    },
}
