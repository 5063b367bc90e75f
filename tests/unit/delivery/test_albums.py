"""A page of a gallery at Telegram's: one album or a single message, by file ids only."""

from __future__ import annotations

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile

from bot.catalog.spec import Kind
from bot.delivery.albums import TelegramAlbumSender
from bot.delivery.lost_copies import LostCopies
from bot.domain.generation import Asset
from bot.sandbox.telegram import TelegramSimulator
from tests.unit.sandbox.telegram.conftest import picture


async def test_a_page_is_shown_and_deleted() -> None:
    """Two go as an album with their captions, one alone; both vanish again; what Telegram does not know is no error."""
    telegram = TelegramSimulator()
    await telegram.start()
    person = telegram.person("Alice")
    await person.start()
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    async with Bot(telegram.token, session, DefaultBotProperties(parse_mode="HTML")) as bot:
        sent = await bot.send_photo(person.id, BufferedInputFile(picture(), "a.jpg"))
        assert sent.photo is not None
        kept = Asset(
            id=1,
            url="https://cdn.example/1",
            kind=Kind.IMAGE,
            file_id=sent.photo[-1].file_id,
            sent_as="photo",
        )
        lost = Asset(id=2, url="https://cdn.example/2", kind=Kind.IMAGE, file_id="strange", sent_as="photo")
        forgotten: list[tuple[int, str]] = []

        async def forget(asset_id: int, file_id: str) -> None:
            forgotten.append((asset_id, file_id))

        gallery = TelegramAlbumSender(bot, LostCopies(bot, forget))
        album = await gallery.send(
            [(kept, "1 · <b>Flux</b>"), (kept, "2")], chat_id=person.id, thread_id=None
        )
        assert [message.caption for message in person.private.messages[-2:]] == ["1 · Flux", "2"]
        assert person.private.last.album_id
        single = await gallery.send([(kept, "1")], chat_id=person.id, thread_id=None)
        assert person.private.last.album_id is None
        without = await gallery.send([(kept, "1"), (lost, "2")], chat_id=person.id, thread_id=None)
        assert len(without) == 1
        assert forgotten == [(2, "strange")]
        assert await gallery.send([(lost, "2")], chat_id=person.id, thread_id=None) == ()
        assert await gallery.send([], chat_id=person.id, thread_id=None) == ()
        await gallery.remove([*album, *single, *without], chat_id=person.id)
        await gallery.remove([], chat_id=person.id)
        assert person.private.last.id == sent.message_id
        telegram.faults.fail("deleteMessages", 400, "Bad Request: message can't be deleted")
        await gallery.remove([sent.message_id], chat_id=person.id)
        assert person.private.last.id == sent.message_id
    assert [call.method for call in telegram.calls.find("sendMediaGroup")] == ["sendMediaGroup"] * 2
    await telegram.close()
