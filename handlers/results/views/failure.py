"""What went wrong, what came back, and the one next step. Five kinds, each with its own way on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aiogram.types import InlineKeyboardButton

from bot.catalog.failure_field import PROMPT, REFERENCE
from bot.catalog.spec import Model
from bot.domain.generation import Generation
from bot.errors import FailureKind
from bot.i18n import Html, Words
from bot.ledger.entries import Balance
from handlers.core.callback_data import (
    AgainTap,
    EditTap,
    InsteadTap,
    KeyTap,
    OtherTap,
    ReopenTap,
    TellTap,
    WatchTap,
)
from handlers.core.keyboards import keyboard, tap
from handlers.core.views.chain_text import failure_steps, place_in_chain
from handlers.core.views.model_lists import credits_line
from handlers.core.views.screen import Screen, cut, option_name, paragraphs

_PROMPT_SHOWN: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureFacts:
    """What the message about a failure is written from.

    Attributes:
        generation: what failed.
        balance: what its person has now.
        title: its model's.
        field: what was wrong in the request (`bot.catalog.failure_field`), empty when nobody knows.
        instead: a model that works, where the supplier's failed.
    """

    generation: Generation
    balance: Balance
    title: str
    field: str = ""
    instead: Model | None = None


def failure(words: Words, facts: FailureFacts) -> Screen:
    """That it failed and why, what went back, what there is, and the next step as a button."""
    generation = facts.generation
    kind = generation.failure or FailureKind.INTERNAL
    prompt = words("quote-prompt", prompt=cut(generation.wish, _PROMPT_SHOWN)) if generation.wish else None
    title = words("failure-title", model=facts.title, id=generation.id)
    head = paragraphs(title, place_in_chain(words, generation), prompt)
    kept = words("chain-kept") if generation.chain_position else None
    money = returned(words, generation, facts.balance)
    text = paragraphs(paragraphs(head, _why(words, kind, facts), kept), money, gap="\n\n")
    if generation.chain_id is not None:
        return Screen(text, keyboard(failure_steps(words, generation, generation.chain_id)))
    return Screen(text, keyboard([[step] for step in _steps(words, kind, facts)]))


def returned(words: Words, generation: Generation, balance: Balance) -> Html:
    """What went back and what there is; what went with a key of one's own never took anything."""
    if generation.own_key:
        return words("failure-own-key")
    if generation.party_id is not None:
        return words("failure-returned-party", returned=generation.returned)
    back = words("failure-returned", returned=generation.returned)
    return paragraphs(back, credits_line(words, balance), gap=" ")


def _why(words: Words, kind: FailureKind, facts: FailureFacts) -> Html:
    if kind is FailureKind.REQUEST and facts.field == PROMPT:
        return words("failure-request-prompt")
    if kind is FailureKind.REQUEST and facts.field == REFERENCE:
        return words("failure-request-reference")
    if kind is FailureKind.REQUEST and facts.field:
        return words("failure-request-option", option=option_name(words, facts.field))
    return words(f"failure-{kind}", id=facts.generation.id)


def _steps(words: Words, kind: FailureKind, facts: FailureFacts) -> list[InlineKeyboardButton]:
    number = facts.generation.id
    match kind:
        case FailureKind.CONTENT:
            return [tap(words.plain("button-edit-prompt"), EditTap(generation=number))]
        case FailureKind.REQUEST:
            return [_mending(words, facts)]
        case FailureKind.PROVIDER:
            return _others(words, facts)
        case FailureKind.SLOW:
            return [tap(words.plain("button-watch"), WatchTap(generation=number)), *_others(words, facts)]
        case FailureKind.INTERNAL:
            again = tap(words.plain("button-again"), AgainTap(generation=number))
            return [again, tap(words.plain("button-tell-admin"), TellTap(incident=f"g{number}"))]
        case FailureKind.KEY:
            return [tap(words.plain("button-key"), KeyTap())]


def _mending(words: Words, facts: FailureFacts) -> InlineKeyboardButton:
    """To the card, opened at what was wrong."""
    reopening = ReopenTap(generation=facts.generation.id, at=facts.field)
    if facts.field == PROMPT:
        return tap(words.plain("button-edit-prompt"), reopening)
    if facts.field == REFERENCE:
        return tap(words.plain("button-other-file"), reopening)
    if facts.field:
        return tap(words.plain("button-mend", option=option_name(words, facts.field)), reopening)
    return tap(words.plain("button-options"), reopening)


def _others(words: Words, facts: FailureFacts) -> list[InlineKeyboardButton]:
    """The nearest model that works in one tap, and all of them."""
    number = facts.generation.id
    shelf = tap(words.plain("button-other-model"), OtherTap(generation=number))
    if facts.instead is None:
        return [shelf]
    label = words.plain("button-instead", model=facts.instead.title)
    return [tap(label, InsteadTap(generation=number, slug=facts.instead.slug)), shelf]
