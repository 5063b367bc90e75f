"""What the use cases of reports need of Telegram."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.generation import Asset, Generation
from bot.domain.report import ReportState


class ReportMessenger(Protocol):
    """Acts in chats. Each may raise ChatGone, and DeliveryPostponed where it is to be tried again, unless it says otherwise."""

    async def show(self, assets: Sequence[Asset], chat_id: int) -> Sequence[int]:
        """Send an operator what Telegram has copies of, covered where it can be; returns the messages. Never raises."""
        ...

    async def delete_message(self, chat_id: int, message_id: int) -> bool:
        """Delete a message; False when Telegram does not let it be deleted. One that is not there counts as deleted."""
        ...

    async def tell_maker(self, person_id: int, generation: Generation) -> None:
        """That their result was deleted, and why."""
        ...

    async def tell_reporter(self, person_id: int, generation: Generation, outcome: ReportState) -> None:
        """What has become of what they have reported."""
        ...

    async def tell_operator(self, person_id: int, count: int, newest_id: int, message_id: int) -> int:
        """That so many reported results wait, in this message where it is not 0; returns the message that says it.

        0 where the message is not there any more.
        """
        ...
