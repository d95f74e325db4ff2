"""Addresses of what all stages share."""

from django.urls import path

from releve_web.common.preferences import PreferencesView
from releve_web.common.saved_filters import SavedFilterCreateView, SavedFilterDeleteView

app_name = "common"
urlpatterns = [
    path("preferences/", PreferencesView.as_view(), name="preferences"),
    path("filters/new/", SavedFilterCreateView.as_view(), name="savedfilter-create"),
    path("filters/<int:pk>/delete/", SavedFilterDeleteView.as_view(), name="savedfilter-delete"),
]
