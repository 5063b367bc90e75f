"""One delivery: each medium is sent in the next form until Telegram accepts it.

By URL → uploaded → as a file → as a link. An album that is refused is tried again with uploads, then item by item.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Final

from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
)
from aiogram.methods import SendMediaGroup
from aiogram.types import LinkPreviewOptions, Message

from bot.delivery.media.send_form import SendAs, albums
from bot.delivery.message_effects import Effect
from bot.delivery.message_templates import MessageTemplates
from bot.delivery.outgoing_media import METHODS, OutgoingMedia, Words, read_sent
from bot.delivery.prepare_media import MediaPreparer
from bot.domain.generation import Generation
from bot.errors import MediaError, MediaUnreachable, ProviderError
from bot.ports import Arrived
from bot.telegram.errors import (
    is_about_effect,
    is_about_words,
    is_chat_gone,
    is_medium_unwelcome,
    translated,
)
from bot.telegram.send import MessageSender, naming

_log = logging.getLogger(__name__)
_REFUSALS: Final = (TelegramBadRequest, TelegramEntityTooLarge, TelegramForbiddenError)


class FallbackSender:
    """Sends the media of one generation.

    Args:
        words: said with the first message.
        asker: names who asked, in a first message that answers none; empty where that needs not be said.
        effect: played with the first message, or None.
        arrived: hears of each message before the next one leaves.
        stack: keeps the files that are fetched on the way.
    """

    def __init__(
        self,
        *,
        sender: MessageSender,
        media_preparer: MediaPreparer,
        cards: MessageTemplates,
        links: Callable[[str], Awaitable[str]],
        generation: Generation,
        words: Words,
        asker: str,
        effect: Effect | None,
        arrived: Arrived,
        stack: AsyncExitStack,
    ) -> None:
        self._sender = sender
        self._media_preparer = media_preparer
        self._cards = cards
        self._links = links
        self._generation = generation
        self._words = words
        self._asker = asker
        self._effect = effect
        self._arrived = arrived
        self._stack = stack

    async def send(self, items_to_send: Sequence[OutgoingMedia]) -> None:
        """Send media, grouped into albums. A file that cannot be fetched after its URL was refused holds up no other one.

        Raises:
            ChatGone, DeliveryPostponed: Telegram does not take it.
            MediaUnreachable, MediaRejected: some of them could not be fetched; all others are in the chat.
        """
        errors: list[MediaError] = []
        for group in albums([item.form for item in items_to_send]):
            try:
                if len(group) > 1:
                    await self._send_album([items_to_send[position] for position in group])
                else:
                    await self._send_single(items_to_send[group[0]])
            except MediaError as error:
                errors.append(error)
        if errors:
            raise _hopeful(errors)

    async def _send_album(self, items_to_send: Sequence[OutgoingMedia]) -> None:
        try:
            messages = await self._try_album(items_to_send)
        except AiogramError as error:
            self._check(error)
            if self._drops_effect(error):
                await self._send_album(items_to_send)
                return
        else:
            self._words, self._effect = Words(), None
            pairs = zip(items_to_send, messages, strict=False)
            await self._arrived([read_sent(item, message) for item, message in pairs])
            return
        if any(item.by_url for item in items_to_send):
            await self._send_uploaded(items_to_send)
            return
        for item in items_to_send:
            await self._send_single(item)

    async def _send_uploaded(self, items_to_send: Sequence[OutgoingMedia]) -> None:
        """The same as files, without those that cannot be fetched.

        Raises:
            MediaUnreachable, MediaRejected: as `send`.
        """
        files: list[OutgoingMedia] = []
        errors: list[MediaError] = []
        for item in items_to_send:
            try:
                files.append(await self._uploaded(item))
            except MediaError as error:
                errors.append(error)
        try:
            await self.send(files)
        except MediaError as error:
            errors.append(error)
        if errors:
            raise _hopeful(errors)

    async def _send_single(self, item: OutgoingMedia) -> None:
        """Down the ladder. The link at its end is a plain message: what refuses that, refuses everything."""
        while True:
            try:
                message = await self._try(item)
            except AiogramError as error:
                self._check(error, last=item.form is SendAs.LINK)
                if self._drops_effect(error):
                    continue
                if is_about_words(error) and self._words.caption:
                    _log.error("caption of generation %s refused: %s", self._generation.id, error)
                    self._words = replace(self._words, caption="")
                else:
                    item = await self._demoted(item, error)
            else:
                if item.form is not SendAs.LINK:
                    self._words, self._effect = Words(), None
                await self._arrived([read_sent(item, message)])
                return

    async def _try_album(self, items_to_send: Sequence[OutgoingMedia]) -> list[Message]:
        first, *others = items_to_send
        rest = [item.album_item("") for item in others]
        messages: list[Message] = await self._sender.send(
            SendMediaGroup,
            self._generation.destination,
            upload=sum(item.upload for item in items_to_send),
            media=[first.album_item(self._words.caption), *rest],
            without_reply=naming(
                self._asker,
                self._words.caption,
                lambda named: {"media": [first.album_item(named), *rest]},
            ),
            **self._effect_argument(),
        )
        return messages

    async def _try(self, item: OutgoingMedia) -> Message:
        destination = self._generation.destination
        if item.form is SendAs.LINK:
            card = self._cards.link(self._generation, item.asset, await self._fresh(item.asset.url))
            return await self._sender.send_text(
                destination,
                card.text,
                card.buttons,
                asker=self._asker,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        return await self._sender.send(
            METHODS[item.form],
            destination,
            upload=item.upload,
            caption=self._words.caption or None,
            without_reply=naming(self._asker, self._words.caption, lambda named: {"caption": named}),
            parse_mode="HTML",
            reply_markup=self._words.buttons,
            **self._effect_argument(),
            **{item.form.value: item.medium()},
            **item.arguments(),
        )

    async def _demoted(self, item: OutgoingMedia, error: AiogramError) -> OutgoingMedia:
        """The next rung."""
        _log.info("%s of generation %s refused: %s", item.form, self._generation.id, error)
        if item.by_url:
            return await self._uploaded(item)
        if item.form is SendAs.DOCUMENT or isinstance(error, TelegramEntityTooLarge):
            return replace(item, form=SendAs.LINK, path=None)
        return item.original or replace(item, form=SendAs.DOCUMENT)

    def _effect_argument(self) -> dict[str, str]:
        return {} if self._effect is None else {"message_effect_id": self._effect.id}

    def _drops_effect(self, error: AiogramError) -> bool:
        """Whether the refusal was about the effect: it is left out from now on, and the same is tried again."""
        if self._effect is None or not is_about_effect(error):
            return False
        self._effect.forget()
        self._effect = None
        return True

    async def _uploaded(self, item: OutgoingMedia) -> OutgoingMedia:
        if not item.by_url:
            return item
        return await self._media_preparer.prepare_file(self._stack, item.asset, item.performer)

    async def _fresh(self, url: str) -> str:
        """A fresh link, or the old address when KIE gives none: that still works for a while."""
        try:
            return await self._links(url)
        except ProviderError:
            return url

    def _check(self, error: AiogramError, *, last: bool = False) -> None:
        """Go on only if another form of the same may be taken."""
        refused = isinstance(error, _REFUSALS) and (is_medium_unwelcome(error) or not is_chat_gone(error))
        if last or not refused:
            # Without its cause: messages of the HTTP client may hold the Bot API's address, which contains the token.
            raise translated(error) from None


def _hopeful(errors: Sequence[MediaError]) -> MediaError:
    """The error that another try may mend, when there is one."""
    return next((error for error in errors if isinstance(error, MediaUnreachable)), errors[0])
