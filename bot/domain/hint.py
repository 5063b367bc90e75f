"""Hints for people who are new: what a button does that they have not used yet."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

HINTS_FOR: Final = timedelta(days=14)
"""How long after their first message a person is new."""


class Hint(StrEnum):
    """What is hinted at, in this order."""

    WORDS = "words"
    """Better words for the model."""
    SEVERAL = "several"
    """Several at once."""
    CAST = "cast"
    """A character that is used again by its name."""
