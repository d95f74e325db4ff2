"""The one shape of every failure: a code and the data that belong to it, no sentence."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from releve_web.api.schemas.failures import Failure


class RefusedError(Exception):
    """
    A request that is refused.

    Attributes
    ----------
    status
        Of HTTP.
    code, data
        What is wrong, for programs.
    """

    def __init__(self, status: int, code: str, **data: Any) -> None:  # noqa: ANN401 -- what belongs to the code
        self.status, self.code, self.data = status, code, data
        super().__init__(code)


def failure(status: int, code: str, data: dict[str, Any] | None = None) -> JsonResponse:
    """Return a failure as JSON."""
    told = Failure.model_validate({"error": {"code": code, "data": data or {}}})
    response = JsonResponse(told.model_dump(), status=status)
    response["Cache-Control"] = "no-store"
    if status == 401:  # noqa: PLR2004 -- HTTP asks to say how one may prove oneself
        response["WWW-Authenticate"] = 'Bearer realm="releve"'
    return response


def register_failures(api: NinjaAPI) -> None:
    """Answer in that shape to what operations raise; what nobody foresaw is left to undo the transaction and become a 500."""

    @api.exception_handler(RefusedError)
    def refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
        del request
        return failure(error.status, error.code, error.data)

    @api.exception_handler(HttpError)
    def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        del request
        codes = {400: "api.bad_request", 401: "api.unauthorised", 403: "api.forbidden", 404: "api.not_found"}
        return failure(error.status_code, codes.get(error.status_code, "api.failed"))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        del request
        return failure(422, "api.invalid", {"problems": [_problem(told) for told in error.errors]})


def _problem(told: dict[str, Any]) -> dict[str, Any]:
    """Return where a parameter is wrong and how, without the value: it may be long, and of anybody's making."""
    place = [part for part in told.get("loc", ()) if part not in {"filters", "paging"}]
    bounds = {key: value for key, value in (told.get("ctx") or {}).items() if isinstance(value, str | int | float | bool)}
    name = ".".join(str(part) for part in place[1:])
    return {"where": str(place[0]) if place else "", "name": name, "code": told.get("type", ""), "data": bounds}
