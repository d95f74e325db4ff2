"""Addresses of the API."""

from django.urls import URLPattern, URLResolver, path

from releve_web.api.root import api
from releve_web.api.views import DocsView, SchemaView

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("docs/", DocsView.as_view(), name="docs"),
    path("openapi.json", SchemaView.as_view(), name="schema"),
    *api.urls[0],
]
