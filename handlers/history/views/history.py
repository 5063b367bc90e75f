"""What a person has made so far: a page of the gallery."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Kind
from bot.domain.gallery import KEPT_BY_KIE, Hanging, is_at_telegram
from bot.domain.generation import Generation
from bot.i18n import Html, Words
from handlers.core.callback_data import HistoryTap, MenuTap, ResendTap, SeekTap
from handlers.core.keyboards import keyboard, pager, tap
from handlers.core.views.screen import Screen, cut, one_line, paragraphs

_PROMPT_SHOWN = 36
_SEARCH_SHOWN = 24


def page(
    words: Words,
    shown: Sequence[tuple[Generation, str]],
    *,
    hanging: Hanging,
    total: int,
    pages: int,
    kinds: frozenset[Kind],
    now: datetime,
) -> Screen:
    """The list below the thumbnails: numbers as on them, newest first, each generation with its model's title."""
    if not shown and not hanging.search and hanging.kind is None:
        return Screen(words("history-none"), keyboard([[tap(words.plain("button-make"), MenuTap())]]))
    lines = [_line(words, number, *one, now) for number, one in enumerate(shown, 1)]
    text = paragraphs(_title(words, hanging, total, pages), paragraphs(*lines), gap="\n\n")
    numbers = [
        tap(str(number), ResendTap(generation=generation.id))
        for number, (generation, _) in enumerate(shown, 1)
    ]
    return Screen(text, keyboard([numbers, _filter(words, hanging, kinds), *_ways(words, hanging, pages)]))


def thumbnail(words: Words, number: int, title: str) -> Html:
    """The caption of a thumbnail, seen when it is opened."""
    return words("history-thumbnail", number=number, model=title)


def _title(words: Words, hanging: Hanging, total: int, pages: int) -> Html:
    if not total:
        return words("history-nothing-found")
    sought = words("history-sought", words=cut(hanging.search, _SEARCH_SHOWN)) if hanging.search else None
    leaf = words("history-leaf", page=hanging.page + 1, pages=pages) if pages > 1 else None
    return paragraphs(words("history-title", count=total), leaf, sought, gap=" ")


def _line(words: Words, number: int, generation: Generation, title: str, now: datetime) -> Html:
    head = words(
        "history-line",
        number=number,
        kind=_sign(words, generation),
        model=title,
        date=generation.completed_at or generation.created_at,
    )
    prompt = words("history-prompt", prompt=one_line(generation.wish, _PROMPT_SHOWN))
    return paragraphs(head, prompt, _whereabouts(words, generation, now))


def _sign(words: Words, generation: Generation) -> str:
    """What was made, as one sign: that of the kind's button in the menu."""
    kind = generation.assets[0].kind if generation.assets else None
    return words.plain(f"sign-{kind}") if kind else "·"


def _whereabouts(words: Words, generation: Generation, now: datetime) -> Html | None:
    """What Telegram has no copy of lives behind a link, for as long as KIE keeps it."""
    if is_at_telegram(generation):
        return None
    until = (generation.completed_at or generation.created_at) + KEPT_BY_KIE
    return words("history-link", date=until) if now < until else words("history-gone")


def _filter(words: Words, hanging: Hanging, kinds: frozenset[Kind]) -> list[InlineKeyboardButton]:
    """Every kind that there is to choose from; none when there is no choice."""
    there = [kind for kind in Kind if kind in kinds or kind is hanging.kind]
    if len(there) < 2 and hanging.kind is None:
        return []
    choices: list[Kind | None] = [None, *there]
    return [
        tap(
            words.plain(
                "button-chosen" if kind is hanging.kind else "button-choice",
                label=words.plain(f"sign-{kind}" if kind else "button-every-kind"),
            ),
            HistoryTap(gallery=hanging.id, page=0, kind=kind or ""),
        )
        for kind in choices
    ]


def _ways(words: Words, hanging: Hanging, pages: int) -> list[list[InlineKeyboardButton]]:
    """To the pages before and after, to a search, and back from one."""
    turning = pager(
        hanging.page, pages, HistoryTap(gallery=hanging.id, page=hanging.page, kind=hanging.kind or "")
    )
    search = tap(words.plain("button-history-search"), SeekTap(gallery=hanging.id, clear=False))
    clear = tap(
        words.plain("button-history-everything", words=cut(hanging.search, _SEARCH_SHOWN)),
        SeekTap(gallery=hanging.id, clear=True),
    )
    before = [button for button in turning if button.text == "◀"]
    after = [button for button in turning if button.text == "▶"]
    return [[*before, search, *after], [clear] if hanging.search else []]
