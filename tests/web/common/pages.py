"""Pages of the patterns over missions, for tests of the patterns alone."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.urls import include, path, reverse

from releve_web.common import failures
from releve_web.common.details import RecordDetailView, Section, lines_of, table_of
from releve_web.common.edits import RecordFormView
from releve_web.common.filters import FilterForm
from releve_web.common.home import HomeView
from releve_web.common.lists import Action, RegisterListView
from releve_web.common.showing import Column, Shown
from releve_web.demand.models import Mission, PostLine

MISSION = (
    Column(key="code", label="Acronym", sort="code", link=lambda row: reverse("pages:mission-detail", args=[row.pk])),
    Column(key="kind", label="Kind", shown=Shown.STATUS),
    Column(key="name", label="Name", sort="name_en"),
    Column(key="working_languages", label="Working languages", shown=Shown.CODES, priority=3),
)
LINE = (
    Column(key="post_id", label="Post", sort="post_id"),
    Column(key="mission__code", label="Mission"),
    Column(key="seats", label="Seats", shown=Shown.NUMBER, sort="seats"),
    Column(key="rank_min", label="Lowest grade", shown=Shown.NUMBER, sort="rank_min"),
    Column(key="starts_on", label="First day", shown=Shown.DAY, sort="starts_on"),
)


class MissionFilterForm(FilterForm):
    q = forms.CharField(label="Search", max_length=80)
    kind = forms.ChoiceField(label="Kind", choices=[("", "any"), *Mission._meta.get_field("kind").flatchoices])
    lookups: ClassVar = {"q": "code__icontains", "kind": "kind"}


class MissionListView(RegisterListView):
    permission_required = "common.view_home"
    model = Mission
    columns = MISSION
    filter_form = MissionFilterForm
    default_sort = "code"
    page_size = 3
    count_limit = 5
    export_limit = 20

    def queryset_for(self, user: Any) -> models.QuerySet[Mission]:  # noqa: ARG002 -- public rows
        return Mission.objects.all()

    def bulk_actions(self) -> list[Action]:
        return [Action(label="Close", url="/close/")]


class LineListView(RegisterListView):
    permission_required = "common.view_home"
    model = PostLine
    columns = LINE
    page_size = 3
    count_limit = 0

    def queryset_for(self, user: Any) -> models.QuerySet[PostLine]:  # noqa: ARG002 -- public rows
        return PostLine.objects.select_related("mission")


class MissionDetailView(RecordDetailView):
    permission_required = "common.view_home"
    model = Mission

    def queryset_for(self, user: Any) -> models.QuerySet[Mission]:  # noqa: ARG002 -- public rows
        return Mission.objects.all()

    def sections(self) -> list[Section]:
        return [
            Section(title="Mission", lines=lines_of(self.object, MISSION)),
            Section(title="Post lines", empty="No line yet", **table_of(self.object.post_lines.select_related("mission"), LINE)),
        ]


class MissionForm(forms.ModelForm[Mission]):
    class Meta:
        model = Mission
        fields = ("code", "kind", "name_en", "name_fr", "working_languages")


class MissionFormView(RecordFormView):
    permission_required = "common.view_home"
    model = Mission
    form_class = MissionForm

    def queryset_for(self, user: Any) -> models.QuerySet[Mission]:  # noqa: ARG002 -- public rows
        return Mission.objects.all()

    def save(self, form: MissionForm, record: Mission | None) -> Mission:
        mission = form.save(commit=False)
        if record is not None:
            mission.revision += 1
        if mission.name_fr == "refused":
            raise forms.ValidationError({"name_fr": ["Not this name."], "elsewhere": ["Nor that."]})
        mission.save()
        return mission

    def success_url(self, record: Mission) -> str:
        return reverse("pages:mission-detail", args=[record.pk])


urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("", include("releve_web.common.urls")),
    path("account/", include("allauth.urls")),
    path(
        "pages/",
        include(
            (
                [
                    path("missions/", MissionListView.as_view(), name="mission-list"),
                    path("missions/new/", MissionFormView.as_view(), name="mission-create"),
                    path("missions/<pk>/", MissionDetailView.as_view(), name="mission-detail"),
                    path("missions/<pk>/edit/", MissionFormView.as_view(), name="mission-edit"),
                    path("lines/", LineListView.as_view(), name="line-list"),
                ],
                "pages",
            )
        ),
    ),
]
handler400 = failures.bad_request
handler403 = failures.permission_denied
handler404 = failures.page_not_found
handler500 = failures.server_error
