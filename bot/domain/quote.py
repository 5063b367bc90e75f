"""Exact prices, each valid for one confirmation: of one generation, or of a recipe's."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.catalog.pricing import MILLICREDITS
from bot.domain.batch import BatchKind, Several
from bot.domain.generation import Reference
from bot.errors import QuoteNotYours, QuoteUnknown


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedStep:
    """One generation of a quote.

    Attributes:
        name: its name in the recipe; empty when the quote is for a model.
        position: its place among the recipe's steps, from 0.
        part: its place among those that are made of the same at once, from 0.
        references: media; those that an earlier step makes name it (`made_by`).
        user_prompt: the person's own words, where what is said of a cast stands around them in the prompt; else empty.
        price: credits; 0 when the person pays with a KIE key of their own.
        kie_millicredits: thousandths of a credit that KIE is expected to take; None when that is not known.
        Others: as in `Generation`.
    """

    name: str = ""
    position: int = 0
    part: int = 0
    model: str
    choices: Mapping[str, str]
    prompt: str
    references: tuple[Reference, ...]
    user_prompt: str = ""
    price: int
    kie_millicredits: int | None = None

    @property
    def said(self) -> str:
        """The person's words as they count here."""
        return self.user_prompt or self.prompt

    @property
    def kie_credits(self) -> int:
        """Credits that KIE will take, rounded up."""
        return math.ceil((self.kie_millicredits or 0) / MILLICREDITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An exact price for one or more generations that follow each other, or are made at once, valid for one confirmation.

    Attributes:
        id: row id, 0 before it is stored; the generations that it becomes name it.
        token: short random id; it travels in the confirm button.
        recipe: slug; None when it is for a model.
        length: how many steps the recipe has, 1 for a model; a continued chain has fewer steps.
        choices: of a recipe the format and the models of its steps that were chosen; a model's stand in its step.
        prompt: the person's own words; of a look whose words they may read, the whole.
        borrowed_words: whether the words are another person's, unchanged.
        look_id: the look that it is made with.
        hides_words: whether the look's words may not be read by the person: `prompt` has theirs alone.
        references: the person's media.
        made: what earlier runs of the recipe have made, by the step's name.
        steps: what is to be made, in order; at least one.
        created_at: when it was quoted.
        confirmed_at: when it was confirmed, None while it was not.
        cancelled_at: when it was put away or replaced, None while it was not.
        draft_id: the draft that it is the price of, None when there is none.
        key_owner: who pays all of it with a KIE key of their own (`own_keys`); None when the account pays.
        party_id: the party whose budget pays.
        several: why its steps are made at once; None when they follow each other.
        selection_id: the selection that it makes other pictures for, or goes on from with one of them.
        Others: as in `Generation`.
    """

    id: int = 0
    token: str
    person_id: int
    account_id: int
    language: str
    chat_id: int
    thread_id: int | None
    reply_to: int | None
    dialect: str
    recipe: str | None = None
    length: int = 1
    choices: Mapping[str, str] = field(default_factory=dict)
    prompt: str
    borrowed_words: bool = False
    look_id: int | None = None
    hides_words: bool = False
    references: tuple[Reference, ...]
    made: Mapping[str, Reference] = field(default_factory=dict)
    steps: tuple[QuotedStep, ...]
    created_at: datetime
    confirmed_at: datetime | None = None
    cancelled_at: datetime | None = None
    draft_id: int | None = None
    key_owner: str | None = None
    party_id: int | None = None
    several: Several | None = None
    selection_id: int | None = None

    @property
    def first(self) -> QuotedStep:
        """The step that is made first; the only one when the quote is for a model."""
        return self.steps[0]

    @property
    def sent(self) -> tuple[Reference, ...]:
        """The person's media without the pictures of a cast."""
        return tuple(reference for reference in self.references if not reference.character)

    @property
    def characters(self) -> frozenset[int]:
        """Ids of the characters whose pictures are in it."""
        steps = (reference for step in self.steps for reference in step.references)
        return frozenset(one.character for one in (*self.references, *steps) if one.character)

    @property
    def is_batch(self) -> bool:
        """Whether several generations are made at once."""
        return self.several is not None and len(self.steps) > 1

    @property
    def compares(self) -> bool:
        """Whether several models make the same."""
        return self.is_batch and self.several is not None and self.several.compares

    @property
    def waits(self) -> bool:
        """Whether a person chooses one of what it makes before anything follows."""
        return self.several is not None and self.several.kind is BatchKind.CHOOSE

    @property
    def price(self) -> int:
        """Credits of all steps."""
        return sum(step.price for step in self.steps)

    @property
    def kie_credits(self) -> int:
        """Credits that KIE will take for all steps, each rounded up."""
        return sum(step.kie_credits for step in self.steps)


def quote_of(person_id: int, quote: Quote | None) -> Quote:
    """The quote that was read, when it is there and this person's.

    Raises:
        QuoteUnknown, QuoteNotYours: it is not.
    """
    if quote is None:
        raise QuoteUnknown
    if quote.person_id != person_id:
        raise QuoteNotYours
    return quote
