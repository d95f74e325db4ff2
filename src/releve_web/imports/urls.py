"""Addresses of imports."""

from django.urls import path

from releve_web.imports.views import acts, imports, quarantine

app_name = "imports"
urlpatterns = [
    path("", imports.ImportListView.as_view(), name="import-list"),
    path("new/", imports.ImportCreateView.as_view(), name="import-create"),
    path("<int:pk>/", imports.ImportDetailView.as_view(), name="import-detail"),
    path("<int:pk>/workbook/", imports.ImportWorkbookView.as_view(), name="import-workbook"),
    path("<int:pk>/columns/", acts.ImportMappingView.as_view(), name="import-mapping"),
    path("<int:pk>/confirm/", acts.ImportConfirmView.as_view(), name="import-confirm"),
    path("<int:pk>/cancel/", acts.ImportCancelView.as_view(), name="import-cancel"),
    path("<int:pk>/resume/", acts.ImportResumeView.as_view(), name="import-resume"),
    path("<int:pk>/decide/", acts.ImportDecideView.as_view(), name="import-decide"),
    path("aside/", quarantine.QuarantineListView.as_view(), name="quarantinedrow-list"),
    path("aside/<int:pk>/", quarantine.QuarantineDetailView.as_view(), name="quarantinedrow-detail"),
    path("aside/<int:pk>/place/", quarantine.QuarantinePlaceView.as_view(), name="quarantinedrow-place"),
    path("aside/<int:pk>/assign/", quarantine.QuarantineAssignView.as_view(), name="quarantinedrow-assign"),
    path("aside/<int:pk>/discard/", quarantine.QuarantineDiscardView.as_view(), name="quarantinedrow-discard"),
]
