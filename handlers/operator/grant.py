"""/grant: operators give credits, or take some back; more than their role gives freely is asked about once more."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import Router
from aiogram.enums import ButtonStyle
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.chat import is_group
from bot.domain.group import Group
from bot.domain.staff import LONGEST_REASON, Act
from bot.errors import AlreadyDone
from bot.groups.administration import GroupAdministration
from bot.groups.refusals import GroupNotAdmitted
from bot.i18n import Html
from bot.ledger.entries import LARGEST_AMOUNT, Balance
from bot.staff.confirmations import Confirmations, GrantRequest
from handlers.core.buttons.operator import GrantButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.message_key import message_key
from handlers.core.person_meant import person_meant, replies_to_message
from handlers.core.views.named_person import NamedPerson
from handlers.core.views.screen import Screen, cut
from handlers.operator import person_messages
from handlers.operator.private_answer import answer_alone
from handlers.operator.tell_person import tell_person

_TITLE_SHOWN = 64


def build() -> Router:
    """The router of the command and of its confirmation."""
    router = Router(name="grant")
    router.message.register(grant, AnyCaseCommand("grant"), MayAct(Act.GRANT))
    router.callback_query.register(confirm, GrantButton.filter(), MayAct(Act.GRANT))
    return router


async def grant(
    message: Message,
    command: CommandObject,
    ctx: Context,
    confirmations: Confirmations,
    group_administration: GroupAdministration,
) -> None:
    """`/grant 77 50 reason`, `/grant @name 50`, or `/grant 50` in reply; a negative number takes back.

    The id of a group names the group's account. The same message never does anything twice.
    """
    request = await _request(message, (command.args or "").split(), ctx)
    if request is None:
        await answer_alone(ctx, Screen(ctx.t("grant-usage")))
        return
    await give(ctx, request, confirmations, group_administration)


async def give(
    ctx: Context,
    request: GrantRequest,
    confirmations: Confirmations,
    group_administration: GroupAdministration,
) -> None:
    """Give or take the credits, or ask about them once more where the operator's role takes that."""
    if confirmations.are_needed(request, by=ctx.person.id):
        token = confirmations.ask(request, by=ctx.person.id)
        await answer_alone(ctx, await _question(ctx, request, token))
    else:
        done, balance = await _grant(ctx, request, group_administration)
        await answer_alone(ctx, Screen(done))
        await _tell(ctx, request, balance)


async def confirm(
    _: CallbackQuery,
    callback_data: GrantButton,
    ctx: Context,
    confirmations: Confirmations,
    group_administration: GroupAdministration,
) -> None:
    """The answer to the question: it counts once."""
    request = confirmations.take(callback_data.code, GrantRequest, by=ctx.person.id)
    await ctx.chat.answer_callback()
    if request is None:
        await ctx.chat.replace(Screen(ctx.t("grant-question-over")))
    elif not callback_data.send:
        await ctx.chat.replace(Screen(ctx.t("grant-dropped")))
    else:
        done, balance = await _grant(ctx, request, group_administration)
        await ctx.chat.replace(Screen(done))
        await _tell(ctx, request, balance)


async def _request(message: Message, words: list[str], ctx: Context) -> GrantRequest | None:
    group = _integer(words[0]) if words else 0
    if is_group(group):
        owner_id, rest = group, words[1:]
    else:
        meant = await person_meant(message, words, ctx.user.people, gone=True)
        if meant is None:
            return None
        owner_id, rest = meant.person.id, list(meant.rest)
        if replies_to_message(message) and len(rest) > 1 and _integer(rest[1]):
            return (
                None  # an id that no one has, or a reason: it is not clear which of the numbers are credits
            )
    amount, reason = credits_in(rest)
    if not amount:
        return None
    return GrantRequest(
        owner_id=owner_id,
        amount=amount,
        reason=reason,
        operation_key=f"grant:{message_key(ctx.chat.bot, message)}",
    )


def credits_in(words: Sequence[str]) -> tuple[int, str]:
    """How many credits the words say, 0 where that is no amount, and the reason behind them."""
    amount = _integer(words[0]) if words else 0
    return amount if abs(amount) <= LARGEST_AMOUNT else 0, cut(" ".join(words[1:]), LONGEST_REASON)


async def _question(ctx: Context, request: GrantRequest, token: str) -> Screen:
    text = ctx.t(
        "grant-question" if request.amount > 0 else "grant-question-take",
        amount=abs(request.amount),
        owner=await _owner(ctx, request.owner_id),
    )
    sure = GrantButton(code=token, send=True)
    return Screen(
        text,
        keyboard(
            [
                [inline_button(ctx.t.plain("button-grant-sure"), sure, ButtonStyle.DANGER)],
                [inline_button(ctx.t.plain("button-grant-drop"), GrantButton(code=token, send=False))],
            ]
        ),
    )


async def _grant(
    ctx: Context, request: GrantRequest, group_administration: GroupAdministration
) -> tuple[Html, Balance | None]:
    """Give or take; what the operator reads, and what the owner has now, None where nothing was changed."""
    balance = await _changed(ctx, request, group_administration)
    if balance is None:
        return ctx.t("group-unknown"), None
    given, amount, available = request.amount > 0, abs(request.amount), balance.available
    owner = await _owner(ctx, request.owner_id)
    if is_group(request.owner_id):
        if given:
            return ctx.t("grant-group-done", owner=owner, amount=amount, available=available), balance
        return ctx.t("grant-group-taken", owner=owner, amount=amount, available=available), balance
    if given:
        return ctx.t("grant-done", owner=owner, amount=amount, available=available), balance
    return ctx.t("grant-taken", owner=owner, amount=amount, available=available), balance


async def _changed(
    ctx: Context, request: GrantRequest, group_administration: GroupAdministration
) -> Balance | None:
    if is_group(request.owner_id):
        try:
            return await group_administration.grant(
                request.owner_id,
                ctx.person.id,
                request.amount,
                operation_key=request.operation_key,
                reason=request.reason,
            )
        except GroupNotAdmitted:
            return None
    try:
        return await ctx.user.balances.grant(
            request.owner_id,
            request.amount,
            operation_key=request.operation_key,
            granted_by=ctx.person.id,
            reason=request.reason,
        )
    except AlreadyDone:  # the answer to the first time may have been lost
        return await ctx.user.balances.balance(request.owner_id)


async def _tell(ctx: Context, request: GrantRequest, balance: Balance | None) -> None:
    """Who was given something, or something was taken of, reads it."""
    is_other = not is_group(request.owner_id) and request.owner_id != ctx.person.id
    if balance is None or not is_other:
        return
    await tell_person(
        ctx,
        request.owner_id,
        lambda t: person_messages.credits_changed(t, request.amount, balance, request.reason),
    )


async def _owner(ctx: Context, owner_id: int) -> Html:
    if not is_group(owner_id):
        return (await NamedPerson.of(owner_id, ctx.user.people)).shown(ctx.t)
    async with ctx.user.store.transaction() as tx:
        group: Group | None = await tx.group(owner_id)
    title = cut(group.title, _TITLE_SHOWN) if group is not None else ""
    return ctx.t("person-named", name=title or ctx.t.plain("person-nameless"), id=str(owner_id))


def _integer(word: str) -> int:
    """A whole number of a size that databases keep; 0 for what is none."""
    try:
        number = int(word)
    except ValueError:
        return 0
    return number if abs(number) < 2**63 else 0
