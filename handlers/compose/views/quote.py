"""The quote card: what will be made, what it costs, and what is left after."""

from __future__ import annotations

import math
from collections.abc import Sequence

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.catalog.spec import Offer, Option, PromptRule
from bot.domain.group import Payer
from bot.generation.quote import PricedQuote
from bot.groups.rules import needs_approval
from bot.i18n import Html, Words
from bot.ports import Quote
from bot.ports.history import Usual
from handlers.compose.views.references import references
from handlers.core.callback_data import ApproveTap, CardTap, DismissTap, GenerateTap, PromptTap, ShelfTap
from handlers.core.keyboards import grid, keyboard, tap
from handlers.core.views.duration_text import usually
from handlers.core.views.screen import Screen, cut, option_name, option_value, paragraphs

PROMPT_SHOWN = 2500
"""Characters of a prompt that a card repeats: Telegram's 4,096 hold the rest of the card too."""

_VALUE_SHOWN = 40
_FOLDED_FROM = 120
"""Characters of a prompt that fill three lines of a phone; longer ones are folded and open with a touch."""


def quote(
    words: Words, priced: PricedQuote, offer: Offer, *, draft: int, usual: Usual, renewed: bool = False
) -> Screen:
    """A quote that the balance covers: its first button makes it."""
    price = words(
        "quote-price", what=what(words, priced, offer), price=priced.quote.price, time=usually(words, usual)
    )
    text = paragraphs(
        words("quote-renewed") if renewed else None,
        price,
        _left(words, priced),
        words("quote-approval") if _needs_approval(priced) else None,
        *_wish(words, offer, priced.quote),
    )
    generate = tap(
        words.plain("button-generate"),
        GenerateTap(token=priced.quote.token, draft=draft),
        ButtonStyle.SUCCESS,
    )
    return Screen(
        text, keyboard([[generate], *_changes(words, offer.prompt_for(priced.quote.choices), draft)])
    )


def too_dear(
    words: Words,
    priced: PricedQuote,
    offer: Offer,
    *,
    draft: int,
    cheaper: Sequence[Sequence[InlineKeyboardButton]],
) -> Screen:
    """A quote that the balance does not cover: how much is missing, and what the credits reach for."""
    price, available = priced.quote.price, priced.balance.available
    text = paragraphs(
        words("quote-what", what=what(words, priced, offer)),
        words(
            "quote-too-dear-group" if pays_group(priced) else "quote-too-dear",
            price=price,
            available=available,
            missing=price - available,
        ),
        *_wish(words, offer, priced.quote),
        words("quote-cheaper") if cheaper else None,
    )
    shelf = [tap(words.plain("button-other-model"), ShelfTap(kind=priced.model.kind, draft=draft))]
    return Screen(
        text,
        keyboard([*cheaper, shelf, *_changes(words, offer.prompt_for(priced.quote.choices), draft)]),
    )


def approval(words: Words, priced: PricedQuote, offer: Offer, *, asker: Html) -> Screen:
    """A quote that waits for an admin of the group."""
    text = paragraphs(
        words("approval-asked", name=asker),
        words("quote-what-price", what=what(words, priced, offer), price=priced.quote.price),
        words("quote-left-group", available=priced.balance.available, left=priced.left),
        *_wish(words, offer, priced.quote),
    )
    return Screen(text, approval_buttons(words, priced.quote))


def approval_buttons(words: Words, quote: Quote) -> InlineKeyboardMarkup | None:
    """An admin's yes and no."""
    agree = tap(words.plain("button-agree"), ApproveTap(token=quote.token, agree=True), ButtonStyle.SUCCESS)
    decline = tap(words.plain("button-decline"), ApproveTap(token=quote.token, agree=False))
    return keyboard([[agree, decline]])


def pays_group(priced: PricedQuote) -> bool:
    """Whether the group's purse pays, so that the balance is that one's."""
    in_party = priced.quote.party_id is not None
    return not in_party and priced.group is not None and priced.group.rules.paid_by is Payer.GROUP


def _needs_approval(priced: PricedQuote) -> bool:
    in_party = priced.quote.party_id is not None
    return (
        not in_party and priced.group is not None and needs_approval(priced.group.rules, priced.quote.price)
    )


def what(words: Words, priced: PricedQuote, offer: Offer) -> Html:
    """The model, and in words whatever was chosen that nothing said would not have brought."""
    chosen = priced.quote.choices
    said = [
        _said(words, option, chosen[option.name])
        for option in offer.options
        if option.name in chosen and chosen[option.name] != option.default
    ]
    return paragraphs(words("card-title", model=priced.model.title), *said, gap=", ")


def _said(words: Words, option: Option, value: str) -> Html:
    """One option as somebody would say it: `10 s`, `high`, `speed 1.2`, `title “Rain”`."""
    name, shown = option_name(words, option.name), cut(option_value(words, option, value), _VALUE_SHOWN)
    name = name[:1].lower() + name[1:]
    if option.switch:
        return words("quote-option-on" if value == "on" else "quote-option-off", option=name)
    if option.choices:
        return words("quote-option", value=shown)
    free = option.minimum is None and option.maximum is None
    return words("quote-option-text" if free else "quote-option-number", option=name, value=shown)


def _wish(words: Words, offer: Offer, asked: Quote) -> list[Html]:
    """The prompt, folded by Telegram when it is long, and how many references of each kind."""
    shown, long = cut(asked.prompt, PROMPT_SHOWN), len(asked.prompt) > _FOLDED_FROM
    prompt = words("quote-prompt-folded" if long else "quote-prompt", prompt=shown)
    return [
        *([prompt] if shown else []),
        *references(words, offer, asked.references, open_frames=False),
    ]


def _left(words: Words, priced: PricedQuote) -> Html:
    """What there is, what will be left, and which part of the purse pays; or that a key of the person's own does."""
    if priced.quote.key_owner:
        return words("quote-own-key", kie=math.ceil(priced.kie_credits))
    balance = priced.balance
    if priced.quote.party_id is not None:
        return words("quote-left-party", price=priced.quote.price, available=balance.available)
    if pays_group(priced):
        return words("quote-left-group", available=balance.available, left=priced.left)
    if balance.unlimited:
        return words("credits-unlimited")
    available, left = balance.available, priced.left
    free = min(balance.allowance, priced.quote.price)
    if not (balance.allowance and balance.bought):
        own = not balance.allowance and balance.bought
        return words("quote-left-own" if own else "quote-left-free", available=available, left=left)
    own = priced.quote.price - free
    if not own:
        return words("quote-left-enough", available=available, left=left)
    return words("quote-left-both", available=available, left=left, allowance=free, bought=own)


def _changes(words: Words, rule: PromptRule, draft: int) -> list[list[InlineKeyboardButton]]:
    buttons = []
    if rule.maximum_length:
        buttons.append(tap(words.plain("button-edit-prompt"), PromptTap(draft=draft)))
    buttons.append(tap(words.plain("button-options"), CardTap(draft=draft)))
    return [*grid(buttons, 2), [tap(words.plain("button-cancel"), DismissTap(draft=draft))]]
