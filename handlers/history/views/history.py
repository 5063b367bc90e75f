"""What a person has made so far: a page of the gallery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.catalog.spec import Kind
from bot.domain.gallery import KEPT_BY_KIE, GalleryPage, is_at_telegram
from bot.domain.generation import Generation
from bot.domain.month import Month
from bot.domain.paging import PageNumber
from bot.i18n import Html, Translator
from handlers.core.buttons.history import (
    FilterBy,
    FilterChoicesButton,
    FilterHistoryButton,
    HistoryButton,
    ListFavouriteButton,
    SearchHistoryButton,
)
from handlers.core.buttons.menu import MenuButton
from handlers.core.buttons.result import ResendButton, VersionButton
from handlers.core.keyboards import grid, inline_button, keyboard, pager
from handlers.core.views.ai_label import labelled
from handlers.core.views.screen import Screen, cut, one_line, paragraphs
from handlers.results.views.result import heart_label

_PROMPT_SHOWN = 36
_SEARCH_SHOWN = 24
_MONTHS_IN_A_ROW: Final = 3
_MODELS_IN_A_ROW: Final = 2
_NAME_SHOWN: Final = 18
_NAMES: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """What there is on a page of a gallery.

    Attributes:
        state: which page it is.
        shown: newest first, each with its model's title.
        marked: ids of those that the person has marked as favourites.
        total: how many results there are on all pages.
        place: which page of how many it is.
        kinds: that there are to choose from.
        model: title of the model that is filtered by, or empty.
        looks: names of the looks that there are to choose from, by id.
        characters: the same of characters.
        now: the time.
    """

    state: GalleryPage
    shown: Sequence[tuple[Generation, str]]
    marked: frozenset[int]
    total: int
    place: PageNumber
    kinds: frozenset[Kind]
    model: str
    looks: Mapping[int, str]
    characters: Mapping[int, str]
    now: datetime


def page(t: Translator, page: ShownPage) -> Screen:
    """The list below the thumbnails: numbers as on them, newest first, each generation with its model's title."""
    state = page.state
    if not page.shown and not state.search and state.kind is None and not state.filters:
        return Screen(t("history-none"), keyboard([[inline_button(t.plain("button-make"), MenuButton())]]))
    lines = [_line(t, number, *one, page.now) for number, one in enumerate(page.shown, 1)]
    text = paragraphs(_title(t, page), paragraphs(*lines), gap="\n\n")
    numbers = [
        inline_button(str(number), _again(generation, by_number=state.search.startswith("#")))
        for number, (generation, _) in enumerate(page.shown, 1)
    ]
    hearts = [
        inline_button(
            heart_label(t, int(generation.id in page.marked)),
            ListFavouriteButton(gallery=state.id, generation=generation.id),
        )
        for generation, _ in page.shown
        if generation.person_id == state.person_id  # of versions, others' are listed, too
    ]
    return Screen(
        text,
        keyboard(
            [
                numbers,
                hearts,
                _kinds(t, page),
                _filters(t, page),
                _named_filters(t, page),
                *_ways(t, state, page.place),
            ]
        ),
    )


def month_choices(t: Translator, state: GalleryPage, months: Sequence[Month]) -> InlineKeyboardMarkup | None:
    """The months to choose from, in place of the gallery's buttons."""
    chosen = state.filters.month
    buttons = [
        _choice(t, state, FilterBy.MONTH, month_name(t, month), str(month), is_chosen=month == chosen)
        for month in months
    ]
    return keyboard([*grid(buttons, _MONTHS_IN_A_ROW), _around(t, state, FilterBy.MONTH)])


def model_choices(
    t: Translator, state: GalleryPage, titles: Mapping[str, str]
) -> InlineKeyboardMarkup | None:
    """The models to choose from, slugs with their titles, in place of the gallery's buttons."""
    chosen = state.filters.model
    buttons = [
        _choice(t, state, FilterBy.MODEL, title, slug, is_chosen=slug == chosen)
        for slug, title in titles.items()
    ]
    return keyboard([*grid(buttons, _MODELS_IN_A_ROW), _around(t, state, FilterBy.MODEL)])


def named_choices(
    t: Translator, state: GalleryPage, by: FilterBy, names: Mapping[int, str]
) -> InlineKeyboardMarkup | None:
    """The looks or characters to choose from, ids with their names, in place of the gallery's buttons."""
    chosen = state.filters.look if by is FilterBy.LOOK else state.filters.character
    buttons = [
        _choice(t, state, by, cut(name, _NAME_SHOWN), str(number), is_chosen=number == chosen)
        for number, name in list(names.items())[:_NAMES]
    ]
    return keyboard([*grid(buttons, _MODELS_IN_A_ROW), _around(t, state, by)])


def month_name(t: Translator, month: Month) -> str:
    """A month as a label has room for it."""
    return t.plain("history-month", month=month.number, year=month.year)


