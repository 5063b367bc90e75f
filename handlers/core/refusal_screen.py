"""The answer to somebody whose wish a rule refused: why, and what to do next."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.errors import OwnKeyPaused, Refusal
from bot.i18n import Html
from handlers.core.callback_data import CardTap, DropTap, KeyTap, MenuTap, PickTap
from handlers.core.keyboards import keyboard, tap
from handlers.core.user_context import Desk
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen


def refusal_screen(desk: Desk, refusal: Refusal, draft: int | None) -> Screen:
    """The refusal in words, with its next steps; `draft` is the one that it is about, if any."""
    steps = _next_steps(desk, refusal, draft)
    return Screen(Html(refusal_text(desk.words, refusal)), keyboard([[step] for step in steps]))


def _next_steps(desk: Desk, refusal: Refusal, draft: int | None) -> list[InlineKeyboardButton]:
    words = desk.words
    steps = []
    nearest = refusal.facts.get("nearest")
    if isinstance(nearest, str) and nearest in desk.shop.catalog:
        title = desk.shop.model(nearest).title
        steps.append(tap(title, PickTap(slug=nearest, draft=draft or 0)))
    if isinstance(refusal, OwnKeyPaused):
        steps.append(tap(words.plain("button-key"), KeyTap()))
    if draft is None:
        return [*steps, tap(words.plain("button-menu"), MenuTap())]
    if refusal.code == "too-many-references":
        steps.append(tap(words.plain("button-drop"), DropTap(draft=draft)))
    return [*steps, tap(words.plain("button-card"), CardTap(draft=draft))]
