"""What a person has made, page by page: turned, filtered and searched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from aiogram import Router
from aiogram.filters import CommandObject, Filter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.domain.gallery import GalleryFilters
from bot.domain.generation import Generation
from bot.domain.message_ref import MessageRef
from bot.domain.month import Month
from bot.domain.text_search import LONGEST
from bot.generation.result_favourites import ResultMarker
from bot.ports import Clock
from handlers.core.buttons.history import (
    FilterBy,
    FilterChoicesButton,
    FilterHistoryButton,
    HistoryButton,
    ListFavouriteButton,
    SearchHistoryButton,
)
from handlers.core.buttons.result import VersionsButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import ForBot, HasWords
from handlers.core.fsm_states import clear_state
from handlers.core.pressed import relabelled
from handlers.core.views.screen import Screen
from handlers.history.gallery_pager import Galleries
from handlers.history.query import SearchWords
from handlers.results.views.result import heart_label

PATIENCE = timedelta(minutes=10)
"""How long after the question words are taken for a search; later ones are a request again."""
_LONGEST_ID: Final = 18
"""Digits that the database's numbers can have."""


class SearchStates(StatesGroup):
    """The person was asked what to look for."""

    words = State()


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """The question for search words.

    Attributes:
        gallery_id: the gallery page that it is about.
        message: the message that asks.
    """

    gallery_id: int
    message: MessageRef


class AwaitsSearch(Filter):
    """The person was asked what to look for, not long ago: the `question` arrives."""

    async def __call__(self, event: TelegramObject, state: FSMContext, clock: Clock) -> bool | dict[str, Any]:
        """The gallery, or no match."""
        if await state.get_state() != SearchStates.words.state:
            return False
        data = await state.get_data()
        recent = clock.now() - datetime.fromisoformat(data["asked_at"]) <= PATIENCE
        message = MessageRef.from_json(data["question"])
        return {"question": SearchQuestion(data["gallery"], message)} if recent and message else False


def build() -> Router:
    """The router of /history."""
    router = Router(name="history")
    router.message.register(show, AnyCaseCommand("history"))
    router.message.register(search, ForBot(), HasWords(), AwaitsSearch())
    router.callback_query.register(turn, HistoryButton.filter())
    router.callback_query.register(versions, VersionsButton.filter())
    router.callback_query.register(choices, FilterChoicesButton.filter())
    router.callback_query.register(filtered, FilterHistoryButton.filter())
    router.callback_query.register(mark, ListFavouriteButton.filter())
    router.callback_query.register(seek, SearchHistoryButton.filter())
    return router


async def show(
    _: object,
    command: CommandObject,
    ctx: Context,
    galleries: Galleries,
) -> None:
    """The newest page, of everything or of what the words after the command find."""
    gallery_pager = galleries.of(ctx)
    await gallery_pager.open(SearchWords.of((command.args or "").strip()[:LONGEST]))


async def versions(
    _: CallbackQuery,
    callback_data: VersionsButton,
    generation: Generation,
    ctx: Context,
    galleries: Galleries,
) -> None:
    """All versions that a result is among, as the page of its number."""
    await ctx.chat.answer_callback()
    await galleries.of(ctx).open(SearchWords.of(f"#{generation.id}"))


async def turn(
    _: CallbackQuery,
    callback_data: HistoryButton,
    ctx: Context,
    galleries: Galleries,
) -> None:
    """Another page, or another kind."""
    gallery_pager = galleries.of(ctx)
    page_state = await gallery_pager.shown(callback_data.gallery)
    await ctx.chat.answer_callback()
    kind = callback_data.kind
    if (page_state.page, page_state.kind) == (callback_data.page, kind):
        return  # a second tap on the same arrow, or on the kind that is shown
    await gallery_pager.turn(page_state, replace(page_state, page=callback_data.page, kind=kind))


async def choices(
    _: CallbackQuery,
    callback_data: FilterChoicesButton,
    ctx: Context,
    galleries: Galleries,
) -> None:
    """What to filter by, in place of the gallery's buttons; or these again."""
    gallery_pager = galleries.of(ctx)
    page_state = await gallery_pager.shown(callback_data.gallery)
    await ctx.chat.answer_callback()
    if callback_data.by is None or callback_data.by is FilterBy.FAVOURITE:
        await gallery_pager.relist(page_state)
    else:
        await gallery_pager.offer(page_state, callback_data.by)


async def filtered(
    _: CallbackQuery,
    callback_data: FilterHistoryButton,
    ctx: Context,
    galleries: Galleries,
) -> None:
    """The newest page of what the filter leaves."""
    gallery_pager = galleries.of(ctx)
    page_state = await gallery_pager.shown(callback_data.gallery)
    await ctx.chat.answer_callback()
    filters = _filters(page_state.filters, callback_data.by, callback_data.value or "")
    if filters == page_state.filters:
        await gallery_pager.relist(page_state)  # a second tap, or what is chosen already
        return
    await gallery_pager.turn(page_state, replace(page_state, page=0, filters=filters))


def _filters(filters: GalleryFilters, by: FilterBy, value: str) -> GalleryFilters:
    match by:
        case FilterBy.FAVOURITE:
            return replace(filters, favourite=bool(value))
        case FilterBy.MONTH:
            return replace(filters, month=Month.parse(value))
        case FilterBy.MODEL:
            return replace(filters, model=value)
        case FilterBy.LOOK:
            return replace(filters, look=_id(value))
        case FilterBy.CHARACTER:
            return replace(filters, character=_id(value))


def _id(value: str) -> int | None:
    is_id = value.isascii() and value.isdigit() and len(value) <= _LONGEST_ID
    return int(value) if is_id else None


async def mark(
    press: CallbackQuery,
    callback_data: ListFavouriteButton,
    ctx: Context,
    result_marker: ResultMarker,
) -> None:
    """Mark a result of the list, or take the mark away; what is shown stays until the next page."""
    generation = await ctx.user.generation(callback_data.generation)  # raises for another person's
    marked = await result_marker.toggle(generation.id, ctx.person.id)
    await ctx.chat.answer_callback(ctx.t.plain("toast-favourite" if marked else "toast-favourite-removed"))
    buttons = relabelled(press, heart_label(ctx.t, int(marked)))
    if buttons is not None:
        await ctx.chat.edit_buttons(buttons)


async def seek(
    _: CallbackQuery,
    callback_data: SearchHistoryButton,
    ctx: Context,
    galleries: Galleries,
) -> None:
    """Ask for words, or show everything again."""
    gallery_pager = galleries.of(ctx)
    page_state = await gallery_pager.shown(callback_data.gallery)
    await ctx.chat.answer_callback()
    if callback_data.clear:
        await gallery_pager.turn(page_state, replace(page_state, page=0, search=""))
        return
    asked = await ctx.chat.ask(Screen(ctx.t("history-ask")))
    await ctx.state.set_state(SearchStates.words)
    await ctx.state.set_data(
        {"gallery": page_state.id, "question": asked.as_json(), "asked_at": ctx.clock.now().isoformat()}
    )


async def search(
    message: Message,
    prompt: str,
    question: SearchQuestion,
    ctx: Context,
    galleries: Galleries,
) -> None:
    """The words that were asked for; the question has done its work."""
    await clear_state(ctx.state)
    gallery_pager = galleries.of(ctx)
    page_state = await gallery_pager.shown(question.gallery_id)
    asked = SearchWords.of(prompt.strip()[:LONGEST])
    filters = page_state.filters.with_more(asked.filters)
    await gallery_pager.turn(page_state, replace(page_state, page=0, search=asked.words, filters=filters))
    await ctx.chat.delete([question.message])
