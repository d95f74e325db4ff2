"""
Settings of the web system: one file, every value from the environment or with a default that is safe.

``releve up`` sets what a single machine needs; a larger installation sets the variables of ``docs/how-to/run-the-web-system.md``.
"""

from pathlib import Path

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from releve_web.accounts.policy import roles_from_text
from releve_web.database import database_from_url
from releve_web.environment import UnreadableSettingError, env_bool, env_int, env_text
from releve_web.postgres import data_folder, urls_from_data

django_stubs_ext.monkeypatch()

PACKAGE = Path(__file__).resolve().parent

RELEVE_DATA = data_folder()
RELEVE_ENV = env_text("RELEVE_ENV", "demo")
"""``demo`` on one machine, ``production`` behind a proxy with TLS: the second refuses every convenience of the first."""
if RELEVE_ENV not in {"demo", "production", "test"}:
    raise UnreadableSettingError("RELEVE_ENV", RELEVE_ENV, "demo, production or test")
IN_PRODUCTION = RELEVE_ENV == "production"

DEBUG = False
SECRET_KEY = env_text("RELEVE_SECRET_KEY")
if not SECRET_KEY:
    if IN_PRODUCTION:
        raise UnreadableSettingError("RELEVE_SECRET_KEY", "", "a long random text")
    SECRET_KEY = "only for tests and commands that sign nothing"  # noqa: S105 -- `releve up` draws one for each installation and keeps it
ALLOWED_HOSTS = [host for host in env_text("RELEVE_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in env_text("RELEVE_ORIGINS").split(",") if origin]

INSTALLED_APPS = [
    "releve_web.common",
    "releve_web.accounts",
    "releve_web.engagement",
    "releve_web.demand",
    "releve_web.supply",
    "releve_web.imports",
    "releve_web.api",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "ninja",
    "pghistory",
    "pgtrigger",
    "procrastinate.contrib.django",
    "rules.apps.AutodiscoverRulesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "releve_web.api.middleware.JsonFailuresMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "releve_web.accounts.middleware.SessionClockMiddleware",
    "releve_web.api.middleware.TokenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "releve_web.accounts.middleware.PreferencesMiddleware",
    "releve_web.common.history.HistoryMiddleware",
    "releve_web.accounts.middleware.SecondFactorMiddleware",
    "releve_web.common.isolation.IsolationMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "releve_web.urls"
WSGI_APPLICATION = "releve_web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "releve_web.common.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "releve_web.common.templatetags.releve"],
        },
    }
]

# The database -------------------------------------------------------------------------------------------------------
# The web and its workers sign in as `releve_app`, which no policy lets see a partner's row; migrations sign in as the owner.
AS_OWNER = env_bool("RELEVE_DB_OWNER", default=False)
DATABASE_URL = env_text("RELEVE_OWNER_DATABASE_URL" if AS_OWNER else "DATABASE_URL")
if not DATABASE_URL and (_running := urls_from_data(RELEVE_DATA)):
    DATABASE_URL = _running.owner if AS_OWNER else _running.app
DATABASES = {"default": database_from_url(DATABASE_URL or "postgresql:///releve")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Limits on attempts are counted here; in the memory of a process each worker would count for itself.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "releve_cache"}}

# People and their sign-in -------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if RELEVE_ENV == "test":
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")  # the real ones are slow, on purpose
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "releve_web.accounts.adapter.InvitationOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is verified by the invitation that reached it
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,8/5m/key"}  # for one address from many places, and for one-time codes; axes comes before
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IN_PRODUCTION
MFA_TOTP_ISSUER = "Relève"
MFA_ADAPTER = "releve_web.accounts.adapter.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation verified it
RELEVE_REQUIRE_MFA = roles_from_text(
    "RELEVE_REQUIRE_MFA", env_text("RELEVE_REQUIRE_MFA", "selection_desk,administrator" if IN_PRODUCTION else "")
)
RELEVE_LINK_DAYS = 7
RELEVE_TOKEN_DAYS = 365
RELEVE_API_PER_MINUTE = env_int("RELEVE_API_PER_MINUTE", 300)
AXES_FAILURE_LIMIT = env_int("RELEVE_LOCKOUT_FAILURES", 5)
AXES_COOLOFF_TIME = env_int("RELEVE_LOCKOUT_HOURS", 1)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "releve_web.accounts.adapter.attempted_address"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/lockout.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SESSION_COOKIE_AGE = env_int("RELEVE_SESSION_HOURS", 10) * 3600  # from signing in, whatever is done in between
RELEVE_SESSION_IDLE = env_int("RELEVE_SESSION_IDLE_MINUTES", 60) * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "releve_session"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IN_PRODUCTION
CSRF_FAILURE_VIEW = "releve_web.common.failures.csrf_failure"

# Mail ---------------------------------------------------------------------------------------------------------------
EMAIL_HOST = env_text("RELEVE_SMTP_HOST")
EMAIL_PORT = env_int("RELEVE_SMTP_PORT", 587)
EMAIL_HOST_USER = env_text("RELEVE_SMTP_USER")
EMAIL_HOST_PASSWORD = env_text("RELEVE_SMTP_PASSWORD")
EMAIL_USE_TLS = env_bool("RELEVE_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env_text("RELEVE_MAIL_FROM", "releve@localhost")

# Safety of pages ----------------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = IN_PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if IN_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IN_PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IN_PRODUCTION else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
RELEVE_UPLOAD_LIMIT = env_int("RELEVE_UPLOAD_MB", 64) * 1024 * 1024
RELEVE_IMPORT_ROWS_DAYS = env_int("RELEVE_IMPORT_ROWS_DAYS", 30)
if RELEVE_IMPORT_ROWS_DAYS < 1:
    raise UnreadableSettingError("RELEVE_IMPORT_ROWS_DAYS", str(RELEVE_IMPORT_ROWS_DAYS), "at least one day")

# Languages and time -------------------------------------------------------------------------------------------------
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("ar", _("Arabic")), ("es", _("Spanish"))]
LANGUAGE_CODE = env_text("RELEVE_LANG", "en") or "en"
LANGUAGE_COOKIE_NAME = "releve_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["releve_web.formats"]

# Static files -------------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = Path(env_text("RELEVE_STATIC") or RELEVE_DATA / "static")
STATICFILES_DIRS = [PACKAGE / "static"]
WHITENOISE_AUTOREFRESH = RELEVE_ENV == "test"  # nothing is collected for tests
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": RELEVE_DATA / "files"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if RELEVE_ENV == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = RELEVE_ENV == "test"  # tests gather no files first

# Jobs ---------------------------------------------------------------------------------------------------------------
# A machine that is off at night does what waited for the night when it starts again.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 86_400}

# History ------------------------------------------------------------------------------------------------------------
PGHISTORY_APPEND_ONLY = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env_text("RELEVE_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
