"""What the findings of all rules of the contract say: code of the rule -> its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import mark
from releve.text.messages.finding_parts import Says
from releve.text.messages.findings_documents import FINDINGS_ON_DOCUMENTS
from releve.text.messages.findings_person import FINDINGS_ON_THE_PERSON
from releve.text.messages.findings_standing import FINDINGS_ON_STANDING

FINDINGS: Final[Mapping[str, Says]] = {**FINDINGS_ON_THE_PERSON, **FINDINGS_ON_DOCUMENTS, **FINDINGS_ON_STANDING}
WAIVED: Final = mark("Set aside by a waiver.")
