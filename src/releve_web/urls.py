"""All addresses of the web system."""

from django.urls import URLPattern, URLResolver, include, path

from releve_web.common.home import HomeView

urlpatterns: list[URLPattern | URLResolver] = [
    path("", HomeView.as_view(), name="home"),
    path("account/", include("allauth.urls")),
]
