"""/broadcast: operators write to many people. A look at the message first, then a card with all that is decided about it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Final

from aiogram import Router
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.filters import CommandObject, StateFilter
from aiogram.types import CallbackQuery, Message

from bot.broadcasts.edit import BroadcastEditor
from bot.broadcasts.refusals import BadLink, BroadcastGone
from bot.domain.broadcast import MORNING_FROM, SHOWN_BROADCASTS, Broadcast, BroadcastReader, BroadcastState
from bot.domain.segment import ANY_GROUP, SegmentField
from bot.domain.staff import Act
from bot.i18n import escaped
from handlers.core.buttons.operator import (
    BroadcastAction,
    BroadcastButton,
    BroadcastsButton,
    SegmentButton,
)
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import HasWords, MayAct
from handlers.core.fsm_states import (
    BroadcastStates,
    clear_state,
    expect_of_broadcast,
    expected_of_broadcast,
)
from handlers.core.news_buttons import broadcast_buttons, news_button
from handlers.core.ports import Wakes
from handlers.core.views.screen import Screen
from handlers.operator import broadcast_views as views
from handlers.operator.broadcast_words import said_condition, said_link, said_start
from handlers.operator.broadcasting import Broadcasting

_NUMBER: Final = re.compile(r"#?[0-9]{1,15}")
_TIME: Final = "time"
_LINK: Final = "link"


def build() -> Router:
    """The router of /broadcast and its buttons."""
    router = Router(name="broadcast")
    router.message.filter(MayAct(Act.BROADCAST))
    router.callback_query.filter(MayAct(Act.BROADCAST))
    router.message.register(broadcast, AnyCaseCommand("broadcast"))
    router.message.register(take_words, HasWords(), StateFilter(BroadcastStates.value))
    router.callback_query.register(turn, BroadcastsButton.filter())
    router.callback_query.register(condition, SegmentButton.filter())
    router.callback_query.register(act, BroadcastButton.filter())
    return router


async def broadcast(
    message: Message,
    command: CommandObject,
    ctx: Context,
    broadcasts: BroadcastReader,
    broadcast_editor: BroadcastEditor,
) -> None:
    """Show the message as people will see it, with its card; `/broadcast 12` is the card of one, without words all are listed."""
    chat_id = ctx.chat.topic.chat_id
    words = (command.args or "").strip()
    if message.reply_to_message is None and _NUMBER.fullmatch(words):
        await ctx.chat.send(
            await _card(ctx, broadcasts, await _found(broadcasts, int(words.removeprefix("#"))))
        )
        return
    if message.reply_to_message is not None:
        copy = await ctx.chat.bot.copy_message(
            chat_id,
            chat_id,
            message.reply_to_message.message_id,
            reply_markup=news_button(ctx.t, wanted=True),
        )
        shown = copy.message_id
    elif words:
        shown = (await ctx.chat.send(Screen(escaped(words), news_button(ctx.t, wanted=True)))).id
    else:
        await ctx.chat.send(await _list(ctx, broadcasts, None))
        return
    opened = await broadcast_editor.open(by=ctx.person.id, chat_id=chat_id, message_id=shown)
    if opened is not None:
        await ctx.chat.send(await _card(ctx, broadcasts, opened))


async def turn(
    _: CallbackQuery, callback_data: BroadcastsButton, ctx: Context, broadcasts: BroadcastReader
) -> None:
    """Older ones."""
    await ctx.chat.answer_callback()
    await ctx.chat.replace(await _list(ctx, broadcasts, callback_data.before or None))


async def condition(
    _: CallbackQuery,
    callback_data: SegmentButton,
    ctx: Context,
    broadcasts: BroadcastReader,
    broadcast_editor: BroadcastEditor,
) -> None:
    """The values of a condition, or one of them is set."""
    await ctx.chat.answer_callback()
    number, what, value = callback_data.broadcast, callback_data.what, callback_data.value
    if not value:
        found = await _found(broadcasts, number)
        await _end_question(ctx)
        await ctx.chat.replace(await _values(ctx, broadcasts, found, what))
    elif value == views.TYPED:
        await expect_of_broadcast(ctx.state, number, what.value)
        await ctx.chat.replace(views.ask_for_condition(ctx.t, number, what))
    else:
        said = None if value == views.ANY else said_condition(what, value.replace("|", ":"))
        changed = await broadcast_editor.set_condition(number, what, said, by=ctx.person.id)
        await ctx.chat.replace(await _whom(ctx, broadcasts, changed))


async def act(
    _: CallbackQuery,
    callback_data: BroadcastButton,
    ctx: Context,
    broadcasting: Broadcasting,
    broadcaster: Wakes,
) -> None:
    """One of the card's other buttons."""
    await ctx.chat.answer_callback()
    await _end_question(ctx)
    pressed = _Pressed(ctx, broadcasting, callback_data)
    screen = await pressed.screen()
    if callback_data.do in _WAKING:
        broadcaster.wake()
    if screen is not None:
        await ctx.chat.replace(screen)


