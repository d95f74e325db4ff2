"""Addresses of demand."""

from django.urls import path

from releve_web.demand.views import call_forms, calls, line_forms, lines, missions, profiles

app_name = "demand"
urlpatterns = [
    path("missions/", missions.MissionListView.as_view(), name="mission-list"),
    path("missions/new/", missions.MissionCreateView.as_view(), name="mission-create"),
    path("missions/<str:pk>/", missions.MissionDetailView.as_view(), name="mission-detail"),
    path("missions/<str:pk>/change/", missions.MissionUpdateView.as_view(), name="mission-update"),
    path("missions/<str:pk>/ceilings/new/", missions.CeilingCreateView.as_view(), name="ceiling-create"),
    path("missions/<str:pk>/ceilings/<int:ceiling>/", missions.CeilingUpdateView.as_view(), name="ceiling-update"),
    path("profiles/", profiles.ProfileListView.as_view(), name="profile-list"),
    path("profiles/new/", profiles.ProfileCreateView.as_view(), name="profile-create"),
    path("profiles/<slug:pk>/", profiles.ProfileDetailView.as_view(), name="profile-detail"),
    path("profiles/<slug:pk>/change/", profiles.ProfileUpdateView.as_view(), name="profile-update"),
    path("lines/", lines.PostLineListView.as_view(), name="postline-list"),
    path("lines/new/", line_forms.PostLineCreateView.as_view(), name="postline-create"),
    path("lines/open/", line_forms.PostLineOpenManyView.as_view(), name="postline-open-many"),
    path("lines/call/", line_forms.PostLineCallManyView.as_view(), name="postline-call-many"),
    path("lines/<int:pk>/", lines.PostLineDetailView.as_view(), name="postline-detail"),
    path("lines/<int:pk>/change/", line_forms.PostLineUpdateView.as_view(), name="postline-update"),
    path("lines/<int:pk>/open/", line_forms.PostLineOpenView.as_view(), name="postline-open"),
    path("lines/<int:pk>/close/", line_forms.PostLineCloseView.as_view(), name="postline-close"),
    path("calls/", calls.CallListView.as_view(), name="call-list"),
    path("calls/new/", call_forms.CallCreateView.as_view(), name="call-create"),
    path("calls/<int:pk>/", calls.CallDetailView.as_view(), name="call-detail"),
    path("calls/<int:pk>/change/", call_forms.CallUpdateView.as_view(), name="call-update"),
    path("calls/<int:pk>/publish/", call_forms.CallPublishView.as_view(), name="call-publish"),
    path("calls/<int:pk>/withdraw/", call_forms.CallWithdrawView.as_view(), name="call-withdraw"),
    path("calls/<int:pk>/national-deadline/", call_forms.NationalDeadlineView.as_view(), name="call-national-deadline"),
]
