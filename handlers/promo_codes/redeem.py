"""/redeem: a person says a code, or comes by a link with one."""

from __future__ import annotations

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandObject, StateFilter
from aiogram.types import CallbackQuery, Message

from bot.domain.promo_code import is_like_a_code
from bot.promo_codes.redeem import PromoCodeRedeemer
from handlers.core.buttons.promo_code import CancelRedeemButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.deep_link import DeepLink, LinkTarget, LinkTo
from handlers.core.filters import HasWords, InGroup, Private
from handlers.core.fsm_states import PromoCodeStates, clear_state, expect_promo_code
from handlers.core.keyboards import keyboard
from handlers.core.private_link import own_credits_button
from handlers.core.views.screen import Screen
from handlers.promo_codes import views


def build() -> Router:
    """The router of /redeem and of links with a code."""
    router = Router(name="redeem")
    router.message.register(redeem_in_group, AnyCaseCommand("redeem"), InGroup())
    router.message.register(redeem, AnyCaseCommand("redeem"))
    router.message.register(redeem_by_link, AnyCaseCommand("start"), LinkTo(LinkTarget.PROMO))
    router.message.register(take_code, Private(), HasWords(), StateFilter(PromoCodeStates.code))
    router.callback_query.register(cancel, CancelRedeemButton.filter())
    return router


async def redeem(
    message: Message, command: CommandObject, ctx: Context, promo_code_redeemer: PromoCodeRedeemer
) -> None:
    """`/redeem CODE`; without a code it is asked for, and the next words are it."""
    if command.args:
        await clear_state(ctx.state)
        await _redeem(command.args, ctx, promo_code_redeemer)
        return
    await expect_promo_code(ctx.state, message.message_id)
    await ctx.chat.send(views.ask(ctx.t))


async def take_code(_: Message, prompt: str, ctx: Context, promo_code_redeemer: PromoCodeRedeemer) -> None:
    """The code that was asked for. What no code looks like, and all that follows, is for what the bot makes."""
    await clear_state(ctx.state)
    if not is_like_a_code(prompt):
        raise SkipHandler
    await _redeem(prompt, ctx, promo_code_redeemer)


async def cancel(_: CallbackQuery, ctx: Context) -> None:
    """No code is typed after all; what was begun since goes on."""
    if await ctx.state.get_state() == PromoCodeStates.code.state:
        await clear_state(ctx.state)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(Screen(ctx.t("redeem-cancelled")))


async def redeem_by_link(
    _: Message, link: DeepLink, ctx: Context, promo_code_redeemer: PromoCodeRedeemer
) -> None:
    """A link with a code; who is new is greeted after it."""
    await clear_state(ctx.state)
    await _redeem(link.value, ctx, promo_code_redeemer)
    if ctx.person.is_new:
        raise SkipHandler


async def redeem_in_group(_: Message, ctx: Context) -> None:
    """A group is no place for a code: all would read it, and what it gave."""
    await ctx.chat.send(Screen(ctx.t("redeem-in-private"), keyboard([[await own_credits_button(ctx)]])))


async def _redeem(code: str, ctx: Context, promo_code_redeemer: PromoCodeRedeemer) -> None:
    given = await promo_code_redeemer.redeem(code, ctx.person.id)
    await ctx.chat.send(views.redeemed(ctx.t, given))
