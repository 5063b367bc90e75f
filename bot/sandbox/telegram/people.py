"""People of the simulated Telegram: they write, send media, tap buttons, block the bot."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.chat import is_group
from bot.sandbox.telegram import limits, payments, wire
from bot.sandbox.telegram.buttons import Target, deep_link, find_button
from bot.sandbox.telegram.chats import ChatHandle
from bot.sandbox.telegram.command_menu import is_ephemeral
from bot.sandbox.telegram.core import CallbackAnswer, Core
from bot.sandbox.telegram.entities import Formatted, parse_html, tidy
from bot.sandbox.telegram.files import Blob
from bot.sandbox.telegram.inline import InlineAnswer, InlineResult
from bot.sandbox.telegram.invoice import forwarded_keyboard
from bot.sandbox.telegram.media import Traits, make_media
from bot.sandbox.telegram.methods_send import origin_json
from bot.sandbox.telegram.payments import Payment
from bot.sandbox.telegram.stars import Checkout, Subscription
from bot.sandbox.telegram.updates import Update
from bot.sandbox.telegram.world import Button, Media, Message, Status, Topic, User

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Item:
    """One medium of an album that a person sends."""

    kind: str
    content: bytes
    name: str | None = None
    caption: str | None = None


class Person:
    """A person with a Telegram client. What they do reaches the bot as updates, unless privacy mode hides it."""

    def __init__(self, core: Core, user: User) -> None:
        self._core = core
        self.user = user
        self.private = ChatHandle(core, core.world.add_user(user))
        self._last_update: Update | None = None

    @property
    def id(self) -> int:
        """Telegram's user id, which is also the id of the private chat."""
        return self.user.id

    # --- writing -------------------------------------------------------------------------------------------------

    async def send(
        self,
        text: str,
        *,
        chat: ChatHandle | None = None,
        reply_to: Message | None = None,
        topic: Topic | None = None,
        html: bool = False,
    ) -> Message:
        """Write a text (`html=True`: with formatting)."""
        body = parse_html(text) if html else tidy(Formatted(text))
        if not 1 <= limits.utf16_length(body.text) <= limits.TEXT:
            message = "a client sends 1 to 4096 characters"
            raise ValueError(message)
        return self._post(chat, reply_to, topic, body=body)

    async def start(self, payload: str = "") -> Message:
        """Press Start, or follow a deep link `t.me/<bot>?start=<payload>` (64 characters at most)."""
        if len(payload) > limits.START_PAYLOAD or not _PAYLOAD.fullmatch(payload):
            message = f"not a payload of a deep link: {payload!r}"
            raise ValueError(message)
        return await self.send(f"/start {payload}".strip())

    async def send_photo(self, content: bytes, caption: str | None = None, **where: Any) -> Message:
        """Send a picture as a photo."""
        return await self.send_media("photo", content, caption=caption, **where)

    async def send_video(self, content: bytes, caption: str | None = None, **where: Any) -> Message:
        """Send a video."""
        return await self.send_media("video", content, name="video.mp4", caption=caption, **where)

    async def send_audio(self, content: bytes, caption: str | None = None, **where: Any) -> Message:
        """Send music."""
        return await self.send_media("audio", content, name="audio.mp3", caption=caption, **where)

    async def send_voice(self, content: bytes, caption: str | None = None, **where: Any) -> Message:
        """Send a voice note."""
        return await self.send_media("voice", content, caption=caption, **where)

    async def send_document(
        self, content: bytes, name: str = "file.bin", caption: str | None = None, **where: Any
    ) -> Message:
        """Send a file."""
        return await self.send_media("document", content, name=name, caption=caption, **where)

    async def send_sticker(self, content: bytes = b"RIFF\x00\x00\x00\x00WEBPVP8 ", **where: Any) -> Message:
        """Send a sticker."""
        return await self.send_media("sticker", content, **where)

    async def send_media(
        self,
        kind: str,
        content: bytes | Blob,
        *,
        name: str | None = None,
        caption: str | None = None,
        traits: Traits | None = None,
        **where: Any,
    ) -> Message:
        """Send any medium; `where` is `chat`, `reply_to`, `topic` as in `send`.

        `ApiError` when Telegram would not take it as this kind (a photo that is none).
        """
        media = await self._media(kind, content, name, traits or Traits())
        return self._post(
            where.pop("chat", None),
            where.pop("reply_to", None),
            where.pop("topic", None),
            media=media,
            body=tidy(Formatted(caption or "")),
            **where,
        )

    async def _media(self, kind: str, content: bytes | Blob, name: str | None, traits: Traits) -> Media:
        blob = content if isinstance(content, Blob) else self._core.files.write(content, name)
        return await make_media(self._core, kind, blob, traits)

    async def send_album(self, items: Sequence[Item], *, chat: ChatHandle | None = None) -> list[Message]:
        """Send several media at once: as many messages, with one `media_group_id`."""
        album_id = str(secrets.randbits(60))
        media = [await self._media(item.kind, item.content, item.name, Traits()) for item in items]
        return [
            self._post(
                chat, None, None, media=medium, body=tidy(Formatted(item.caption or "")), album_id=album_id
            )
            for item, medium in zip(items, media, strict=True)
        ]

    async def forward(self, message: Message, *, chat: ChatHandle | None = None) -> Message:
        """Forward a message; a copy of an invoice is one, too."""
        bot_name = self._core.world.bot.username or ""
        return self._post(
            chat,
            None,
            None,
            body=message.body,
            media=message.media,
            invoice=message.invoice,
            markup=forwarded_keyboard(message.invoice, bot_name) if message.invoice else None,
            origin=origin_json(message),
        )

    def _post(
        self, chat: ChatHandle | None, reply_to: Message | None, topic: Topic | None, **content: Any
    ) -> Message:
        handle = chat or self.private
        if handle is self.private:
            self._open_private()
        if is_ephemeral(self._core, self.user, handle.chat, reply_to, content.get("body")):
            content["visible_to"] = self.user
        message = self._core.world.post(
            handle.chat,
            self.user,
            reply_to=reply_to,
            topic_id=topic.id if topic else (reply_to.topic_id if reply_to else None),
            **content,
        )
        self._last_update = self._core.announce(message) or self._last_update
        return message

    def _open_private(self) -> None:
        self.private.chat.started = True
        if self.private.chat.blocked:
            self.unblock_bot()

    # --- acting on messages --------------------------------------------------------------------------------------

    async def edit(self, message: Message, text: str) -> Message:
        """Change the text or caption of an own message; the bot hears `edited_message`."""
        if message.sender is not self.user:
            complaint = "people edit only their own messages"
            raise ValueError(complaint)
        message.body = tidy(Formatted(text))
        self._core.world.edited(message)
        self._last_update = self._core.announce(message, "edited_message") or self._last_update
        return message

    def delete(self, message: Message) -> None:
        """Delete a message for everyone; bots get no update."""
        self._core.world.delete(message)

    def react(self, message: Message, emoji: str | None) -> None:
        """Put one reaction on a message, or take it away with None.

        In groups the bot hears of it only as an administrator (Bot API, Update), and only when it asked for such updates.
        """
        old = message.reactions.get(self.id, [])
        new = [{"type": "emoji", "emoji": emoji}] if emoji else []
        message.reactions[self.id] = new
        self._core.world.touch(message)
        payload = {
            "chat": wire.chat_json(message.chat),
            "message_id": message.id,
            "user": wire.user_json(self.user),
            "date": int(time.time()),
            "old_reaction": old,
            "new_reaction": new,
        }
        bot_status = message.chat.members.get(self._core.world.bot.id)
        if not is_group(message.chat.id) or bot_status is Status.ADMINISTRATOR:
            self._core.updates.add("message_reaction", payload, message.chat.id)

    async def tap(
        self,
        message: Message,
        target: Target,
        *,
        wait: bool = True,
        timeout: float = 10,  # noqa: ASYNC109 - the promise is an AssertionError that names the button
    ) -> CallbackAnswer:
        """Tap an inline button: by (row, column), label, callback data, or a piece of the label, tried in this order.

        Returns what the bot answers to the tap (empty with `wait=False`; a link, a copied text, the words of an
        inline query or an invoice for such buttons, which is not paid yet: see `pay`). A tap on a message that was deleted meanwhile still works, as in a slow client.
        AssertionError when there is no such button or no answer within `timeout` seconds.
        """
        button = find_button(message, target)
        if button.data is None:
            return await self._use(button, message)
        query, self._last_update = self._core.tapped(self.user, message, button.data)
        try:
            async with asyncio.timeout(timeout):
                while wait and query.answer is None:
                    await self._core.world.signal.wait()
        except TimeoutError:
            raise AssertionError(f"the bot did not answer the tap on {button} within {timeout} s") from None
        return query.answer or CallbackAnswer()

    async def press(
        self,
        message: Message,
        data: str,
        *,
        timeout: float = 10,  # noqa: ASYNC109 - as for `tap`
    ) -> CallbackAnswer:
        """Send callback data of one's own, as any client can, from any message, whether it has such a button or not."""
        query, self._last_update = self._core.tapped(self.user, message, data)
        try:
            async with asyncio.timeout(timeout):
                while query.answer is None:
                    await self._core.world.signal.wait()
        except TimeoutError:
            raise AssertionError(f"the bot did not answer {data!r} within {timeout} s") from None
        return query.answer

    async def _use(self, button: Button, message: Message) -> CallbackAnswer:
        if button.pay:
            return CallbackAnswer(invoice=message.invoice)
        if button.inline is not None:
            return CallbackAnswer(inline=button.inline)
        if button.copy_text is not None:
            return CallbackAnswer(copied=button.copy_text)
        payload = deep_link(button.url or "", self._core.world.bot)
        if payload is not None:
            await self.start(payload)
        return CallbackAnswer(url=button.url, invoice=self._core.stars.linked(button.url or ""))

    # --- Stars ---------------------------------------------------------------------------------------------------

    @property
    def stars(self) -> int:
        """How many Stars they have."""
        return self._core.stars.balance(self.user)

    @stars.setter
    def stars(self, amount: int) -> None:
        self._core.stars.balances[self.id] = amount
        self._core.world.signal.beat()

    @property
    def subscriptions(self) -> list[Subscription]:
        """All they ever paid for, oldest first."""
        return [found for found in self._core.stars.subscriptions if found.user is self.user]

    async def pay(self, target: Message | str, *, times: int = 1, is_heard: bool = True) -> Payment:
        """Pay an invoice, a link, or the link in a message; `times` one after the other, the last one is returned.

        With `is_heard=False` the update that tells of the payment never reaches the bot. What went wrong is in the
        payment's `error`: the bot's own words, or Telegram's code (BOT_PRECHECKOUT_TIMEOUT: the bot said nothing for
        ten seconds; BALANCE_TOO_LOW; MESSAGE_ID_INVALID: the invoice was deleted).
        """
        payment = Payment()
        for _ in range(times):
            payment = self.settle(await self.check_out(target), is_heard=is_heard)
        return payment

    async def check_out(self, target: Message | str) -> Checkout:
        """The first half of `pay`: the bot was asked and answered."""
        return await payments.check_out(self._core, self.user, target)

    def settle(self, checkout: Checkout, *, is_heard: bool = True) -> Payment:
        """The second half of `pay`: the Stars move, and the bot hears of it."""
        return payments.settle(self._core, checkout, is_heard=is_heard)

    # --- inline mode ---------------------------------------------------------------------------------------------

    async def inline(
        self,
        words: str = "",
        *,
        chat: ChatHandle | None = None,
        offset: str = "",
        timeout: float = 10,  # noqa: ASYNC109 - the promise is an AssertionError that says what was asked
    ) -> InlineAnswer:
        """Type the bot's name and `words` in a chat, also in one where the bot is not; `offset` asks for more.

        Telegram's own cache of answers is not played: every query reaches the bot. AssertionError when inline mode is
        switched off, or without an answer within `timeout` seconds.
        """
        assert self._core.options.inline_mode, "inline mode is switched off"  # noqa: S101 - a test's mistake
        if limits.utf16_length(words) > limits.INLINE_QUERY:
            message = "a client sends at most 256 characters"
            raise ValueError(message)
        handle = chat or self.private
        query, self._last_update = self._core.asked_inline(self.user, handle.chat, words, offset)
        try:
            async with asyncio.timeout(timeout):
                while query.answer is None:
                    await self._core.world.signal.wait()
        except TimeoutError:
            raise AssertionError(f"no answer to the inline query {words!r} within {timeout} s") from None
        return query.answer

    async def choose(
        self, result: InlineResult, *, chat: ChatHandle | None = None, topic: Topic | None = None
    ) -> Message:
        """Send a result of an inline answer to a chat, in this person's own name "via" the bot."""
        return self._post(
            chat,
            None,
            topic,
            body=result.body,
            media=result.media,
            markup=result.markup,
            via_bot=self._core.world.bot,
        )

    # --- standing ------------------------------------------------------------------------------------------------

    def block_bot(self) -> None:
        """Block the bot: calls answer 403; the bot hears `my_chat_member`."""
        self.private.chat.blocked = True
        self._core.member_changed(self.private.chat, self.user, self._core.world.bot, Status.KICKED)

    def unblock_bot(self) -> None:
        """Let the bot write again."""
        self.private.chat.blocked = False
        self._core.member_changed(self.private.chat, self.user, self._core.world.bot, Status.MEMBER)

    def resend_last_update(self) -> None:
        """Deliver this person's last update a second time, under the same id."""
        if self._last_update is None:
            message = f"{self.user.first_name} did nothing yet that the bot received"
            raise ValueError(message)
        self._core.updates.repeat(self._last_update)
