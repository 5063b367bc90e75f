"""Words that are suggested, beside the person's own."""

from __future__ import annotations

from typing import Final

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.person import Draft
from bot.domain.suggestion import Suggestion
from bot.i18n import Html, Translator
from handlers.core.buttons.draft import AnotherWordsButton, BetterWordsButton, PriceButton, UseWordsButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen, cut, paragraphs

_OWN_SHOWN: Final = 600
"""Characters of the person's own words, which they know."""


def thinking(t: Translator, draft: Draft) -> Screen:
    """While the writer is asked; the way back stands there in case no answer comes."""
    own = t("quote-prompt", prompt=cut(draft.prompt, _OWN_SHOWN))
    return Screen(paragraphs(own, t("words-thinking")), keyboard([[_keep(t, draft.id)]]))


def suggestion(t: Translator, suggested: Suggestion) -> Screen:
    """Both, and what can be done: nothing is used without a tap."""
    text = paragraphs(
        paragraphs(t("words-own"), t("quote-prompt", prompt=cut(suggested.before, _OWN_SHOWN))),
        paragraphs(t("words-suggested"), t("quote-prompt", prompt=suggested.words)),
        t("words-edit"),
        gap="\n\n",
    )
    draft = suggested.draft_id
    use = inline_button(
        t.plain("button-use-words"),
        UseWordsButton(draft=draft, suggestion=suggested.id),
        ButtonStyle.SUCCESS,
    )
    another = inline_button(
        t.plain("button-another-words"), AnotherWordsButton(draft=draft, suggestion=suggested.id)
    )
    return Screen(text, keyboard([[use], [another, _keep(t, draft)]]))


def no_suggestion(t: Translator, draft: Draft, why: Html, *, again: BetterWordsButton | None) -> Screen:
    """Why there is none; the words are as they were."""
    retry = [inline_button(t.plain("button-try-words-again"), again)] if again is not None else []
    return Screen(why, keyboard([retry, [_keep(t, draft.id)]]))


def _keep(t: Translator, draft: int) -> InlineKeyboardButton:
    return inline_button(t.plain("button-keep-words"), PriceButton(draft=draft))
