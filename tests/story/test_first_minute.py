"""The first minute, and the second visit: from /start to a result, and back to what one likes."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]


@dataclass
class Hand:
    """A person's hand that counts what it does.

    Attributes:
        taps: buttons tapped.
        messages: messages written.
    """

    kiosk: BotUnderTest
    person: Person
    taps: int = 0
    messages: int = 0

    async def says(self, text: str) -> Message:
        """Write; the bot's next message."""
        self.messages += 1
        sent = await self.person.send(text)
        return await self.person.private.wait(lambda message: True, after=sent)

    async def taps_on(self, message: Message, label: str | tuple[int, int]) -> None:
        """Tap a button."""
        self.taps += 1
        await self.person.tap(message, label)

    async def sees(self, label: str, *, after: Message | int = 0) -> Message:
        """Wait for a message with a button whose label has these words."""
        return await self.person.private.wait(lambda message: label in _labels(message), after=after)


def _labels(message: Message) -> str:
    return " | ".join(button.label for row in message.buttons for button in row)


def _first_label(message: Message) -> str:
    return message.buttons[0][0].label


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot with 200 free credits for everybody, whose operator suggests a model for pictures."""
    folder = tmp_path_factory.mktemp("first-minute")
    async with kiosk_between(
        folder, "integration", FREE_CREDITS="200", DEFAULT_IMAGE_MODEL="seedream-v4"
    ) as started:
        yield started


async def test_alice_comes_for_the_first_time_and_again(kiosk: BotUnderTest) -> None:
    """Three taps and one message after /start there is a video; next time one tap leads to its price."""
    hand = Hand(kiosk, kiosk.alice)
    clip = await hand.says("/start")
    assert clip.kind == "animation"
    welcome = await hand.sees("Video", after=clip)
    assert "Hi Alice" in welcome.text
    assert "200" in welcome.text
    assert [len(row) for row in welcome.buttons] == [1, 2, 2, 1]
    hand.messages = 0
    await hand.taps_on(welcome, "Video")
    shelf = await hand.sees("Veo 3.1 Fast", after=clip)
    await hand.taps_on(shelf, "Veo 3.1 Fast")
    card = await hand.sees("☆ Favourite", after=clip)
    assert card is welcome, "one message, turned from screen to screen"
    assert "70 credits" in card.text
    quote = await hand.says("A paper boat on a stream at dawn")
    await hand.taps_on(quote, (0, 0))
    media = await kiosk.media(kiosk.alice.private, after=quote, kinds=frozenset({"video"}))
    assert (hand.taps, hand.messages) == (3, 1)
    assert media.read()

    back = await hand.says("/start")
    assert back.kind == "text"
    assert "Welcome back, Alice!" in back.text
    assert "A paper boat on a stream at dawn" in back.text
    assert _first_label(back) == "🔁 Same again · Veo 3.1 Fast"
    await hand.taps_on(back, "Same again")
    again = await hand.sees("Generate", after=back)
    assert "A paper boat on a stream at dawn" in again.text
    await hand.taps_on(again, (0, 0))
    await kiosk.media(kiosk.alice.private, after=again, kinds=frozenset({"video"}))

    # 60 credits are left: Veo 3.1 is out of reach, and one tap leads to something that is not.
    dear = await kiosk.quote(kiosk.alice, "veo-3.1 a lighthouse")
    assert "Not enough credits" in dear.text
    label = next(button.label for row in dear.buttons for button in row if button.label.endswith(" credits"))
    await hand.taps_on(dear, label)
    await kiosk.alice.private.wait_until(lambda: "Generate" in _labels(dear), timeout=20)
    assert label.split(" · ")[1] in dear.text
    kiosk.require_exact_ledger()


async def test_boris_finds_what_he_likes(kiosk: BotUnderTest) -> None:
    """In Russian: a clip that is not uploaded twice, a search with a slip, a star, a default, words out of the blue."""
    hand = Hand(kiosk, kiosk.boris)
    clip = await hand.says("/start")
    assert clip.kind == "animation"
    assert "нарисованные примеры" in clip.caption
    await hand.sees("Видео", after=clip)
    first, second = kiosk.telegram.calls.find("sendAnimation")[:2]
    assert "welcome.mp4" in str(first.params)
    assert "welcome.mp4" not in str(second.params)

    found = await hand.says("/models клинг турбо")
    assert _labels(found).startswith("Kling 2.5 Turbo · 50")
    await hand.taps_on(found, (0, 0))
    await kiosk.boris.private.wait_until(lambda: "☆ В избранное" in _labels(found), timeout=20)
    await hand.taps_on(found, "☆ В избранное")
    await kiosk.boris.private.wait_until(lambda: "⭐ В избранном" in _labels(found), timeout=20)
    assert _first_label(await hand.says("/video")) == "Kling 2.5 Turbo · 50 ⭐"
    assert "Kling 2.5 Turbo" in _labels(await hand.says("/favourites"))

    # No one has chosen a model for pictures: the operator's suggestion comes first on the shelf.
    assert _first_label(await hand.says("/image")) == "Seedream V4 · 8"
    settings = await hand.says("/settings")
    await hand.taps_on(settings, "Модели по умолчанию")
    await kiosk.boris.private.wait_until(lambda: "Картинка: " in _labels(settings), timeout=20)
    await hand.taps_on(settings, "Картинка: ")
    await kiosk.boris.private.wait_until(lambda: "Qwen Image" in _labels(settings), timeout=20)
    await hand.taps_on(settings, "Qwen Image")
    await kiosk.boris.private.wait_until(lambda: "Картинка: Qwen Image" in _labels(settings), timeout=20)

    clip = await hand.says("/start")
    await hand.sees("Видео", after=clip)
    hand.taps = hand.messages = 0
    offered = await hand.says("лиса бежит по снегу")
    assert offered.text.startswith("Qwen Image · ")
    assert _first_label(offered).startswith("✨ Создать · ")
    await hand.taps_on(offered, (0, 0))
    await kiosk.media(kiosk.boris.private, after=offered, kinds=frozenset({"photo", "document"}))
    assert (hand.taps, hand.messages) == (1, 1)
    assert "То же самое · Qwen Image" in _first_label(await hand.says("/start"))

    await kiosk.kill()
    await kiosk.start()
    asked = await hand.person.send("/image")
    assert _first_label(await hand.sees("🕘", after=asked)) == "Qwen Image · 6 🕘 📌"
    asked = await hand.person.send("/video")
    assert _first_label(await hand.sees("⭐", after=asked)) == "Kling 2.5 Turbo · 50 ⭐"
