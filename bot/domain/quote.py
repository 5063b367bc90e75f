"""Exact prices, each valid for one confirmation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.generation import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An exact price, valid for one confirmation.

    Attributes:
        token: short random id; it travels in the confirm button.
        price: credits.
        used_by: the generation that it became, None while unused.
        key_owner: who pays with a KIE key of their own (`own_keys`); empty when the account pays.
        party_id: the party whose pot pays.
        Others: as in `Generation`.
    """

    token: str
    person_id: int
    account_id: int
    language: str
    chat_id: int
    thread_id: int | None
    reply_to: int | None
    model: str
    dialect: str
    choices: Mapping[str, str]
    prompt: str
    references: tuple[Reference, ...]
    price: int
    created_at: datetime
    used_by: int | None = None
    key_owner: str = ""
    party_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One step of a quoted chain.

    Attributes:
        step: its name in the recipe.
        position: its place among the recipe's steps, from 0.
        references: media; those that an earlier part makes name it (`made_by`).
        price: credits; 0 when the person pays with a KIE key of their own.
        at_kie: credits that KIE will take, rounded up.
        Others: as in `Generation`.
    """

    step: str
    position: int
    model: str
    choices: Mapping[str, str]
    prompt: str
    references: tuple[Reference, ...]
    price: int
    at_kie: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """One run of a recipe: an exact price for all of its steps, valid for one confirmation, and what it became.

    Attributes:
        id: row id, 0 before it is stored.
        recipe: slug.
        length: how many steps the recipe has; a continued chain has fewer parts.
        prompt: the person's words.
        references: the person's media.
        made: what earlier runs have made, by the step's name.
        parts: what is to be made, in order.
        created_at: when it was quoted.
        begun_at: when it was confirmed, None while it was not.
        key_owner: who pays all of it with a KIE key of their own (`own_keys`); empty when the account pays.
        Others: as in `Quote`.
    """

    id: int = 0
    person_id: int
    account_id: int
    language: str
    chat_id: int
    thread_id: int | None
    reply_to: int | None
    recipe: str
    length: int
    dialect: str
    prompt: str
    references: tuple[Reference, ...]
    made: Mapping[str, Reference]
    parts: tuple[Part, ...]
    created_at: datetime
    begun_at: datetime | None = None
    key_owner: str = ""

    @property
    def price(self) -> int:
        """Credits of all parts."""
        return sum(part.price for part in self.parts)

    @property
    def at_kie(self) -> int:
        """Credits that KIE will take for all parts, each rounded up."""
        return sum(part.at_kie for part in self.parts)
