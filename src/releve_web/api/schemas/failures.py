"""The shape of every failure."""

from typing import Any

from ninja import Field, Schema


class FailureDetail(Schema):
    """What is wrong."""

    code: str = Field(description="What is wrong, as a code that does not change: `api.not_found`.")
    data: dict[str, Any] = Field(default_factory=dict, description="What belongs to the code; of `api.invalid`, the list `problems`.")


class Failure(Schema):
    """Every answer of 400 and more."""

    error: FailureDetail
