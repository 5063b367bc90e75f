"""The operator's commands. To everybody else they do not exist."""

from __future__ import annotations

from contextlib import suppress

from aiogram import Router
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.domain.chat import is_group
from bot.domain.staff import Act
from bot.domain.terms import Tariff
from bot.errors import AlreadyDone, GenerationUnknown
from bot.groups.administration import GroupAdministration
from bot.groups.refusals import GroupNotAdmitted
from bot.ledger.entries import LARGEST_AMOUNT, Balance
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.message_key import message_key
from handlers.core.views.model_lists import credits_line
from handlers.core.views.screen import Screen, paragraphs
from handlers.operator import views


def build() -> Router:
    """The router of /grant, /block, /unblock, /stats and /job."""
    router = Router(name="admin")
    router.message.register(grant, AnyCaseCommand("grant"), MayAct(Act.GRANT))
    router.message.register(block, AnyCaseCommand("block", "unblock"), MayAct(Act.BLOCK))
    router.message.register(stats, AnyCaseCommand("stats"), MayAct(Act.STATS))
    router.message.register(job, AnyCaseCommand("job"), MayAct(Act.JOB))
    return router


async def grant(
    message: Message, command: CommandObject, ctx: Context, group_administration: GroupAdministration
) -> None:
    """Give credits, or take some back with a negative number; the same message never does so twice.

    The id of a group names the group's account.
    """
    numbers = _integers(command.args, 2)
    if numbers is None or not numbers[0] or not 0 < abs(numbers[1]) <= LARGEST_AMOUNT:
        await ctx.chat.send(Screen(ctx.t("grant-usage")))
        return
    person_id, amount = numbers
    key = f"grant:{message_key(ctx.chat.bot, message)}"
    if is_group(person_id):
        await _grant_group(person_id, amount, key, ctx, group_administration)
        return
    try:
        balance = await ctx.user.balances.grant(
            person_id, amount, operation_key=key, granted_by=ctx.person.id
        )
    except AlreadyDone:  # the answer to the first time may have been lost
        balance = await ctx.user.balances.balance(person_id)
    done = ctx.t(
        "grant-done" if amount > 0 else "grant-taken",
        person=person_id,
        amount=abs(amount),
        available=balance.available,
    )
    await ctx.chat.send(Screen(done))
    if amount > 0 and person_id != ctx.person.id:
        await _tell_receiver(person_id, amount, balance, ctx)


async def _tell_receiver(person_id: int, amount: int, balance: Balance, ctx: Context) -> None:
    """The grant counts whether or not its receiver can be notified."""
    known = await ctx.user.people.person(person_id)
    if known is None:
        return
    texts = ctx.user.texts
    t = texts.speaking(texts.pick(known.language, known.telegram_language))
    text = t("grant-received", amount=amount, money=credits_line(t, balance))
    with suppress(TelegramAPIError):
        await ctx.chat.bot.send_message(person_id, text, parse_mode=ParseMode.HTML)


async def _grant_group(
    chat_id: int, amount: int, key: str, ctx: Context, group_administration: GroupAdministration
) -> None:
    try:
        account = await group_administration.grant(chat_id, ctx.person.id, amount, operation_key=key)
    except GroupNotAdmitted:
        await ctx.chat.send(Screen(ctx.t("group-unknown")))
        return
    done = ctx.t(
        "grant-group-done" if amount > 0 else "grant-group-taken",
        id=chat_id,
        amount=abs(amount),
        available=account.available,
    )
    await ctx.chat.send(Screen(done))


async def block(_: object, command: CommandObject, ctx: Context) -> None:
    """Bar a person from new generations, or let them in again."""
    numbers = _integers(command.args, 1)
    if numbers is None or numbers[0] <= 0:
        await ctx.chat.send(Screen(ctx.t("block-usage", command=command.command)))
        return
    blocked = command.command == "block"
    stopped = await ctx.user.balances.set_blocked(numbers[0], blocked=blocked, by=ctx.person.id)
    done = ctx.t("block-done" if blocked else "unblock-done", person=numbers[0])
    ending = ctx.t("block-subscriptions", count=stopped) if stopped else None
    await ctx.chat.send(Screen(paragraphs(done, ending)))


async def stats(_: object, ctx: Context, tariff: Tariff) -> None:
    """How the bot is doing."""
    statistics = await ctx.catalog.history.statistics(ctx.user.clock.now())
    await ctx.chat.send(views.statistics(ctx.t, statistics, tariff.allowance.budget))


async def job(_: object, command: CommandObject, ctx: Context) -> None:
    """One generation in full, with every state and its time."""
    numbers = _integers((command.args or "").lstrip("#"), 1)
    if numbers is None:
        await ctx.chat.send(Screen(ctx.t("job-usage")))
        return
    generation = await ctx.user.store.generation(numbers[0])
    if generation is None:
        raise GenerationUnknown
    await ctx.chat.send(views.job(ctx.t, generation, await ctx.user.store.transitions(generation.id)))


def _integers(text: str | None, count: int) -> tuple[int, ...] | None:
    """Exactly `count` whole numbers of a size that databases keep, or None."""
    parts = (text or "").split()
    try:
        numbers = tuple(int(part) for part in parts)
    except ValueError:
        return None
    return numbers if len(numbers) == count and all(abs(number) < 2**63 for number in numbers) else None
