"""/key: a person brings a KIE key of their own, in private only. A message with a key is deleted before it is read."""

from __future__ import annotations

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.filters import CommandObject, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.availability.own_keys import owner_of_person
from bot.domain.message_ref import MessageRef
from bot.domain.payment import PaymentReader
from bot.errors import OwnKeyRefused, OwnKeyUnchecked, OwnKeyUnfit
from bot.i18n import Html
from bot.people.own_key import OwnKeyManager
from bot.telegram.errors import is_message_gone
from handlers.core.buttons.account import KeyAction, KeyButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import HasWords, Private
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen, paragraphs
from handlers.own_keys import views
from handlers.own_keys.key_detector import HoldsKey


class OwnKeyStates(StatesGroup):
    """The next words are a key. The state's data hold the message that asked for it, and nothing else."""

    awaited = State()


def build() -> Router:
    """The router of /key; it comes before everything that takes words."""
    router = Router(name="key")
    for observer in (router.message, router.edited_message):
        observer.register(key, AnyCaseCommand("key"))
    router.message.register(answer, Private(), HasWords(), StateFilter(OwnKeyStates.awaited))
    for observer in (router.message, router.edited_message):
        observer.register(stray, Private(), HoldsKey())
    router.callback_query.register(tapped, KeyButton.filter())
    return router


async def key(message: Message, command: CommandObject, ctx: Context, own_key_manager: OwnKeyManager) -> None:
    """Show the panel, or take the key that came with the command; groups are pointed to the private chat."""
    text = (command.args or "").strip()
    deleted = await _delete(message) if text else True
    if not _are_allowed(ctx):
        await ctx.chat.send(Screen(_warned(ctx, ctx.t("key-off"), deleted=deleted)))
    elif ctx.chat.in_group:
        await _point_to_private(ctx, exposed=bool(text), deleted=deleted)
    elif text:
        await ctx.state.clear()
        await _take(text, ctx, own_key_manager, deleted=deleted)
    else:
        await ctx.chat.send(views.panel(ctx.t, await own_key_manager.look(_owner(ctx))))


async def answer(message: Message, prompt: str, ctx: Context, own_key_manager: OwnKeyManager) -> None:
    """The words that were asked for. Whatever they are, they are deleted, and only these: the next ones are a prompt."""
    deleted = await _delete(message)
    asked = MessageRef.from_json((await ctx.state.get_data()).get("asked"))
    await ctx.state.clear()
    if _are_allowed(ctx):
        await _take(prompt, ctx, own_key_manager, deleted=deleted, asked=asked)


async def stray(
    message: Message,
    found: str,
    ctx: Context,
    payments: PaymentReader,
    own_key_manager: OwnKeyManager,
) -> None:
    """A key sent without a question: handled like one that was asked for, and never a prompt. An open conversation goes on.

    The id of a payment that is known is none, whatever it looks like.
    """
    if await payments.payment_by_charge(found) is not None:
        raise SkipHandler
    deleted = await _delete(message)
    if not _are_allowed(ctx):
        await ctx.chat.send(Screen(_warned(ctx, ctx.t("key-off"), deleted=deleted)))
    else:
        await _take(found, ctx, own_key_manager, deleted=deleted)


async def tapped(
    _: CallbackQuery, callback_data: KeyButton, ctx: Context, own_key_manager: OwnKeyManager
) -> None:
    """A button of the panel."""
    if not _are_allowed(ctx):
        await ctx.chat.answer_callback(ctx.t.plain("toast-key-off"), alert=True)
        return
    if ctx.chat.in_group:
        await ctx.chat.answer_callback(ctx.t.plain("toast-key-private"), alert=True)
        return
    await ctx.chat.answer_callback()
    if callback_data.action is not KeyAction.ASK:
        await _stop_asking(ctx.state)
    owner, first = _owner(ctx), None
    match callback_data.action:
        case KeyAction.ASK:
            await ctx.state.clear()
            asked = await ctx.chat.replace(views.question(ctx.t))
            await ctx.state.set_state(OwnKeyStates.awaited)
            await ctx.state.set_data({"asked": asked.as_json()})
            return
        case KeyAction.REMOVE if begun := (await own_key_manager.look(owner)).begun:
            await ctx.chat.replace(views.sure(ctx.t, begun))
            return
        case KeyAction.REMOVE | KeyAction.REMOVE_NOW:
            ended = await own_key_manager.remove(owner)
            first = ctx.t("key-removed", count=ended)
        case KeyAction.USE | KeyAction.PAUSE:
            await own_key_manager.switch(owner, enabled=callback_data.action is KeyAction.USE)
        case KeyAction.SHOW | KeyAction.LEAVE:
            pass
    await ctx.chat.replace(views.panel(ctx.t, await own_key_manager.look(owner), first=first))


def _are_allowed(ctx: Context) -> bool:
    """Whether people may bring keys now."""
    return ctx.catalog.tariff.own_keys


async def _take(
    text: str, ctx: Context, own_key_manager: OwnKeyManager, *, deleted: bool, asked: MessageRef | None = None
) -> None:
    """Check and store a key, and say what became of it; the message that `asked` for it goes."""
    try:
        look = await own_key_manager.bring(_owner(ctx), text)
    except (OwnKeyUnfit, OwnKeyRefused, OwnKeyUnchecked) as refusal:
        why = Html(refusal_text(ctx.t, refusal))
        screen = views.refused(ctx.t, _warned(ctx, why, deleted=deleted))
    else:
        stored = ctx.t("key-welcome" if look.key and look.key.enabled else "key-welcome-empty")
        screen = views.panel(ctx.t, look, first=_warned(ctx, stored, deleted=deleted))
    await ctx.chat.send(screen)
    if asked is not None:
        await ctx.chat.delete([asked])


async def _point_to_private(ctx: Context, *, exposed: bool, deleted: bool) -> None:
    """A group is no place for a key: one that was shown there is not taken, and should not be used any more."""
    me = await ctx.chat.bot.me()
    text = ctx.t("key-exposed" if exposed else "key-private", bot=me.username or "")
    await ctx.chat.send(Screen(_warned(ctx, text, deleted=deleted)))


async def _delete(message: Message) -> bool:
    """Take a message with a key out of the chat. Whether it is gone."""
    try:
        await message.delete()
    except TelegramBadRequest as refusal:
        return is_message_gone(refusal)  # an earlier try of the same update has deleted it
    except TelegramAPIError:
        return False
    return True


def _warned(ctx: Context, text: Html, *, deleted: bool) -> Html:
    return text if deleted else paragraphs(text, ctx.t("key-delete-yourself"), gap="\n\n")


async def _stop_asking(state: FSMContext) -> None:
    if await state.get_state() == OwnKeyStates.awaited.state:
        await state.clear()


def _owner(ctx: Context) -> str:
    return owner_of_person(ctx.person.id)
