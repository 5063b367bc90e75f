"""What there is to spend, and the rule behind it."""

from __future__ import annotations

from bot.i18n import Html, Words
from bot.ledger.allowance import Allowance
from bot.ledger.entries import Balance
from handlers.core.callback_data import MenuTap
from handlers.core.keyboards import keyboard, tap
from handlers.core.views.model_lists import credits_line
from handlers.core.views.screen import Screen, paragraphs


def balance(words: Words, now: Balance) -> Screen:
    """What is available, what is set aside, and the rule in one sentence."""
    held = words("balance-held", count=now.held) if now.held else None
    text = paragraphs(credits_line(words, now), held, words("balance-rule"))
    return Screen(text, keyboard([[tap(words.plain("button-make"), MenuTap())]]))


def quota(words: Words, allowance: Allowance, now: Balance) -> Screen:
    """Which purse pays, what is left in each part, and when it refills."""
    if allowance.unlimited:
        return Screen(paragraphs(words("quota-unlimited"), words("quota-purse"), gap="\n\n"))
    parts = words("quota-parts", available=now.available, allowance=now.allowance, bought=now.bought)
    return Screen(
        paragraphs(words("quota-purse"), _allowance(words, allowance), parts, _refill(words, now), gap="\n\n")
    )


def _allowance(words: Words, allowance: Allowance) -> Html:
    if not allowance.credits:
        return words("quota-none")
    return words(f"quota-{allowance.period}", count=allowance.credits)


def _refill(words: Words, now: Balance) -> Html | None:
    return words("quota-refill", date=now.refills_at) if now.refills_at else None
