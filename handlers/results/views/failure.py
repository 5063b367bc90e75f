"""What went wrong, what came back, and the one next step. Each kind has its own way on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aiogram.types import InlineKeyboardButton

from bot.catalog.failure_field import CHARACTER, PROMPT, REFERENCE
from bot.catalog.spec import Model
from bot.domain.chat import is_group
from bot.domain.generation import Generation
from bot.errors import FailureKind
from bot.i18n import Html, Translator
from bot.ledger.entries import Balance
from handlers.core.buttons.account import KeyButton
from handlers.core.buttons.result import (
    AgainButton,
    EditButton,
    OtherModelButton,
    ReopenDraftButton,
    RewordButton,
    TellAdminButton,
    UseInsteadButton,
    WatchButton,
)
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.chain_text import failure_steps, position_in_chain
from handlers.core.views.fall_back_text import failed_first
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
        field: what was wrong in the request (`bot.catalog.failure_field`), empty when it is not known.
        instead: a model that works, where the supplier's failed.
        failed_title: that of the model in whose place it was, empty when there is none.
        rewords: whether words that a filter accepts can be suggested.
    """

    generation: Generation
    balance: Balance
    title: str
    field: str = ""
    instead: Model | None = None
    failed_title: str = ""
    rewords: bool = False


def failure(t: Translator, facts: FailureFacts) -> Screen:
    """That it failed and why, what went back, what there is, and the next step as a button."""
    generation = facts.generation
    kind = generation.failure or FailureKind.INTERNAL
    prompt = (
        t("quote-prompt", prompt=cut(generation.shown_prompt, _PROMPT_SHOWN))
        if generation.shown_prompt
        else None
    )
    title = t("failure-title", model=facts.title, id=generation.id)
    head = paragraphs(title, position_in_chain(t, generation), prompt)
    kept = t("chain-kept") if generation.chain_position else None
    money = returned(t, generation, facts.balance)
    first = failed_first(t, generation, facts.failed_title)
    text = paragraphs(paragraphs(head, first, _why(t, kind, facts), kept), money, gap="\n\n")
    if generation.in_chain and generation.quote_id is not None:
        return Screen(text, keyboard(failure_steps(t, generation, generation.quote_id)))
    return Screen(text, keyboard([[step] for step in _steps(t, kind, facts)]))


def returned(t: Translator, generation: Generation, balance: Balance) -> Html:
    """What went back and what there is; what went with a key of one's own never took anything."""
    if generation.own_key:
        return t("failure-own-key")
    if generation.party_id is not None:
        return t("failure-returned-party", returned=generation.returned)
    back = t("failure-returned", returned=generation.returned)
    if is_group(generation.destination.chat_id):
        return back  # all read it
    return paragraphs(back, credits_line(t, balance), gap=" ")


def _why(t: Translator, kind: FailureKind, facts: FailureFacts) -> Html:
    if kind is FailureKind.REQUEST and facts.field == PROMPT:
        return t("failure-request-prompt")
    if kind is FailureKind.REQUEST and facts.field == REFERENCE:
        return t("failure-request-reference")
    if kind is FailureKind.REQUEST and facts.field == CHARACTER:
        return t("failure-request-character")
    if kind is FailureKind.REQUEST and facts.field:
        return t("failure-request-option", option=option_name(t, facts.field))
    if kind is FailureKind.NOT_ALLOWED and facts.generation.own_key:
        return t("failure-not-allowed-own")
    return t(f"failure-{kind}", id=facts.generation.id)


def _steps(t: Translator, kind: FailureKind, facts: FailureFacts) -> list[InlineKeyboardButton]:
    number = facts.generation.id
    match kind:
        case FailureKind.CONTENT:
            edit = inline_button(t.plain("button-edit-prompt"), EditButton(generation=number))
            reword = inline_button(t.plain("button-reword"), RewordButton(generation=number))
            return [reword, edit] if facts.rewords else [edit]
        case FailureKind.REQUEST:
            return [_mending(t, facts)]
        case FailureKind.LIKELY_CONTENT:
            return _otherwise(t, facts)
        case FailureKind.PROVIDER | FailureKind.BUSY | FailureKind.NOT_ALLOWED:
            return _others(t, facts)
        case FailureKind.SLOW:
            return [
                inline_button(t.plain("button-watch"), WatchButton(generation=number)),
                *_others(t, facts),
            ]
        case FailureKind.INTERNAL:
            again = inline_button(t.plain("button-again"), AgainButton(generation=number))
            return [
                again,
                inline_button(t.plain("button-tell-admin"), TellAdminButton(incident=f"g{number}")),
            ]
        case FailureKind.KEY:
            return [inline_button(t.plain("button-key"), KeyButton())]


def _mending(t: Translator, facts: FailureFacts) -> InlineKeyboardButton:
    """To the card, opened at what was wrong."""
    reopening = ReopenDraftButton(generation=facts.generation.id, at=facts.field or None)
    if facts.field == PROMPT:
        return inline_button(t.plain("button-edit-prompt"), reopening)
    if facts.field == REFERENCE:
        return inline_button(t.plain("button-other-file"), reopening)
    if facts.field == CHARACTER:  # the card has its button
        return inline_button(t.plain("button-options"), ReopenDraftButton(generation=facts.generation.id))
    if facts.field:
        return inline_button(t.plain("button-change-option", option=option_name(t, facts.field)), reopening)
    return inline_button(t.plain("button-options"), reopening)


def _otherwise(t: Translator, facts: FailureFacts) -> list[InlineKeyboardButton]:
    """Another picture, or other words: never the same once more."""
    number = facts.generation.id
    picture = inline_button(t.plain("button-other-file"), ReopenDraftButton(generation=number, at=REFERENCE))
    if not facts.generation.shown_prompt:
        return [picture]
    return [picture, inline_button(t.plain("button-edit-prompt"), EditButton(generation=number))]


def _others(t: Translator, facts: FailureFacts) -> list[InlineKeyboardButton]:
    """The nearest model that works in one tap, and all of them."""
    number = facts.generation.id
    shelf = inline_button(t.plain("button-other-model"), OtherModelButton(generation=number))
    if facts.instead is None:
        return [shelf]
    label = t.plain("button-instead", model=facts.instead.title)
    return [inline_button(label, UseInsteadButton(generation=number, slug=facts.instead.slug)), shelf]