async def take_words(
    _: Message, prompt: str, ctx: Context, broadcasts: BroadcastReader, broadcast_editor: BroadcastEditor
) -> None:
    """What was asked for. What cannot be taken is refused, and asked for once more."""
    expected = await expected_of_broadcast(ctx.state)
    if expected is None:
        await clear_state(ctx.state)
        return
    number, what = expected
    by = ctx.person.id
    if what == _TIME:
        starts_at = said_start(prompt, ctx.clock.now())
        found = await _found(broadcasts, number)
        changed = await broadcast_editor.set_start(
            number, starts_at=starts_at, in_the_morning=found.in_the_morning, by=by
        )
        screen = views.when(ctx.t, changed)
    elif what == _LINK:
        changed = await broadcast_editor.add_link(number, said_link(prompt), by=by)
        await _show_links(ctx, changed, broadcast_editor)
        screen = views.links(ctx.t, changed)
    else:
        field = SegmentField(what)
        value: str | int | bool = (
            ctx.catalog.models.get(prompt).slug
            if field is SegmentField.MODEL
            else said_condition(field, prompt)
        )
        changed = await broadcast_editor.set_condition(number, field, value, by=by)
        screen = await _whom(ctx, broadcasts, changed)
    await clear_state(ctx.state)
    await ctx.chat.send(screen)


_WAKING: Final = frozenset({BroadcastAction.SEND, BroadcastAction.GO_ON})


class _Pressed:
    """A press on a card's button."""

    def __init__(self, ctx: Context, broadcasting: Broadcasting, button: BroadcastButton) -> None:
        self._ctx = ctx
        self._broadcasts = broadcasting.reader
        self._editor = broadcasting.editor
        self._control = broadcasting.control
        self._button = button
        self._number = button.broadcast
        self._by = ctx.person.id

    async def screen(self) -> Screen | None:
        """What is shown in place of the pressed message; None where it stays."""
        do = self._button.do
        steps: Mapping[BroadcastAction, Callable[[int], Awaitable[Broadcast]]] = {
            BroadcastAction.PAUSE: lambda one: self._control.pause(one, by=self._by),
            BroadcastAction.GO_ON: lambda one: self._control.go_on(one, by=self._by),
            BroadcastAction.CANCEL: lambda one: self._control.cancel(one, by=self._by),
            BroadcastAction.REOPEN: lambda one: self._control.reopen(one, by=self._by),
            BroadcastAction.NEWS: lambda one: self._important(one, to_all=False),
            BroadcastAction.IMPORTANT: lambda one: self._important(one, to_all=True),
            BroadcastAction.SEND: self._send,
            BroadcastAction.LOOK: lambda one: _found(self._broadcasts, one),
        }
        if do in steps:
            return await _card(self._ctx, self._broadcasts, await steps[do](self._number))
        return await self._panel(do)

    async def _panel(self, do: BroadcastAction) -> Screen | None:
        ctx, number = self._ctx, self._number
        found = await _found(self._broadcasts, number)
        match do:
            case BroadcastAction.MESSAGE:
                await _show_message(ctx, found)
                return None
            case BroadcastAction.WHOM:
                return await _whom(ctx, self._broadcasts, found)
            case BroadcastAction.LINKS:
                return views.links(ctx.t, found)
            case BroadcastAction.NO_LINKS:
                changed = await self._editor.remove_links(number, by=self._by)
                await _show_links(ctx, changed, None)
                return views.links(ctx.t, changed)
            case BroadcastAction.TYPE_LINK:
                await expect_of_broadcast(ctx.state, number, _LINK)
                return views.ask_for_link(ctx.t, number)
            case BroadcastAction.TYPE_TIME:
                await expect_of_broadcast(ctx.state, number, _TIME)
                return views.ask_for_time(ctx.t, number, ctx.clock.now())
            case BroadcastAction.ASK_CANCEL:
                return views.cancel_question(ctx.t, found)
            case BroadcastAction.WHEN:
                return views.when(ctx.t, found)
            case _:
                return views.when(ctx.t, await self._start(found, do))

    async def _start(self, found: Broadcast, do: BroadcastAction) -> Broadcast:
        """Another time, or everybody's own morning."""
        starts_at, in_the_morning = found.starts_at, found.in_the_morning
        now = self._ctx.clock.now()
        match do:
            case BroadcastAction.NOW:
                starts_at = None
            case BroadcastAction.IN_AN_HOUR:
                starts_at = now.replace(second=0, microsecond=0) + timedelta(hours=1)
            case BroadcastAction.TOMORROW:
                starts_at = datetime.combine(now.date() + timedelta(days=1), time(MORNING_FROM), now.tzinfo)
            case BroadcastAction.MORNINGS:
                in_the_morning = True
            case _:
                in_the_morning = False
        return await self._editor.set_start(
            self._number,
            starts_at=starts_at if starts_at is None or starts_at > now else None,
            in_the_morning=in_the_morning,
            by=self._by,
        )

    async def _send(self, number: int) -> Broadcast:
        found = await _found(self._broadcasts, number)
        audience = await self._broadcasts.audience(found.segment)
        return await self._control.confirm(
            number, revision=self._button.revision, chosen=audience.reached_by(found), by=self._by
        )

    async def _important(self, number: int, *, to_all: bool) -> Broadcast:
        changed = await self._editor.set_to_all(number, to_all=to_all, by=self._by)
        await _show_links(self._ctx, changed, None)
        return changed


