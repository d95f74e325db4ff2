"""Letters that carry a link. An installation without mail sends none, and its administrator hands the link over."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from releve_web.accounts.models import User

logger = logging.getLogger(__name__)


def mail_is_configured() -> bool:
    """Return whether letters can be sent at all."""
    return bool(settings.EMAIL_HOST)


def send_link(user: User, link: str) -> bool:
    """Return whether a person's link was handed to the mail server, in the person's language; a server that fails loses no invitation."""
    if not mail_is_configured():
        return False
    with translation.override(user.language):
        text = render_to_string("accounts/link_mail.txt", {"person": user, "link": link, "days": settings.RELEVE_LINK_DAYS})
        subject = translation.gettext("Your account in Relève")
    try:
        return send_mail(subject, text, None, [user.email]) == 1
    except (SMTPException, OSError) as failure:
        logger.warning("accounts.mail_failed %s", type(failure).__name__)
        return False
