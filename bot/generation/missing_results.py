"""Results of a set that did not arrive: their share of the price went back, and they can be tried once more, free of charge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.catalog.spec import Kind
from bot.domain.generation import Asset, Generation
from bot.generation.fail import revise
from bot.ports import Clock, Messenger, Provider, Result, Sent, Store
from bot.workers.until_written import until_written


class MissingResults:
    """Fetches what was lost when a set was delivered."""

    def __init__(self, store: Store, provider: Provider, messenger: Messenger, clock: Clock) -> None:
        self._store = store
        self._provider = provider
        self._messenger = messenger
        self._clock = clock

    async def fetch(self, generation: Generation) -> Generation:
        """Ask KIE where the results are now, and send those into the chat that are not there yet.

        Nothing is charged for them. After a crash between sending and writing down, one may come twice.

        Returns:
            The generation as it is then.

        Raises:
            ProviderError: KIE does not tell.
            MediaError, DeliveryError: as `Messenger.deliver`; what came before is written down.
        """
        if not generation.missing:
            return generation
        status = await self._provider.status(generation)
        await revise(self._store, self._clock, generation, lambda now: renewed(now, status.results))
        generation = await self._store.generation(generation.id) or generation

        async def arrived(sent: Sequence[Sent]) -> None:
            nonlocal generation
            generation = with_sent(generation, sent)
            await until_written(
                f"generation {generation.id}: sent is what was missing",
                # The card is there, with its button, before the step that shows it has ended.
                lambda: revise(self._store, self._clock, generation, lambda now: with_sent(now, sent)),
            )

        while unsent := [asset for asset in generation.assets if not asset.is_sent]:
            before = generation.arrived
            await self._messenger.deliver(generation, unsent, arrived, effect=False)
            if generation.arrived == before:
                break
        return generation


def renewed(generation: Generation, results: Sequence[Result]) -> Generation:
    """With what was not sent yet at these addresses, and with results that KIE did not tell before.

    As many as before are the same ones in the same order; of another number those that were sent are recognized by their
    address, whatever signature it now has.
    """
    assets = generation.assets
    if len(results) == len(assets):
        pairs = zip(assets, results, strict=True)
        same = (asset if asset.is_sent else replace(asset, url=result.url) for asset, result in pairs)
        return replace(generation, assets=tuple(same))
    there = {_unsigned(asset.url) for asset in assets if asset.is_sent}
    others = iter([result for result in results if _unsigned(result.url) not in there])
    again = [
        asset if asset.is_sent or (result := next(others, None)) is None else replace(asset, url=result.url)
        for asset in assets
    ]
    kind = assets[0].kind
    further = [
        asset_of(result, position, kind)
        for position, result in zip(range(len(assets), generation.ordered), others, strict=False)
    ]
    return replace(generation, assets=(*again, *further))


def asset_of(result: Result, position: int, kind: Kind) -> Asset:
    """What KIE made, as one of a generation's assets that is not sent yet."""
    return Asset(
        position=position,
        url=result.url,
        kind=kind,
        title=result.title,
        seconds=result.seconds,
        cover_url=result.cover_url,
        item_id=result.item_id,
    )


def _unsigned(url: str) -> str:
    return url.partition("?")[0]


def with_sent(generation: Generation, sent: Sequence[Sent]) -> Generation:
    """With what became of these assets."""
    by_id = {one.asset_id: one for one in sent}
    assets = tuple(
        replace(
            asset,
            file_id=by_id[asset.id].file_id,
            sent_as=by_id[asset.id].sent_as,
            unique_id=by_id[asset.id].unique_id,
            message_id=by_id[asset.id].message_id,
            seconds=by_id[asset.id].seconds or asset.seconds,
        )
        if asset.id in by_id
        else asset
        for asset in generation.assets
    )
    return replace(generation, assets=assets)
