"""The operator looks at results that people let be examples, and takes them or not."""

from __future__ import annotations

from contextlib import suppress

from aiogram import Router
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery

from bot.domain.example import Example, ExampleState
from bot.domain.staff import Act
from bot.errors import ExampleGone
from bot.generation.example_proposals import ExampleProposals
from handlers.core.buttons.example import DecideButton, Decision, ProposalButton
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.views.screen import Screen
from handlers.examples import views
from handlers.examples.example_sender import ExampleSender


def build() -> Router:
    """The router of the operator's buttons. To everybody else they do not exist."""
    router = Router(name="proposals")
    router.callback_query.register(look, ProposalButton.filter(), MayAct(Act.EXAMPLES))
    router.callback_query.register(decide, DecideButton.filter(), MayAct(Act.EXAMPLES))
    return router


async def look(
    _: CallbackQuery, callback_data: ProposalButton, ctx: Context, example_sender: ExampleSender
) -> None:
    """The proposal with the operator's yes and no."""
    example = await _proposal(callback_data.example, ctx)
    if example is None:
        await ctx.chat.answer_callback(ctx.t.plain("toast-no-proposals"))
        return
    await ctx.chat.answer_callback()
    if not await example_sender.send(example, views.proposal(ctx.t, ctx.catalog, example), ctx.chat):
        await ctx.chat.send(Screen(ctx.t("example-not-now")))


async def decide(
    _: CallbackQuery, callback_data: DecideButton, ctx: Context, example_proposals: ExampleProposals
) -> None:
    """Show it to everybody, or not; its person is notified."""
    takes = callback_data.decision is Decision.TAKE
    example = await example_proposals.decide(callback_data.example, takes=takes, by=ctx.person.id)
    await ctx.chat.edit_buttons(None)
    await ctx.chat.answer_callback(
        ctx.t.plain("toast-proposal-taken" if takes else "toast-proposal-declined")
    )
    await _notify(example, ctx, taken=takes)


async def _proposal(example_id: int | None, ctx: Context) -> Example | None:
    """The one that is named, or that has waited longest. Raises ExampleGone: it was decided."""
    if example_id is None:
        return await ctx.user.examples.oldest_proposal()
    example = await ctx.user.examples.find(example_id)
    if example is None or example.state is not ExampleState.PROPOSED:
        raise ExampleGone
    return example


async def _notify(example: Example, ctx: Context, *, taken: bool) -> None:
    """The decision counts whether or not its person can be notified."""
    known = await ctx.user.people.person(example.proposed_by or 0)
    if known is None:
        return
    texts = ctx.user.texts
    t = texts.speaking(texts.pick(known.language, known.telegram_language))
    screen = views.decided(t, example, taken=taken, title=ctx.catalog.title(example.model))
    with suppress(TelegramAPIError):
        await ctx.chat.bot.send_message(
            known.id, screen.text, parse_mode=ParseMode.HTML, reply_markup=screen.buttons
        )
