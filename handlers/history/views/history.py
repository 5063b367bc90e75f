"""What a person has made so far: a page of the gallery."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Kind
from bot.domain.gallery import KEPT_BY_KIE, GalleryPage, is_at_telegram
from bot.domain.generation import Generation
from bot.i18n import Html, Translator
from handlers.core.buttons.history import HistoryButton, SearchHistoryButton
from handlers.core.buttons.menu import MenuButton
from handlers.core.buttons.result import ResendButton, VersionButton
from handlers.core.keyboards import inline_button, keyboard, pager
from handlers.core.views.screen import Screen, cut, one_line, paragraphs

_PROMPT_SHOWN = 36
_SEARCH_SHOWN = 24


def page(
    t: Translator,
    shown: Sequence[tuple[Generation, str]],
    *,
    page_state: GalleryPage,
    total: int,
    pages: int,
    kinds: frozenset[Kind],
    now: datetime,
) -> Screen:
    """The list below the thumbnails: numbers as on them, newest first, each generation with its model's title."""
    if not shown and not page_state.search and page_state.kind is None:
        return Screen(t("history-none"), keyboard([[inline_button(t.plain("button-make"), MenuButton())]]))
    lines = [_line(t, number, *one, now) for number, one in enumerate(shown, 1)]
    text = paragraphs(_title(t, page_state, total, pages), paragraphs(*lines), gap="\n\n")
    numbers = [
        inline_button(str(number), _again(generation, by_number=page_state.search.startswith("#")))
        for number, (generation, _) in enumerate(shown, 1)
    ]
    return Screen(text, keyboard([numbers, _filter(t, page_state, kinds), *_ways(t, page_state, pages)]))


def _again(generation: Generation, *, by_number: bool) -> ResendButton | VersionButton:
    """Among the versions of one there may be other members'."""
    return VersionButton(generation=generation.id) if by_number else ResendButton(generation=generation.id)


def thumbnail(t: Translator, number: int, title: str) -> Html:
    """The caption of a thumbnail, seen when it is opened."""
    return t("history-thumbnail", number=number, model=title)


def _title(t: Translator, page_state: GalleryPage, total: int, pages: int) -> Html:
    if not total:
        return t("history-nothing-found")
    parse_gallery_query = (
        t("history-query", words=cut(page_state.search, _SEARCH_SHOWN)) if page_state.search else None
    )
    leaf = t("history-page", page=page_state.page + 1, pages=pages) if pages > 1 else None
    return paragraphs(t("history-title", count=total), leaf, parse_gallery_query, gap=" ")


def _line(t: Translator, number: int, generation: Generation, title: str, now: datetime) -> Html:
    head = t(
        "history-line",
        number=number,
        kind=_sign(t, generation),
        model=title,
        date=generation.completed_at or generation.created_at,
    )
    if generation.parent_id is not None:
        head = paragraphs(
            head, t("result-version", version=generation.version, parent=generation.parent_id), gap=" · "
        )
    words = one_line(generation.shown_prompt, _PROMPT_SHOWN) if generation.shown_prompt.strip() else ""
    prompt = t("history-prompt", prompt=words) if words else None
    return paragraphs(head, prompt, _whereabouts(t, generation, now))


def _sign(t: Translator, generation: Generation) -> str:
    """What was made, as one sign: that of the kind's button in the menu."""
    kind = generation.assets[0].kind if generation.assets else None
    return t.plain(f"sign-{kind}") if kind else "·"


def _whereabouts(t: Translator, generation: Generation, now: datetime) -> Html | None:
    """What Telegram has no copy of lives behind a link, for as long as KIE keeps it."""
    if is_at_telegram(generation):
        return None
    until = (generation.completed_at or generation.created_at) + KEPT_BY_KIE
    return t("history-link", date=until) if now < until else t("history-gone")


def _filter(t: Translator, page_state: GalleryPage, kinds: frozenset[Kind]) -> list[InlineKeyboardButton]:
    """Every kind that there is to choose from; none when there is no choice."""
    there = [kind for kind in Kind if kind in kinds or kind is page_state.kind]
    if len(there) < 2 and page_state.kind is None:
        return []
    choices: list[Kind | None] = [None, *there]
    return [
        inline_button(
            t.plain(
                "button-chosen" if kind is page_state.kind else "button-choice",
                label=t.plain(f"sign-{kind}" if kind else "button-every-kind"),
            ),
            HistoryButton(gallery=page_state.id, page=0, kind=kind),
        )
        for kind in choices
    ]


def _ways(t: Translator, page_state: GalleryPage, pages: int) -> list[list[InlineKeyboardButton]]:
    """To the pages before and after, to a search, and back from one."""
    turning = pager(
        page_state.page,
        pages,
        HistoryButton(gallery=page_state.id, page=page_state.page, kind=page_state.kind),
    )
    search = inline_button(
        t.plain("button-history-search"), SearchHistoryButton(gallery=page_state.id, clear=False)
    )
    clear = inline_button(
        t.plain("button-history-everything", words=cut(page_state.search, _SEARCH_SHOWN)),
        SearchHistoryButton(gallery=page_state.id, clear=True),
    )
    before = [button for button in turning if button.text == "◀"]
    after = [button for button in turning if button.text == "▶"]
    return [[*before, search, *after], [clear] if page_state.search else []]
