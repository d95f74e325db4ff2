"""Filters of lists, kept under a name by one person for that person."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from releve_web.common.access import PermissionRequired
from releve_web.common.models import SavedFilter

FILTERS_A_PAGE_MAX = 30


class SavedFilterForm(forms.ModelForm[SavedFilter]):
    """A filter with its name; the page is the name of a list's address."""

    class Meta:
        model = SavedFilter
        fields = ("page", "name", "query")

    def clean_page(self) -> str:
        """Refuse what is no page."""
        page: str = self.cleaned_data["page"]
        try:
            reverse(page)
        except NoReverseMatch:
            raise forms.ValidationError(_("There is no such list."), code="no_page") from None
        return page

    def clean_query(self) -> str:
        """Keep parameters and nothing else."""
        return QueryDict(self.cleaned_data["query"].lstrip("?")).urlencode()


class SavedFilterCreateView(PermissionRequired):
    """Keep a filter; the same name again takes the new one."""

    permission_required = "common.keep_filter"

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it and go back to the list."""
        form = SavedFilterForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("The filter was not kept: give it a name of 80 letters at most."))
            return HttpResponseRedirect(_list_of(request.POST.get("page", ""), request.POST.get("query", "")))
        kept = form.cleaned_data
        own = SavedFilter.objects.filter(user=self.user, page=kept["page"])
        if own.count() >= FILTERS_A_PAGE_MAX and not own.filter(name=kept["name"]).exists():
            messages.error(request, _("This list has as many kept filters as it can show. Remove one first."))
        else:
            SavedFilter.objects.update_or_create(user=self.user, page=kept["page"], name=kept["name"], defaults={"query": kept["query"]})
            messages.success(request, _("The filter is kept as “%(name)s”.") % {"name": kept["name"]})
        return HttpResponseRedirect(_list_of(kept["page"], kept["query"]))


class SavedFilterDeleteView(PermissionRequired):
    """Drop a filter of one's own; another's is not found."""

    permission_required = "common.keep_filter"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Drop it and go back to the list."""
        kept = get_object_or_404(SavedFilter, pk=pk, user=self.user)
        kept.delete()
        messages.success(request, _("The filter “%(name)s” is removed.") % {"name": kept.name})
        return HttpResponseRedirect(_list_of(kept.page, ""))


def _list_of(page: str, query: str) -> str:
    try:
        address = reverse(page)
    except NoReverseMatch:
        return reverse("home")
    parameters = QueryDict(query[:2_000]).urlencode()
    return f"{address}?{parameters}" if parameters else address
