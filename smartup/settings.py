"""Settings, read from top to bottom: what we run, who may reach it, what it stores, how it looks, who watches it.

Every value that a deployment changes comes from the environment (docs/configuration.md lists them all).
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from smartup.site_url import kept_secret, own_address, own_mailbox

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Where the database, uploads, secret key and collected static files live.
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret(DATA_DIR / "secret_key")

# --- What we run -----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "smartup",
    "events",
    "gallery",
    "signups",
    "content.pages",
    "content.consent",
    "content.documents",
    "content.richtext",
    "content.pictures",
    "content.search",
    "content.mail",
    "content.editing",
    "content.reviews",
    "content.preview",
    "content.autosave",
    "content.admin_ui",
    "content.workflow",
    "content.languages",
    "modeltranslation",  # stands before the admin, whose forms it changes
    "smartup.apps.SmartupAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "cookie_consent",
    "django_tasks",
    "django_tasks_db",
    "lucide",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "content.planning.middleware.DueChanges",
    "smartup.headers.SecurityHeaders",
    "csp.middleware.CSPMiddleware",
    "content.visitors.csp_sources.ThirdPartySources",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "content.workflow.middleware.OldAddresses",
    "smartup.errors.TooManyRequestsPage",
]

ROOT_URLCONF = "smartup.urls"
WSGI_APPLICATION = "smartup.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- Who may reach it ------------------------------------------------------------------------------------------

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# True when visitors reach the site over https: cookies travel over nothing else, and browsers are told so.
HTTPS = env.bool("HTTPS", False)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # a watchdog asks the process itself
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
COOKIE_CONSENT_SECURE = HTTPS
# True when a proxy stands in front that always says who is asking and how; a visitor could claim anything.
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

# Where the site is, as links in mails say it; whoever asks for a page could claim anything.
SITE_URL = env.str("SITE_URL", "").rstrip("/") or own_address(
    https=HTTPS, hosts=ALLOWED_HOSTS, host=env.str("HOST", "127.0.0.1"), port=env.str("PORT", "8000")
)

# So many may join within an hour from one network, such as that of a conference; 0: any number.
JOINS_PER_NETWORK = env.int("JOINS_PER_NETWORK", 300)

SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "smartup.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in [
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    ]
]
LOGIN_URL = "admin:login"

# What django-cookie-consent keeps in the browser: which categories were agreed to. Scripts of ours read it.
COOKIE_CONSENT_NAME = "cookie_consent"
COOKIE_CONSENT_MAX_AGE = 60 * 60 * 24 * 182
COOKIE_CONSENT_HTTPONLY = False
COOKIE_CONSENT_SAMESITE = "Lax"
COOKIE_CONSENT_LOG_ENABLED = False

# --- What it stores --------------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # FULL: NORMAL may lose the last commits in a power cut. IMMEDIATE: two writers wait instead of failing.
    # secure_delete: what is deleted is overwritten, so that the file keeps nobody who was erased.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-8000; "
        "PRAGMA secure_delete=ON;",
    }
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url("CACHE_URL", "locmemcache://")}

STORAGES = {
    # What anybody may fetch: the sizes made from pictures, videos and their captions.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "media", "base_url": "/media/"},
    },
    # What only we may open: original pictures, and documents, which a view hands out when they are published.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": env.str("STATIC_STORAGE", "smartup.static.HashedStaticFiles")},
}
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
# So many photos may come in one form, of a browser without scripts; those of one with scripts come each by itself.
DATA_UPLOAD_MAX_NUMBER_FILES = 200

# How mail leaves: smtp+tls://user:password@host:587. shown:// shows it at /mail/ instead, to this machine alone; a site
# with visitors never does. Without EMAIL_URL, it waits in the outbox.
EMAIL_URL = env.str("EMAIL_URL", "")
MAIL_BY_SMTP = EMAIL_URL.startswith("smtp")
MAIL_SHOWN = EMAIL_URL == "shown://" and not HTTPS
vars().update(env.email_url_config(EMAIL_URL if MAIL_BY_SMTP else "dummymail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", "") or own_mailbox(SITE_URL)

# --- How it looks ----------------------------------------------------------------------------------------------

LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LANGUAGE_CODE = "nl"
# The second: what packages say in the admin, where their own Dutch is lacking or too formal.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale/borrowed"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "nl"
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("nl", "en")}
TIME_ZONE = "Europe/Amsterdam"
FORMAT_MODULE_PATH = ["smartup.formats"]
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_MAX_AGE = 60
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# --- Who watches it --------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # It strikes out e-mail addresses, and the keys of links.
    "formatters": {
        "line": {
            "()": "smartup.server.log_redaction.RedactingFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "signups.erasing.retention": {"level": "INFO"},  # a line each night
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # whoever scans the network asks for other hosts
    },
}
