"""The documents that Telegram asks of a bot, and who answers for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol


class LegalDocument(StrEnum):
    """What people can read, and agree to."""

    PRIVACY = "privacy"
    TERMS = "terms"


SHIPPED_VERSIONS: Final[Mapping[LegalDocument, str]] = {
    LegalDocument.PRIVACY: "2026-11-29",
    LegalDocument.TERMS: "2026-11-29",
}
"""Dates of the documents that come with Kiosk. Who agreed to an earlier one is asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """Who runs the bot.

    Attributes:
        name: of a person or a company; empty when it was not given.
        contact: where people reach them: an @name, an address, a link; empty when it was not given.
    """

    name: str = ""
    contact: str = ""


class ConsentRepository(Protocol):
    """Keeps who agreed to what, and when."""

    async def versions(self, person_id: int, document: LegalDocument) -> Collection[str]:
        """The versions of a document that the person agreed to."""
        ...

    async def add(self, person_id: int, document: LegalDocument, version: str, at: datetime) -> None:
        """The person agrees; the first time counts."""
        ...
