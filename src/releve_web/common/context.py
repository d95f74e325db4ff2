"""What every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi


def frame(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 -- Django's signature
    """Return the direction of writing and the installation's kind."""
    return {"dir": "rtl" if get_language_bidi() else "ltr", "lang": get_language() or "en", "installation": settings.RELEVE_ENV}
