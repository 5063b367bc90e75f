"""A messenger that records what it was given."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from bot.domain.generation import Asset, Generation
from bot.domain.selection import Selection
from bot.ledger.entries import Balance
from bot.ports import Alert, Arrived, Sent
from tests.support.fault_injector import FaultInjector
from tests.support.scripted import Scripted


class FakeMessenger(Scripted):
    """Everything arrives, in one message, unless a test says otherwise (`bot.ports.Messenger`).

    Attributes:
        delivered: positions of the assets of every message that reached a chat, with the generation's id.
        repeated: assets that were handed over although a message already carried them.
        effects: whether each delivery might begin with an effect.
        measured: what `deliver` tells instead of its own words, when set.
        concluded, notified, progress, late, alerts: what was shown to whom.
        batches, selections: what became of which parts, each time with the selection that they are pictures of.
        handed_over: ids of generations that failed, each with that of what took its place.
    """

    def __init__(self, fault_injector: FaultInjector | None = None) -> None:
        super().__init__()
        self._fault_injector = fault_injector or FaultInjector()
        self.delivered: list[tuple[int, tuple[int, ...]]] = []
        self.repeated: list[Asset] = []
        self.attempts: list[Generation] = []
        self.effects: list[bool] = []
        self.concluded: list[Generation] = []
        self.batches: list[Sequence[Generation]] = []
        self.selections: list[Selection | None] = []
        self.notified: list[tuple[Generation, Balance]] = []
        self.progress: list[Generation] = []
        self.alerts: list[Alert] = []
        self.handed_over: list[tuple[int, int]] = []
        self.late: list[Generation] = []
        self.measured: list[Sent] = []
        self._messages = 100

    async def deliver(
        self, generation: Generation, assets: Sequence[Asset], arrived: Arrived, *, effect: bool
    ) -> None:
        """Send the assets; a number in the script sends that many of them in this message."""
        self._fault_injector.point()
        self.attempts.append(generation)
        self.effects.append(effect)
        self.repeated += [asset for asset in assets if asset.is_sent]
        number = self.answer("deliver", lambda: len(assets))
        self._messages += 1
        going = assets[:number]
        self.delivered.append((generation.id, tuple(asset.position for asset in going)))
        self._fault_injector.point()
        await arrived(
            self.measured
            or [
                Sent(
                    asset_id=asset.id, file_id=f"file-{asset.id}", sent_as="video", message_id=self._messages
                )
                for asset in going
            ]
        )

    async def conclude(self, generation: Generation) -> int | None:
        """Note it; an album's card is a message of its own."""
        self._fault_injector.point()
        self.answer("conclude", lambda: None)
        self.concluded.append(generation)
        return 700 + generation.id if len(generation.assets) > 1 else None

    async def show_batch(
        self,
        generation: Generation,
        parts: Sequence[Generation],
        balance: Balance,
        selection: Selection | None = None,
    ) -> None:
        """Note it."""
        self._fault_injector.point()
        self.answer("show_batch", lambda: None)
        self.batches.append(parts)
        self.selections.append(selection)

    async def show_progress(self, generation: Generation, place: int) -> int | None:
        """Note it; answers with the id of a new message, if the script has one."""
        self._fault_injector.point()
        self.progress.append(generation)
        return self.answer("show_progress", lambda: None)

    async def tell_late(self, generation: Generation) -> int | None:
        """Note it; answers with the id of the script."""
        self._fault_injector.point()
        self.late.append(generation)
        return self.answer("tell_late", lambda: 900)

    async def tell_failure(self, generation: Generation, balance: Balance) -> None:
        """Note it."""
        self._fault_injector.point()
        self.answer("tell_failure", lambda: None)
        self.notified.append((generation, balance))

    async def hand_over(self, failed: Generation, instead: Generation) -> None:
        """Note it."""
        self._fault_injector.point()
        self.handed_over.append((failed.id, instead.id))

    async def alert(self, alert: Alert) -> bool:
        """Note it, unless the script says that no admin is reached."""
        reached: bool = self.answer("alert", lambda: True)
        if reached:
            self.alerts.append(alert)
        return reached


class FakeMediaResender(Scripted):
    """Sends everything, unless a test says otherwise (`handlers.core.ports.MediaResender`).

    Attributes:
        sent: the assets that went out as files, with the chat and the message that they answer.
        resent: the assets that went out again by file id, with their captions.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[int, int, int | None]] = []
        self.resent: list[tuple[Asset, str | None]] = []

    async def send_original(
        self, asset: Asset, *, chat_id: int, thread_id: int | None = None, reply_to: int | None = None
    ) -> str:
        """Note it."""
        file_id = self.answer("send_original", lambda: f"original-{asset.id}")
        self.sent.append((asset.id, chat_id, reply_to))
        return file_id

    async def resend(
        self,
        asset: Asset,
        *,
        chat_id: int,
        thread_id: int | None,
        reply_to: int | None,
        caption: str | None,
        buttons: InlineKeyboardMarkup | None,
    ) -> None:
        """Note it."""
        self.answer("resend", lambda: None)
        self.resent.append((asset, caption))

    async def fresh_link(self, url: str) -> str:
        """The same link with a mark."""
        return self.answer("fresh_link", lambda: f"{url}?fresh=1")
