"""Officers and their files, nominations, formed units."""

from django.http import HttpRequest
from ninja import Query, Router

from releve_web.api.paging import Page, page_of
from releve_web.api.queries import filtered, officers_for, rows_for
from releve_web.api.reading import one_of, reader_of, reads
from releve_web.api.schemas.filters import FormedUnitFilters, Key, NominationFilters, OfficerFilters, Paging
from releve_web.api.schemas.supply import FormedUnitOut, NominationDetailOut, NominationOut, OfficerFileOut, OfficerOut
from releve_web.supply.models import FormedUnit, Nomination, Officer
from releve_web.supply.services import record_reading, record_readings

router = Router(tags=["supply"])


@reads(router, "/officers", permission="supply.view_officer", response=Page[OfficerOut], summary="Officers", filters=OfficerFilters)
def list_officers(request: HttpRequest, filters: Query[OfficerFilters], paging: Query[Paging]) -> object:
    """List officers by name, and write down whose were told: a program reads a register faster than any eye."""
    reader = reader_of(request)
    page = page_of(officers_for(reader, filters), paging, order=("sort_key", "id"))
    record_readings(page["items"], reader=reader, page="api_list")
    return page


@reads(router, "/officers/{key}", permission="supply.view_officer", response=OfficerFileOut, summary="One officer's file")
def read_officer(request: HttpRequest, key: Key) -> object:
    """Tell an officer's file, and write down that it was read."""
    officer = one_of(rows_for(Officer, reader_of(request)).prefetch_related("documents", "assessments", "experiences"), pk=key)
    record_reading(officer, reader=reader_of(request), page="api")
    return officer


@reads(
    router,
    "/nominations",
    permission="supply.view_nomination",
    response=Page[NominationOut],
    summary="Nominations",
    filters=NominationFilters,
)
def list_nominations(request: HttpRequest, filters: Query[NominationFilters], paging: Query[Paging]) -> object:
    """List nominations in the order they came."""
    return page_of(filtered(rows_for(Nomination, reader_of(request)), filters), paging)


@reads(router, "/nominations/{key}", permission="supply.view_nomination", response=NominationDetailOut, summary="One nomination")
def read_nomination(request: HttpRequest, key: Key) -> object:
    """Tell a nomination with its steps."""
    return one_of(rows_for(Nomination, reader_of(request)).prefetch_related("nominationsteps__taken_by"), pk=key)


@reads(
    router,
    "/formed-units",
    permission="supply.view_formedunit",
    response=Page[FormedUnitOut],
    summary="Formed units",
    filters=FormedUnitFilters,
)
def list_formed_units(request: HttpRequest, filters: Query[FormedUnitFilters], paging: Query[Paging]) -> object:
    """List formed units in the order they were pledged."""
    return page_of(filtered(rows_for(FormedUnit, reader_of(request)), filters), paging)


@reads(router, "/formed-units/{key}", permission="supply.view_formedunit", response=FormedUnitOut, summary="One formed unit")
def read_formed_unit(request: HttpRequest, key: Key) -> object:
    """Tell one formed unit."""
    return one_of(rows_for(FormedUnit, reader_of(request)), pk=key)
