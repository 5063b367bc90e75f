"""A song from its parts: lyrics, then style, then title, each with a way on, then the quote."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.catalog.choices import settle
from bot.catalog.song_options import CUSTOM, INSTRUMENTAL, MODE, SIMPLE, SINGER, STYLE, TITLE, has_custom_mode
from bot.domain.person import Draft
from handlers.compose import prompt_ideas as inspiration
from handlers.compose.screens import next_screen, show_card
from handlers.compose.views import song as view
from handlers.core.buttons.draft import SongButton, SongPickButton, SongStep
from handlers.core.context import Context
from handlers.core.fsm_states import expect_song_step, reply_target, set_current_draft
from handlers.core.refusals import CardGone
from handlers.core.views.screen import Screen

_ASKED_FOR = {SongStep.STYLE: STYLE, SongStep.TITLE: TITLE}
_AFTER = {STYLE: SongStep.TITLE, TITLE: SongStep.DONE, SINGER: SongStep.STYLE}


def build() -> Router:
    """The router of songs."""
    router = Router(name="song")
    router.callback_query.register(go, SongButton.filter())
    router.callback_query.register(pick, SongPickButton.filter())
    return router


async def go(_: CallbackQuery, callback_data: SongButton, ctx: Context) -> None:
    """To a question, to the quote, or back to a song from a description."""
    draft, step = await ctx.drafts.get(callback_data.draft), callback_data.step
    if not has_custom_mode(ctx.catalog.offer(ctx.catalog.model(draft.model))):
        raise CardGone
    await ctx.chat.answer_callback()
    if step is SongStep.SIMPLE:
        await show_card(await ctx.drafts.with_option(draft, MODE, SIMPLE), ctx)
        return
    if step in {SongStep.LYRICS, SongStep.INSTRUMENTAL}:
        silent = "on" if step is SongStep.INSTRUMENTAL else "off"
        draft = await ctx.drafts.with_option(draft, MODE, CUSTOM)
        draft = await ctx.drafts.with_option(draft, INSTRUMENTAL, silent)
    shown = SongStep.STYLE if step is SongStep.INSTRUMENTAL else step
    await ctx.chat.replace(await screen_at(shown, ctx, draft))


async def pick(_: CallbackQuery, callback_data: SongPickButton, draft: Draft, ctx: Context) -> None:
    """A ready-made style, a singer, or the title from the lyrics; then the next question."""
    offer = ctx.catalog.offer(ctx.catalog.model(draft.model))
    option = offer.option(callback_data.option)
    if option is None or option.name not in _AFTER:
        raise CardGone
    values = (view.suggested_title(draft, offer),) if option.name == TITLE else option.buttons
    if not 0 <= callback_data.choice < len(values):
        raise CardGone
    await ctx.chat.answer_callback()
    draft = await ctx.drafts.with_option(draft, option.name, values[callback_data.choice])
    await ctx.chat.replace(await screen_at(_AFTER[option.name], ctx, draft))


async def after_words(ctx: Context, draft: Draft) -> Screen:
    """The question that follows the lyrics."""
    return await screen_at(SongStep.STYLE, ctx, draft)


async def after_option(option: str, ctx: Context, draft: Draft) -> Screen:
    """The question that follows a typed style or title."""
    return await screen_at(_AFTER[option], ctx, draft)


async def screen_at(step: SongStep, ctx: Context, draft: Draft) -> Screen:
    """A question, whose answer is awaited from now on; or the quote, when all have been asked."""
    if step is SongStep.DONE:
        await set_current_draft(ctx.state, draft.id)
        return await next_screen(ctx, draft, reply_to=await reply_target(ctx.state))
    await expect_song_step(ctx.state, draft.id, step, option=_ASKED_FOR.get(step))
    model = ctx.catalog.model(draft.model)
    offer = ctx.catalog.offer(model)
    facts = view.SongFacts(
        draft=draft,
        offer=offer,
        settled=settle(model, offer, draft.choices),
        rule=ctx.drafts.prompt_rule(draft),
        examples=inspiration.examples(ctx, draft, count=1) if step is SongStep.LYRICS else (),
        in_group=ctx.chat.in_group,
    )
    questions = {SongStep.LYRICS: view.lyrics, SongStep.STYLE: view.style, SongStep.TITLE: view.title}
    return questions[step](ctx.t, facts)
