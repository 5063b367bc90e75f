"""Options that are typed instead of tapped: a title, a number, what to leave out."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.person import Draft
from handlers.compose import song
from handlers.compose.long_text import goes_on
from handlers.compose.prompt import take as take_prompt
from handlers.compose.screens import show_card
from handlers.core.buttons.draft import ClearOptionButton
from handlers.core.context import Context
from handlers.core.filters import AwaitsOption, ForBot, HasWords
from handlers.core.fsm_states import song_step


def build() -> Router:
    """The router of typed options; it comes before the prompts."""
    router = Router(name="typed_option")
    router.message.register(take, ForBot(), HasWords(), AwaitsOption())
    router.callback_query.register(unset, ClearOptionButton.filter())
    return router


async def take(message: Message, prompt: str, draft_id: int, option: str, ctx: Context) -> None:
    """The words are the option's value; one that it does not take is explained and awaited again."""
    singing = await song_step(ctx.state)
    if singing and await goes_on(ctx.state, message):
        # The next piece of the lyrics, cut by the app: the question that it overtook is asked again.
        await take_prompt(message, prompt, draft_id, ctx)
        return
    draft = await ctx.drafts.with_option(await ctx.drafts.get(draft_id), option, prompt)
    if singing:
        await ctx.chat.send(await song.after_option(option, ctx, draft))
        return
    await _show(draft, ctx)


async def unset(_: CallbackQuery, callback_data: ClearOptionButton, ctx: Context) -> None:
    """The option is left out."""
    draft = await ctx.drafts.with_option(await ctx.drafts.get(callback_data.draft), callback_data.option, "")
    await _show(draft, ctx)


async def _show(draft: Draft, ctx: Context) -> None:
    await ctx.chat.answer_callback()
    await show_card(draft, ctx)
