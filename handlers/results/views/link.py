"""An asset that Telegram cannot carry: a link that runs out, and a button that renews it."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.domain.generation import Asset, Generation
from bot.i18n import Words
from handlers.core.callback_data import LinkTap
from handlers.core.keyboards import keyboard, tap
from handlers.core.views.screen import Screen


def link(words: Words, generation: Generation, asset: Asset, url: str, *, title: str) -> Screen:
    """A fresh link to the asset."""
    text = words("link-ready", model=title, id=generation.id)
    opening = InlineKeyboardButton(text=words.plain("button-open-link"), url=url)
    renewing = tap(words.plain("button-fresh-link"), LinkTap(generation=generation.id, asset=asset.id))
    return Screen(text, keyboard([[opening], [renewing]]))
