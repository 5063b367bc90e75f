"""The quote card: what will be made, what it costs, and what is left after."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.catalog.spec import Offer, Option, PromptRule
from bot.domain.group import Payer
from bot.generation.quote import PricedQuote
from bot.groups.rules import needs_approval
from bot.i18n import Html, Translator
from bot.ports import Quote
from bot.ports.history import DurationQuartiles
from handlers.compose.views.references import references
from handlers.core.buttons.draft import CardButton, DismissButton, PromptButton
from handlers.core.buttons.menu import ShelfButton
from handlers.core.buttons.quote import ApproveButton, GenerateButton
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views.duration_text import usually
from handlers.core.views.screen import Screen, cut, option_name, option_value, paragraphs

PROMPT_SHOWN = 2500
"""Characters of a prompt that a card repeats: Telegram's 4,096 hold the rest of the card too."""

_VALUE_SHOWN = 40
_FOLDED_FROM = 120
"""Characters of a prompt that fill three lines of a phone; longer ones are folded and open with a touch."""


def quote(
    t: Translator,
    priced: PricedQuote,
    offer: Offer,
    *,
    draft: int,
    usual_duration: DurationQuartiles,
    renewed: bool = False,
) -> Screen:
    """A quote that the balance covers: its first button makes it."""
    price = t(
        "quote-price",
        what=what(t, priced, offer),
        price=priced.quote.price,
        time=usually(t, usual_duration),
    )
    text = paragraphs(
        t("quote-renewed") if renewed else None,
        price,
        _left(t, priced),
        t("quote-approval") if _needs_approval(priced) else None,
        *_content(t, offer, priced.quote),
    )
    generate = inline_button(
        t.plain("button-generate"),
        GenerateButton(token=priced.quote.token, draft=draft),
        ButtonStyle.SUCCESS,
    )
    return Screen(
        text, keyboard([[generate], *_changes(t, offer.prompt_for(priced.quote.first.choices), draft)])
    )


def too_dear(
    t: Translator,
    priced: PricedQuote,
    offer: Offer,
    *,
    draft: int,
    cheaper: Sequence[Sequence[InlineKeyboardButton]],
) -> Screen:
    """A quote that the balance does not cover: how much is missing, and what the credits reach for."""
    price, available = priced.quote.price, priced.balance.available
    text = paragraphs(
        t("quote-what", what=what(t, priced, offer)),
        t(
            "quote-too-dear-group" if pays_group(priced) else "quote-too-dear",
            price=price,
            available=available,
            missing=price - available,
        ),
        *_content(t, offer, priced.quote),
        t("quote-cheaper") if cheaper else None,
    )
    shelf = [inline_button(t.plain("button-other-model"), ShelfButton(kind=priced.model.kind, draft=draft))]
    return Screen(
        text,
        keyboard([*cheaper, shelf, *_changes(t, offer.prompt_for(priced.quote.first.choices), draft)]),
    )


def approval(t: Translator, priced: PricedQuote, offer: Offer, *, asker: Html) -> Screen:
    """A quote that waits for an admin of the group."""
    text = paragraphs(
        t("approval-asked", name=asker),
        t("quote-what-price", what=what(t, priced, offer), price=priced.quote.price),
        t("quote-left-group", available=priced.balance.available, left=priced.left),
        *_content(t, offer, priced.quote),
    )
    return Screen(text, approval_buttons(t, priced.quote))


def approval_buttons(t: Translator, quote: Quote) -> InlineKeyboardMarkup | None:
    """An admin's yes and no."""
    agree = inline_button(
        t.plain("button-agree"), ApproveButton(token=quote.token, agree=True), ButtonStyle.SUCCESS
    )
    decline = inline_button(t.plain("button-decline"), ApproveButton(token=quote.token, agree=False))
    return keyboard([[agree, decline]])


def pays_group(priced: PricedQuote) -> bool:
    """Whether the group's account pays, so that the balance is the group's."""
    in_party = priced.quote.party_id is not None
    return not in_party and priced.group is not None and priced.group.rules.paid_by is Payer.GROUP


def _needs_approval(priced: PricedQuote) -> bool:
    in_party = priced.quote.party_id is not None
    return (
        not in_party and priced.group is not None and needs_approval(priced.group.rules, priced.quote.price)
    )


def what(t: Translator, priced: PricedQuote, offer: Offer) -> Html:
    """The model, and in words whatever was chosen that nothing said would not have brought."""
    chosen = priced.quote.first.choices
    said = [
        _said(t, option, chosen[option.name])
        for option in offer.options
        if option.name in chosen and chosen[option.name] != option.default
    ]
    return paragraphs(t("card-title", model=priced.model.title), *said, gap=", ")


def _said(t: Translator, option: Option, value: str) -> Html:
    """One option as a person would say it: `10 s`, `high`, `speed 1.2`, `title “Rain”`."""
    name, shown = option_name(t, option.name), cut(option_value(t, option, value), _VALUE_SHOWN)
    name = name[:1].lower() + name[1:]
    if option.switch:
        return t("quote-option-on" if value == "on" else "quote-option-off", option=name)
    if option.choices:
        return t("quote-option", value=shown)
    free = option.minimum is None and option.maximum is None
    return t("quote-option-text" if free else "quote-option-number", option=name, value=shown)


def _content(t: Translator, offer: Offer, asked: Quote) -> list[Html]:
    """The prompt, folded by Telegram when it is long, and how many references of each kind."""
    shown, long = cut(asked.prompt, PROMPT_SHOWN), len(asked.prompt) > _FOLDED_FROM
    prompt = t("quote-prompt-folded" if long else "quote-prompt", prompt=shown)
    return [
        *([prompt] if shown else []),
        *references(t, offer, asked.references, open_frames=False),
    ]


def _left(t: Translator, priced: PricedQuote) -> Html:
    """What there is, what will be left, and which part of the account pays; or that a key of the person's own does."""
    if priced.quote.key_owner:
        return t("quote-own-key", kie=priced.quote.kie_credits)
    balance = priced.balance
    if priced.quote.party_id is not None:
        return t("quote-left-party", price=priced.quote.price, available=balance.available)
    if pays_group(priced):
        return t("quote-left-group", available=balance.available, left=priced.left)
    if balance.unlimited:
        return t("credits-unlimited")
    available, left = balance.available, priced.left
    free = min(balance.allowance, priced.quote.price)
    if not (balance.allowance and balance.bought):
        own = not balance.allowance and balance.bought
        return t("quote-left-own" if own else "quote-left-free", available=available, left=left)
    own = priced.quote.price - free
    if not own:
        return t("quote-left-enough", available=available, left=left)
    return t("quote-left-both", available=available, left=left, allowance=free, bought=own)


def _changes(t: Translator, rule: PromptRule, draft: int) -> list[list[InlineKeyboardButton]]:
    buttons = []
    if rule.maximum_length:
        buttons.append(inline_button(t.plain("button-edit-prompt"), PromptButton(draft=draft)))
    buttons.append(inline_button(t.plain("button-options"), CardButton(draft=draft)))
    return [*grid(buttons, 2), [inline_button(t.plain("button-cancel"), DismissButton(draft=draft))]]
