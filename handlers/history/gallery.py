"""What a person has made, page by page: turned, filtered and searched."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from aiogram import Router
from aiogram.filters import Command, CommandObject, Filter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.domain.gallery import Gallery, Hangings
from bot.domain.text_search import LONGEST
from bot.ports import Clock
from handlers.core.callback_data import HistoryTap, SeekTap
from handlers.core.filters import ForBot, HasWords
from handlers.core.fsm_states import leave
from handlers.core.ports import Showcase
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views.screen import Screen
from handlers.history.gallery_pager import Curator

PATIENCE = timedelta(minutes=10)
"""How long after the question words are taken for a search; later ones are a wish again."""


class Searching(StatesGroup):
    """Somebody was asked what to look for."""

    words = State()


class AwaitsSearch(Filter):
    """The person was asked what to look for, not long ago: `gallery_id` and the message `question` arrive."""

    async def __call__(self, event: TelegramObject, state: FSMContext, clock: Clock) -> bool | dict[str, Any]:
        """The gallery, or no match."""
        if await state.get_state() != Searching.words.state:
            return False
        data = await state.get_data()
        recent = clock.now() - datetime.fromisoformat(data["asked_at"]) <= PATIENCE
        return {"gallery_id": data["gallery"], "question": data["question"]} if recent else False


def build() -> Router:
    """The router of /history."""
    router = Router(name="history")
    router.message.register(show, Command("history"))
    router.message.register(search, ForBot(), HasWords(), AwaitsSearch())
    router.callback_query.register(turn, HistoryTap.filter())
    router.callback_query.register(seek, SeekTap.filter())
    return router


async def show(
    _: object,
    command: CommandObject,
    desk: Desk,
    stage: Stage,
    gallery: Gallery,
    hangings: Hangings,
    showcase: Showcase,
) -> None:
    """The newest page, of everything or of what the words after the command find."""
    curator = Curator(desk, stage, gallery, hangings, showcase)
    await curator.open((command.args or "").strip()[:LONGEST])


async def turn(
    _: CallbackQuery,
    callback_data: HistoryTap,
    desk: Desk,
    stage: Stage,
    gallery: Gallery,
    hangings: Hangings,
    showcase: Showcase,
) -> None:
    """Another page, or another kind."""
    curator = Curator(desk, stage, gallery, hangings, showcase)
    hanging = await curator.hung(callback_data.gallery)
    await stage.answer()
    kind = callback_data.kind or None
    if (hanging.page, hanging.kind) == (callback_data.page, kind):
        return  # a second tap on the same arrow, or on the kind that is shown
    await curator.turn(hanging, page=callback_data.page, kind=kind, search=hanging.search)


async def seek(
    _: CallbackQuery,
    callback_data: SeekTap,
    desk: Desk,
    stage: Stage,
    gallery: Gallery,
    hangings: Hangings,
    showcase: Showcase,
    state: FSMContext,
) -> None:
    """Ask for words, or show everything again."""
    curator = Curator(desk, stage, gallery, hangings, showcase)
    hanging = await curator.hung(callback_data.gallery)
    await stage.answer()
    if callback_data.clear:
        await curator.turn(hanging, page=0, kind=hanging.kind, search="")
        return
    asked = await stage.question(desk, Screen(desk.words("history-ask")))
    await state.set_state(Searching.words)
    await state.set_data({"gallery": hanging.id, "question": asked, "asked_at": desk.clock.now().isoformat()})


async def search(
    message: Message,
    prompt: str,
    gallery_id: int,
    question: int,
    desk: Desk,
    stage: Stage,
    gallery: Gallery,
    hangings: Hangings,
    showcase: Showcase,
    state: FSMContext,
) -> None:
    """The words that were asked for; the question has done its work."""
    await leave(state)
    curator = Curator(desk, stage, gallery, hangings, showcase)
    hanging = await curator.hung(gallery_id)
    await curator.turn(hanging, page=0, kind=hanging.kind, search=prompt.strip()[:LONGEST])
    await stage.take_away([question])
