"""/stars: the bot's Stars at Telegram, and payments that wait for a decision. To everybody else it does not exist."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery

from bot.domain.person import PersonRepository
from bot.domain.staff import Act
from bot.ledger.entries import LARGEST_AMOUNT
from bot.payments.overview import StarAccount
from bot.payments.unclaimed import UnclaimedPayments
from handlers.core.buttons.refund import StarsButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct, Private
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen
from handlers.payments import operator_views as views

_CREDIT_WORDS = 4


def build() -> Router:
    """The router of the command and its button."""
    router = Router(name="stars")
    router.message.filter(MayAct(Act.STARS), Private())
    router.callback_query.filter(MayAct(Act.STARS))
    router.message.register(stars, AnyCaseCommand("stars"))
    router.callback_query.register(stars_again, StarsButton.filter())
    return router


async def stars(
    _: object,
    command: CommandObject,
    ctx: Context,
    star_account: StarAccount,
    unclaimed_payments: UnclaimedPayments,
) -> None:
    """How the bot stands; with `credit 12 @name 150` an unclaimed payment is credited to this person."""
    words = (command.args or "").split()
    if words:
        await ctx.chat.send(await _credit(words, ctx, unclaimed_payments))
        return
    await ctx.chat.send(await _overview(ctx, star_account))


async def stars_again(_: CallbackQuery, ctx: Context, star_account: StarAccount) -> None:
    """The same, after reading on."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _overview(ctx, star_account))


async def _overview(ctx: Context, star_account: StarAccount) -> Screen:
    overview = await star_account.overview()
    payers = {
        charge_id: await NamedPerson.of(payment.payer_id, ctx.user.people)
        for charge_id, payment in overview.payments.items()
    }
    return views.stars(ctx.t, overview, payers)


async def _credit(words: list[str], ctx: Context, unclaimed_payments: UnclaimedPayments) -> Screen:
    number, credits_ = (
        (_number(words[1].removeprefix("#")), _number(words[3])) if len(words) == _CREDIT_WORDS else (0, 0)
    )
    if words[0].casefold() != "credit" or not number or not 0 < credits_ <= LARGEST_AMOUNT:
        return Screen(ctx.t("stars-usage"))
    person_id = await _person(words[2], ctx.user.people)
    if person_id is None:
        return Screen(ctx.t("stars-no-person", name=words[2]))
    payment = await unclaimed_payments.credit(number, person_id, credits_, by=ctx.person.id)
    return views.credited(ctx.t, payment, await NamedPerson.of(person_id, ctx.user.people))


async def _person(words: str, people: PersonRepository) -> int | None:
    if words.startswith("@"):
        named = await people.person_named(words[1:])
        return named.id if named is not None else None
    return _number(words) or None


def _number(text: str) -> int:
    """A number of a size that databases keep; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else 0
