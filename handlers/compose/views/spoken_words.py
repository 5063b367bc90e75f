"""Words that were spoken, as they were heard."""

from __future__ import annotations

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.suggestion import Suggestion
from bot.i18n import Translator
from handlers.core.buttons.draft import PromptButton, UseWordsButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen, paragraphs


def listening(t: Translator, draft: int) -> Screen:
    """While it is listened to; the question for words stands there in case no answer comes."""
    return Screen(t("spoken-listening"), keyboard([[_typing(t, draft)]]))


def heard(t: Translator, suggested: Suggestion) -> Screen:
    """What was heard: nothing is used without a tap."""
    text = paragraphs(
        paragraphs(t("spoken-heard"), t("quote-prompt", prompt=suggested.words)), t("spoken-edit"), gap="\n\n"
    )
    use = inline_button(
        t.plain("button-use-heard"),
        UseWordsButton(draft=suggested.draft_id, suggestion=suggested.id),
        ButtonStyle.SUCCESS,
    )
    return Screen(text, keyboard([[use], [_typing(t, suggested.draft_id)]]))


def _typing(t: Translator, draft: int) -> InlineKeyboardButton:
    return inline_button(t.plain("button-keep-typing"), PromptButton(draft=draft))
