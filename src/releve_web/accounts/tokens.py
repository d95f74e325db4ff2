"""Tokens of people's programs: made once, shown once, kept as a digest, looked up by it."""

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from releve_web.accounts.models import ApiToken, User
from releve_web.accounts.secret_links import digest_of

PREFIX: Final = "releve_"
"""Tells scanners of leaked secrets what a token is."""
TOKENS_A_PERSON: Final = 20
COUNT: Final = """
    UPDATE accounts_apitoken
    SET minute_count = CASE WHEN minute = date_trunc('minute', statement_timestamp()) THEN minute_count + 1 ELSE 1 END,
        last_used_at = CASE WHEN minute = date_trunc('minute', statement_timestamp()) THEN last_used_at ELSE statement_timestamp() END,
        minute = date_trunc('minute', statement_timestamp())
    WHERE id = %s
    RETURNING minute_count
"""


def create_token(user: User, *, name: str, expires_at: datetime) -> tuple[ApiToken, str]:
    """
    Return a new token of a person and its secret, which nobody can show again.

    Raises
    ------
    ValidationError
        When it would last longer than a year, or the person has too many.
    """
    if not timezone.now() < expires_at <= timezone.now() + timedelta(days=settings.RELEVE_TOKEN_DAYS):
        raise ValidationError({"expires_on": _("A token lasts a year at most.")}, code="accounts.token_expiry")
    if user.tokens.filter(revoked_at__isnull=True, expires_at__gt=timezone.now()).count() >= TOKENS_A_PERSON:
        raise ValidationError(_("You have too many tokens: revoke one first."), code="accounts.too_many_tokens")
    secret = PREFIX + secrets.token_urlsafe(32)
    return ApiToken.objects.create(user=user, name=name, digest=digest_of(secret), expires_at=expires_at), secret


def revoke_token(token: ApiToken) -> None:
    """Let a token open nothing from now on; its row stays, so that its use can be looked up."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])


def find_token(secret: str) -> ApiToken | None:
    """
    Return the token of a secret while it is valid and its person may sign in, else None.

    What is compared are digests of what was sent: how long a look-up takes tells nothing of a secret.
    """
    digest = digest_of(secret)
    token = ApiToken.objects.select_related("user").filter(digest=digest).first()
    if token is None or not hmac.compare_digest(token.digest, digest) or not token.is_valid:
        return None
    return token


def count_use(token: ApiToken) -> int:
    """Return how many requests came with a token in this minute, this one included, over all processes; note when it was used."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [token.pk])
        counted = cursor.fetchone()
    return int(counted[0]) if counted else 0
