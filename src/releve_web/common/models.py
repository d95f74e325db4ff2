"""What belongs to a reader and not to a stage: filters kept under a name."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    """
    A filter of a list, kept by one person for that person.

    Attributes
    ----------
    page
        Name of the list's address: ``supply:officer-list``.
    query
        The filter as it stands in the address.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="saved_filters", verbose_name=_("user"))
    page = models.CharField(max_length=64)
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering: ClassVar[list[str]] = ["name"]
        constraints = (models.UniqueConstraint(fields=["user", "page", "name"], name="one_filter_a_name"),)

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class Submission(models.Model):
    """
    A form that was sent and taken: the same one sent again makes no second record and is answered with the first one's page.

    Attributes
    ----------
    token
        Drawn when the form was shown.
    url
        Where the first sending led.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    token = models.UUIDField()
    url = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "token"], name="one_submission_a_form"),)

    def __str__(self) -> str:
        """Return where it led."""
        return self.url
