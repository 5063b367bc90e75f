"""Doing something with media or words: /animate, /edit, /restyle … as commands, and as buttons under a result."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.catalog.spec import Verb
from bot.domain.batch import EACH
from bot.domain.generation import Generation
from bot.domain.person import Draft
from bot.generation.result_reference import is_within_reach, reference_to
from handlers.commands import VERBS
from handlers.compose.new_request import begin_request
from handlers.compose.probe import show_after_probe
from handlers.compose.verb_request import VerbRequest, start_verb, subject, verb_request_screen
from handlers.core.buttons.draft import DoersButton, PickDoerButton, UseWithVerbButton
from handlers.core.buttons.menu import BeginVerbButton
from handlers.core.buttons.result import VerbButton
from handlers.core.carried import carried_draft, lately_carried
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.fsm_states import answer_of, reply_target, set_current_draft
from handlers.core.given_media import given_media
from handlers.core.refusals import CardGone
from handlers.core.remix import is_own, reply_target_of
from handlers.core.reply_input import words_of_reply
from handlers.core.shown_draft import replaced
from handlers.core.views import verb_buttons as verbs
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of the verbs."""
    router = Router(name="verbs")
    router.message.register(by_command, AnyCaseCommand(*VERBS))
    router.callback_query.register(with_result, VerbButton.filter())
    router.callback_query.register(with_draft, UseWithVerbButton.filter())
    router.callback_query.register(begin, BeginVerbButton.filter())
    router.callback_query.register(show_doers, DoersButton.filter())
    router.callback_query.register(pick_doer, PickDoerButton.filter())
    return router


async def by_command(message: Message, command: CommandObject, ctx: Context) -> None:
    """Do it with the media or words that the command came with or replies to; ask for what is not there."""
    before = await lately_carried(ctx)
    former = await answer_of(ctx.state, before.id) if before is not None else None
    earlier = await begin_request(message, ctx)
    verb = Verb(command.command)
    words = (command.args or "").strip() or earlier.words
    if verb.on_words:
        verb_request = VerbRequest(
            verb=verb, prompt=words or words_of_reply(message, ctx.chat.bot.id), asked=message.message_id
        )
        if verb_request.prompt:
            before = None
        elif before is not None:
            verb_request, ctx = replace(verb_request, prompt=before.prompt), ctx.asking()
    else:
        found = (*earlier.references, *await given_media(message, ctx))
        if found or (before is not None and not before.media):
            before = None
        elif before is not None:  # sent just before the command, and perhaps not for it
            found, words, ctx = before.media, words or before.prompt, ctx.asking()
        album = message.media_group_id or ""
        verb_request = VerbRequest(
            verb=verb, references=found, prompt=words, asked=message.message_id, album=album
        )
    await start_verb(verb_request, ctx)
    if before is not None:
        await replaced(ctx, before, former)


async def with_result(
    _: CallbackQuery, callback_data: VerbButton, generation: Generation, ctx: Context
) -> None:
    """Do it with what a generation made; of several assets, ask which one."""
    await ctx.chat.answer_callback()
    several = len(generation.assets) > 1
    if several and callback_data.position is None:
        await ctx.chat.send(
            verbs.which(ctx.t, callback_data.verb, generation), alone=not is_own(generation, ctx)
        )
        return
    position = callback_data.position or 0
    if not 0 <= position < len(generation.assets):
        raise CardGone
    reference = reference_to(generation.assets[position], generation, ctx.clock.now())
    if not is_within_reach(reference, ctx.clock.now()):
        await ctx.chat.send(Screen(ctx.t("verb-no-copy")), alone=not is_own(generation, ctx))
        return
    # The result keeps its card: the answer is a message of its own.
    asked = reply_target_of(generation, ctx)
    verb_request = VerbRequest(verb=callback_data.verb, references=(reference,), asked=asked)
    await start_verb(verb_request, ctx.below())


async def with_draft(_: CallbackQuery, callback_data: UseWithVerbButton, draft: Draft, ctx: Context) -> None:
    """Do it with what the draft has, at a price that is asked first; its own model was only a place to keep that."""
    await ctx.chat.answer_callback()
    verb_request = VerbRequest(
        verb=callback_data.verb,
        references=draft.media,
        prompt=draft.prompt,
        several=EACH if draft.is_each else None,
        asked=await reply_target(ctx.state),
    )
    await start_verb(verb_request, ctx.asking())


async def begin(_: CallbackQuery, callback_data: BeginVerbButton, ctx: Context) -> None:
    """Do it with what a draft has, at a price that is asked first; ask for what is not there."""
    await ctx.chat.answer_callback()
    draft = await carried_draft(ctx, callback_data.draft)
    verb_request = VerbRequest(
        verb=callback_data.verb,
        references=draft.media if draft is not None else (),
        prompt=draft.prompt if draft is not None else "",
        asked=await reply_target(ctx.state) if draft is not None else None,
    )
    await start_verb(verb_request, ctx.asking())


async def show_doers(_: CallbackQuery, callback_data: DoersButton, draft: Draft, ctx: Context) -> None:
    """The models to choose from."""
    await ctx.chat.answer_callback()
    verb = callback_data.verb
    models = ctx.catalog.doers(verb, subject(verb, draft.references), draft.references)
    await ctx.chat.replace(verbs.doers(ctx.t, ctx.catalog, verb, models, draft))


async def pick_doer(_: CallbackQuery, callback_data: PickDoerButton, draft: Draft, ctx: Context) -> None:
    """The same with this model, up to its price, which is asked: a list says the least that a model takes."""
    ctx = ctx.asking()
    draft = await ctx.drafts.with_model(draft, ctx.catalog.model(callback_data.slug))
    await ctx.chat.answer_callback()
    await set_current_draft(ctx.state, draft.id)
    reply_to = await reply_target(ctx.state)
    show = partial(verb_request_screen, ctx, verb=callback_data.verb, reply_to=reply_to)
    await show_after_probe(draft, ctx, show)
