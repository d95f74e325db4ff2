"""Calls for nominations: the list, and one with its deadlines, its lines, its rules and the lists in answer."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releve.model import WHOLE, Threshold
from releve.nominations import ListRule
from releve_web.accounts.roles import Role
from releve_web.common.details import Line, RecordDetailView, Section, lines_of, table_of
from releve_web.common.lists import Action, Crumb, RegisterListView
from releve_web.common.showing import Column, Shown, Tone, show
from releve_web.demand.forms import CallFilter
from releve_web.demand.mapping import list_limits
from releve_web.demand.models import Call, PostLine
from releve_web.demand.queries import AnsweringList, count_nominations, lists_in_answer, national_deadlines, sees_whole_lists
from releve_web.demand.querysets import sees_unpublished
from releve_web.demand.services import obstacles_to_publishing
from releve_web.demand.showing import LIST_RULES, VERDICTS, call_state, call_tone, line_columns, told_finding
from releve_web.demand.views.lines import lines_address, nominations_section
from releve_web.supply.models import NationalDeadline

LINES_SHOWN = 50
LINES_NAMED = 20
COLUMNS: tuple[Column, ...] = (
    Column(key="reference", label=gettext_lazy("reference"), shown=Shown.CODES, sort="reference", link=lambda row: row.get_absolute_url()),
    Column(key="title", label=gettext_lazy("title")),
    Column(key="closes_at", label=gettext_lazy("closes, on your clock"), shown=Shown.INSTANT, sort="closes_at"),
    Column(
        key="n_lines", label=gettext_lazy("post lines"), shown=Shown.NUMBER, priority=2, link=lambda row: f"{row.get_absolute_url()}#lines"
    ),
    Column(key="note_verbale", label=gettext_lazy("note verbale"), priority=3),
    Column(key="state", label=gettext_lazy("state"), shown=Shown.STATUS, value=call_state, tone=call_tone),
)
OWN_DEADLINE = Column(key="own_deadline", label=gettext_lazy("national deadline"), shown=Shown.INSTANT)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A rule that lists are held to, as it stands on the page."""

    rule: ListRule
    told: str
    threshold: Threshold


def calls_crumb() -> Crumb:
    """Return the way back to the calls."""
    return Crumb(label=_("Calls"), url=reverse("demand:call-list"))


class CallListView(RegisterListView):
    """Calls, the latest deadline first; a State's desk sees its own national deadline beside."""

    permission_required = "demand.view_call"
    model = Call
    filter_form = CallFilter
    default_sort = "-closes_at"
    columns = COLUMNS

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Add the column that only a State's desk has."""
        super().setup(request, *args, **kwargs)
        if getattr(request.user, "role", "") == Role.CONTRIBUTING_COUNTRY:
            self.columns = (*COLUMNS[:3], OWN_DEADLINE, *COLUMNS[3:])  # type: ignore[misc]  # the pattern takes them for the same everywhere

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the calls with how many lines each asks for, and a State's own deadline."""
        rows = Call.objects.visible_to(user)
        rows = rows.annotate(n_lines=Count("post_lines"))
        if user.role == Role.CONTRIBUTING_COUNTRY:
            own = NationalDeadline.objects.visible_to(user).filter(call=OuterRef("pk")).values("closes_at")[:1]
            rows = rows.annotate(own_deadline=Subquery(own))
        return rows

    def actions(self) -> list[Action]:
        """Offer a new call to the selection desk."""
        if not self.user.has_perm("demand.add_call"):
            return []
        return [Action(label=_("New call"), url=reverse("demand:call-create"), icon="plus-lg", is_main=True)]


