"""Doing something with media or words: /animate, /edit, /restyle … as commands, and as buttons under a result."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.catalog.spec import Verb
from bot.generation.result_reference import is_within_reach, reference_to
from handlers.commands import VERBS
from handlers.compose.probe import ProbeContext
from handlers.compose.verb_request import VerbRequest, do, subject, verb_request_screen
from handlers.core.callback_data import DoersButton, PickDoerButton, UseWithVerbButton, VerbButton
from handlers.core.fsm_states import asked_by, leave, touch
from handlers.core.refusals import CardGone
from handlers.core.reply_input import references_of, words_of_reply
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views import verb_buttons as verbs
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of the verbs."""
    router = Router(name="verbs")
    router.message.register(by_command, Command(*VERBS, ignore_case=True))
    router.callback_query.register(with_result, VerbButton.filter())
    router.callback_query.register(with_draft, UseWithVerbButton.filter())
    router.callback_query.register(show_doers, DoersButton.filter())
    router.callback_query.register(pick_doer, PickDoerButton.filter())
    return router


async def by_command(
    message: Message,
    command: CommandObject,
    bot: Bot,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    probe_context: ProbeContext,
) -> None:
    """Do it with the media or words that the command came with or replies to; ask for what is not there."""
    # A new wish: what an earlier dialogue was about must not get into its answers.
    await leave(state)
    verb = Verb(command.command.casefold())
    words = (command.args or "").strip()
    if verb.on_words:
        verb_request = VerbRequest(
            verb=verb, prompt=words or words_of_reply(message, bot.id), asked=message.message_id
        )
    else:
        found = references_of(message)
        album = message.media_group_id or ""
        verb_request = VerbRequest(
            verb=verb, references=found, prompt=words, asked=message.message_id, album=album
        )
    await do(verb_request, desk, stage, state, probe_context)


async def with_result(
    _: CallbackQuery,
    callback_data: VerbButton,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    probe_context: ProbeContext,
) -> None:
    """Do it with what a generation made; of several assets, ask which one."""
    generation = await desk.generation(callback_data.generation)
    await stage.answer()
    several = len(generation.assets) > 1
    if several and callback_data.position < 0:
        await stage.say(verbs.which(desk.t, callback_data.verb, generation))
        return
    position = max(callback_data.position, 0)
    if position >= len(generation.assets):
        raise CardGone
    reference = reference_to(generation.assets[position], generation)
    if not is_within_reach(reference, desk.clock.now()):
        await stage.say(Screen(desk.t("verb-no-copy")))
        return
    # The result keeps its card: the answer is a message of its own.
    below = replace(stage, callback_query_id=None)
    verb_request = VerbRequest(verb=callback_data.verb, references=(reference,), asked=stage.message_id)
    await do(verb_request, desk, below, state, probe_context)


async def with_draft(
    _: CallbackQuery,
    callback_data: UseWithVerbButton,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    probe_context: ProbeContext,
) -> None:
    """Do it with what the draft has; its own model was only a place to keep that."""
    draft = await desk.draft(callback_data.draft)
    await stage.answer()
    verb_request = VerbRequest(
        verb=callback_data.verb,
        references=draft.references,
        prompt=draft.prompt,
        asked=await asked_by(state),
    )
    await do(verb_request, desk, stage, state, probe_context)


async def show_doers(_: CallbackQuery, callback_data: DoersButton, desk: Desk, stage: Stage) -> None:
    """The models to choose from."""
    draft = await desk.draft(callback_data.draft)
    await stage.answer()
    models = desk.shop.doers(callback_data.verb, subject(callback_data.verb, draft.references))
    await stage.turn(verbs.doers(desk.t, desk.shop, callback_data.verb, models, draft))


async def pick_doer(
    _: CallbackQuery, callback_data: PickDoerButton, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The same with this model, up to its price."""
    draft = await desk.draft(callback_data.draft)
    draft = await desk.with_model(draft, desk.shop.model(callback_data.slug))
    await stage.answer()
    await touch(state, draft.id)
    screen = await verb_request_screen(desk, draft, verb=callback_data.verb, reply_to=await asked_by(state))
    await desk.keep(replace(draft, message_id=await stage.turn(screen)))
