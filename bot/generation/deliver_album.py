"""Pictures of one batch as one album: one delivery that several generations end by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.availability.model_health import ModelHealthMonitor
from bot.domain.generation import Generation, State
from bot.errors import ChatGone, DeliveryPostponed, MediaRejected, MediaUnreachable
from bot.generation.batch_steps import album_ended
from bot.generation.capture_result import ResultCapture
from bot.generation.missing_results import with_sent
from bot.ports import Clock, Messenger, Sent, Store
from bot.workers.until_written import until_written

_NOTHING_SENT_PAUSE = timedelta(minutes=10)


class AlbumDeliverer:
    """Sends what is ready of a batch, and ends each part that has arrived in the same transaction."""

    def __init__(
        self,
        *,
        store: Store,
        messenger: Messenger,
        watch: ModelHealthMonitor,
        results: ResultCapture,
        clock: Clock,
    ) -> None:
        self._store = store
        self._messenger = messenger
        self._watch = watch
        self._results = results
        self._clock = clock

    async def step(self, carrier: Generation, parts: Sequence[Generation], *, effects: bool) -> None:
        """Send the parts, in their order, as one album; what cannot be sent with the others comes alone.

        Args:
            carrier: the part whose delivery it is.
            parts: all that are ready, the carrier among them.
            effects: whether the first message may come with a message effect.
        """
        attempts = [replace(part, delivery_attempts=part.delivery_attempts + 1) for part in parts]
        await self._write(attempts)  # on record before it starts
        try:
            await self._send(attempts, effects=effects)
        except ChatGone as gone:
            await self._end(carrier, parts, State.STORED, str(gone))
        except DeliveryPostponed as later:
            await self._retry(carrier, timedelta(seconds=later.retry_after))
        except (MediaUnreachable, MediaRejected) as error:
            await self._end(carrier, parts, State.DELIVERED, str(error))
        else:
            await self._end(carrier, parts, State.DELIVERED)

    async def _send(self, parts: Sequence[Generation], *, effects: bool) -> None:
        """Send until nothing is left, writing down each message's assets before the next message leaves."""
        current = {part.id: part for part in parts}
        of_asset = {asset.id: part.id for part in parts for asset in part.assets}

        async def arrived(sent: Sequence[Sent]) -> None:
            changed = {of_asset[one.asset_id] for one in sent}
            for part_id in changed:
                current[part_id] = with_sent(current[part_id], sent)
            sent_parts = [current[part_id] for part_id in sorted(changed)]
            await until_written(
                f"generations {', '.join(str(part.id) for part in sent_parts)}: they are in the chat",
                lambda: self._write(sent_parts),
            )

        while unsent := [asset for part in current.values() for asset in part.assets if not asset.is_sent]:
            first = len(unsent) == len(of_asset)
            await self._messenger.deliver(parts[0], unsent, arrived, effect=effects and first)
            left = sum(not asset.is_sent for part in current.values() for asset in part.assets)
            if left == len(unsent):
                raise DeliveryPostponed("nothing was sent", _NOTHING_SENT_PAUSE.total_seconds())

    async def _write(self, parts: Sequence[Generation]) -> None:
        """Write all of them in one transaction. Raises IllegalStep."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            for part in parts:
                await tx.save(part, expected=State.READY, at=now)

    async def _retry(self, carrier: Generation, pause: timedelta) -> None:
        now = self._clock.now()
        async with self._store.transaction() as tx:
            await tx.make_due([carrier.id], now + pause)

    async def _end(
        self, carrier: Generation, parts: Sequence[Generation], state: State, detail: str = ""
    ) -> None:
        """What has arrived is delivered, or all of it is stored where the chat is gone; the rest comes alone.

        One of those that have ended brings the message about the batch.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            ready = [fresh for part in parts if (fresh := await tx.generation(part.id)) is not None]
            over = [
                part
                for part in ready
                if part.state is State.READY
                and (state is State.STORED or all(asset.is_sent for asset in part.assets))
            ]
            teller = next((part for part in over if part.id == carrier.id), next(iter(over), carrier))
            ended = [
                await self._results.end(
                    tx,
                    part,
                    state,
                    now,
                    detail=detail,
                    notified=state is State.STORED or part.id != teller.id,
                )
                for part in over
            ]
            await album_ended(tx, teller, now)
        for part in ended:
            await self._watch.ended(part)
