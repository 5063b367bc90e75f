"""Sends an example by Telegram's copy of it; a copy that is lost is fetched again from where KIE has it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.domain.example import Example
from bot.domain.generation import Asset
from bot.errors import CopyLost, DeliveryError, MediaError, MediaRejected
from bot.generation.example_proposals import ExampleProposals
from bot.ports import Clock, Store
from bot.ports.history import History
from handlers.core.ports import MediaResender
from handlers.core.responder import Responder
from handlers.core.views.screen import Screen

KIE_KEEPS: Final = timedelta(days=14)
"""How long KIE has generated files (docs.kie.ai, "Data retention")."""


class ExampleSender:
    """Sends examples.

    Args:
        store: reads what made them.
        history: keeps what Telegram has copies of.
        media_resender: sends.
        proposals: drops examples whose file is gone.
        clock: the time.
    """

    def __init__(
        self,
        store: Store,
        history: History,
        media_resender: MediaResender,
        proposals: ExampleProposals,
        clock: Clock,
    ) -> None:
        self._store = store
        self._history = history
        self._media_resender = media_resender
        self._proposals = proposals
        self._clock = clock

    async def send(self, example: Example, screen: Screen, chat: Responder) -> bool:
        """Send the example with the screen below it; False when it cannot be sent now, or its file is gone for good."""
        generation = await self._store.generation(example.generation_id or 0)
        assets = generation.assets if generation is not None else ()
        for asset in assets:
            if not asset.file_id:
                continue
            try:
                await self._media_resender.resend(
                    asset,
                    chat_id=chat.topic.chat_id,
                    thread_id=chat.topic.thread_id,
                    reply_to=None,
                    caption=screen.text,
                    buttons=screen.buttons,
                )
            except CopyLost:
                await self._history.forget_copy(asset.id, asset.file_id)
            except DeliveryError:
                return False
            else:
                return True
        return bool(assets) and await self._fetch_again(example, assets[0], screen, chat)

    async def _fetch_again(self, example: Example, asset: Asset, screen: Screen, chat: Responder) -> bool:
        """Send the file as KIE made it, and keep Telegram's copy of that."""
        try:
            file_id = await self._media_resender.send_original(
                asset, chat_id=chat.topic.chat_id, thread_id=chat.topic.thread_id, reply_to=None
            )
        except MediaError as error:
            gone = self._clock.now() - example.at > KIE_KEEPS
            if gone or isinstance(error, MediaRejected):
                await self._proposals.drop(example)
            return False
        except DeliveryError:
            return False
        await self._history.note_original(asset.id, file_id)
        await chat.send(screen)
        return True
