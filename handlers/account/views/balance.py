"""What there is to spend, and the rule behind it."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.i18n import Html, Translator
from bot.ledger.allowance import Allowance
from bot.ledger.entries import Balance
from handlers.core.buttons.menu import MenuButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.model_lists import credits_line, next_free_credits
from handlers.core.views.screen import Screen, paragraphs


def balance(t: Translator, now: Balance, buying: Sequence[InlineKeyboardButton]) -> Screen:
    """What is available, what is set aside, and the rule in one sentence; `buying` is the way to more."""
    held = t("balance-held", count=now.held) if now.held else None
    refill = None if now.allowance else next_free_credits(t, now)
    text = paragraphs(credits_line(t, now), refill, held, t("balance-rule"))
    return Screen(text, keyboard([buying, [inline_button(t.plain("button-make"), MenuButton())]]))


def quota(t: Translator, allowance: Allowance, now: Balance) -> Screen:
    """Which account pays, what is left in each part, and when it refills."""
    if allowance.unlimited:
        return Screen(paragraphs(t("quota-unlimited"), t("quota-payer"), gap="\n\n"))
    parts = t("quota-parts", available=now.available, allowance=now.allowance, bought=now.bought)
    lapsed = t("balance-lapsed", count=now.lapsed) if now.lapsed else None
    left = paragraphs(parts, lapsed)
    return Screen(
        paragraphs(t("quota-payer"), _allowance(t, allowance), left, next_free_credits(t, now), gap="\n\n")
    )


def _allowance(t: Translator, allowance: Allowance) -> Html:
    if not allowance.credits:
        return t("quota-none")
    return t(f"quota-{allowance.period}", count=allowance.credits)
