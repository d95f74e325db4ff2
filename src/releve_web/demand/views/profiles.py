"""The catalogue of profiles, edited as data."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from releve_web.common.details import RecordDetailView, Section, lines_of, table_of
from releve_web.common.edits import RecordFormView
from releve_web.common.lists import Action, Crumb, RegisterListView
from releve_web.common.showing import Column, Shown, Tone, show
from releve_web.demand.forms import ProfileFilter, ProfileForm
from releve_web.demand.forms.requirements import REQUIREMENT_FIELDS, TITLES
from releve_web.demand.models import PostLine, Profile
from releve_web.demand.services import save_profile
from releve_web.demand.showing import line_columns, requirement_columns
from releve_web.demand.words import skill_names

LINES_SHOWN = 20


def profiles_crumb() -> Crumb:
    """Return the way back to the profiles."""
    return Crumb(label=_("Profiles"), url=reverse("demand:profile-list"))


class ProfileListView(RegisterListView):
    """Profiles."""

    permission_required = "demand.view_profile"
    model = Profile
    filter_form = ProfileFilter
    default_sort = "code"
    intro = gettext_lazy("A kind of officer that posts ask for. A new one is entered here; it needs no new release.")
    columns = (
        Column(key="title", label=gettext_lazy("title"), link=lambda row: row.get_absolute_url()),
        Column(key="code", label=gettext_lazy("code"), shown=Shown.CODES, sort="code"),
        Column(key="category", label=gettext_lazy("category"), priority=2),
        Column(key="stream", label=gettext_lazy("stream"), value=lambda row: " ".join(skill_names([row.stream])) if row.stream else ""),
        Column(key="languages_required", label=gettext_lazy("languages required"), shown=Shown.CODES, priority=3),
        Column(
            key="is_active",
            label=gettext_lazy("state"),
            shown=Shown.STATUS,
            value=lambda row: _("in use") if row.is_active else _("not in use any more"),
            tone=lambda row: Tone.GOOD if row.is_active else Tone.QUIET,
        ),
    )

    def actions(self) -> list[Action]:
        """Offer a new profile to who keeps the catalogue."""
        if not self.user.has_perm("demand.add_profile"):
            return []
        return [Action(label=_("New profile"), url=reverse("demand:profile-create"), icon="plus-lg", is_main=True)]


class ProfileDetailView(RecordDetailView):
    """A profile: what it asks for, and the post lines that came from it."""

    permission_required = "demand.view_profile"
    model = Profile

    def badges(self) -> list[SafeString]:
        """Say when it is not in use any more."""
        return [] if self.object.is_active else [show(_("not in use any more"), Shown.STATUS)]

    def breadcrumbs(self) -> list[Crumb]:
        """Return the way back to the list."""
        return [profiles_crumb()]

    def actions(self) -> list[Action]:
        """Offer a change, and a post line made from it."""
        found = []
        if self.user.has_perm("demand.change_profile", self.object):
            found.append(Action(label=_("Change"), url=reverse("demand:profile-update", args=[self.object.pk]), icon="pencil"))
        if self.user.has_perm("demand.add_postline") and self.object.is_active:
            url = f"{reverse('demand:postline-create')}?{urlencode({'profile': self.object.pk})}"
            found.append(Action(label=_("New post line"), url=url, icon="plus-lg"))
        return found

    def sections(self) -> list[Section]:
        """Return what the profile is, what it asks for, and its lines."""
        about = (
            Column(key="code", label=_("code"), shown=Shown.CODES),
            Column(key="category", label=_("category")),
            Column(key="stream", label=_("stream"), value=lambda row: " ".join(skill_names([row.stream])) if row.stream else ""),
            Column(key="title_en", label=_("title in English")),
            Column(key="title_fr", label=_("title in French")),
            Column(key="title_ar", label=_("title in Arabic")),
            Column(key="title_es", label=_("title in Spanish")),
            Column(key="notes", label=_("notes")),
        )
        rows = list(PostLine.objects.visible_to(self.user).filter(profile=self.object).order_by("priority", "id")[: LINES_SHOWN + 1])
        return [
            Section(title=_("Profile"), key="about", lines=lines_of(self.object, about)),
            Section(title=_("Requirements"), key="requirements", lines=lines_of(self.object, requirement_columns())),
            Section(
                title=_("Post lines"),
                key="lines",
                note=_("A post line keeps the requirements it was made with, also when the profile changes."),
                empty=_("No post line names this profile."),
                more=f"{reverse('demand:postline-list')}?{urlencode({'profile': self.object.pk})}" if len(rows) > LINES_SHOWN else "",
                **table_of(rows[:LINES_SHOWN], line_columns()),
            ),
        ]


class ProfileFormView(RecordFormView):
    """A new or changed profile."""

    model = Profile
    form_class = ProfileForm
    groups: ClassVar[tuple[tuple[StrOrPromise, tuple[str, ...]], ...]] = (
        (gettext_lazy("Titles"), TITLES),
        (gettext_lazy("Requirements"), REQUIREMENT_FIELDS),
        (gettext_lazy("Notes"), ("notes", "is_active")),
    )

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401 -- a profile or None
        """Return the way back."""
        return [profiles_crumb(), *([Crumb(label=str(record), url=record.get_absolute_url())] if record else [])]

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401 -- a profile or None
        """Return where giving up leads."""
        return record.get_absolute_url() if record else reverse("demand:profile-list")

    def save(self, form: Any, record: Any) -> Profile:  # noqa: ANN401, ARG002 -- the form has the record
        """Save by the service."""
        return save_profile(form.instance, self.user)


class ProfileCreateView(ProfileFormView):
    """A new profile."""

    permission_required = "demand.add_profile"


class ProfileUpdateView(ProfileFormView):
    """A changed profile."""

    permission_required = "demand.change_profile"
