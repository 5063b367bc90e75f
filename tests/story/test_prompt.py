"""Help with the words, from the card to the media: ideas, songs from their parts, long texts, voices to hear."""

from __future__ import annotations

import pytest

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, until

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

LYRICS = "[Verse]\nПоёт на кухне старый чайник\nИ снег в окне почти случайный"


async def _open(person: Person, model: str) -> Message:
    """The model's card."""
    asked = await person.send(f"/models {model}")
    found = await person.private.wait(lambda message: bool(message.buttons), after=asked)
    await _turn(person, found, model)
    return found


async def _turn(person: Person, message: Message, target: str | tuple[int, int]) -> None:
    """Tap a button, and wait until the message has become another screen."""
    before = (message.text, str(message.buttons))
    await person.tap(message, target)
    await person.private.wait_until(lambda: (message.text, str(message.buttons)) != before)


async def _told(person: Person, text: str, hint: str) -> Message:
    """The bot's answer to a message, with this in it."""
    said = await person.send(text)
    return await person.private.wait(lambda message: hint in message.text, after=said)


def _state(kiosk: BotUnderTest) -> str:
    """Where the English sample of the first voice is."""
    return str(kiosk.rows("SELECT state FROM generations WHERE sample = 'James:en'")[0]["state"])


@pytest.mark.parametrize(
    ("name", "again", "generate"),
    [("alice", "Another idea", "Generate"), ("boris", "Другая идея", "Создать")],
)
async def test_from_a_card_to_a_picture_without_a_word(
    live: BotUnderTest, name: str, again: str, generate: str
) -> None:
    """A surprise, another one, the quote, the picture: four taps, and the prompt is what KIE gets."""
    person: Person = getattr(live, name)
    card = await _open(person, "Z-Image")
    await _turn(person, card, "🎲")
    first = card.text
    assert generate in card.buttons[0][0].label
    await _turn(person, card, again)
    second = card.text
    assert first != second
    await person.tap(card, (0, 0))
    media = await live.media(person.private, after=card)
    made = live.rows("SELECT prompt FROM generations WHERE person_id = ? ORDER BY id DESC LIMIT 1", person.id)
    assert made[0]["prompt"] in second
    assert made[0]["prompt"][:40] in media.caption


async def test_a_song_from_its_parts(live: BotUnderTest) -> None:
    """In Russian: words, style, singer and title one after the other; KIE gets each in its field."""
    boris = live.boris
    card = await _open(boris, "Suno V6")
    await _turn(boris, card, "Со своими словами")
    assert "шаг 1 из 3" in card.text
    style = await _told(boris, LYRICS, "шаг 2 из 3")
    await _turn(boris, style, "Женский")
    await _turn(boris, style, "джаз")
    assert "шаг 3 из 3" in style.text
    await _turn(boris, style, "Поёт на кухне старый чайник")
    assert "Создать" in style.buttons[0][0].label
    await boris.tap(style, (0, 0))
    await live.media(boris.private, after=style)
    body = next(request.body for request in reversed(live.kie.requests) if "custom_mode" in str(request.body))
    notified = body if isinstance(body, str) else str(body)
    for part in ("jazz", "vocal_gender", "чайник", "случайный"):
        assert part in notified or part.encode("unicode_escape").decode() in notified


async def test_a_text_longer_than_a_message(live: BotUnderTest) -> None:
    """Two full messages in a row, and a text file, are one text that is read aloud; too much is counted."""
    alice = live.alice
    await _open(alice, "ElevenLabs TTS")
    first = await alice.send("word " * 800)
    quote = await alice.private.wait(lambda message: "Generate" in str(message.buttons), after=first)
    await alice.send("and the end")
    await alice.private.wait_until(lambda: "and the end" in quote.text or "48 credits" in quote.text)
    asked = await alice.send_document(b"A story from a file.", "story.txt")
    read = await alice.private.wait(lambda message: "A story from a file." in message.text, after=asked)
    await alice.tap(read, (0, 0))
    await live.media(alice.private, after=read)
    await _open(alice, "ElevenLabs TTS")
    asked = await alice.send_document(b"x" * 5001, "long.txt")
    await alice.private.wait(lambda message: "5001 characters" in message.text, after=asked)


async def test_a_voice_is_recorded_once_also_through_a_crash(live: BotUnderTest) -> None:
    """The first tap has the sample made, a SIGKILL loses nothing, everybody after hears it at once, and no one pays."""
    alice, boris = live.alice, live.boris
    card = await _open(alice, "ElevenLabs TTS")
    await _turn(alice, card, "Voice")
    assert "husky" in card.text
    toast = await alice.tap(card, (0, 1))
    assert "Recording a sample" in toast.text
    # In the very moment of the submission a death would leave a doubt, which is another story.
    await until(lambda: _state(live) not in {"held", "submitting"})
    await live.kill()
    await live.start()
    sample = await live.media(alice.private, after=card)
    assert "husky" in sample.caption
    assert live.rows("SELECT price, captured FROM generations WHERE sample = 'James:en'") == [
        {"price": 0, "captured": 0}
    ]
    await until(
        lambda: (
            live.rows("SELECT state FROM generations WHERE sample = 'James:en'") == [{"state": "delivered"}]
        )
    )
    requests = len(live.kie.requests)
    await alice.tap(card, (0, 1))
    again = await live.media(alice.private, after=sample)
    assert again.file_id == sample.file_id
    assert len(live.kie.requests) == requests
    await alice.tap(again, "Choose James")
    await alice.private.wait(lambda message: "Voice: James" in str(message.buttons), after=again)
    russian = await _open(boris, "ElevenLabs TTS")
    await _turn(boris, russian, "Голос")
    await boris.tap(russian, (0, 1))
    spoken = await live.media(boris.private, after=russian)
    assert "с хрипотцой" in spoken.caption
    assert spoken.file_id != sample.file_id
    live.require_exact_ledger()
