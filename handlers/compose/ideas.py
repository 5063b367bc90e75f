"""Ideas, one tap each: an example, or a surprise, becomes the prompt and goes up to the quote."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.person import Draft
from handlers.compose import prompt_ideas as inspiration
from handlers.compose import song
from handlers.compose.screens import next_screen
from handlers.compose.views import prompt as view
from handlers.core.buttons.draft import ExampleButton, SurpriseButton
from handlers.core.context import Context
from handlers.core.draft_service import Missing
from handlers.core.fsm_states import current_draft, reply_target, set_current_draft, song_step
from handlers.core.refusals import CardGone


def build() -> Router:
    """The router of ideas."""
    router = Router(name="ideas")
    router.callback_query.register(take_example, ExampleButton.filter())
    router.callback_query.register(surprise, SurpriseButton.filter())
    return router


async def take_example(_: CallbackQuery, callback_data: ExampleButton, draft: Draft, ctx: Context) -> None:
    """The example is the prompt."""
    prompt = inspiration.example(ctx, draft, callback_data.place)
    if prompt is None:
        raise CardGone
    await _show(await ctx.drafts.with_prompt(draft, prompt), ctx)


async def surprise(_: CallbackQuery, callback_data: SurpriseButton, draft: Draft, ctx: Context) -> None:
    """A prompt made up at random; once more makes another one."""
    prompt = inspiration.surprise(ctx, draft, turn=callback_data.turn)
    await _show(await ctx.drafts.with_prompt(draft, prompt), ctx, next_turn=callback_data.turn + 1)


async def _show(draft: Draft, ctx: Context, *, next_turn: int | None = None) -> None:
    """What comes next for the draft, in place of the tapped message."""
    await ctx.chat.answer_callback()
    if await song_step(ctx.state) and await current_draft(ctx.state) == draft.id:
        await ctx.chat.replace(await song.after_words(ctx, draft))
        return
    await set_current_draft(ctx.state, draft.id)
    screen = await next_screen(ctx, draft, reply_to=await reply_target(ctx.state))
    if next_turn is not None and ctx.drafts.missing(draft) is Missing.NOTHING:
        screen = view.with_another(ctx.t, screen, draft, next_turn)
    await ctx.chat.replace(screen)
