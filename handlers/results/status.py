"""What is going on now, and stopping it."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext

from bot.generation.progress_estimate import ProgressEstimator
from bot.ports import Store
from bot.ports.history import History
from handlers.core.fsm_states import current_draft, leave
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views import progress_text as waiting
from handlers.core.views.screen import Screen, paragraphs
from handlers.recipes.input_state import load_input


def build() -> Router:
    """The router of /status and /cancel."""
    router = Router(name="status")
    router.message.register(status, Command("status"))
    router.message.register(cancel, Command("cancel"))
    return router


async def status(
    _: object, desk: Desk, stage: Stage, history: History, store: Store, estimator: ProgressEstimator
) -> None:
    """Every open generation and where it is."""
    await stage.say(await _open_ones(desk, history, store, estimator))


async def cancel(
    _: object,
    desk: Desk,
    stage: Stage,
    history: History,
    store: Store,
    estimator: ProgressEstimator,
    state: FSMContext,
) -> None:
    """End the dialogue; what waits in line can be cancelled with a button."""
    in_dialogue = await current_draft(state) is not None or await load_input(state) is not None
    await leave(state)
    listed = await _open_ones(desk, history, store, estimator)
    something = await history.open(desk.person.id)
    ended = desk.t("cancel-dialogue") if in_dialogue else None
    if not something:
        await stage.say(Screen(ended) if ended else listed)
        return
    too_late = None if listed.buttons else desk.t("wait-no-cancel")
    await stage.say(Screen(paragraphs(ended, listed.text, too_late, gap="\n\n"), listed.buttons))


async def _open_ones(desk: Desk, history: History, store: Store, estimator: ProgressEstimator) -> Screen:
    generations = await history.open(desk.person.id)
    lines = [
        (
            generation,
            desk.shop.title(generation.model),
            await estimator.of(generation, await store.queue_position(generation.id)),
        )
        for generation in generations
    ]
    return waiting.open_ones(desk.t, lines)
