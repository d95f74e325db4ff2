"""The last day of a token stands in its field in the form that browsers ask for, in every language."""

import pytest
from django.utils import translation

from releve_web.accounts.forms import TokenForm


@pytest.mark.parametrize("lang", ["en", "fr", "ar", "es"])
def test_day_is_written_as_browsers_read_it(lang: str) -> None:
    with translation.override(lang):
        form = TokenForm()

        assert f'value="{form.fields["expires_on"].initial:%Y-%m-%d}"' in str(form["expires_on"])
