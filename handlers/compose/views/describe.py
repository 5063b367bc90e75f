"""Prompts that would make something like a picture."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from aiogram.enums import ButtonStyle

from bot.domain.generation import Generation
from bot.domain.suggestion import Suggestion
from bot.i18n import Html, Translator
from handlers.core.buttons.draft import DescribeAgainButton, DescribedButton
from handlers.core.buttons.result import DescribeResultButton
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views.screen import Screen, paragraphs


def which(t: Translator, generation: Generation, pictures: Collection[int]) -> Screen:
    """Ask which of several pictures is meant."""
    buttons = [
        inline_button(str(position + 1), DescribeResultButton(generation=generation.id, position=position))
        for position in pictures
    ]
    return Screen(t("verb-which"), keyboard(grid(buttons, 4)))


def looking(t: Translator, draft: int) -> Screen:
    """While the picture is looked at; it can be looked at again in case no answer comes."""
    retry = inline_button(t.plain("button-try-words-again"), DescribeAgainButton(draft=draft))
    return Screen(t("describe-looking"), keyboard([[retry]]))


def described(t: Translator, suggested: Sequence[Suggestion], prices: Sequence[int | None]) -> Screen:
    """All prompts as text, and for each what it would cost."""
    text = paragraphs(
        t("describe-shown"),
        *(t("describe-prompt", number=number, prompt=one.words) for number, one in enumerate(suggested, 1)),
        t("describe-price"),
        gap="\n\n",
    )
    rows = [
        [
            inline_button(
                t.plain("button-described", number=number, price="none" if price is None else price),
                DescribedButton(draft=one.draft_id, suggestion=one.id),
                ButtonStyle.SUCCESS,
            )
        ]
        for number, (one, price) in enumerate(zip(suggested, prices, strict=True), 1)
    ]
    return Screen(text, keyboard(rows))


def not_described(t: Translator, draft: int, why: Html, *, again: bool) -> Screen:
    """Why there are no prompts."""
    retry = inline_button(t.plain("button-try-words-again"), DescribeAgainButton(draft=draft))
    return Screen(why, keyboard([[retry]] if again else []))
