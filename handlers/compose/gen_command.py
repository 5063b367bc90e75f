"""The one-line form, by itself or as a reply to media or words."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.catalog.choices import check_prompt, settle
from bot.domain.person import Draft
from handlers.compose.gen_parser import parse, split_slug
from handlers.compose.probe import ProbeContext, show_after_probe
from handlers.compose.screens import next_screen
from handlers.core.fsm_states import asked_by, current_draft, leave, touch
from handlers.core.reply_input import references_of, words_of_reply
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of /gen."""
    router = Router(name="gen")
    router.message.register(gen, Command("gen"))
    router.edited_message.register(correct, Command("gen"))
    return router


async def gen(
    message: Message,
    command: CommandObject,
    bot: Bot,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    probe_context: ProbeContext,
) -> None:
    """Answer with the quote of a whole wish in one line, or with what it lacks."""
    # A new wish: what an earlier dialogue was about must not get into its answers.
    await leave(state)
    draft = await _drafted(message, command, bot, desk, stage)
    if draft is None:
        await stage.say(Screen(desk.t("gen-usage", slug=desk.shop.first().slug)))
        return
    await touch(state, draft.id, asked=message.message_id, album=message.media_group_id or "")
    show = partial(next_screen, desk, reply_to=message.message_id)
    await show_after_probe(draft, probe_context, desk, stage, state, show)


async def correct(
    message: Message, command: CommandObject, bot: Bot, desk: Desk, stage: Stage, state: FSMContext
) -> None:
    """The line was edited: its answer follows, until something was begun or another wish came."""
    earlier = await current_draft(state)
    if earlier is None or await asked_by(state) != message.message_id:
        return
    answer = (await desk.draft(earlier)).message_id
    draft = await _drafted(message, command, bot, desk, stage)
    if draft is None or answer is None:
        return
    await touch(state, draft.id, asked=message.message_id)
    shown = await stage.change(answer, await next_screen(desk, draft, reply_to=message.message_id))
    await desk.keep(replace(draft, message_id=shown))


async def _drafted(
    message: Message, command: CommandObject, bot: Bot, desk: Desk, stage: Stage
) -> Draft | None:
    """A draft of what the line says, with what it replies to; None when it says nothing. Raises Refusal."""
    slug, rest = split_slug(command.args or "")
    if not slug:
        return None
    model = desk.shop.model(slug)
    offer = desk.shop.offer(model)
    said = parse(rest, offer)
    choices = settle(model, offer, said.choices)
    prompt = said.prompt or words_of_reply(message, bot.id)
    if prompt and offer.prompt_for(choices).maximum_length:
        prompt = check_prompt(model, offer, prompt, choices)
    return await desk.open(
        stage.place, model.slug, choices=said.choices, prompt=prompt, references=references_of(message)
    )
