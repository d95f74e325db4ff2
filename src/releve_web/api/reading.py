"""How an operation is declared: which right opens it, what it may be asked, what it answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Router, Schema

from releve_web.accounts.models import User
from releve_web.api.failures import RefusedError
from releve_web.api.schemas.failures import Failure
from releve_web.api.schemas.filters import Paging

M = TypeVar("M", bound=Model)
Operation = Callable[..., Any]
FAILURES = {400: Failure, 401: Failure, 403: Failure, 404: Failure, 422: Failure, 429: Failure, 500: Failure, 503: Failure}


def token_user(request: HttpRequest) -> User | None:
    """Return whose token came with a request; a browser's session is no proof here, so that no page can be made to ask."""
    return request.user if hasattr(request, "api_token") and isinstance(request.user, User) else None


def reader_of(request: HttpRequest) -> User:
    """Return who reads, inside an operation: nobody else comes so far."""
    return cast("User", request.user)


def reads(
    router: Router,
    path: str,
    *,
    permission: str,
    response: object,
    summary: str,
    filters: type[Schema] | None = None,
) -> Callable[[Operation], Operation]:
    """
    Declare an operation that reads.

    Parameters
    ----------
    permission
        The right of the page that shows the same.
    response
        Type of the answer.
    filters
        Of a list: a parameter that is none of these is refused, for a filter misspelt would tell of everything.
    """
    known = {*(filters.model_fields if filters else ()), *(Paging.model_fields if filters else ())}

    def declare(view: Operation) -> Operation:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- an operation's own
            if not request.user.has_perm(permission):
                raise RefusedError(403, "api.forbidden", permission=permission)
            unknown = sorted(set(request.GET) - known)
            if unknown:
                told = [{"where": "query", "name": name[:64], "code": "unknown", "data": {}} for name in unknown[:10]]
                raise RefusedError(422, "api.invalid", problems=told)
            return view(request, *args, **kwargs)

        checked.permission_required = permission  # type: ignore[attr-defined]  # what the walk over all addresses looks for
        described = (view.__doc__ or "").strip()
        return router.get(path, response={200: response, **FAILURES}, summary=summary, description=described, operation_id=view.__name__)(
            checked
        )

    return declare


def one_of(rows: "QuerySet[M]", **key: Any) -> M:  # noqa: ANN401 -- of the key's type
    """
    Return the row of a key among those the reader may see.

    Raises
    ------
    RefusedError
        When there is none: whether it exists for others is not told.
    """
    found = rows.filter(**key).first()
    if found is None:
        raise RefusedError(404, "api.not_found")
    return found
