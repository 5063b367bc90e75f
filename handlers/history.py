"""What a person has made, page by page."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery

from bot.generation.history import History
from handlers.callbacks import HistoryTap
from handlers.desk import Desk
from handlers.stage import Stage
from handlers.views.history import PAGE
from handlers.views.history import history as history_screen
from handlers.views.screen import Screen


def build() -> Router:
    """The router of /history."""
    router = Router(name="history")
    router.message.register(show, Command("history"))
    router.callback_query.register(leaf, HistoryTap.filter())
    return router


async def show(_: object, desk: Desk, stage: Stage, history: History) -> None:
    """The newest page."""
    await stage.say(await _page(desk, history, 0))


async def leaf(
    _: CallbackQuery, callback_data: HistoryTap, desk: Desk, stage: Stage, history: History
) -> None:
    """Another page."""
    await stage.answer()
    await stage.turn(await _page(desk, history, callback_data.page))


async def _page(desk: Desk, history: History, page: int) -> Screen:
    total = await history.count_finished(desk.person.id)
    page = min(max(page, 0), max(0, -(-total // PAGE) - 1))
    made = await history.finished(desk.person.id, offset=page * PAGE, limit=PAGE)
    titled = [(generation, desk.shop.title(generation.model)) for generation in made]
    return history_screen(desk.words, titled, page=page, total=total)
