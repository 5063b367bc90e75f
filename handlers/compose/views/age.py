"""The question how old a person is, and what is said to a no."""

from __future__ import annotations

from aiogram.enums import ButtonStyle

from bot.errors import AgeNotStated
from bot.i18n import Html, Translator
from handlers.core.buttons.quote import AgeDeclineButton, AgeGenerateButton, GenerateButton
from handlers.core.keyboards import Rows, inline_button, keyboard
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen


def question(t: Translator, refusal: AgeNotStated, token: str, draft: int | None) -> Screen:
    """Asked in place of a quote: yes goes on with it."""
    return Screen(Html(refusal_text(t, refusal)), keyboard(answers(t, refusal, token, draft)))


def answers(t: Translator, refusal: AgeNotStated, token: str, draft: int | None = None) -> Rows:
    """Yes, which goes on with the quote, and no."""
    age = int(str(refusal.facts["age"]))
    yes = AgeGenerateButton(token=token, draft=draft, age=age)
    return [
        [inline_button(t.plain("button-age-yes", age=age), yes, ButtonStyle.SUCCESS)],
        [inline_button(t.plain("button-age-no"), AgeDeclineButton(token=token, draft=draft))],
    ]


def declined(t: Translator, token: str, draft: int | None) -> Screen:
    """Nothing is made, nothing was held; the way back asks again."""
    back = inline_button(t.plain("button-back"), GenerateButton(token=token, draft=draft))
    return Screen(t("age-declined"), keyboard([[back]]))
