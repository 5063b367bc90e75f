"""The first screen, and help."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandStart
from aiogram.fsm.context import FSMContext

from handlers.browse.menu import last_made
from handlers.browse.welcome_video import WelcomeVideo
from handlers.core.fsm_states import leave
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views import model_lists as shelves
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of /start and /help."""
    router = Router(name="start")
    router.message.register(start, CommandStart())
    router.message.register(show_help, Command("help"))
    return router


async def start(_: object, desk: Desk, stage: Stage, welcome_video: WelcomeVideo, state: FSMContext) -> None:
    """Welcome: what can be made, shown to who is new; what was made last to who is not; and the credits there are."""
    await leave(state)
    last = await last_made(desk, stage)
    name = desk.person.name or "🙂"
    screen = shelves.menu(desk.t, await desk.balance(), name=name, last=last)
    if last is None and not stage.in_group:
        await welcome_video.greet(stage, screen, desk.t("start-examples"))
    else:
        await stage.say(screen)


async def show_help(_: object, desk: Desk, stage: Stage) -> None:
    """How it works, in a few lines."""
    await stage.say(Screen(desk.t("help", slug=desk.shop.first().slug)))
