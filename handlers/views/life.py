"""A generation on its way: progress, result, failure, and the list of what is open."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Model, Offer
from bot.errors import FailureKind
from bot.generation.record import Asset, Generation
from bot.i18n import Html, Words
from bot.ledger.entries import Balance
from handlers.callbacks import (
    AgainTap,
    EditTap,
    InsteadTap,
    KeyTap,
    LinkTap,
    OriginalTap,
    OtherTap,
    ReopenTap,
)
from handlers.keyboards import grid, keyboard, tap
from handlers.views.chain import failure_steps, place_in_chain
from handlers.views.screen import Screen, cut, paragraphs
from handlers.views.shelves import credits_line

_PROMPT_IN_RESULT = 500
_PROMPT_IN_CAPTION = 200
_PROMPT_IN_PROGRESS = 300

_COMPRESSED = frozenset({"", "photo", "video", "animation"})
"""Ways of sending that Telegram recodes or shrinks: a file says more."""


def result(words: Words, generation: Generation, *, title: str, offer: Offer | None) -> Screen:
    """What was made and what can be done with it. Fits a caption: 1,024 characters after parsing."""
    prompt = (
        words("quote-prompt", prompt=cut(generation.wish, _PROMPT_IN_RESULT)) if generation.wish else None
    )
    head = paragraphs(words("life-title", model=title, id=generation.id), place_in_chain(words, generation))
    text = paragraphs(head, prompt, _paid(words, generation))
    buttons = [tap(words.plain("button-again"), AgainTap(generation=generation.id))]
    if offer is None or offer.prompt_for(generation.choices).maximum_length:
        buttons.append(tap(words.plain("button-edit-prompt"), EditTap(generation=generation.id)))
    buttons.append(tap(words.plain("button-other-model"), OtherTap(generation=generation.id)))
    if any(asset.sent_as in _COMPRESSED for asset in generation.assets):
        buttons.append(tap(words.plain("button-original"), OriginalTap(generation=generation.id)))
    return Screen(text, keyboard(grid(buttons, 2)))


def caption(words: Words, generation: Generation, *, title: str) -> Html:
    """A short caption for the first item of an album."""
    prompt = (
        words("quote-prompt", prompt=cut(generation.wish, _PROMPT_IN_CAPTION)) if generation.wish else None
    )
    return paragraphs(words("life-title", model=title, id=generation.id), prompt)


def failure(
    words: Words, generation: Generation, balance: Balance, *, title: str, instead: Model | None
) -> Screen:
    """That it failed, what went back, what there is, and the one next step; `instead` is a model that works."""
    kind = generation.failure or FailureKind.INTERNAL
    money = returned(words, generation, balance)
    prompt = (
        words("quote-prompt", prompt=cut(generation.wish, _PROMPT_IN_PROGRESS)) if generation.wish else None
    )
    head = paragraphs(
        words("failure-title", model=title, id=generation.id), place_in_chain(words, generation), prompt
    )
    kept = words("chain-kept") if generation.chain_position else None
    text = paragraphs(paragraphs(head, words(f"failure-{kind}", id=generation.id), kept), money, gap="\n\n")
    if generation.chain_id is not None:
        return Screen(text, keyboard(failure_steps(words, generation, generation.chain_id)))
    steps = [[_next_step(words, kind, generation.id)]]
    if instead is not None:
        label = words.plain("button-instead", model=instead.title)
        steps.insert(0, [tap(label, InsteadTap(generation=generation.id, slug=instead.slug))])
    return Screen(text, keyboard(steps))


def link(words: Words, generation: Generation, asset: Asset, url: str, *, title: str) -> Screen:
    """An asset that Telegram cannot carry."""
    text = words("link-ready", model=title, id=generation.id)
    opening = InlineKeyboardButton(text=words.plain("button-open-link"), url=url)
    renewing = tap(words.plain("button-fresh-link"), LinkTap(generation=generation.id, asset=asset.id))
    return Screen(text, keyboard([[opening], [renewing]]))


def _next_step(words: Words, kind: FailureKind, generation_id: int) -> InlineKeyboardButton:
    match kind:
        case FailureKind.CONTENT:
            return tap(words.plain("button-edit-prompt"), EditTap(generation=generation_id))
        case FailureKind.REQUEST:
            return tap(words.plain("button-options"), ReopenTap(generation=generation_id))
        case FailureKind.PROVIDER | FailureKind.SLOW:
            return tap(words.plain("button-other-model"), OtherTap(generation=generation_id))
        case FailureKind.INTERNAL:
            return tap(words.plain("button-again"), AgainTap(generation=generation_id))
        case FailureKind.KEY:
            return tap(words.plain("button-key"), KeyTap())


def returned(words: Words, generation: Generation, balance: Balance) -> Html:
    """What went back and what there is; what went with a key of one's own never took anything."""
    if generation.own_key:
        return words("failure-own-key")
    back = words("failure-returned", returned=generation.returned)
    return paragraphs(back, credits_line(words, balance), gap=" ")


def _paid(words: Words, generation: Generation) -> Html:
    if generation.own_key:
        return words("result-own-key")
    if generation.on_the_house:
        return words("result-free")
    return words("result-price", price=_cost(generation))


def _cost(generation: Generation) -> int:
    """Credits that were taken; the card may be written a moment before they are."""
    return generation.captured or generation.price