def _choice(
    t: Translator, state: GalleryPage, by: FilterBy, label: str, value: str, *, is_chosen: bool
) -> InlineKeyboardButton:
    key = "button-chosen" if is_chosen else "button-choice"
    return inline_button(t.plain(key, label=label), FilterHistoryButton(gallery=state.id, by=by, value=value))


def _around(t: Translator, state: GalleryPage, by: FilterBy) -> list[InlineKeyboardButton]:
    """Without this filter, and back without a choice."""
    back = inline_button(t.plain("button-back"), FilterChoicesButton(gallery=state.id))
    every = inline_button(t.plain("button-history-no-filter"), FilterHistoryButton(gallery=state.id, by=by))
    return [every, back]


def _filters(t: Translator, page: ShownPage) -> list[InlineKeyboardButton]:
    """What narrows a gallery: shown where there is more than one page of it, or where something narrows it."""
    state, filters = page.state, page.state.filters
    if page.place.count < 2 and not filters:
        return []
    favourite = FilterHistoryButton(
        gallery=state.id, by=FilterBy.FAVOURITE, value=None if filters.favourite else "1"
    )
    month = month_name(t, filters.month) if filters.month is not None else None
    return [
        inline_button(_ticked(t, t.plain("button-history-favourites"), filters.favourite), favourite),
        inline_button(
            _ticked(t, month or t.plain("button-history-month"), month is not None),
            FilterChoicesButton(gallery=state.id, by=FilterBy.MONTH),
        ),
        inline_button(
            _ticked(t, page.model or t.plain("button-history-model"), bool(page.model)),
            FilterChoicesButton(gallery=state.id, by=FilterBy.MODEL),
        ),
    ]


def _named_filters(t: Translator, page: ShownPage) -> list[InlineKeyboardButton]:
    """A row of its own, where looks or characters made something; a chosen one that is gone can be taken away still."""
    filters, buttons = page.state.filters, []
    for by, general, chosen, names in (
        (FilterBy.LOOK, t.plain("button-history-look"), filters.look, page.looks),
        (FilterBy.CHARACTER, t.plain("button-history-character"), filters.character, page.characters),
    ):
        if chosen is None and (not names or (page.place.count < 2 and not filters)):
            continue
        name = cut(names.get(chosen, ""), _NAME_SHOWN) if chosen is not None else ""
        shown = _ticked(t, name or general, chosen is not None)
        buttons.append(inline_button(shown, FilterChoicesButton(gallery=page.state.id, by=by)))
    return buttons


def _ticked(t: Translator, label: str, is_chosen: bool) -> str:
    return t.plain("button-chosen" if is_chosen else "button-choice", label=label)


def _again(generation: Generation, *, by_number: bool) -> ResendButton | VersionButton:
    """Among the versions of one there may be other members'."""
    return VersionButton(generation=generation.id) if by_number else ResendButton(generation=generation.id)


def thumbnail(t: Translator, number: int, title: str) -> Html:
    """The caption of a thumbnail, seen when it is opened."""
    return labelled(t, t("history-thumbnail", number=number, model=title))


def _title(t: Translator, page: ShownPage) -> Html:
    if not page.total:
        return t("history-nothing-found")
    search = page.state.search
    words = t("history-query", words=cut(search, _SEARCH_SHOWN)) if search else None
    leaf = (
        t("history-page", page=page.place.number + 1, pages=page.place.count)
        if page.place.count > 1
        else None
    )
    return paragraphs(t("history-title", count=page.total), leaf, words, gap=" ")


def _line(t: Translator, number: int, generation: Generation, title: str, now: datetime) -> Html:
    head = t(
        "history-line",
        number=number,
        kind=kind_sign(t, generation),
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


def kind_sign(t: Translator, generation: Generation) -> str:
    """What was made, as one sign: that of the kind's button in the menu."""
    kind = generation.assets[0].kind if generation.assets else None
    return t.plain(f"sign-{kind}") if kind else "·"


def _whereabouts(t: Translator, generation: Generation, now: datetime) -> Html | None:
    """What Telegram has no copy of lives behind a link, for as long as KIE keeps it."""
    if is_at_telegram(generation):
        return None
    until = (generation.completed_at or generation.created_at) + KEPT_BY_KIE
    return t("history-link", date=until) if now < until else t("history-gone")


def _kinds(t: Translator, page: ShownPage) -> list[InlineKeyboardButton]:
    """Every kind that there is to choose from; none when there is no choice."""
    page_state = page.state
    there = [kind for kind in Kind if kind in page.kinds or kind is page_state.kind]
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


def _ways(t: Translator, page_state: GalleryPage, place: PageNumber) -> list[list[InlineKeyboardButton]]:
    """To the pages before and after, to a search, and back from one."""
    turning = pager(
        place,
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