class CallDetailView(RecordDetailView):
    """A call."""

    permission_required = "demand.view_call"
    model = Call

    def title(self) -> str:
        """Return the title."""
        return str(self.object.title)

    def subtitle(self) -> str:
        """Return the reference."""
        return str(self.object.reference)

    def badges(self) -> list[SafeString]:
        """Return the state."""
        return [show(call_state(self.object), Shown.STATUS, tone=call_tone(self.object))]

    def breadcrumbs(self) -> list[Crumb]:
        """Return the way back to the list."""
        return [calls_crumb()]

    def actions(self) -> list[Action]:
        """Offer what the reader may do with the call as it is."""
        call, found = self.object, []
        if self.user.has_perm("demand.publish_call", call):
            name, label = ("call-withdraw", _("Withdraw")) if call.is_published else ("call-publish", _("Publish"))
            url = reverse(f"demand:{name}", args=[call.pk])
            found.append(Action(label=label, url=url, icon="megaphone", is_main=not call.is_published, is_post=True))
        if self.user.has_perm("demand.change_call", call):
            found.append(Action(label=_("Change"), url=reverse("demand:call-update", args=[call.pk]), icon="pencil"))
        if self.user.has_perm("demand.set_nationaldeadline", call):
            url = reverse("demand:call-national-deadline", args=[call.pk])
            found.append(Action(label=_("Set the national deadline"), url=url, icon="clock", is_main=True))
        return found

    def sections(self) -> list[Section]:
        """Return deadlines, what the call says, its lines, its rules, the lists in answer."""
        lines = PostLine.objects.visible_to(self.user).filter(calls=self.object).order_by("post_id")
        shown = list(lines[: LINES_SHOWN + 1])
        return [
            *self.obstacles(lines),
            self.deadlines(),
            Section(title=_("Call"), key="about", lines=lines_of(self.object, self.about())),
            Section(
                title=_("Post lines"),
                key="lines",
                empty=_("This call names no post line yet."),
                more=lines_address(call=str(self.object.pk)) if len(shown) > LINES_SHOWN else "",
                more_label=_("All post lines of this call"),
                **table_of(shown[:LINES_SHOWN], line_columns()),
            ),
            self.rules(),
            *self.answers(),
        ]

    def obstacles(self, lines: "QuerySet[PostLine]") -> list[Section]:
        """Return what stands against publishing, to who may publish."""
        if self.object.is_published or not self.user.has_perm("demand.publish_call", self.object):
            return []
        found = [Line(label=_("in the way"), content=SafeString(format_html("{}", text)))
                 for error in obstacles_to_publishing(self.object, is_new=True).values() for text in error.messages]  # fmt: skip
        gaps = list(lines.filter(completeness__lt=WHOLE)[:LINES_NAMED])
        if gaps:
            links = format_html_join(", ", '<a href="{}#missing">{}</a>', ((line.get_absolute_url(), line.post_id) for line in gaps))
            found.append(Line(label=_("lines with something missing"), content=links))
        note = _("Nothing stands against it.") if not found else _("What is only missing in a line does not stop it.")
        return [Section(title=_("Before it is published"), key="publishing", lines=found, note=note)]

    def deadlines(self) -> Section:
        """Return the caller's deadline on both clocks, and the national ones the reader may see."""
        rows = national_deadlines(self.object, self.user)
        is_country = self.user.role == Role.CONTRIBUTING_COUNTRY
        return Section(
            title=_("Deadlines"),
            key="deadlines",
            template="demand/call_deadlines.html",
            data={
                "closes_at": self.object.closes_at,
                "zone": self.object.time_zone,
                "own": rows[0] if is_country and rows else None,
                "is_country": is_country,
                "others": [] if is_country else rows,
            },
        )

    def about(self) -> tuple[Column, ...]:
        """Return what the call says."""
        return (
            Column(key="reference", label=_("reference"), shown=Shown.CODES),
            Column(key="note_verbale", label=_("note verbale")),
            Column(key="note_verbale_on", label=_("date of the note verbale"), shown=Shown.DAY),
            Column(key="opens_on", label=_("opens on"), shown=Shown.DAY),
            Column(key="title_en", label=_("title in English")),
            Column(key="title_fr", label=_("title in French")),
            Column(key="title_ar", label=_("title in Arabic")),
            Column(key="title_es", label=_("title in Spanish")),
            Column(key="partners", label=_("addressed partners"), value=self.addressed),
            Column(key="notes", label=_("notes")),
        )

    def addressed(self, call: Call) -> str:
        """Return whom the call addresses; a State reads its own name only."""
        if not sees_unpublished(self.user):
            return _("your State") if self.user.partner_id else _("as its note verbale says")
        names = [str(partner) for partner in call.partners.all()]
        return " · ".join(names) or _("all partners")

    def rules(self) -> Section:
        """Return what lists in answer are held to, with the source of each number."""
        limits = list_limits(self.object)
        rows = [
            Limit(
                rule=ListRule.WOMEN_SHARE,
                told=_("at least %(n)s%%") % {"n": limits.women_pct_min.value},
                threshold=limits.women_pct_min,
            ),
            Limit(
                rule=ListRule.NAMES_PER_POST,
                told=_("at most %(n)s for each seat") % {"n": limits.names_per_post_max.value},
                threshold=limits.names_per_post_max,
            ),
        ]
        columns = (
            Column(key="rule", label=_("rule"), value=lambda row: str(LIST_RULES[row.rule])),
            Column(key="told", label=_("limit")),
            Column(
                key="confirmed",
                label=_("confirmed"),
                shown=Shown.STATUS,
                value=lambda row: _("confirmed") if row.threshold.confirmed else _("to be confirmed"),
                tone=lambda row: Tone.GOOD if row.threshold.confirmed else Tone.WARN,
            ),
            Column(key="source", label=_("source"), value=lambda row: row.threshold.source or _("set for this call")),
        )
        note = _("Asked of each note verbale in answer. Settings of the call: the selection desk may change them.")
        return Section(title=_("What a list is held to"), key="rules", note=note, **table_of(rows, columns))

    def answers(self) -> list[Section]:
        """Return how many names answer the call, and what the rules say of each list; nothing to who may see none."""
        if not self.user.has_perm("supply.view_nomination"):
            return []
        counted = nominations_section(count_nominations(self.user, call=self.object), {"call": self.object.reference}, self.user)
        if not sees_whole_lists(self.user):
            return [counted]
        columns = (
            Column(key="partner_name", label=_("partner")),
            Column(key="note_verbale", label=_("note verbale")),
            Column(key="n_names", label=_("names"), shown=Shown.NUMBER),
            *(verdict_column(rule) for rule in ListRule),
        )
        rows = lists_in_answer(self.object, self.user)
        note = _("One list for each note verbale; names withdrawn by their State are left out.")
        return [
            counted,
            Section(title=_("Lists in answer"), key="lists", note=note, empty=_("No list has come in yet."), **table_of(rows, columns)),
        ]


def verdict_column(rule: ListRule) -> Column:
    """Return the column of one rule's verdicts."""
    return Column(key=rule.value, label=LIST_RULES[rule], value=lambda row: told_verdict(row, rule))


def told_verdict(row: AnsweringList, rule: ListRule) -> str:
    """Return the verdict of a rule on a list, and why."""
    for finding in row.findings:
        if finding.rule is rule:
            word, tone = VERDICTS[finding.verdict]
            return format_html("{} {}", show(str(word), Shown.STATUS, tone=tone), told_finding(finding))
    return ""
