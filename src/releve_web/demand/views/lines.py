"""Post lines: the list of all, and one with what it asks for and what it lacks."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from releve_web.common.details import Line, RecordDetailView, Section, lines_of, table_of
from releve_web.common.lists import Action, Crumb, RegisterListView
from releve_web.common.navigation import address_of
from releve_web.common.showing import Column, Shown, Tone, show
from releve_web.demand.forms import PostLineFilter
from releve_web.demand.models import PostLine
from releve_web.demand.queries import calls_of_line, count_nominations
from releve_web.demand.showing import call_state, call_tone, line_columns, line_state, line_tone, missing_fields, requirement_columns


def lines_address(**conditions: str) -> str:
    """Return the address of the list of post lines under some conditions: the list behind a figure."""
    return f"{reverse('demand:postline-list')}?{urlencode(conditions)}"


def lines_crumb() -> Crumb:
    """Return the way back to the post lines."""
    return Crumb(label=_("Post lines"), url=reverse("demand:postline-list"))


class PostLineListView(RegisterListView):
    """All post lines the reader may see."""

    permission_required = "demand.view_postline"
    model = PostLine
    filter_form = PostLineFilter
    default_sort = "post_id"
    columns = line_columns()

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the lines with what the columns need, and no more: they need no other table."""
        return PostLine.objects.visible_to(user).defer("search_key", "sort_key")

    def actions(self) -> list[Action]:
        """Offer a new line to who may write one."""
        if not self.user.has_perm("demand.add_postline"):
            return []
        return [Action(label=_("New post line"), url=reverse("demand:postline-create"), icon="plus-lg", is_main=True)]

    def bulk_actions(self) -> list[Action]:
        """Offer to open drafts, and to call for the chosen lines."""
        found = []
        if self.user.has_perm("demand.open_postline"):
            found.append(Action(label=_("Open for nominations"), url=reverse("demand:postline-open-many"), icon="check-lg"))
        if self.user.has_perm("demand.add_call"):
            found.append(Action(label=_("New call for them"), url=reverse("demand:postline-call-many"), icon="megaphone"))
        return found


