"""/packs: the operator decides what is sold for Telegram Stars, and sees what it brings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery

from bot.domain.pack import MOST_STARS, MOST_STARS_MONTHLY
from bot.domain.staff import Act
from bot.domain.terms import Tariff
from bot.ledger.entries import LARGEST_AMOUNT
from bot.payments.break_even import BreakEven
from handlers.core.buttons.payment import AddPackButton, EndPackButton, PacksButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.views.screen import Screen
from handlers.payments import pack_views as views

_NUMBER: Final = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f]\d{3})+(?!\d)|\d+")
"""A whole number, with or without marks between its thousands."""
_MONTHLY: Final = re.compile(r"month(?:ly)?")
_BESIDE: Final = re.compile(r"(?:stars?|xtr|credits?|for|a|per|every|[→=>/]+)")
"""Words and signs that may stand beside the numbers."""


def build() -> Router:
    """The router of /packs; to everybody but the operator it does not exist."""
    router = Router(name="packs")
    router.message.register(packs, AnyCaseCommand("packs"), MayAct(Act.PACKS))
    router.callback_query.register(add, AddPackButton.filter(), MayAct(Act.PACKS))
    router.callback_query.register(leave, PacksButton.filter(), MayAct(Act.PACKS))
    router.callback_query.register(end, EndPackButton.filter(), MayAct(Act.PACKS))
    return router


@dataclass(frozen=True, slots=True)
class Terms:
    """What the operator typed."""

    stars: int
    credits: int
    monthly: bool


def parse_terms(words: str) -> Terms | None:
    """Stars, credits, and whether it is for every month; None where that is not what stands there."""
    numbers = [int(re.sub(r"\D", "", number)) for number in _NUMBER.findall(words)]
    others = _NUMBER.sub(" ", words.replace("⭐", " ").replace("\ufe0f", " ")).casefold().split()
    monthly = [word for word in others if _MONTHLY.fullmatch(word)]
    if len(numbers) != 2 or any(word not in monthly and not _BESIDE.fullmatch(word) for word in others):
        return None
    return Terms(numbers[0], numbers[1], bool(monthly))


def strange_word(words: str) -> str:
    """The first word of what is no pack that means nothing here; empty when it is the numbers that are wrong."""
    for word in words.casefold().replace("⭐", " ").replace("\ufe0f", " ").split():
        is_known = _MONTHLY.fullmatch(word) or _BESIDE.fullmatch(word)
        if not is_known and not any(sign.isdigit() for sign in word):
            return word
    return ""


async def packs(_: object, command: CommandObject, ctx: Context, tariff: Tariff) -> None:
    """What is sold; or one more: `/packs 100 150`, `/packs 500 900 month`. A loss is asked about."""
    words = (command.args or "").strip()
    if not words:
        await _show(ctx, tariff)
        return
    terms = parse_terms(words)
    if terms is None:
        await ctx.chat.send(views.not_understood(ctx.t, strange_word(words)), alone=True)
        return
    most = MOST_STARS_MONTHLY if terms.monthly else MOST_STARS
    if not 1 <= terms.stars <= most or not 1 <= terms.credits <= LARGEST_AMOUNT:
        bounds = ctx.t("packs-bounds", stars=most, credits=LARGEST_AMOUNT)
        await ctx.chat.send(Screen(bounds), alone=True)
    elif BreakEven.of(tariff).is_loss(terms.stars, terms.credits):
        button = AddPackButton(stars=terms.stars, credits=terms.credits, monthly=terms.monthly)
        await ctx.chat.send(views.loss_question(ctx.t, button, BreakEven.of(tariff)), alone=True)
    else:
        known = not await _add(ctx, terms)
        listed = views.packs_list(ctx.t, await ctx.user.packs.on_sale(), BreakEven.of(tariff), is_known=known)
        await ctx.chat.send(listed, alone=True)


async def add(_: CallbackQuery, callback_data: AddPackButton, ctx: Context, tariff: Tariff) -> None:
    """Put a pack on sale that was asked about."""
    terms = Terms(callback_data.stars, callback_data.credits, callback_data.monthly)
    most = MOST_STARS_MONTHLY if terms.monthly else MOST_STARS
    if 1 <= terms.stars <= most and 1 <= terms.credits <= LARGEST_AMOUNT:
        await _add(ctx, terms)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(views.packs_list(ctx.t, await ctx.user.packs.on_sale(), BreakEven.of(tariff)))


async def leave(_: CallbackQuery, ctx: Context, tariff: Tariff) -> None:
    """The pack that was asked about is not put on sale."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(views.packs_list(ctx.t, await ctx.user.packs.on_sale(), BreakEven.of(tariff)))


async def end(_: CallbackQuery, callback_data: EndPackButton, ctx: Context, tariff: Tariff) -> None:
    """Take a pack off sale; a button puts it back."""
    was_on_sale = await ctx.user.packs.on_sale()
    ended = await ctx.user.packs.end(callback_data.pack_id, by=ctx.person.id)
    await ctx.chat.answer_callback(ctx.t.plain("toast-pack-ended" if ended else "toast-pack-not-on-sale"))
    gone = next((pack for pack in was_on_sale if ended and pack.id == callback_data.pack_id), None)
    on_sale = await ctx.user.packs.on_sale()
    await ctx.chat.replace(views.packs_list(ctx.t, on_sale, BreakEven.of(tariff), ended=gone))


async def _add(ctx: Context, terms: Terms) -> bool:
    """Returns whether it was not on sale before."""
    was_on_sale = {pack.id for pack in await ctx.user.packs.on_sale()}
    pack = await ctx.user.packs.add(
        stars=terms.stars, credits_=terms.credits, monthly=terms.monthly, made_by=ctx.person.id
    )
    return pack.id not in was_on_sale


async def _show(ctx: Context, tariff: Tariff) -> None:
    on_sale = await ctx.user.packs.on_sale()
    await ctx.chat.send(views.packs_list(ctx.t, on_sale, BreakEven.of(tariff)), alone=True)
