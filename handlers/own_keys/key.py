"""/key: a person brings a KIE key of their own, in private only. A message with a key is deleted before it is read."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.availability.own_keys import owner_of_person
from bot.errors import OwnKeyRefused, OwnKeyUnchecked, OwnKeyUnfit
from bot.i18n import Html
from bot.people.own_key import OwnKeyManager
from handlers.core.callback_data import KeyAction, KeyButton
from handlers.core.filters import HasWords, Private
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.core.views.refusal_text import refusal_text
from handlers.core.views.screen import Screen, paragraphs
from handlers.own_keys import views
from handlers.own_keys.key_detector import HoldsKey

_ALREADY_GONE = "message to delete not found"
"""The Bot API's words for a message that an earlier try of the same update has deleted."""


class OwnKeyStates(StatesGroup):
    """The next words are a key. The state's data hold the message that asked for it, and nothing else."""

    awaited = State()


def build() -> Router:
    """The router of /key; it comes before everything that takes words."""
    router = Router(name="key")
    for observer in (router.message, router.edited_message):
        observer.register(key, Command("key"))
    router.message.register(answer, Private(), HasWords(), StateFilter(OwnKeyStates.awaited))
    for observer in (router.message, router.edited_message):
        observer.register(stray, Private(), HoldsKey())
    router.callback_query.register(tapped, KeyButton.filter())
    return router


async def key(
    message: Message,
    command: CommandObject,
    bot: Bot,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    own_key_manager: OwnKeyManager | None = None,
) -> None:
    """Show the panel, or take the key that came with the command; groups are pointed to the private chat."""
    text = (command.args or "").strip()
    deleted = await _delete(message) if text else True
    if own_key_manager is None:
        await stage.say(Screen(_warned(desk, desk.t("key-off"), deleted=deleted)))
    elif stage.in_group:
        await _point_to_private(bot, desk, stage, exposed=bool(text), deleted=deleted)
    elif text:
        await state.clear()
        await _take(text, desk, stage, own_key_manager, deleted=deleted)
    else:
        await stage.say(views.panel(desk.t, await own_key_manager.look(_owner(desk))))


async def answer(
    message: Message,
    prompt: str,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    own_key_manager: OwnKeyManager | None = None,
) -> None:
    """The words that were asked for. Whatever they are, they are deleted, and only these: the next ones are a prompt."""
    deleted = await _delete(message)
    asked: int | None = (await state.get_data()).get("asked")
    await state.clear()
    if own_key_manager is not None:
        await _take(prompt, desk, stage, own_key_manager, deleted=deleted, asked=asked)


async def stray(
    message: Message, found: str, desk: Desk, stage: Stage, own_key_manager: OwnKeyManager | None = None
) -> None:
    """A key that nobody asked for: taken like one that was, and never a prompt. An open dialogue goes on."""
    deleted = await _delete(message)
    if own_key_manager is None:
        await stage.say(Screen(_warned(desk, desk.t("key-off"), deleted=deleted)))
    else:
        await _take(found, desk, stage, own_key_manager, deleted=deleted)


async def tapped(
    _: CallbackQuery,
    callback_data: KeyButton,
    desk: Desk,
    stage: Stage,
    state: FSMContext,
    own_key_manager: OwnKeyManager | None = None,
) -> None:
    """A button of the panel."""
    if own_key_manager is None:
        await stage.answer(desk.t.plain("toast-key-off"), alert=True)
        return
    if stage.in_group:
        await stage.answer(desk.t.plain("toast-key-private"), alert=True)
        return
    await stage.answer()
    if callback_data.do is not KeyAction.ASK:
        await _stop_asking(state)
    owner, first = _owner(desk), None
    match callback_data.do:
        case KeyAction.ASK:
            await state.clear()
            asked = await stage.turn(views.question(desk.t))
            await state.set_state(OwnKeyStates.awaited)
            await state.set_data({"asked": asked})
            return
        case KeyAction.REMOVE if begun := (await own_key_manager.look(owner)).begun:
            await stage.turn(views.sure(desk.t, begun))
            return
        case KeyAction.REMOVE | KeyAction.REMOVE_NOW:
            ended = await own_key_manager.remove(owner)
            first = desk.t("key-removed", count=ended)
        case KeyAction.USE | KeyAction.REST:
            await own_key_manager.switch(owner, enabled=callback_data.do is KeyAction.USE)
        case KeyAction.SHOW | KeyAction.LEAVE:
            pass
    await stage.turn(views.panel(desk.t, await own_key_manager.look(owner), first=first))


async def _take(
    text: str,
    desk: Desk,
    stage: Stage,
    own_key_manager: OwnKeyManager,
    *,
    deleted: bool,
    asked: int | None = None,
) -> None:
    """Check and store a key, and say what became of it; the message that `asked` for it goes."""
    try:
        look = await own_key_manager.bring(_owner(desk), text)
    except (OwnKeyUnfit, OwnKeyRefused, OwnKeyUnchecked) as refusal:
        why = Html(refusal_text(desk.t, refusal))
        screen = views.refused(desk.t, _warned(desk, why, deleted=deleted))
    else:
        stored = desk.t("key-welcome" if look.key and look.key.enabled else "key-welcome-empty")
        screen = views.panel(desk.t, look, first=_warned(desk, stored, deleted=deleted))
    await stage.say(screen)
    if asked is not None:
        await stage.take_away([asked])


async def _point_to_private(bot: Bot, desk: Desk, stage: Stage, *, exposed: bool, deleted: bool) -> None:
    """A group is no place for a key: one that was shown there is not taken, and should not be used any more."""
    me = await bot.me()
    text = desk.t("key-exposed" if exposed else "key-private", bot=me.username or "")
    await stage.say(Screen(_warned(desk, text, deleted=deleted)))


async def _delete(message: Message) -> bool:
    """Take a message with a key out of the chat. Whether it is gone."""
    try:
        await message.delete()
    except TelegramBadRequest as refusal:
        return _ALREADY_GONE in refusal.message
    except TelegramAPIError:
        return False
    return True


def _warned(desk: Desk, text: Html, *, deleted: bool) -> Html:
    return text if deleted else paragraphs(text, desk.t("key-delete-yourself"), gap="\n\n")


async def _stop_asking(state: FSMContext) -> None:
    if await state.get_state() == OwnKeyStates.awaited.state:
        await state.clear()


def _owner(desk: Desk) -> str:
    return owner_of_person(desk.person.id)
