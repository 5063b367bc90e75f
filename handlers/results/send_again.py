"""What a generation made, sent once more by Telegram's own copies."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.generation import Asset, Generation
from bot.errors import CopyLost, DeliveryError, MediaError, StatusUnavailable
from handlers.core.context import Context
from handlers.core.ports import MediaResender
from handlers.core.views.screen import Screen
from handlers.results.facts import facts_here
from handlers.results.views import link
from handlers.results.views.result import result

LINK = "link"
"""The form of an asset that Telegram could not carry (`Asset.sent_as`)."""


async def result_card(generation: Generation, ctx: Context) -> Screen:
    """What was made, and what can be done with it."""
    return result(ctx.t, await facts_here(generation, ctx))


@dataclass(frozen=True, slots=True)
class SendAgain:
    """Sends into the chat of an update, free of charge."""

    ctx: Context
    media_resender: MediaResender

    async def all_of(self, generation: Generation) -> None:
        """Everything that a generation made; a file or a link for what Telegram does not have (any more)."""
        kept = [asset for asset in generation.assets if asset.file_id]
        try:
            lost = [
                asset for asset in kept if not await self.copy_of(asset, generation, card=asset is kept[-1])
            ]
        except DeliveryError:
            await self.ctx.chat.send(Screen(self.ctx.t("resend-not-now")))
            return
        for asset in generation.assets:
            if asset.sent_as == LINK:
                await self.link_to(asset, generation)
            elif not asset.file_id or asset in lost:
                await self._first_time(asset, generation)
        if lost and lost[-1] is kept[-1]:
            # The one that was to carry it is gone.
            await self.ctx.chat.send(await result_card(generation, self.ctx))

    async def copy_of(
        self, asset: Asset, generation: Generation, *, card: bool, reply_to: int | None = None
    ) -> bool:
        """One asset, with the result card or without. False when Telegram's copy is lost: then it is forgotten.

        Raises:
            DeliveryError: Telegram does not take it.
        """
        shown = await result_card(generation, self.ctx) if card else None
        try:
            await self.media_resender.resend(
                asset,
                chat_id=self.ctx.chat.topic.chat_id,
                thread_id=self.ctx.chat.topic.thread_id,
                reply_to=reply_to,
                caption=shown.text if shown else None,
                buttons=shown.buttons if shown else None,
            )
        except CopyLost:
            await self.ctx.catalog.history.forget_copy(asset.id, asset.file_id)
            return False
        return True

    async def link_to(self, asset: Asset, generation: Generation) -> None:
        """A fresh link to what Telegram does not have, or word that there is none."""
        ctx = self.ctx
        try:
            url = await self.media_resender.fresh_link(asset.url)
        except StatusUnavailable:
            await ctx.chat.send(Screen(ctx.t("link-gone"), (await result_card(generation, ctx)).buttons))
            return
        title = ctx.catalog.title(generation.model)
        await ctx.chat.send(link.link(ctx.t, generation, asset, url, title=title))

    async def _first_time(self, asset: Asset, generation: Generation) -> None:
        """What Telegram has no copy of (any more): a file, or a link to it, or word that it is gone."""
        place = self.ctx.chat.topic
        try:
            file_id = await self.media_resender.send_original(
                asset, chat_id=place.chat_id, thread_id=place.thread_id, reply_to=self.ctx.chat.message_id
            )
        except (MediaError, DeliveryError):
            await self.link_to(asset, generation)
        else:
            await self.ctx.catalog.history.note_original(asset.id, file_id)
