"""What is brought to a generation's chat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.generation import Asset, Generation
from bot.domain.selection import Selection
from bot.ledger.entries import Balance
from bot.ports.alerts import AlertSender


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of one asset.

    Attributes:
        asset_id: which.
        file_id: Telegram's permanent copy, empty for a link.
        sent_as: see `Asset.sent_as`.
        message_id: the message that carries it.
        unique_id: see `Asset.unique_id`.
        seconds: measured length of a video or audio, 0 when unknown or not one.
    """

    asset_id: int
    file_id: str
    sent_as: str
    message_id: int
    unique_id: str = ""
    seconds: float = 0.0


Arrived = Callable[[Sequence[Sent]], Awaitable[None]]
"""Hears of the assets of one message, or one album, as soon as Telegram has it; the next is sent when it returns."""


class Messenger(AlertSender, Protocol):
    """Brings messages and media of generations to their chats. Words come from the locales, by the generation's language."""

    async def deliver(
        self, generation: Generation, assets: Sequence[Asset], arrived: Arrived, *, effect: bool
    ) -> None:
        """Send these assets into the generation's chat, message by message, results before anything else.

        Called with assets that no message carries yet; called again after a crash, so a person may in the worst case
        see one message (or one album) twice. What cannot be fetched now is left out while there are others.

        Args:
            generation: whose assets.
            assets: what to send, in order.
            arrived: what a message carried, before the next one leaves.
            effect: whether the first message may come with a message effect, where the chat has such.

        Raises:
            ChatGone: the chat cannot be written to any more.
            DeliveryPostponed: not now; the seconds to wait are known.
            MediaUnreachable: a result could not be fetched now.
            MediaRejected: a result never can be fetched.
            Whatever `arrived` raises.
        """
        ...

    async def conclude(self, generation: Generation) -> int | None:
        """Show the result card with its buttons after delivery, and remove what was said on the way. Never raises.

        Returns:
            Id of the card's message where the media could not carry it, else None.
        """
        ...

    async def show_batch(
        self,
        generation: Generation,
        parts: Sequence[Generation],
        balance: Balance,
        selection: Selection | None = None,
    ) -> None:
        """Say what became of generations that were confirmed together, below their album, and remove what was said on the way.

        Args:
            generation: the part that brings the message.
            parts: all of them, in order, as they are now: delivered, come to nothing, or still being made.
            balance: what the account has.
            selection: the one that they are pictures of, as it is now; None where there is none (any more).

        Raises:
            ChatGone, DeliveryPostponed: as in `deliver`.
        """
        ...

    async def show_progress(self, generation: Generation, place: int) -> int | None:
        """Show where the generation is, by editing its progress message, sparingly.

        Droppable: does nothing when the chat's budget is short, the text did not change or Telegram refuses. Never raises.

        Args:
            generation: as it is now.
            place: its place in line while held (1 = next), 0 otherwise.

        Returns:
            Id of the progress message when a new one had to be sent, else None.
        """
        ...

    async def tell_late(self, generation: Generation) -> int | None:
        """Say once, without a sound, that it takes longer than usual and when its credits come back.

        Returns:
            Id of the message; None when it is not known whether it is there, or never will be.

        Raises:
            DeliveryPostponed: surely not said, and another time is better.
        """
        ...

    async def tell_failure(self, generation: Generation, balance: Balance) -> None:
        """Say that it failed, what went back, what the person has, and the next step. Never dropped.

        Raises:
            ChatGone, DeliveryPostponed: as in `deliver`.
        """
        ...

    async def hand_over(self, failed: Generation, instead: Generation) -> None:
        """Another model has taken the place of what failed, and its progress message: that says so from now on.

        What was said of the failed one being late goes. Never raises.
        """
        ...


class OriginalSender(Protocol):
    """Sends results once more, as they were made: uncompressed, as documents."""

    async def send_original(
        self, asset: Asset, *, chat_id: int, thread_id: int | None, reply_to: int | None
    ) -> str:
        """Send an asset as an uncompressed document, from Telegram's copy when there is one.

        Returns:
            Telegram's file id of the document.

        Raises:
            MediaUnreachable, MediaRejected: it cannot be fetched now, or not any more.
            DeliveryPostponed, ChatGone: Telegram does not take it.
        """
        ...
