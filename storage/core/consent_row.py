"""The row that says that a person has agreed to something, for the features that ask."""

from __future__ import annotations

from typing import Final

ADD_CONSENT: Final = (
    "INSERT INTO consents (person_id, document, version, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
"""Whose, to what, which version, when; the first time counts."""
