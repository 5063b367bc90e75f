"""✍️ Better words: suggested for the draft's model, seen first, used only after a tap.

The writer is asked beside the updates. A process that dies meanwhile loses only the suggestion: the draft is as it was, and the way
back to its price stands below the message.
"""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.message_ref import MessageRef
from bot.domain.person import Draft
from bot.domain.suggestion import Suggestion
from bot.domain.writer import WriterPurpose
from bot.errors import Refusal, SuggestionGone, WriterBusy, WriterOff, WriterSlow, WriterUnavailable
from bot.i18n import Html
from bot.writer.refusals import is_forbidden
from handlers.compose.screens import next_screen
from handlers.compose.views import better_words as views
from handlers.core.better_words import can_suggest, writer_user, writing_target
from handlers.core.buttons.draft import AnotherWordsButton, BetterWordsButton, UseWordsButton
from handlers.core.context import Context
from handlers.core.fsm_states import await_answer, awaited_answer, reply_target, set_current_draft
from handlers.core.refusals import CardGone
from handlers.core.shown_draft import show_draft_at
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen


def build() -> Router:
    """The router of suggested words."""
    router = Router(name="better_words")
    router.callback_query.register(better, BetterWordsButton.filter())
    router.callback_query.register(another, AnotherWordsButton.filter())
    router.callback_query.register(use, UseWordsButton.filter())
    return router


async def better(
    _: CallbackQuery,
    callback_data: BetterWordsButton,
    draft: Draft,
    ctx: Context,
) -> None:
    """Ask for better words. Raises WriterOff, WriterBusy."""
    if callback_data.reword and is_forbidden(draft.prompt):
        raise WriterOff
    await suggest_words(draft, WriterPurpose.REWORD if callback_data.reword else WriterPurpose.BETTER, ctx)


async def another(
    _: CallbackQuery,
    callback_data: AnotherWordsButton,
    draft: Draft,
    ctx: Context,
) -> None:
    """Ask once more, for something else. Raises SuggestionGone, WriterOff, WriterBusy."""
    former = await _suggestion(callback_data.suggestion, draft, ctx)
    if former.purpose not in {WriterPurpose.BETTER, WriterPurpose.REWORD}:  # what was said is said once
        raise SuggestionGone
    await suggest_words(draft, former.purpose, ctx)


async def use(
    _: CallbackQuery,
    callback_data: UseWordsButton,
    draft: Draft,
    ctx: Context,
) -> None:
    """The suggested words take the place of the draft's, whose price is shown; nothing begins.

    Raises:
        SuggestionGone: the draft has other words by now.
    """
    suggested = await _suggestion(callback_data.suggestion, draft, ctx)
    ctx = ctx.asking()
    await ctx.chat.answer_callback()
    await set_current_draft(ctx.state, draft.id)
    is_own = suggested.purpose is WriterPurpose.TRANSCRIBE
    draft = await ctx.drafts.with_prompt(draft, suggested.words, borrowed=draft.borrowed_words and not is_own)
    shown = await ctx.chat.replace(await next_screen(ctx, draft, reply_to=await reply_target(ctx.state)))
    await show_draft_at(ctx, draft.id, shown)


def require_turn(ctx: Context) -> None:
    """Nothing of this person's is being thought about. Raises WriterBusy."""
    if ctx.user.writer.is_asking(ctx.person.id):
        raise WriterBusy


async def suggest_words(
    draft: Draft,
    purpose: WriterPurpose,
    ctx: Context,
) -> None:
    """Say that it is being thought about, and bring the suggestion when it comes.

    Raises:
        WriterOff: there are no words to be had for this draft.
        WriterBusy: one is under way, of this person or of too many.
    """
    if not await can_suggest(ctx, draft):
        raise WriterOff
    require_turn(ctx)
    await ctx.chat.answer_callback()
    await set_current_draft(ctx.state, draft.id)
    shown = await ctx.chat.replace(views.thinking(ctx.t, draft))
    await show_draft_at(ctx, draft.id, shown)
    await await_answer(ctx.state, shown)

    async def background_task() -> None:
        await _bring(draft, purpose, shown, ctx)

    if not ctx.suggesting.background_tasks.send(background_task, only_of=ctx.person.id):
        await ctx.chat.replace_message(shown, _no(ctx, draft, purpose, WriterUnavailable()))


async def _bring(draft: Draft, purpose: WriterPurpose, answer: MessageRef, ctx: Context) -> None:
    """Ask, keep the answer, and show it, if it is still awaited."""
    words, refusal = "", None
    try:
        words = await ctx.user.writer.rewrite(
            writer_user(ctx, draft),
            draft.prompt,
            writing_target(ctx, draft),
            purpose=purpose,
            earlier=await ctx.suggesting.suggestions.earlier(draft.id, draft.prompt),
        )
    except Refusal as no:
        refusal = no
    async with ctx.probe.turn:
        try:
            now = await ctx.drafts.get(draft.id)
        except CardGone:
            return
        if now.prompt != draft.prompt or await awaited_answer(ctx.state) != answer:
            return  # another screen of the draft took its place
        if refusal is not None:
            screen = _no(ctx, draft, purpose, refusal)
        else:
            suggested = await ctx.suggesting.suggestions.add(
                Suggestion(
                    draft_id=draft.id,
                    person_id=ctx.person.id,
                    purpose=purpose,
                    before=draft.prompt,
                    words=words,
                    created_at=ctx.clock.now(),
                )
            )
            screen = views.suggestion(ctx.t, suggested)
        await show_draft_at(ctx, draft.id, await ctx.chat.replace_message(answer, screen))


async def _suggestion(suggestion_id: int, draft: Draft, ctx: Context) -> Suggestion:
    """What was suggested for this draft as it is. Raises SuggestionGone."""
    suggested = await ctx.suggesting.suggestions.get(suggestion_id)
    if suggested is None or suggested.draft_id != draft.id or suggested.before != draft.prompt:
        raise SuggestionGone
    return suggested


def _no(ctx: Context, draft: Draft, purpose: WriterPurpose, refusal: Refusal) -> Screen:
    again = (
        BetterWordsButton(draft=draft.id, reword=purpose is WriterPurpose.REWORD)
        if isinstance(refusal, WriterSlow | WriterUnavailable | WriterBusy)
        else None
    )
    return views.no_suggestion(ctx.t, draft, Html(refusal_text(ctx.t, refusal)), again=again)
