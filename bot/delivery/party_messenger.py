"""Tells groups about their parties (`bot.parties.worker.PartyNotifier`)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, Protocol

from aiogram import Bot
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import AiogramError, TelegramBadRequest

from bot.delivery.copies import send_copies
from bot.delivery.lost_copies import LostCopies
from bot.delivery.message_templates import MessageView
from bot.delivery.session.rate_limit import Priority, priority
from bot.domain.generation import Destination
from bot.domain.party import Party, Tally
from bot.parties.entries import PartyEntry, PartyView
from bot.telegram.errors import is_chat_gone, is_copy_lost, translated
from bot.telegram.send import MessageSender
from bot.telegram.untyped_calls import GetUntypedChat, GetUntypedChatMember

_log = logging.getLogger(__name__)


class PartyMessageTemplates(Protocol):
    """Writes what is said, in the party's language."""

    def invitation(self, view: PartyView) -> MessageView:
        """What it is about, what it costs, and a button to join."""
        ...

    def closed(self, view: PartyView) -> MessageView:
        """The invitation when no one joins any more."""
        ...

    def caption(self, view: PartyView, piece: PartyEntry) -> str:
        """Under a piece of the gallery."""
        ...

    def ballot(self, view: PartyView, *, by_reactions: bool) -> MessageView:
        """How to vote, with a button for each piece."""
        ...

    def counted(self, view: PartyView) -> MessageView:
        """The ballot when the vote has ended."""
        ...

    def few(self, view: PartyView) -> MessageView:
        """That there is no vote."""
        ...

    def outcome(self, view: PartyView, tally: Tally) -> MessageView:
        """Who won."""
        ...


class TelegramPartyNotifier:
    """Writes to the group.

    Args:
        bot: its session carries the pacer as middleware.
        cards: writes the words.
        lost_copies: finds what spoils a whole album.
    """

    def __init__(self, bot: Bot, cards: PartyMessageTemplates, lost_copies: LostCopies) -> None:
        self._bot = bot
        self._lost_copies = lost_copies
        self._sender = MessageSender(bot)
        self._cards = cards

    async def invite(self, view: PartyView) -> int:
        """Post the invitation as a reply. Raises ChatGone, DeliveryPostponed."""
        party = view.party
        where = Destination(chat_id=party.chat_id, thread_id=party.thread_id, reply_to=party.reply_to)
        return await self._say(where, self._cards.invitation(view))

    async def close(self, view: PartyView) -> None:
        """Take the buttons from the invitation. Never raises."""
        await self._turn(view.party, view.party.message_id, self._cards.closed(view))

    async def send_album(self, view: PartyView, album: Sequence[PartyEntry]) -> Sequence[int | None]:
        """Post pieces by Telegram's own copies; None for those that it does not take. Raises ChatGone, DeliveryPostponed."""
        items = [
            (piece.asset, self._cards.caption(view, piece)) for piece in album if piece.asset is not None
        ]
        if len(items) < len(album):
            return [None] * len(album)
        try:
            with priority(Priority.RESULT):
                sent = await send_copies(self._sender, items, _place(view.party))
        except TelegramBadRequest as refusal:
            if is_chat_gone(refusal):
                raise translated(refusal) from refusal
            _log.warning("party %s: pieces were refused: %s", view.party.id, refusal.message)
            return await self._without_lost(view, album) if is_copy_lost(refusal) else [None] * len(album)
        except AiogramError as error:
            raise translated(error) from error
        return [message.message_id for message in sent]

    async def _without_lost(self, view: PartyView, album: Sequence[PartyEntry]) -> Sequence[int | None]:
        """The same without the pieces whose copies are lost."""
        lost = await self._lost_copies.among([piece.asset for piece in album if piece.asset is not None])
        held = [piece for piece in album if piece.asset is not None and piece.asset.id not in lost]
        sent = iter(await self.send_album(view, held) if held and lost else [None] * len(held))
        return [next(sent) if piece in held else None for piece in album]

    async def open_vote(self, view: PartyView) -> int:
        """Post the ballot. Raises ChatGone, DeliveryPostponed."""
        by_reactions = await self._hears_reactions(view.party.chat_id)
        return await self._say(_place(view.party), self._cards.ballot(view, by_reactions=by_reactions))

    async def close_vote(self, view: PartyView) -> None:
        """Take the buttons from the ballot. Never raises."""
        await self._turn(view.party, view.party.ballot_id, self._cards.counted(view))

    async def tell_few(self, view: PartyView) -> None:
        """Say that there is no vote. Raises ChatGone, DeliveryPostponed."""
        await self._say(_place(view.party), self._cards.few(view))

    async def announce(self, view: PartyView, counted: Tally) -> None:
        """The outcome; of a single winner below the winning piece. Raises ChatGone, DeliveryPostponed."""
        card = self._cards.outcome(view, counted)
        winners = [piece for piece in view.pieces if piece.generation.id in counted.winners]
        asset = winners[0].asset if len(winners) == 1 else None
        if asset is not None:
            try:
                with priority(Priority.RESULT):
                    await send_copies(self._sender, [(asset, card.text)], _place(view.party))
            except TelegramBadRequest as refusal:
                if is_chat_gone(refusal):
                    raise translated(refusal) from refusal
                _log.warning("party %s: the winner was refused: %s", view.party.id, refusal.message)
            except AiogramError as error:
                raise translated(error) from error
            else:
                return
        await self._say(_place(view.party), card)

    async def _hears_reactions(self, chat_id: int) -> bool:
        """Whether reactions reach the bot: it administers the group (Bot API, Update), and the group has reactions."""
        try:
            me = await self._bot.me()
            member: Any = await self._bot(GetUntypedChatMember(chat_id=chat_id, user_id=me.id))
            chat: Any = await self._bot(GetUntypedChat(chat_id=chat_id))
        except AiogramError as error:
            _log.info("whether reactions are heard is not known: %s", type(error).__name__)
            return False
        # Left out it is "every emoji" (Bot API, ChatFullInfo); an empty list is none at all.
        is_administrator = member.get("status") == ChatMemberStatus.ADMINISTRATOR
        return is_administrator and bool(chat.get("available_reactions") != [])

    async def _say(self, where: Destination, card: MessageView) -> int:
        try:
            sent = await self._sender.send_text(where, card.text, card.buttons)
        except AiogramError as error:
            raise translated(error) from error
        return sent.message_id

    async def _turn(self, party: Party, message_id: int | None, card: MessageView) -> None:
        if message_id is None:
            return
        try:
            await self._sender.edit_text(party.chat_id, message_id, card.text, card.buttons)
        except AiogramError as error:
            _log.info("party %s: a message was not changed: %s", party.id, type(error).__name__)


def _place(party: Party) -> Destination:
    return Destination(chat_id=party.chat_id, thread_id=party.thread_id)
