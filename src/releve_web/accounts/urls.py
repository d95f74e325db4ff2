"""Addresses of people, links, preferences and tokens."""

from django.urls import URLPattern, URLResolver, path

from releve_web.accounts.views import links, own, people

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", people.UserListView.as_view(), name="user-list"),
    path("invite/", people.UserInviteView.as_view(), name="user-invite"),
    path("<int:pk>/", people.UserDetailView.as_view(), name="user-detail"),
    path("<int:pk>/edit/", people.UserEditView.as_view(), name="user-edit"),
    path("<int:pk>/deactivate/", people.UserDeactivateView.as_view(), name="user-deactivate"),
    path("<int:pk>/reactivate/", people.UserReactivateView.as_view(), name="user-reactivate"),
    path("<int:pk>/reset/", people.UserResetView.as_view(), name="user-reset"),
    path("<int:pk>/link/", people.UserLinkView.as_view(), name="user-link"),
    path("preferences/", own.PreferencesView.as_view(), name="preferences"),
    path("security/", own.SecurityView.as_view(), name="security"),
    path("sessions/end/", own.SessionsEndView.as_view(), name="sessions-end"),
    path("tokens/", own.TokenListView.as_view(), name="token-list"),
    path("tokens/new/", own.TokenCreateView.as_view(), name="token-create"),
    path("tokens/<int:pk>/revoke/", own.TokenRevokeView.as_view(), name="token-revoke"),
    path("link/", links.LinkUseView.as_view(), name="link-use"),
    path("link/<str:secret>/", links.LinkOpenView.as_view(), name="link-open"),
]
