"""The one-line form, by itself or as a reply to media or words."""

from __future__ import annotations

from functools import partial

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.catalog.choices import check_prompt, settle
from bot.domain.person import Draft
from handlers.compose.gen_parser import parse, split_slug
from handlers.compose.probe import show_after_probe
from handlers.compose.screens import next_screen
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.fsm_states import (
    answer_of,
    clear_state,
    current_draft,
    reply_target,
    set_answer,
    set_current_draft,
)
from handlers.core.reply_input import references_of, words_of_reply
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of /gen."""
    router = Router(name="gen")
    router.message.register(gen, AnyCaseCommand("gen"))
    router.edited_message.register(correct, AnyCaseCommand("gen"))
    return router


async def gen(message: Message, command: CommandObject, ctx: Context) -> None:
    """Answer with the quote of a whole request in one line, or with what it lacks."""
    # A new request: what an earlier conversation was about must not get into its answers.
    await clear_state(ctx.state)
    draft = await _drafted(message, command, ctx)
    if draft is None:
        await ctx.chat.send(Screen(ctx.t("gen-usage", slug=ctx.catalog.first().slug)))
        return
    await set_current_draft(ctx.state, draft.id, asked=message.message_id, album=message.media_group_id or "")
    show = partial(next_screen, ctx, reply_to=message.message_id)
    await show_after_probe(draft, ctx, show)


async def correct(message: Message, command: CommandObject, ctx: Context) -> None:
    """The line was edited: its answer follows, until something was begun or another request came."""
    earlier = await current_draft(ctx.state)
    if earlier is None or await reply_target(ctx.state) != message.message_id:
        return
    answer = await answer_of(ctx.state, earlier)
    draft = await _drafted(message, command, ctx)
    if draft is None or answer is None:
        return
    await ctx.drafts.withdrawer.close(earlier)
    await set_current_draft(ctx.state, draft.id, asked=message.message_id)
    shown = await ctx.chat.replace_message(answer, await next_screen(ctx, draft, reply_to=message.message_id))
    await set_answer(ctx.state, draft.id, shown)


async def _drafted(message: Message, command: CommandObject, ctx: Context) -> Draft | None:
    """A draft of what the line says, with what it replies to; None when it says nothing. Raises Refusal."""
    slug, rest = split_slug(command.args or "")
    if not slug:
        return None
    model = ctx.catalog.model(slug)
    offer = ctx.catalog.offer(model)
    said = parse(rest, offer)
    choices = settle(model, offer, said.choices)
    prompt = said.prompt or words_of_reply(message, ctx.chat.bot.id)
    if prompt and offer.prompt_for(choices).maximum_length:
        prompt = check_prompt(model, offer, prompt, choices)
    return await ctx.drafts.open(
        ctx.chat.topic, model.slug, choices=said.choices, prompt=prompt, references=references_of(message)
    )
