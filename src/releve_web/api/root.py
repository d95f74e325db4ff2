"""The API itself: its operations, its proof of who asks, its description."""

from typing import Any, Final

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.security import HttpBearer

from releve_web.accounts.models import User
from releve_web.api.failures import register_failures
from releve_web.api.operations import demand, people, supply
from releve_web.api.reading import token_user

DESCRIPTION: Final = """
Read what the pages show, with the same rights and no others.

Send a token of your own with every request: `Authorization: Bearer releve_...`.
You make one under *Tokens*; it is shown once, lasts a year at most, and can be revoked there.

Lists come in pages of at most 200 rows. Give `next` back as `after` until it is null.
A parameter that is not listed here is refused.

A failure has one shape, whatever failed: `{"error": {"code": "api.not_found", "data": {}}}`.
What you may not know of is `api.not_found`, what you know of but may not read is `api.forbidden`.

Whoever reads an officer's file is written down.
"""


class Token(HttpBearer):
    """A token in the header; the middleware has looked it up."""

    openapi_name = "token"

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Return whose it is."""
        del token
        return token_user(request)


api = NinjaAPI(
    title="Relève",
    version="1",
    description=DESCRIPTION.strip(),
    urls_namespace="api",
    auth=Token(),
    docs_url=None,
    openapi_url=None,
)
register_failures(api)
for stage in (people, demand, supply):
    api.add_router("", stage.router)


def openapi_document() -> dict[str, Any]:
    """Return the description of the API, OpenAPI 3.1."""
    return dict(api.get_openapi_schema(path_prefix="/api/v1/"))
