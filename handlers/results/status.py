"""What is going on now, and stopping it."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext

from bot.generation.progress_estimate import Waits
from bot.ports import Store
from bot.ports.history import History
from handlers.core.fsm_states import leave, touched
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views import progress_text as waiting
from handlers.core.views.screen import Screen, paragraphs
from handlers.recipes.input_state import cooking


def build() -> Router:
    """The router of /status and /cancel."""
    router = Router(name="status")
    router.message.register(status, Command("status"))
    router.message.register(cancel, Command("cancel"))
    return router


async def status(_: object, desk: Desk, stage: Stage, history: History, store: Store, waits: Waits) -> None:
    """Every open generation and where it is."""
    await stage.say(await _open_ones(desk, history, store, waits))


async def cancel(
    _: object,
    desk: Desk,
    stage: Stage,
    history: History,
    store: Store,
    waits: Waits,
    state: FSMContext,
) -> None:
    """End the dialogue; what waits in line can be cancelled with a button."""
    in_dialogue = await touched(state) is not None or await cooking(state) is not None
    await leave(state)
    listed = await _open_ones(desk, history, store, waits)
    something = await history.open(desk.person.id)
    ended = desk.words("cancel-dialogue") if in_dialogue else None
    if not something:
        await stage.say(Screen(ended) if ended else listed)
        return
    too_late = None if listed.buttons else desk.words("wait-no-cancel")
    await stage.say(Screen(paragraphs(ended, listed.text, too_late, gap="\n\n"), listed.buttons))


async def _open_ones(desk: Desk, history: History, store: Store, waits: Waits) -> Screen:
    generations = await history.open(desk.person.id)
    lines = [
        (
            generation,
            desk.shop.title(generation.model),
            await waits.of(generation, await store.place_in_line(generation.id)),
        )
        for generation in generations
    ]
    return waiting.open_ones(desk.words, lines)
