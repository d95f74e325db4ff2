"""Missions, profiles, post lines, calls."""

from django.http import HttpRequest
from ninja import Query, Router

from releve_web.api.paging import Page, page_of
from releve_web.api.queries import call_files_for, calls_for, filtered, rows_for
from releve_web.api.reading import one_of, reader_of, reads
from releve_web.api.schemas.demand import CallDetailOut, CallOut, MissionOut, PostLineOut, ProfileOut
from releve_web.api.schemas.filters import CallFilters, Code, Key, MissionFilters, Paging, PostLineFilters, ProfileFilters
from releve_web.demand.models import Mission, PostLine, Profile

router = Router(tags=["demand"])


@reads(router, "/missions", permission="demand.view_mission", response=Page[MissionOut], summary="Missions", filters=MissionFilters)
def list_missions(request: HttpRequest, filters: Query[MissionFilters], paging: Query[Paging]) -> object:
    """List missions by acronym."""
    return page_of(filtered(rows_for(Mission, reader_of(request)), filters), paging)


@reads(router, "/missions/{code}", permission="demand.view_mission", response=MissionOut, summary="One mission")
def read_mission(request: HttpRequest, code: Code) -> object:
    """Tell one mission."""
    return one_of(rows_for(Mission, reader_of(request)), pk=code)


@reads(router, "/profiles", permission="demand.view_profile", response=Page[ProfileOut], summary="Profiles", filters=ProfileFilters)
def list_profiles(request: HttpRequest, filters: Query[ProfileFilters], paging: Query[Paging]) -> object:
    """List profiles by code."""
    return page_of(filtered(rows_for(Profile, reader_of(request)), filters), paging)


@reads(router, "/profiles/{code}", permission="demand.view_profile", response=ProfileOut, summary="One profile")
def read_profile(request: HttpRequest, code: Code) -> object:
    """Tell one profile."""
    return one_of(rows_for(Profile, reader_of(request)), pk=code)


@reads(router, "/post-lines", permission="demand.view_postline", response=Page[PostLineOut], summary="Post lines", filters=PostLineFilters)
def list_post_lines(request: HttpRequest, filters: Query[PostLineFilters], paging: Query[Paging]) -> object:
    """List post lines in the order they were made."""
    return page_of(filtered(rows_for(PostLine, reader_of(request)), filters), paging)


@reads(router, "/post-lines/{key}", permission="demand.view_postline", response=PostLineOut, summary="One post line")
def read_post_line(request: HttpRequest, key: Key) -> object:
    """Tell one post line."""
    return one_of(rows_for(PostLine, reader_of(request)), pk=key)


@reads(router, "/calls", permission="demand.view_call", response=Page[CallOut], summary="Calls for nominations", filters=CallFilters)
def list_calls(request: HttpRequest, filters: Query[CallFilters], paging: Query[Paging]) -> object:
    """List calls in the order they were made."""
    return page_of(calls_for(reader_of(request), filters), paging)


@reads(router, "/calls/{key}", permission="demand.view_call", response=CallDetailOut, summary="One call for nominations")
def read_call(request: HttpRequest, key: Key) -> object:
    """Tell one call, with what it asks for and, to who prepares calls, all whom it addresses."""
    return one_of(call_files_for(reader_of(request)), pk=key)
