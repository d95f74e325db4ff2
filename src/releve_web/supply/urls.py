"""Addresses of supply."""

from django.urls import path

from releve_web.supply.views import nomination_forms, nominations, officer_forms, officers, trails, units

app_name = "supply"
urlpatterns = [
    path("officers/", officers.OfficerListView.as_view(), name="officer-list"),
    path("officers/new/", officer_forms.OfficerCreateView.as_view(), name="officer-create"),
    path("officers/<int:pk>/", officers.OfficerDetailView.as_view(), name="officer-detail"),
    path("officers/<int:pk>/change/", officer_forms.OfficerUpdateView.as_view(), name="officer-update"),
    path("officers/<int:pk>/history/", trails.OfficerHistoryView.as_view(), name="officer-history"),
    path("officers/<int:officer>/readings/", trails.OfficerReadsView.as_view(), name="officer-reads"),
    path("officers/<int:officer>/documents/new/", officer_forms.DocumentCreateView.as_view(), name="document-create"),
    path("documents/<int:pk>/change/", officer_forms.DocumentUpdateView.as_view(), name="document-update"),
    path("documents/<int:pk>/delete/", officer_forms.DocumentDeleteView.as_view(), name="document-delete"),
    path("officers/<int:officer>/assessments/new/", officer_forms.AssessmentCreateView.as_view(), name="assessment-create"),
    path("assessments/<int:pk>/change/", officer_forms.AssessmentUpdateView.as_view(), name="assessment-update"),
    path("assessments/<int:pk>/delete/", officer_forms.AssessmentDeleteView.as_view(), name="assessment-delete"),
    path("officers/<int:officer>/experience/new/", officer_forms.ExperienceCreateView.as_view(), name="experience-create"),
    path("experience/<int:pk>/change/", officer_forms.ExperienceUpdateView.as_view(), name="experience-update"),
    path("experience/<int:pk>/delete/", officer_forms.ExperienceDeleteView.as_view(), name="experience-delete"),
    path("nominations/", nominations.NominationListView.as_view(), name="nomination-list"),
    path("nominations/new/", nomination_forms.NominationCreateView.as_view(), name="nomination-create"),
    path("nominations/steps/", nomination_forms.NominationStepsView.as_view(), name="nomination-steps"),
    path("nominations/<int:pk>/", nominations.NominationDetailView.as_view(), name="nomination-detail"),
    path("nominations/<int:pk>/history/", trails.NominationHistoryView.as_view(), name="nomination-history"),
    path("nominations/<int:pk>/step/", nomination_forms.NominationStepView.as_view(), name="nomination-step"),
    path("nominations/<int:pk>/undo/", nomination_forms.NominationUndoView.as_view(), name="nomination-undo"),
    path("nominations/<int:pk>/comments/new/", nomination_forms.CommentCreateView.as_view(), name="comment-create"),
    path("units/", units.FormedUnitListView.as_view(), name="formedunit-list"),
    path("units/new/", units.FormedUnitCreateView.as_view(), name="formedunit-create"),
    path("units/<int:pk>/", units.FormedUnitDetailView.as_view(), name="formedunit-detail"),
    path("units/<int:pk>/change/", units.FormedUnitUpdateView.as_view(), name="formedunit-update"),
    path("units/<int:pk>/history/", trails.FormedUnitHistoryView.as_view(), name="formedunit-history"),
]
