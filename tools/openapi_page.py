"""
Write the description of the API, `docs/reference/openapi.json` (OpenAPI 3.1), from the operations and their schemas.

Run by hand after an operation or a schema has changed: ``python tools/openapi_page.py``. A test keeps the file up to date.
"""

import json
import os
from pathlib import Path
from typing import Final

import django
from django.apps import apps

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "reference" / "openapi.json"


def openapi_reference() -> str:
    """Return the document, its keys in the order they were written."""
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "releve_web.settings_for_tests")
        django.setup()
    from releve_web.api.root import openapi_document  # noqa: PLC0415 -- only after Django's set-up

    return json.dumps(openapi_document(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PAGE.write_text(openapi_reference(), "utf-8")
    print(f"written: {PAGE}")
