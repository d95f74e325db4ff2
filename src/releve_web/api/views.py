"""The description of the API, for people and for programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from releve_web.api.description import operations_of, schemas_of
from releve_web.api.root import openapi_document
from releve_web.common.access import PermissionRequired


class SchemaView(PermissionRequired):
    """The OpenAPI document."""

    permission_required = "api.view_schema"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return it."""
        del request
        return JsonResponse(openapi_document())


class DocsView(PermissionRequired, TemplateView):
    """The same document as a page, which needs no script."""

    permission_required = "api.view_docs"
    template_name = "api/docs.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 -- Django's signature
        """Return the operations by stage, and the schemas."""
        document = openapi_document()
        return super().get_context_data(
            title=_("What programs can read"),
            paragraphs=document["info"]["description"].split("\n\n"),
            operations=operations_of(document),
            schemas=schemas_of(document),
            **kwargs,
        )
