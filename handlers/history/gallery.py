"""What a person has made, page by page: turned, filtered and searched."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from aiogram import Router
from aiogram.filters import Command, CommandObject, Filter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.domain.gallery import GalleryPageRepository, GalleryReader
from bot.domain.text_search import LONGEST
from bot.ports import Clock
from handlers.core.callback_data import HistoryButton, SearchHistoryButton
from handlers.core.filters import ForBot, HasWords
from handlers.core.fsm_states import leave
from handlers.core.ports import AlbumSender
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views.screen import Screen
from handlers.history.gallery_pager import GalleryPager

PATIENCE = timedelta(minutes=10)
"""How long after the question words are taken for a search; later ones are a wish again."""


class SearchStates(StatesGroup):
    """Somebody was asked what to look for."""

    t = State()


class AwaitsSearch(Filter):
    """The person was asked what to look for, not long ago: `gallery_id` and the message `question` arrive."""

    async def __call__(self, event: TelegramObject, state: FSMContext, clock: Clock) -> bool | dict[str, Any]:
        """The gallery, or no match."""
        if await state.get_state() != SearchStates.t.state:
            return False
        data = await state.get_data()
        recent = clock.now() - datetime.fromisoformat(data["asked_at"]) <= PATIENCE
        return {"gallery_id": data["gallery"], "question": data["question"]} if recent else False


def build() -> Router:
    """The router of /history."""
    router = Router(name="history")
    router.message.register(show, Command("history"))
    router.message.register(search, ForBot(), HasWords(), AwaitsSearch())
    router.callback_query.register(turn, HistoryButton.filter())
    router.callback_query.register(seek, SearchHistoryButton.filter())
    return router


async def show(
    _: object,
    command: CommandObject,
    desk: Desk,
    stage: Stage,
    gallery: GalleryReader,
    gallery_pages: GalleryPageRepository,
    album_sender: AlbumSender,
) -> None:
    """The newest page, of everything or of what the words after the command find."""
    gallery_pager = GalleryPager(desk, stage, gallery, gallery_pages, album_sender)
    await gallery_pager.open((command.args or "").strip()[:LONGEST])


async def turn(
    _: CallbackQuery,
    callback_data: HistoryButton,
    desk: Desk,
    stage: Stage,
    gallery: GalleryReader,
    gallery_pages: GalleryPageRepository,
    album_sender: AlbumSender,
) -> None:
    """Another page, or another kind."""
    gallery_pager = GalleryPager(desk, stage, gallery, gallery_pages, album_sender)
    page_state = await gallery_pager.hung(callback_data.gallery)
    await stage.answer()
    kind = callback_data.kind or None
    if (page_state.page, page_state.kind) == (callback_data.page, kind):
        return  # a second tap on the same arrow, or on the kind that is shown
    await gallery_pager.turn(page_state, page=callback_data.page, kind=kind, search=page_state.search)


async def seek(
    _: CallbackQuery,
    callback_data: SearchHistoryButton,
    desk: Desk,
    stage: Stage,
    gallery: GalleryReader,
    gallery_pages: GalleryPageRepository,
    album_sender: AlbumSender,
    state: FSMContext,
) -> None:
    """Ask for words, or show everything again."""
    gallery_pager = GalleryPager(desk, stage, gallery, gallery_pages, album_sender)
    page_state = await gallery_pager.hung(callback_data.gallery)
    await stage.answer()
    if callback_data.clear:
        await gallery_pager.turn(page_state, page=0, kind=page_state.kind, search="")
        return
    asked = await stage.question(desk, Screen(desk.t("history-ask")))
    await state.set_state(SearchStates.t)
    await state.set_data(
        {"gallery": page_state.id, "question": asked, "asked_at": desk.clock.now().isoformat()}
    )


async def search(
    message: Message,
    prompt: str,
    gallery_id: int,
    question: int,
    desk: Desk,
    stage: Stage,
    gallery: GalleryReader,
    gallery_pages: GalleryPageRepository,
    album_sender: AlbumSender,
    state: FSMContext,
) -> None:
    """The words that were asked for; the question has done its work."""
    await leave(state)
    gallery_pager = GalleryPager(desk, stage, gallery, gallery_pages, album_sender)
    page_state = await gallery_pager.hung(gallery_id)
    await gallery_pager.turn(page_state, page=0, kind=page_state.kind, search=prompt.strip()[:LONGEST])
    await stage.take_away([question])
