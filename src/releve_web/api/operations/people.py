"""Who asks, and partners."""

from django.http import HttpRequest
from ninja import Query, Router

from releve_web.api.paging import Page, page_of
from releve_web.api.queries import filtered, rows_for
from releve_web.api.reading import one_of, reader_of, reads
from releve_web.api.schemas.filters import Code, Paging, PartnerFilters
from releve_web.api.schemas.people import MeOut, PartnerOut
from releve_web.engagement.models import Partner

router = Router(tags=["people"])


@reads(router, "/me", permission="api.view_me", response=MeOut, summary="Whose token this is")
def read_me(request: HttpRequest) -> object:
    """Tell the person of the token and the desk."""
    return reader_of(request)


@reads(router, "/partners", permission="api.view_partner", response=Page[PartnerOut], summary="Partners", filters=PartnerFilters)
def list_partners(request: HttpRequest, filters: Query[PartnerFilters], paging: Query[Paging]) -> object:
    """List States, their services and organisations by code."""
    return page_of(filtered(rows_for(Partner, reader_of(request)), filters), paging)


@reads(router, "/partners/{code}", permission="api.view_partner", response=PartnerOut, summary="One partner")
def read_partner(request: HttpRequest, code: Code) -> object:
    """Tell one partner."""
    return one_of(rows_for(Partner, reader_of(request)), pk=code)
