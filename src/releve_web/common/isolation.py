"""
Isolation of one State's rows from another's, held by the database for each request and each job.

``acting_in`` opens a transaction, takes on a role of the database and tells its policies whose rows may be seen.
What a view forgets to filter, the database still refuses.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponseBase

from releve_web.common.scopes import NOBODY, Scope

if TYPE_CHECKING:
    from releve_web.accounts.models import User

ENTER = (
    "SELECT set_config('role', %s, true), set_config('releve.partner', %s, true),"
    " set_config('releve.missions', %s, true), set_config('releve.user', %s, true)"
)


def current_scope() -> Scope:
    """Return the scope of this connection's transaction."""
    scope: Scope = getattr(connection, "releve_scope", NOBODY)
    return scope


@contextmanager
def acting_in(scope: Scope) -> Iterator[Scope]:
    """
    Do what stands inside in one transaction, with the rows of `scope` and no others.

    Scopes nest; leaving one returns to the one around it, also after an error.
    """
    around = current_scope()
    with transaction.atomic():
        _enter(scope)
        try:
            yield scope
        except BaseException:
            # The rollback takes the settings back with it.
            _remember(around)
            raise
        _remember(around)
        if len(connection.savepoint_ids) or connection.in_atomic_block:
            _enter(around)


@contextmanager
def acting_as(user: "User") -> Iterator[Scope]:
    """Do what stands inside with the rows that `user` may touch."""
    with acting_in(user.scope) as scope:
        yield scope


def _enter(scope: Scope) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ENTER, [scope.role, scope.partner, ",".join(scope.missions), scope.user])
    _remember(scope)


def _remember(scope: Scope) -> None:
    connection.releve_scope = scope  # type: ignore[attr-defined]  # the connection is what the scope belongs to


class IsolationMiddleware:
    """
    Run each view inside the scope of the person who asks, in one transaction with its template.

    A view that raises undoes all it wrote, before the page that says so is made.
    The scope is opened around the view and not by calling it here, so that what it raises still reaches the other middleware:
    allauth answers there with the way to prove once more who one is.
    A view marked ``outside_isolation`` (a long download, a probe of health) opens its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, and leave the scope that its view ran in."""
        with ExitStack() as scopes:
            request.releve_scopes = scopes  # type: ignore[attr-defined]  # the request is what the scope belongs to
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Enter the scope of the person."""
        del args, kwargs
        user = request.user
        if user.is_authenticated and not getattr(view, "outside_isolation", False):
            scopes: ExitStack = request.releve_scopes  # type: ignore[attr-defined]  # see above
            scopes.enter_context(acting_in(user.scope))

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Leave the scope at once, and undo what was written in it."""
        scopes: ExitStack = request.releve_scopes  # type: ignore[attr-defined]  # see above
        scopes.pop_all().__exit__(type(exception), exception, exception.__traceback__)
