"""What a person has made so far."""

from __future__ import annotations

from collections.abc import Sequence

from bot.generation.record import Generation
from bot.i18n import Words
from handlers.callbacks import HistoryTap, MenuTap, ResendTap
from handlers.keyboards import grid, keyboard, pager, tap
from handlers.views.screen import Screen, one_line, paragraphs

PAGE = 5
"""Generations on one page."""

_PROMPT_SHOWN = 80


def history(words: Words, made: Sequence[tuple[Generation, str]], *, page: int, total: int) -> Screen:
    """A page of what was made, newest first, each with its model's title."""
    if not made:
        return Screen(words("history-none"), keyboard([[tap(words.plain("button-make"), MenuTap())]]))
    lines = [
        words(
            "history-line",
            id=generation.id,
            date=generation.completed_at or generation.created_at,
            model=title,
            prompt=one_line(generation.prompt, _PROMPT_SHOWN),
        )
        for generation, title in made
    ]
    buttons = [
        tap(words.plain("button-resend", id=generation.id), ResendTap(generation=generation.id))
        for generation, _ in made
    ]
    turning = pager(page, -(-total // PAGE), HistoryTap(page=page))
    text = paragraphs(words("history-title", count=total), *lines, words("history-hint"), gap="\n\n")
    return Screen(text, keyboard([*grid(buttons, 3), turning]))
