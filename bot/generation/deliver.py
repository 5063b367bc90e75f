"""The last steps: the media into the chat, the credits captured, the person notified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from bot.availability.model_health import ModelHealthMonitor
from bot.back_off import back_off
from bot.catalog.catalog import Catalog
from bot.domain.generation import Generation, State
from bot.domain.person import Person, PersonRepository
from bot.domain.selection import Selection
from bot.domain.terms import Tariff
from bot.errors import (
    ChatGone,
    DeliveryError,
    DeliveryPostponed,
    FailureKind,
    IllegalStep,
    MediaError,
    MediaRejected,
    MediaUnreachable,
    ProviderError,
)
from bot.generation.batch_steps import album_ended, carried_batch, carried_by
from bot.generation.capture_result import ResultCapture
from bot.generation.chain_steps import confirmed_with
from bot.generation.deliver_album import AlbumDeliverer
from bot.generation.fail import fail, keep, postpone, revise, watched_silently
from bot.generation.fall_back import FallBack
from bot.generation.missing_results import renewed, with_sent
from bot.ledger.entries import Balance
from bot.ledger.operations import read_balance
from bot.ports import Clock, Messenger, OriginalSender, Provider, Sent, Store
from bot.workers.until_written import until_written

COMPRESSED = frozenset({"photo", "video", "animation"})
"""Forms of sending in which Telegram may change the bytes."""

_FIRST_RETRY = timedelta(seconds=3)
_LONGEST_RETRY = timedelta(minutes=10)
_RENEWED_EVERY = 4
"""After so many vain attempts in a row KIE is asked where the results are now; signed addresses expire."""
_PATIENCE = timedelta(hours=6)
"""How long past its deadline results are tried to be fetched before a generation is given up and released."""


class Deliverer:
    """Brings finished media to its chat, at least once, and ends the hold exactly once."""

    def __init__(
        self,
        *,
        store: Store,
        provider: Provider,
        messenger: Messenger,
        watch: ModelHealthMonitor,
        original_sender: OriginalSender,
        people: PersonRepository,
        catalog: Catalog,
        tariff: Tariff,
        clock: Clock,
        fall_back: FallBack | None = None,
    ) -> None:
        self._store = store
        self._provider = provider
        self._messenger = messenger
        self._watch = watch
        self._originals = original_sender
        self._people = people
        self._tariff = tariff
        self._clock = clock
        self._results = ResultCapture(catalog)
        self._album = AlbumDeliverer(
            store=store, messenger=messenger, watch=watch, results=self._results, clock=clock
        )
        self._fall_back = fall_back

    async def step(self, generation: Generation) -> Generation | None:
        """Send what was not sent yet, with the album that it carries; when all is in the chat, capture.

        Returns:
            The generation that has ended by it, if nothing waits for the end of this step: it can be concluded at once.
        """
        if generation.batch_id is not None:
            now = self._clock.now()
            async with self._store.transaction() as tx:
                carried = await carried_by(tx, generation, now)
            if len(carried) != 1 or carried[0].id != generation.id:
                if carried:
                    person = await self._person(generation)
                    effects = person is None or person.effects
                    await self._album.step(generation, carried, effects=effects)
                return None
            attempt = replace(generation, delivery_attempts=generation.delivery_attempts + 1)
            await postpone(self._store, self._clock, attempt)  # on record before it starts
        else:
            attempt = generation  # with its claim it is on record
        try:
            sent = await self._send(attempt)
        except ChatGone as gone:
            await self._end(await self._as_written(attempt), State.STORED, str(gone))
        except DeliveryPostponed as later:
            await self._retry(await self._as_written(attempt), timedelta(seconds=later.retry_after))
        except MediaUnreachable as error:
            await self._fetch_later(await self._as_written(attempt), str(error))
        except MediaRejected as error:
            await self._fetch_elsewhere(await self._as_written(attempt), str(error))
        else:
            ended = await self._delivered(sent)
            return ended if ended.batch_id is None and not ended.is_followed else None
        return None

    async def conclude(self, generation: Generation) -> None:
        """After delivery: the result card, the progress message away, and the originals for those who want them."""
        parts = await self._parts(generation)
        if parts:
            try:
                balance = await self._balance(generation, parts)
                await self._messenger.show_batch(generation, parts, balance, await self._selection(parts))
            except DeliveryPostponed as later:
                await self._retry(generation, timedelta(seconds=later.retry_after))
                return
            except ChatGone:
                pass  # what was made is in the chat, and in the history
        others = [part for part in parts if part.state is State.DELIVERED and part.id != generation.id]
        for part in others:
            # A forgotten person's row is emptied with its end, and takes nothing more.
            if part.person_id is not None:
                await self._conclude(part, with_card=False)
        await self._conclude(generation, with_card=not others)

    async def _conclude(self, generation: Generation, *, with_card: bool) -> None:
        card = await self._messenger.conclude(generation) if with_card else None
        person = await self._person(generation)
        originals: Mapping[int, str] = {}
        if person is not None and person.send_originals and not generation.deleted:
            originals = await self._send_originals(generation)

        def concluded(now: Generation) -> Generation:
            assets = tuple(
                replace(asset, original_file_id=originals.get(asset.id, asset.original_file_id))
                for asset in now.assets
            )
            # In a chat that the group has become meanwhile the number means another message.
            here = now.destination.chat_id == generation.destination.chat_id
            shown = card if here else now.progress_message_id
            return replace(now, progress_message_id=shown, assets=assets, notified=True, due_at=None)

        await until_written(
            f"generation {generation.id}: its person has the result",
            # What was missing may have come meanwhile, at the press of the card's button.
            lambda: revise(self._store, self._clock, generation, concluded, ends_step=with_card),
        )

    async def tell_failure(self, generation: Generation) -> None:
        """After a failure: say so, with what went back; or nothing, where another model has taken its place.

        Late results are still watched for.
        """
        parts = await self._parts(generation)
        balance = await self._balance(generation, parts)
        async with self._store.transaction() as tx:
            instead = await tx.generation_instead_of(generation.id)
        try:
            if parts:
                await self._messenger.show_batch(generation, parts, balance, await self._selection(parts))
            elif instead is not None:
                await self._messenger.hand_over(generation, instead)
            else:
                await self._messenger.tell_failure(generation, balance)
        except DeliveryPostponed as later:
            await self._retry(generation, timedelta(seconds=later.retry_after))
            return
        except ChatGone:
            pass  # the chat is gone; the credits went back all the same
        notified = watched_silently(generation, self._clock.now())
        await keep(self._store, self._clock, notified, "its person knows that it failed")

    async def _parts(self, generation: Generation) -> Sequence[Generation]:
        """The batch that this generation brings the message about; nothing for one that speaks for itself alone."""
        if generation.batch_id is None:
            return ()
        async with self._store.transaction() as tx:
            return await carried_batch(tx, generation)

    async def _selection(self, parts: Sequence[Generation]) -> Selection | None:
        """The selection that these are pictures of, as it is now."""
        if parts[0].selection_id is None:
            return None
        async with self._store.transaction() as tx:
            return await tx.selection(parts[0].selection_id)

    async def _balance(self, generation: Generation, parts: Sequence[Generation]) -> Balance:
        """What the account has when it is said how these have ended."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            account = await tx.account(generation.account_id)
            ended = [part.id for part in parts] or await confirmed_with(tx, generation)
            return await read_balance(tx, account, self._tariff.allowance, now, returned_for=ended)

    async def _send_originals(self, generation: Generation) -> Mapping[int, str]:
        """What Telegram compressed comes once more as files. They are an extra: what cannot be sent is left out.

        Returns:
            Telegram's copies of the files, by the ids of the assets.
        """
        destination = generation.destination
        copies: dict[int, str] = {}
        for asset in generation.assets:
            if asset.sent_as in COMPRESSED and not asset.original_file_id:
                with suppress(DeliveryError, MediaError):
                    copies[asset.id] = await self._originals.send_original(
                        asset,
                        chat_id=destination.chat_id,
                        thread_id=destination.thread_id,
                        reply_to=asset.message_id,
                    )
        return copies

    async def _send(self, generation: Generation) -> Generation:
        """Send until nothing is left, writing down each message's assets before the next message leaves.

        Returns:
            With all that was sent; the last message is for the caller to write down, at once.
        """

        async def arrived(sent: Sequence[Sent]) -> None:
            nonlocal generation
            generation = with_sent(generation, sent)
            if not _is_sent(generation):
                await self._keep_sent(generation)

        person = await self._person(generation)
        wanted = person is None or person.effects
        while unsent := [asset for asset in generation.assets if not asset.is_sent]:
            first = len(unsent) == len(generation.assets)
            try:
                await self._messenger.deliver(generation, unsent, arrived, effect=wanted and first)
            except BaseException:
                if _is_sent(generation):
                    await self._keep_sent(generation)
                raise
            if len(unsent) == sum(not asset.is_sent for asset in generation.assets):
                raise DeliveryPostponed("nothing was sent", _LONGEST_RETRY.total_seconds())
        return generation

    async def _keep_sent(self, generation: Generation) -> None:
        await keep(self._store, self._clock, generation, _sent_in(generation))

    async def _delivered(self, sent: Generation) -> Generation:
        """Where the last message stands, and the end, in one transaction: the chat has it, so it is tried until it is written."""

        async def write() -> Generation:
            now = self._clock.now()
            async with self._store.transaction() as tx:
                await tx.save(sent, expected=State.READY, at=now)
                written = await tx.generation(sent.id) or sent
                ended = await self._results.end(tx, written, State.DELIVERED, now, notified=False)
                await album_ended(tx, ended, now)
            return ended

        try:
            ended = await until_written(f"generation {sent.id}: {_sent_in(sent)}", write)
        except IllegalStep:
            raise
        except Exception:  # a fault of ours at the end: what was sent is not sent again for it
            await self._keep_sent(sent)
            raise
        await self._watch.ended(ended)
        return ended

    async def _person(self, generation: Generation) -> Person | None:
        """Who asked for it; None when they were forgotten."""
        return await self._people.person(generation.person_id) if generation.person_id is not None else None

    async def _as_written(self, generation: Generation) -> Generation:
        """The generation with what was sent before the attempt ended, however it ended."""
        return await self._store.generation(generation.id) or generation

    async def _end(self, generation: Generation, state: State, detail: str = "") -> None:
        """The hold becomes the price, in the same transaction as the state."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            stored = state is State.STORED
            ended = await self._results.end(tx, generation, state, now, detail=detail, notified=stored)
            await album_ended(tx, ended, now)
        await self._watch.ended(ended)

    async def _retry(self, generation: Generation, pause: timedelta) -> None:
        retry = replace(generation, due_at=self._clock.now() + pause, attempts=generation.attempts + 1)
        await postpone(self._store, self._clock, retry)

    async def _fetch_later(self, generation: Generation, detail: str) -> None:
        if self._clock.now() - generation.deadline_at > _PATIENCE:
            await self._give_up(generation, detail)
            return
        pause = back_off(generation.attempts, first=_FIRST_RETRY, longest=_LONGEST_RETRY)
        if generation.attempts % _RENEWED_EVERY == _RENEWED_EVERY - 1:
            generation = await self._renewed(generation)
        await self._retry(generation, pause)
        if generation.progress_message_id is not None:
            # It would go on saying how far the making is, which has ended.
            await self._messenger.show_progress(generation, 0)

    async def _fetch_elsewhere(self, generation: Generation, detail: str) -> None:
        """An address that will never do: it is given up, unless KIE tells another one by now."""
        renewed = await self._renewed(generation)
        if renewed.assets == generation.assets or generation.attempts >= _RENEWED_EVERY:
            await self._give_up(generation, detail)
        else:
            await self._retry(renewed, _FIRST_RETRY)

    async def _renewed(self, generation: Generation) -> Generation:
        """With what was not sent yet at the addresses that KIE tells now; as it was when it tells none."""
        try:
            status = await self._provider.status(generation)
        except ProviderError:
            return generation
        return renewed(generation, status.results)

    async def _give_up(self, generation: Generation, detail: str) -> None:
        """What is in the chat is delivered; with nothing there, the credits go back."""
        if generation.arrived:
            await self._end(generation, State.DELIVERED, detail)
        else:
            kind = FailureKind.PROVIDER
            agreed = await self._fall_back.agreed(generation, kind) if self._fall_back is not None else None
            failed = await fail(self._store, self._clock, generation, kind, detail, agreed=agreed)
            await self._watch.ended(failed)


def _is_sent(generation: Generation) -> bool:
    """Whether nothing is left to be sent."""
    return all(asset.is_sent for asset in generation.assets)


def _sent_in(generation: Generation) -> str:
    """What was sent, for the log while it cannot be written down."""
    sent = (one for one in generation.assets if one.is_sent)
    return f"sent are assets {', '.join(f'{one.id} in message {one.message_id}' for one in sent)}"
