"""Media that people send: by verbs, as files, in albums, one by one, as first and last frame."""

from __future__ import annotations

import io
from typing import Any

import aiohttp
import pytest
from PIL import Image

from bot.sandbox.telegram import ChatHandle, Item, Message, Person
from tests.story.kiosk import BotUnderTest
from tests.story.media import clip, picture
from tests.story.supplier import labels

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

GENERATE = {"en": "Generate", "ru": "Создать"}


def _large_file() -> bytes:
    """A PNG of more bytes and pixels than background removal takes, with a note of the camera in it."""
    noise = Image.effect_noise((4500, 1500), 60)
    exif = Image.Exif()
    exif[0x010E] = "at home"
    buffer = io.BytesIO()
    noise.save(buffer, "PNG", compress_level=1, exif=exif)
    return buffer.getvalue()


async def _quote(room: ChatHandle, after: Message, language: str) -> Message:
    """The next message that can be confirmed."""
    return await room.wait(lambda message: GENERATE[language] in labels(message), after=after, timeout=30)


async def _made(
    kiosk: BotUnderTest, person: Person, card: Message, room: ChatHandle | None = None
) -> Message:
    """Confirm, and wait for the media."""
    await person.tap(card, (0, 0))
    media = await kiosk.media(room or person.private, after=card)
    await (room or person.private).wait_until(lambda: card.deleted, timeout=30)
    return media


def _asked(kiosk: BotUnderTest) -> dict[str, Any]:
    """What KIE was asked for last."""
    bodies = [request.body for request in kiosk.kie.requests if request.path.endswith("createTask")]
    return dict(bodies[-1]["input"])


async def _picture_at(url: str) -> Image.Image:
    """The picture that KIE's file host has there."""
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return Image.open(io.BytesIO(await answer.read()))


async def test_a_file_is_made_to_fit(live: BotUnderTest) -> None:
    """A photo sent as a file is looked into before the price, and what reaches KIE is smaller, without its notes."""
    alice = live.telegram.person("Alice", language="en")
    sent = await alice.send_document(_large_file(), "holiday.png", "/removebg")
    card = await _quote(alice.private, sent, "en")
    assert "resize it" in card.text
    await _made(live, alice, card)
    made = await _picture_at(_asked(live)["image"])
    assert made.size == (4096, 1365)
    assert not made.getexif()
    tiny = await alice.send_document(picture(90, 90, form="PNG"), "tiny.png", "/removebg")
    refused = await alice.private.wait("90×90", after=tiny)
    assert "Generate" not in labels(refused)
    broken = await alice.send_document(b"\x89PNG and nothing more", "broken.png", "/removebg")
    await alice.private.wait("can’t read", after=broken)
    live.require_exact_ledger()


async def test_verbs_in_a_group_in_russian(live: BotUnderTest) -> None:
    """A verb replies to a stranger's photo, then to the bot's own result, which is animated."""
    boris, guest = live.telegram.person("Борис", language="ru"), live.telegram.person("Гость", language="ru")
    group = live.telegram.group("Друзья", [boris, guest], "supergroup")
    photo = await guest.send_photo(picture(700, 500), "у моря", chat=group)
    asked = await boris.send("/edit сделай ночь", chat=group, reply_to=photo)
    card = await _quote(group, asked, "ru")
    assert "сделай ночь" in card.text
    assert "фото: 1" in card.text
    night = await _made(live, boris, card, group)
    assert (await _picture_at(_asked(live)["image_urls"][0])).size == (700, 500)
    asked = await boris.send("/animate", chat=group, reply_to=night)
    question = await group.wait("Как оно должно двигаться", after=asked)
    said = await boris.send("волны качаются", chat=group, reply_to=question)
    card = await _quote(group, said, "ru")
    film = await _made(live, boris, card, group)
    assert film.kind == "video"
    assert _asked(live)["image_url"].startswith("http")


async def test_first_and_last_frame(live: BotUnderTest) -> None:
    """Two photos one after the other are the first and the last frame; a tap swaps them before they reach KIE."""
    alice = live.telegram.person("Alice", language="en")
    asked = await alice.send("/gen kling-2.5-turbo")
    await alice.private.wait(lambda message: bool(message.buttons), after=asked)
    dawn = await alice.send_photo(picture(640, 480))
    first = await alice.private.wait("last frame: none", after=dawn)
    assert "Done" in labels(first)
    dusk = await alice.send_photo(picture(480, 640))
    both = await alice.private.wait("last frame ✓", after=dusk)
    await alice.tap(both, "Swap")
    said = await alice.send("the day goes by")
    await _made(live, alice, await _quote(alice.private, said, "en"))
    body = _asked(live)
    assert (await _picture_at(body["image_url"])).size == (480, 640)
    assert (await _picture_at(body["tail_image_url"])).size == (640, 480)


async def test_an_album_in_russian(live: BotUnderTest) -> None:
    """An album is one answer; a photo too many is taken back; all of the rest reaches KIE in its order."""
    boris = live.telegram.person("Борис", language="ru")
    asked = await boris.send("/gen nano-banana")
    await boris.private.wait(lambda message: bool(message.buttons), after=asked)
    sizes = [(300 + 10 * number, 300) for number in range(3)]
    album = await boris.send_album([Item("photo", picture(*size)) for size in sizes])
    answer = await boris.private.wait(lambda message: "фото: 3" in message.text, after=album[-1])
    assert [m for m in boris.private.messages if m.sender.is_bot and m.id > album[0].id] == [answer]
    more = await boris.send_photo(picture(900, 300))
    collected = await boris.private.wait(lambda message: "фото: 4" in message.text, after=more)
    await boris.tap(collected, "Убрать последнее")
    await boris.private.wait_until(lambda: "фото: 3" in collected.text)
    await boris.tap(collected, "Готово")
    said = await boris.send("все вместе на Луне")
    await _made(live, boris, await _quote(boris.private, said, "ru"))
    arrived = [(await _picture_at(url)).size for url in _asked(live)["image_urls"]]
    assert arrived == sizes


async def test_words_and_what_does_not_fit(live: BotUnderTest) -> None:
    """Text is read aloud and sung; a video that a model does not take is offered to those that do, words and all."""
    alice = live.telegram.person("Alice", language="en")
    text = await alice.send("Good morning, harbour")
    await _quote(alice.private, text, "en")
    asked = await alice.send("/voice", reply_to=text)
    card = await _quote(alice.private, asked, "en")
    assert (await _made(live, alice, card)).kind in {"audio", "voice"}
    asked = await alice.send("/song a ballad about rain")
    card = await _quote(alice.private, asked, "en")
    assert "a ballad about rain" in card.text
    asked = await alice.send("/gen kling-2.5-turbo it snows")
    await _quote(alice.private, asked, "en")
    sent = await alice.send_video(clip())
    offered = await alice.private.wait("doesn’t take videos", after=sent)
    await alice.tap(offered, "Edit")
    await alice.private.wait_until(lambda: "Generate" in labels(offered))
    card = offered
    assert "it snows" in card.text
    film = await _made(live, alice, card)
    assert film.kind == "video"
    forwarded = await alice.forward(film)
    question = await alice.private.wait(lambda message: "Restyle" in labels(message), after=forwarded)
    assert "Animate" not in labels(question)
    live.require_exact_ledger()
    assert not live.kie.violations
