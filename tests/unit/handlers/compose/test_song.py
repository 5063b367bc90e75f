"""A song from its parts, by buttons and by words."""

from __future__ import annotations

import pytest

from bot.catalog.spec import Dialect
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

LYRICS = "[Verse]\nThe kettle hums, the day is slow,\nThe window wears a coat of snow"


@pytest.fixture
def dialect() -> Dialect:
    """Only today's service makes songs from lyrics."""
    return Dialect.LIVE


async def _open(person: Person) -> None:
    await person.say("/models suno v6")
    await person.tap("Suno V6")


async def _asked(kiosk: BotUnderTest) -> dict[str, str]:
    """What the newest quote would make."""
    async with kiosk.store.transaction() as tx:
        quote = await tx.quote(
            kiosk.screen.last.data(kiosk.screen.last.labels[0].removeprefix("✨ ")).split(":")[1]
        )
    assert quote is not None
    return {**quote.first.choices, "prompt": quote.prompt}


@pytest.mark.parametrize(
    ("language", "custom", "style", "generate"),
    [("en", "🎤 Use my lyrics", "jazz", "Generate"), ("ru", "🎤 Со своими словами", "джаз", "Создать")],
)
async def test_lyrics_style_title(
    kiosk: BotUnderTest, language: str, custom: str, style: str, generate: str
) -> None:
    """Lyrics by a message, style by a button, the first line as the title by a button: then the quote."""
    ann = kiosk.person(language=language)
    await _open(ann)
    await ann.tap(custom)
    assert "5000" in kiosk.screen.last.text
    await ann.say(LYRICS)
    await ann.tap("👩")
    assert any(label.startswith("✓ 👩") for label in kiosk.screen.last.labels)
    await ann.tap(style)
    assert "80" in kiosk.screen.last.text
    await ann.tap("🏷 The kettle hums, the day is slow")
    assert kiosk.screen.last.labels[0].startswith(f"✨ {generate}")
    asked = await _asked(kiosk)
    assert asked["prompt"] == LYRICS
    assert (asked["mode"], asked["style"], asked["vocals"]) == ("lyrics", "jazz", "female")
    assert asked["title"] == "The kettle hums, the day is slow"


async def test_everything_typed(kiosk: BotUnderTest) -> None:
    """Style and title can be sent as words; one that is too long is counted and awaited again."""
    ann = kiosk.person()
    await _open(ann)
    await ann.tap("🎤")
    await ann.say(LYRICS)
    await ann.say("x" * 1001)
    assert "1001 characters is too long, the limit is 1000" in kiosk.screen.last.text
    await ann.say("smoky jazz, double bass")
    await ann.say("t" * 81)
    assert "81 characters is too long, the limit is 80" in kiosk.screen.last.text
    await ann.say("Snow")
    asked = await _asked(kiosk)
    assert (asked["style"], asked["title"], asked["prompt"]) == ("smoky jazz, double bass", "Snow", LYRICS)


async def test_without_singing_and_skipped(kiosk: BotUnderTest) -> None:
    """Without singing no lyrics are asked for, no singer offered and no title made of them; both questions can be skipped."""
    ann = kiosk.person()
    await _open(ann)
    await ann.tap("🎤")
    await ann.tap("🎹")
    assert "Style" in kiosk.screen.last.text
    assert not [label for label in kiosk.screen.last.labels if "Female" in label]
    await ann.tap("Skip")
    assert not [label for label in kiosk.screen.last.labels if label.startswith("🏷")]
    await ann.tap("Skip")
    asked = await _asked(kiosk)
    assert (asked["instrumental"], asked["prompt"], asked["style"]) == ("on", "", "pop")
    assert "New prompt" not in kiosk.screen.last.labels


async def test_ideas_for_lyrics(kiosk: BotUnderTest) -> None:
    """An example or a surprise is taken as lyrics and leads to the style, and the steps lead back."""
    ann = kiosk.person()
    await _open(ann)
    await ann.tap("🎤")
    await ann.tap("🎲")
    assert "step 2 of 3" in kiosk.screen.last.text
    await ann.tap("‹ Back")
    assert "[Verse]" in kiosk.screen.last.text
    await ann.tap("➡️")
    await ann.tap("Skip")
    await ann.tap("‹ Back")
    assert "step 2 of 3" in kiosk.screen.last.text


async def test_back_to_a_description(kiosk: BotUnderTest) -> None:
    """Simple mode is one tap away; then the words are the description and lead to the quote at once."""
    ann = kiosk.person()
    await _open(ann)
    await ann.tap("🎤")
    await ann.tap("💬")
    await ann.say("a waltz about tea")
    asked = await _asked(kiosk)
    assert (asked["mode"], asked["prompt"]) == ("description", "a waltz about tea")


async def test_lyrics_in_pieces(kiosk: BotUnderTest) -> None:
    """Lyrics that the app cut in two are one text, although the question after the first piece was asked already."""
    ann = kiosk.person()
    await _open(ann)
    await ann.tap("🎤")
    await ann.say("la " * 1200)
    await ann.say("the last line")
    assert "step 2 of 3" in kiosk.screen.last.text
    await ann.tap("Skip")
    await ann.tap("Skip")
    assert (await _asked(kiosk))["prompt"].endswith("la \nthe last line")


async def test_lyrics_that_are_too_long(kiosk: BotUnderTest) -> None:
    """They are counted and awaited again; the questions go on after that."""
    ann = kiosk.person()
    await _open(ann)
    await ann.tap("🎤")
    await ann.say("a" * 4000)
    await ann.say("b" * 2000)
    assert "6001 characters, the limit is 5000" in kiosk.screen.last.text


async def test_a_question_for_another_model(kiosk: BotUnderTest) -> None:
    """A song's button on a card that has another model by now is a button of long ago."""
    ann = kiosk.person()
    await _open(ann)
    data = kiosk.screen.last.data("🎤")
    await ann.tap("‹ Back")
    await ann.tap("Suno V6")
    draft = data.split(":")[1]
    await ann.tap_data(f"p:z-image:{draft}", kiosk.screen.last.id)
    await ann.tap_data(data, kiosk.screen.last.id)
    assert "expired" in (kiosk.screen.toasts[-1] or "")
