"""An asset that Telegram cannot carry: a link that runs out, and a button that renews it."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.domain.generation import Asset, Generation
from bot.i18n import Translator
from handlers.core.buttons.result import LinkButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen


def link(t: Translator, generation: Generation, asset: Asset, url: str, *, title: str) -> Screen:
    """A fresh link to the asset."""
    text = t("link-ready", model=title, id=generation.id)
    opening = InlineKeyboardButton(text=t.plain("button-open-link"), url=url)
    renewing = inline_button(
        t.plain("button-fresh-link"), LinkButton(generation=generation.id, asset=asset.id)
    )
    return Screen(text, keyboard([[opening], [renewing]]))
