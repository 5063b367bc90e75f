"""What there is to spend in a group: whose account pays, and what of it is left for one member."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.domain.group import Payer, Span
from bot.groups.administration import Overview
from bot.i18n import Html, Translator
from bot.ledger.entries import Balance
from handlers.core.buttons.menu import MenuButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.model_lists import credits_line
from handlers.core.views.screen import Screen, paragraphs


def balance(t: Translator, overview: Overview, own: Balance, private: InlineKeyboardButton) -> Screen:
    """What is available now to who asks in this group; `private` leads to their own part of it."""
    text = paragraphs(_pays(t, overview), *_account(t, overview), _own(t, overview, own))
    buttons = keyboard([[inline_button(t.plain("button-make"), MenuButton())]])
    return Screen(text, buttons, own=_private(t, overview, own), aloud_button=private)


def quota(t: Translator, overview: Overview, own: Balance, private: InlineKeyboardButton) -> Screen:
    """The same with every limit of the group."""
    rules = overview.group.rules
    limits = [
        t("group-cap-generation", count=rules.generation_cap) if rules.generation_cap is not None else None,
        t("group-approval", limit=rules.approval_above)
        if rules.approval_above is not None and rules.paid_by is Payer.GROUP
        else None,
        t("group-open", count=rules.open_maximum) if rules.open_maximum is not None else None,
    ]
    return Screen(
        paragraphs(
            paragraphs(_pays(t, overview), *_account(t, overview)),
            paragraphs(*limits),
            _own(t, overview, own),
            gap="\n\n",
        ),
        own=_private(t, overview, own),
        aloud_button=private,
    )


def _pays(t: Translator, overview: Overview) -> Html:
    return t(f"group-payer-{overview.group.rules.paid_by}")


def _account(t: Translator, overview: Overview) -> list[Html | None]:
    """The account, and what the caps leave; nothing where everybody pays for themselves."""
    if overview.group.rules.paid_by is not Payer.GROUP:
        return []
    held = overview.balance.held
    return [
        t("group-balance", count=overview.balance.available),
        t("balance-held", count=held) if held else None,
        *_left(t, overview),
    ]


def _left(t: Translator, overview: Overview) -> list[Html]:
    """What the caps leave for the member."""
    caps = overview.group.rules.caps
    return [
        t(f"group-left-{span}", cap=caps[span], left=max(0, caps[span] - overview.spent[span]))
        for span in Span
        if span in caps
    ]


def _private(t: Translator, overview: Overview, own: Balance) -> tuple[tuple[Html, Html], ...]:
    """The member's own numbers, and what all may read in their place."""
    lines = [(line, Html("")) for line in _left(t, overview)]
    return ((_own(t, overview, own), t("group-own-aloud")), *lines)


def _own(t: Translator, overview: Overview, own: Balance) -> Html:
    """What the member has beside it; the first thing to know where that is what pays."""
    if own.unlimited or overview.group.rules.paid_by is Payer.ASKER:
        return credits_line(t, own)
    return t("group-own", count=own.available)