async def _found(broadcasts: BroadcastReader, number: int) -> Broadcast:
    found = await broadcasts.broadcast(number)
    if found is None:
        raise BroadcastGone
    return found


async def _card(ctx: Context, broadcasts: BroadcastReader, found: Broadcast) -> Screen:
    if found.state is BroadcastState.DRAFT:
        return views.draft(ctx.t, found, await broadcasts.audience(found.segment))
    waiting = 0 if found.state.is_over else await broadcasts.waiting_count(found.id)
    return views.progress(ctx.t, found, waiting=waiting, code_uses=await broadcasts.code_uses(found))


async def _list(ctx: Context, broadcasts: BroadcastReader, before: int | None) -> Screen:
    lines = await broadcasts.broadcasts(limit=SHOWN_BROADCASTS + 1, before=before)
    return views.broadcasts(ctx.t, lines, before=before)


async def _whom(ctx: Context, broadcasts: BroadcastReader, found: Broadcast) -> Screen:
    return views.whom(ctx.t, found, await broadcasts.audience(found.segment))


async def _values(ctx: Context, broadcasts: BroadcastReader, found: Broadcast, what: SegmentField) -> Screen:
    """The values to choose from."""
    offered: list[str] = []
    match what:
        case SegmentField.LANGUAGE:
            offered = list(ctx.user.texts.languages)
        case SegmentField.SOURCE:
            offered = list(await broadcasts.sources(limit=SHOWN_BROADCASTS))
        case SegmentField.GROUP:
            offered = [str(ANY_GROUP)]
        case _:
            offered = list(views.OFFERED.get(what, ()))
    return views.values(ctx.t, found, what, offered)


async def _end_question(ctx: Context) -> None:
    """A press answers what words were asked for."""
    if await ctx.state.get_state() == BroadcastStates.value.state:
        await clear_state(ctx.state)


async def _show_message(ctx: Context, found: Broadcast) -> None:
    """The message in the operator's private chat, with what stands below it."""
    name = (await ctx.chat.bot.me()).username or ""
    try:
        await ctx.chat.bot.copy_message(
            ctx.person.id,
            found.chat_id,
            found.message_id,
            reply_markup=broadcast_buttons(ctx.t, found, name, counts=False),
        )
    except TelegramBadRequest:
        await ctx.chat.in_private(ctx.person.id).send(Screen(ctx.t("broadcast-message-gone")))


async def _show_links(ctx: Context, changed: Broadcast, editor: BroadcastEditor | None) -> None:
    """Bring the buttons below the message that was shown up to date; a link that Telegram refuses is taken away again.

    Raises:
        BadLink: it refuses it.
    """
    name = (await ctx.chat.bot.me()).username or ""
    try:
        await ctx.chat.bot.edit_message_reply_markup(
            chat_id=changed.chat_id,
            message_id=changed.message_id,
            reply_markup=broadcast_buttons(ctx.t, changed, name, counts=False),
        )
    except TelegramBadRequest as refused:
        if editor is None or "url" not in refused.message.casefold():
            return
        await editor.remove_links(changed.id, by=ctx.person.id)
        raise BadLink from refused
    except TelegramAPIError:
        return  # what people get does not depend on it
