"""All addresses of the web system."""

from django.urls import URLPattern, URLResolver, include, path

from releve_web.common.home import HomeView
from releve_web.common.search import SearchView

urlpatterns: list[URLPattern | URLResolver] = [
    path("", HomeView.as_view(), name="home"),
    path("", include("releve_web.common.urls")),
    path("search/", SearchView.as_view(), name="search"),
    path("demand/", include("releve_web.demand.urls")),
    path("supply/", include("releve_web.supply.urls")),
    path("account/", include("releve_web.accounts.sign_in_urls")),
    path("accounts/", include("releve_web.accounts.urls")),
    path("imports/", include("releve_web.imports.urls")),
    path("api/v1/", include("releve_web.api.urls")),
]

handler400 = "releve_web.common.failures.bad_request"
handler403 = "releve_web.common.failures.permission_denied"
handler404 = "releve_web.common.failures.page_not_found"
handler500 = "releve_web.common.failures.server_error"
