"""Ideas, one tap each: an example, a surprise, or what the writer thinks of becomes the prompt and goes up to the quote.

The writer is asked beside the updates, and for some seconds only. A process that dies meanwhile loses nothing but the idea: the way
to a surprise and back stands below the message.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import structlog
from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.gallery import GalleryReader
from bot.domain.message_ref import MessageRef
from bot.domain.person import Draft
from bot.domain.suggestion import Suggestion
from bot.domain.writer import WriterPurpose
from bot.errors import Refusal
from handlers.compose import prompt_ideas as inspiration
from handlers.compose import song
from handlers.compose.screens import next_screen
from handlers.compose.views import prompt as view
from handlers.core.better_words import has_ideas, writer_user, writing_target
from handlers.core.buttons.draft import ExampleButton, IdeaButton, SurpriseButton
from handlers.core.context import Context
from handlers.core.draft_service import Missing
from handlers.core.fsm_states import (
    await_answer,
    awaited_answer,
    current_draft,
    reply_target,
    set_current_draft,
    song_step,
)
from handlers.core.refusal_screen import refusal_screen
from handlers.core.refusals import CardGone
from handlers.core.shown_draft import show_draft_at
from handlers.core.views.screen import Screen, paragraphs

_log = structlog.get_logger(__name__)


def build() -> Router:
    """The router of ideas."""
    router = Router(name="ideas")
    router.callback_query.register(take_example, ExampleButton.filter())
    router.callback_query.register(surprise, SurpriseButton.filter())
    router.callback_query.register(think, IdeaButton.filter())
    return router


async def take_example(_: CallbackQuery, callback_data: ExampleButton, draft: Draft, ctx: Context) -> None:
    """The example is the prompt."""
    prompt = inspiration.example(ctx, draft, callback_data.place)
    if prompt is None:
        raise CardGone
    await _show(await ctx.drafts.with_prompt(draft, prompt), ctx)


async def surprise(_: CallbackQuery, callback_data: SurpriseButton, draft: Draft, ctx: Context) -> None:
    """A prompt made up at random; once more makes another one."""
    await _surprise(draft, callback_data.turn, ctx)


async def think(
    _: CallbackQuery, callback_data: IdeaButton, draft: Draft, ctx: Context, gallery: GalleryReader
) -> None:
    """Have the writer think of something, beside the updates; where it cannot, a surprise is there at once."""
    if not await has_ideas(ctx, draft) or ctx.user.writer.is_asking(ctx.person.id):
        await _surprise(draft, callback_data.turn, ctx, instead=True)
        return
    ctx = ctx.asking()
    asked = _Asked(draft, callback_data.turn, await inspiration.last_words(ctx, draft, gallery))
    await ctx.chat.answer_callback()
    await set_current_draft(ctx.state, draft.id)
    shown = await ctx.chat.replace(view.thinking(ctx.t, draft, asked.turn))
    await show_draft_at(ctx, draft.id, shown)
    await await_answer(ctx.state, shown)

    async def background_task() -> None:
        await _bring(asked, shown, ctx)

    if not ctx.suggesting.background_tasks.send(background_task, only_of=ctx.person.id):
        await _show_at(shown, draft, asked, "", ctx)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the writer is asked about.

    Attributes:
        draft: what the idea is for, as it was then.
        turn: which surprise takes its place.
        words: what it is to be close to.
    """

    draft: Draft
    turn: int
    words: str


async def _bring(asked: _Asked, answer: MessageRef, ctx: Context) -> None:
    """Ask, keep the idea, and show it or a surprise, if it is still awaited."""
    draft, suggestions = asked.draft, ctx.suggesting.suggestions
    # A person reads an idea as they read the ready-made ones.
    target = replace(writing_target(ctx, draft), language=ctx.t.language)
    idea = ""
    try:
        idea = await ctx.user.writer.idea(
            writer_user(ctx, draft),
            asked.words,
            target,
            earlier=await suggestions.earlier(draft.id, asked.words),
        )
    except Refusal as no:
        _log.info("idea_missing", reason=no.code)
    async with ctx.probe.turn:
        try:
            now = await ctx.drafts.get(draft.id)
        except CardGone:  # put away meanwhile, or all of the person's data is
            return
        if now.prompt != draft.prompt or await awaited_answer(ctx.state) != answer:
            return  # another screen of the draft took its place
        if idea:
            await suggestions.add(
                Suggestion(
                    draft_id=draft.id,
                    person_id=ctx.person.id,
                    purpose=WriterPurpose.IDEA,
                    before=asked.words,
                    words=idea,
                    created_at=ctx.clock.now(),
                )
            )
        await _show_at(answer, now, asked, idea, ctx)


async def _show_at(answer: MessageRef, draft: Draft, asked: _Asked, idea: str, ctx: Context) -> None:
    """What comes next for the draft with an idea, or with a surprise where there is none, in this message."""
    words = idea or inspiration.surprise(ctx, draft, turn=asked.turn)
    try:
        draft = await ctx.drafts.with_prompt(draft, words)
        screen = await next_screen(ctx, draft, reply_to=await reply_target(ctx.state))
    except Refusal as refusal:  # a rule of the group, or what is open already
        screen = await refusal_screen(ctx, refusal, draft.id)
    else:
        if ctx.drafts.missing(draft) is Missing.NOTHING:
            another = view.with_another_idea if idea else view.with_another
            screen = another(ctx.t, screen, draft, asked.turn + 1)
        if not idea:
            screen = _ready_made(ctx, screen)
    await show_draft_at(ctx, draft.id, await ctx.chat.replace_message(answer, screen))


async def _surprise(draft: Draft, turn: int, ctx: Context, *, instead: bool = False) -> None:
    """A surprise; `instead` says that an idea of the writer's was asked for."""
    prompt = inspiration.surprise(ctx, draft, turn=turn)
    draft = await ctx.drafts.with_prompt(draft, prompt)
    await _show(draft, ctx, next_turn=turn + 1, instead=instead)


def _ready_made(ctx: Context, screen: Screen) -> Screen:
    """The screen, with a word on where its idea is from."""
    return replace(screen, text=paragraphs(ctx.t("idea-ready-made"), screen.text, gap="\n\n"))


async def _show(draft: Draft, ctx: Context, *, next_turn: int | None = None, instead: bool = False) -> None:
    """What comes next for the draft, in place of the tapped message."""
    await ctx.chat.answer_callback()
    if await song_step(ctx.state) and await current_draft(ctx.state) == draft.id:
        await ctx.chat.replace(await song.after_words(ctx, draft))
        return
    await set_current_draft(ctx.state, draft.id)
    screen = await next_screen(ctx, draft, reply_to=await reply_target(ctx.state))
    if next_turn is not None and ctx.drafts.missing(draft) is Missing.NOTHING:
        screen = view.with_another(ctx.t, screen, draft, next_turn)
    screen = _ready_made(ctx, screen) if instead else screen
    await ctx.chat.replace(screen)