class PostLineDetailView(RecordDetailView):
    """A post line."""

    permission_required = "demand.view_postline"
    model = PostLine

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the lines with mission and profile."""
        return PostLine.objects.visible_to(user).select_related("mission", "profile")

    def title(self) -> str:
        """Return the title."""
        return str(self.object.title)

    def subtitle(self) -> str:
        """Return key and mission."""
        return f"{self.object.post_id} · {self.object.mission_id}"

    def badges(self) -> list[SafeString]:
        """Return the state, and how complete the line is."""
        told = _("%(score)s%% complete") % {"score": self.object.completeness}
        is_whole = not self.object.described.missing
        complete = show(told, Shown.STATUS, tone=Tone.GOOD if is_whole else Tone.WARN)
        return [
            show(line_state(self.object), Shown.STATUS, tone=line_tone(self.object)),
            complete if is_whole else format_html('<a href="#missing">{}</a>', complete),
        ]

    def breadcrumbs(self) -> list[Crumb]:
        """Return the way back to list and mission."""
        return [lines_crumb(), Crumb(label=self.object.mission_id, url=self.object.mission.get_absolute_url())]

    def actions(self) -> list[Action]:
        """Offer what the reader may do with the line as it is."""
        line, found = self.object, []
        if self.user.has_perm("demand.open_postline", line) and not line.is_open:
            url = reverse("demand:postline-open", args=[line.pk])
            found.append(Action(label=_("Open for nominations"), url=url, icon="check-lg", is_main=True, is_post=True))
        if self.user.has_perm("demand.change_postline", line):
            found.append(Action(label=_("Change"), url=reverse("demand:postline-update", args=[line.pk]), icon="pencil"))
        if self.user.has_perm("demand.close_postline", line) and (line.is_open or line.is_draft):
            label = _("Drop this draft") if line.is_draft else _("Close")
            url = reverse("demand:postline-close", args=[line.pk])
            found.append(Action(label=label, url=url, icon="x-lg", is_dangerous=True))
        return found

    def sections(self) -> list[Section]:
        """Return the post, its requirements, what is missing, its calls and how many names were put forward."""
        return [
            *self.missing(),
            Section(title=_("Post"), key="about", lines=lines_of(self.object, self.about())),
            Section(title=_("Requirements"), key="requirements", lines=lines_of(self.object, requirement_columns())),
            self.calls(),
            *self.nominations(),
        ]

    def about(self) -> tuple[Column, ...]:
        """Return what the post is."""
        return (
            Column(key="post_id", label=_("post"), shown=Shown.CODES),
            Column(key="mission_id", label=_("mission"), link=lambda row: row.mission.get_absolute_url()),
            Column(key="category", label=_("category")),
            Column(key="level", label=_("level")),
            Column(key="title_en", label=_("title in English")),
            Column(key="title_fr", label=_("title in French")),
            Column(key="title_ar", label=_("title in Arabic")),
            Column(key="title_es", label=_("title in Spanish")),
            Column(key="profile", label=_("profile"), link=lambda row: row.profile.get_absolute_url() if row.profile else ""),
            Column(key="duty_station", label=_("duty station")),
            Column(key="reports_to", label=_("reports to")),
            Column(key="seats", label=_("seats"), shown=Shown.NUMBER),
            Column(key="priority", label=_("priority")),
            Column(key="starts_on", label=_("first day of duty"), shown=Shown.DAY),
            Column(key="tour_months", label=_("tour, months"), shown=Shown.NUMBER),
            *((Column(key="closed_reason", label=_("reason for closing")),) if self.object.closed_reason else ()),
        )

    def missing(self) -> list[Section]:
        """Return each field that nobody has filled in; no section for a complete line."""
        names = missing_fields(self.object)
        if not names:
            return []
        note = ngettext(
            "One field is not filled in. The heaviest come first; officers are judged as if it asked nothing.",
            "%(n)s fields are not filled in. The heaviest come first; officers are judged as if they asked nothing.",
            len(names),
        ) % {"n": len(names)}
        listed = format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((name,) for name in names)))
        return [Section(title=_("What is missing"), key="missing", note=note, lines=[Line(label=_("not stated"), content=listed)])]

    def calls(self) -> Section:
        """Return the calls that ask for the line."""
        columns = (
            Column(key="reference", label=_("call"), link=lambda row: row.get_absolute_url()),
            Column(key="title", label=_("title")),
            Column(key="closes_at", label=_("closes"), shown=Shown.INSTANT),
            Column(key="state", label=_("state"), shown=Shown.STATUS, value=call_state, tone=call_tone),
        )
        rows = calls_of_line(self.object, self.user)
        return Section(title=_("Calls"), key="calls", empty=_("No call that you may see asks for this post."), **table_of(rows, columns))

    def nominations(self) -> list[Section]:
        """Return how many names the reader may see for the line, with a link to them; nothing where it may see none."""
        if not self.user.has_perm("supply.view_nomination"):
            return []
        return [nominations_section(count_nominations(self.user, line=self.object), {"post": self.object.post_id}, self.user)]


def nominations_section(count: int, conditions: dict[str, str], user: Any) -> Section:  # noqa: ANN401 -- a user of this installation
    """Return how many nominations the reader may see, as a link to the list of them."""
    address = address_of("supply:nomination-list")
    figure = show(count, Shown.NUMBER)
    content = format_html('<a href="{}?{}">{}</a>', address, urlencode(conditions), figure) if address else figure
    note = _("Your own State's only: no State sees another's.") if user.partner_id else ""
    return Section(title=_("Nominations"), key="nominations", note=note, lines=[Line(label=_("names put forward"), content=content)])
