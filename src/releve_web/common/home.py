"""The first page: what waits for the person who signs in."""

from typing import Any

from django.views.generic import TemplateView

from releve_web.common.access import PermissionRequired


class HomeView(PermissionRequired, TemplateView):
    """What waits for the reader's desk."""

    permission_required = "common.view_home"
    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 -- Django's signature
        """Return the reader's desk."""
        return super().get_context_data(**kwargs)
