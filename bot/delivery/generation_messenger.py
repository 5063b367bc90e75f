"""Brings messages and media of generations to their chats: the `Messenger` of the generation's ports."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Final

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from cachetools import LRUCache

from bot.availability.alerts import AlertBudget
from bot.delivery.chat_actions import ChatActions
from bot.delivery.media.send_form import SendAs
from bot.delivery.message_effects import Effects
from bot.delivery.message_templates import MessageTemplates, MessageView
from bot.delivery.outgoing_media import OutgoingMedia, Words
from bot.delivery.prepare_media import MediaPreparer
from bot.delivery.progress_message import ProgressMessages, Room
from bot.delivery.send_with_fallback import FallbackSender
from bot.delivery.session.rate_limit import Priority, priority
from bot.domain.chat import is_group
from bot.domain.generation import Asset, Destination, Generation, State
from bot.domain.selection import Selection
from bot.errors import DeliveryPostponed, MediaError, MediaUnreachable
from bot.generation.progress_estimate import ProgressEstimate
from bot.ledger.entries import Balance
from bot.ports import Alert, Arrived
from bot.telegram.errors import translated
from bot.telegram.send import MessageSender

_log = logging.getLogger(__name__)
_MOMENTARY: Final = (TelegramRetryAfter, TelegramServerError)
"""Surely not sent, and worth another try."""
_PASSING: Final = (TelegramNetworkError, TelegramServerError, TelegramRetryAfter)
"""An admin who could not be reached for one of these may be reached later."""
_UNREACHED: Final = 100
"""Alerts remembered that reached no admin."""
Waiting = Callable[[Generation, int], Awaitable[ProgressEstimate]]


class TelegramMessenger:
    """Sends a generation's messages to Telegram.

    Args:
        bot: its session carries the pacer as middleware.
        cards: writes the words.
        media_preparer: prepares the files.
        links: gives a fresh link for a result's address (`Provider.fresh_link`).
        room: tells whether a chat has room for progress (the pacer).
        waits: how a generation stands, given its place in line (`Waits.of`).
        admin_ids: who hears alerts.
        names: what people are called; empty when that is not known.
    """

    def __init__(
        self,
        *,
        bot: Bot,
        cards: MessageTemplates,
        media_preparer: MediaPreparer,
        links: Callable[[str], Awaitable[str]],
        room: Room,
        estimator: Waiting,
        admin_ids: Iterable[int],
        names: Callable[[int], Awaitable[str]],
    ) -> None:
        self._bot = bot
        self._cards = cards
        self._media_preparer = media_preparer
        self._links = links
        self._room = room
        self._admin_ids = tuple(admin_ids)
        self._names = names
        self._sender = MessageSender(bot)
        self._estimator = estimator
        self._actions = ChatActions(bot, room)
        self._progress_messages = ProgressMessages(bot, self._sender, cards, room)
        self._alerts = AlertBudget()
        self._unreached: LRUCache[Alert, Alert] = LRUCache(_UNREACHED)
        self._effects = Effects()

    async def deliver(
        self, generation: Generation, assets: Sequence[Asset], arrived: Arrived, *, effect: bool
    ) -> None:
        """Send these assets, message by message; see `Messenger.deliver`."""
        with priority(Priority.RESULT):
            if assets:
                await self._actions.show(generation.destination, assets[0].kind)
            async with AsyncExitStack() as stack:
                items_to_send = await self._pack(stack, generation, assets)
                delivery = FallbackSender(
                    sender=self._sender,
                    media_preparer=self._media_preparer,
                    cards=self._cards,
                    links=self._links,
                    generation=generation,
                    words=self._words(generation, assets),
                    asker=await self._asker(generation),
                    effect=self._effects.choose(generation) if effect else None,
                    arrived=arrived,
                    stack=stack,
                )
                await delivery.send(items_to_send)

    async def conclude(self, generation: Generation) -> int | None:
        """Show the result card where the media could not carry it, and remove the progress message; see `Messenger`."""
        shown = None
        with priority(Priority.RESULT):
            if _is_several(generation, generation.assets) or _has_link(generation):
                first = next(
                    (asset.message_id for asset in generation.assets if asset.message_id is not None), None
                )
                destination = generation.destination
                if first is not None:
                    destination = replace(destination, reply_to=first)
                try:
                    shown = await self._send_card(destination, self._cards.result(generation))
                except AiogramError as error:
                    _log.warning("no result card for generation %s: %s", generation.id, translated(error))
            await self._clear_away(generation)
        return shown

    async def show_batch(
        self,
        generation: Generation,
        parts: Sequence[Generation],
        balance: Balance,
        selection: Selection | None = None,
    ) -> None:
        """Say what became of a batch, as a reply to its album; see `Messenger.show_batch`."""
        sent = [asset.message_id for part in parts for asset in part.assets if asset.message_id is not None]
        destination = generation.destination
        if sent:
            destination = replace(destination, reply_to=sent[0])
        with priority(Priority.RESULT):
            try:
                asker = "" if sent else await self._asker(generation)
                await self._send_card(destination, self._cards.batch(parts, balance, selection), asker=asker)
            except AiogramError as error:
                raise translated(error) from None  # the cause may hold the Bot API's address with the token
            await self._clear_away(generation)

    async def show_progress(self, generation: Generation, place: int) -> int | None:
        """Show where it is, sparingly; see `Messenger.show_progress`."""
        wait = await self._estimator(generation, place)
        if wait.kind is not None and _is_watched(generation):
            await self._actions.show(generation.destination, wait.kind)
        return await self._progress_messages.show(generation, wait)

    async def tell_late(self, generation: Generation) -> int | None:
        """Say quietly that it takes long; see `Messenger.tell_late`."""
        destination = generation.destination
        if not self._room.has_room(destination.chat_id):
            raise DeliveryPostponed("the chat has no room for a notice", 0)
        card = self._cards.late(generation)
        try:
            with priority(Priority.PROGRESS):
                message = await self._sender.send_text(
                    destination, card.text, card.buttons, disable_notification=True
                )
        except AiogramError as error:
            refusal = translated(error)
            _log.info("generation %s is late, not notified: %s", generation.id, refusal)
            if isinstance(error, _MOMENTARY):
                raise refusal from None
            return None
        return message.message_id

    async def tell_failure(self, generation: Generation, balance: Balance) -> None:
        """Say it in a new message, so that the person is notified; see `Messenger.tell_failure`."""
        with priority(Priority.RESULT):
            try:
                card, asker = self._cards.failure(generation, balance), await self._asker(generation)
                await self._send_card(generation.destination, card, asker=asker)
            except AiogramError as error:
                raise translated(error) from None  # the cause may hold the Bot API's address with the token
            await self._clear_away(generation)

    async def hand_over(self, failed: Generation, instead: Generation) -> None:
        """Let the message go on with what takes its place; see `Messenger.hand_over`."""
        self._progress_messages.forget(failed)
        await self._remove_late_notice(failed)
        await self.show_progress(instead, 1 if instead.state is State.HELD else 0)

    async def alert(self, alert: Alert) -> bool:
        """Tell every admin, unless too many of a kind came in a while; who cannot be reached is skipped."""
        _log.warning("alert %s, generation %s", alert.kind, alert.generation_id)
        admitted = self._unreached.pop(alert, None) or self._alerts.admit(alert)
        if admitted is None:
            return True
        card = self._cards.alert(admitted)
        reached, later = False, False
        for admin_id in self._admin_ids:
            try:
                await self._sender.send_text(Destination(chat_id=admin_id), card.text, card.buttons)
            except AiogramError as error:
                later = later or isinstance(error, _PASSING)
                _log.warning("admin %s not alerted of %s: %s", admin_id, alert.kind, translated(error))
            else:
                reached = True
        if reached or not later:
            return True
        self._unreached[alert] = admitted  # another try is not another alert
        return False

    async def _send_card(self, destination: Destination, card: MessageView, *, asker: str = "") -> int:
        message = await self._sender.send_text(destination, card.text, card.buttons, asker=asker)
        return message.message_id

    async def _asker(self, generation: Generation) -> str:
        """Who is to be notified by name in a group when no reply does it; empty in private."""
        if generation.person_id is None or not is_group(generation.destination.chat_id):
            return ""
        name = await self._names(generation.person_id)
        return self._cards.asker(generation, name) if name else ""

    async def _pack(
        self, stack: AsyncExitStack, generation: Generation, assets: Sequence[Asset]
    ) -> list[OutgoingMedia]:
        """Fetch all at once; those that cannot be had now are left out while there are others."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._try_pack(stack, generation, asset)) for asset in assets]
        outcomes = [task.result() for task in tasks]
        items_to_send = [outcome for outcome in outcomes if isinstance(outcome, OutgoingMedia)]
        errors = [outcome for outcome in outcomes if isinstance(outcome, MediaError)]
        if errors and not items_to_send:
            raise next((error for error in errors if isinstance(error, MediaUnreachable)), errors[0])
        for error in errors:
            _log.warning("an asset of generation %s is missing: %s", generation.id, error)
        return items_to_send

    async def _try_pack(
        self, stack: AsyncExitStack, generation: Generation, asset: Asset
    ) -> OutgoingMedia | MediaError:
        try:
            return await self._media_preparer.pack(stack, asset, self._cards.title(generation))
        except MediaError as error:
            return error

    def _words(self, generation: Generation, assets: Sequence[Asset]) -> Words:
        """A single medium carries the whole card; an album takes no buttons, they follow in `conclude`."""
        if _is_several(generation, assets):
            return Words(self._cards.caption(generation))
        card = self._cards.result(generation)
        return Words(card.text, card.buttons)

    async def _clear_away(self, generation: Generation) -> None:
        """Progress messages are deleted when the end is announced, of a batch with the last end."""
        if generation.batch_id is None or not (await self._estimator(generation, 0)).still_making:
            await self._progress_messages.remove(generation)
        await self._remove_late_notice(generation)

    async def _remove_late_notice(self, generation: Generation) -> None:
        if generation.late_notice_id is not None:
            with contextlib.suppress(AiogramError):
                await self._bot.delete_message(generation.destination.chat_id, generation.late_notice_id)


def _is_watched(generation: Generation) -> bool:
    """Whether the person probably looks at the chat because of it: alone with the bot, while it is being made."""
    return not is_group(generation.destination.chat_id) and generation.state is State.RUNNING


def _is_several(generation: Generation, assets: Sequence[Asset]) -> bool:
    return generation.is_set or len(assets) > 1


def _has_link(generation: Generation) -> bool:
    return any(asset.sent_as == SendAs.LINK for asset in generation.assets)
