"""The settings of accounts and of signing in that are the same in every installation."""

from typing import Any, Final

_ROOM: Final = "chuangcheng.foundation.accounts"
_VALIDATORS: Final = "django.contrib.auth.password_validation"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [f"{_ROOM}.backends.Accounts"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {
        "NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
]

SESSION_ENGINE = f"{_ROOM}.sessions"
SESSION_SERIALIZER = f"{_ROOM}.ciphers.SealedJSON"
SESSION_COOKIE_AGE = 12 * 3600
"""Seconds after which a session ends: a long working day."""
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

ACCOUNT_ADAPTER = f"{_ROOM}.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": f"{_ROOM}.forms.sign_in.SignInForm",
    "reauthenticate": f"{_ROOM}.forms.sign_in.ConfirmForm",
    "change_password": f"{_ROOM}.forms.passwords.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Failures are counted in the database: a cache is not shared by processes.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = f"{_ROOM}.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": f"{_ROOM}.forms.second_factor.CodeForm",
    "reauthenticate": f"{_ROOM}.forms.second_factor.ConfirmByCodeForm",
    "activate_totp": f"{_ROOM}.forms.second_factor.ActivateForm",
}
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_ADAPTER = f"{_ROOM}.adapters.IdentityAdapter"
