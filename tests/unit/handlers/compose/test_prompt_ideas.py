"""Help with the words: examples, surprises, counters, long texts and text files."""

from __future__ import annotations

import pytest
from aiogram.types import Document

from bot.catalog.ideas import Ideas
from bot.catalog.spec import Dialect
from handlers.compose.text_file import decoded
from handlers.core.refusals import TextUnreadable
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

pytestmark = pytest.mark.usefixtures("no_hints")

PIECE = "la " * 1300


async def _open(person: Person, model: str) -> None:
    await person.say(f"/models {model}")
    await person.tap(model)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_an_example_is_one_tap_from_the_quote(kiosk: BotUnderTest, ideas: Ideas, language: str) -> None:
    """The card offers an example in the person's language; a tap makes it the prompt of a quote."""
    person = kiosk.person(language=language)
    await _open(person, "Veo 3.1 Fast")
    label = next(label for label in kiosk.screen.last.labels if label.startswith("💡"))
    await person.tap("💡")
    shown = [text for text in ideas.own(language)["veo-3.1-fast"] if text in kiosk.screen.last.text]
    assert len(shown) == 1
    assert shown[0].startswith(label.removeprefix("💡 ").removesuffix("…"))
    assert kiosk.screen.last.labels[0].startswith(("✨ Generate", "✨ Создать"))


async def test_surprises_differ_and_repeat(kiosk: BotUnderTest) -> None:
    """Each tap makes another prompt and its quote; the same tap on the same card makes the same."""
    ann = kiosk.person()
    await _open(ann, "Flux Pro")
    first_button = kiosk.screen.last.data("🎲")
    made = []
    for _ in range(4):
        await ann.tap("🎲")
        assert kiosk.screen.last.labels[0].startswith("✨ Generate")
        made.append(kiosk.screen.last.text)
    assert len(set(made)) == 4
    await ann.tap_data(first_button, kiosk.screen.last.id)
    assert kiosk.screen.last.text == made[0]


async def test_the_question_has_two_examples_and_counts(kiosk: BotUnderTest) -> None:
    """Asked again, the words that there are, their number and the model's limit are shown."""
    ann = kiosk.person()
    await ann.say("/gen wan-2.5 a hedgehog")
    await ann.tap("New prompt")
    assert "Up to" in kiosk.screen.last.text
    assert "10 of" in kiosk.screen.last.text
    assert sum(label.startswith("💡") for label in kiosk.screen.last.labels) == 2
    await ann.tap("‹ Back")
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_somebody_elses_ideas(kiosk: BotUnderTest) -> None:
    """Another person's example and surprise are refused in a toast."""
    ann, bob = kiosk.person(), kiosk.person(8)
    await _open(ann, "Flux Pro")
    before = kiosk.screen.last.text
    await bob.tap("💡", kiosk.screen.last)
    await bob.tap("🎲", kiosk.screen.last)
    assert kiosk.screen.last.text == before
    assert len([toast for toast in kiosk.screen.toasts if toast and "someone else" in toast]) == 2


async def test_an_example_of_another_day(kiosk: BotUnderTest) -> None:
    """A place that the list does not have (any more) is a button of long ago."""
    ann = kiosk.person()
    await _open(ann, "Flux Pro")
    data = kiosk.screen.last.data("💡").rpartition(":")[0]
    await ann.tap_data(f"{data}:77", kiosk.screen.last.id)
    assert "expired" in (kiosk.screen.toasts[-1] or "")


class TestLongTexts:
    """What is longer than a message, for a model that takes it."""

    async def test_pieces_are_joined(self, kiosk: BotUnderTest) -> None:
        """Two full messages in a row are one text, shown and priced by one quote."""
        ann = kiosk.person()
        await _open(ann, "ElevenLabs TTS")
        await ann.say(PIECE)
        quote = kiosk.screen.last
        await ann.say("and the end")
        assert kiosk.screen.last is quote
        await ann.tap("New prompt")
        assert "3912 of 5000" in kiosk.screen.last.text

    async def test_short_messages_replace_each_other(self, kiosk: BotUnderTest) -> None:
        """Who corrects a short text sends another one, which is not joined."""
        ann = kiosk.person()
        await _open(ann, "ElevenLabs TTS")
        await ann.say("good morning")
        await ann.say("good evening")
        assert "good morning" not in kiosk.screen.last.text

    async def test_pieces_that_are_too_long_together(self, kiosk: BotUnderTest) -> None:
        """The refusal counts the whole text, also when its first piece was refused already."""
        ann = kiosk.person()
        await _open(ann, "Wan 2.5")
        await ann.say(PIECE)
        assert "3899 characters" in kiosk.screen.last.text
        await ann.say("the end")
        assert "3908 characters" in kiosk.screen.last.text

    async def test_more_is_added_on_request(self, kiosk: BotUnderTest) -> None:
        """Add to it: the next words go behind those that there are."""
        ann = kiosk.person()
        await _open(ann, "ElevenLabs TTS")
        await ann.say("good morning")
        await ann.tap("New prompt")
        assert "several in a row" in kiosk.screen.last.text
        await ann.tap("➕")
        assert "4988" in kiosk.screen.last.text
        await ann.say("and good night")
        assert "good morning\nand good night" in kiosk.screen.last.text

    async def test_a_text_file(self, kiosk: BotUnderTest) -> None:
        """A .txt is a long message; one that is no text, too large or gone is explained."""
        ann = kiosk.person()
        kiosk.text_files.files = {"story": "Жили-были".encode("cp1251"), "junk": b"\0\1\2"}
        await _open(ann, "ElevenLabs TTS")

        async def send(file_id: str, size: int) -> str:
            document = Document(
                file_id=file_id, file_unique_id=file_id, file_name="a.TXT", mime_type="", file_size=size
            )
            await ann.send(document=document)
            return kiosk.screen.last.text

        assert "Жили-были" in await send("story", 9)
        assert "can’t read" in await send("junk", 3)
        assert "can’t read" in await send("gone", 3)
        assert "256 KB" in await send("story", 300_000)

    async def test_a_text_file_out_of_the_blue(self, kiosk: BotUnderTest) -> None:
        """Outside a conversation its words are offered to be made something of."""
        kiosk.text_files.files = {"story": b"Once upon a time"}
        document = Document(
            file_id="story", file_unique_id="s", file_name="a", mime_type="text/plain", file_size=16
        )
        await kiosk.person().send(document=document)
        assert "Once upon a time" in kiosk.screen.last.text


@pytest.mark.parametrize(
    "content", ["plain".encode("utf-8-sig"), "plain".encode("utf-16"), "plain".encode("cp1251")]
)
def test_encodings(content: bytes) -> None:
    """Unicode with its marks and the old Windows encoding are read."""
    assert decoded(content) == "plain"


@pytest.mark.parametrize("content", [None, b"", b" \n", b"PK\0\3", b"\x98"])
def test_what_is_no_text(content: bytes | None) -> None:
    """Nothing, blanks, and bytes that no encoding has are refused."""
    with pytest.raises(TextUnreadable):
        decoded(content)


class TestInTheLiveDialect:
    """Options that only today's service has."""

    @pytest.fixture
    def dialect(self) -> Dialect:
        """The live contract."""
        return Dialect.LIVE

    async def test_what_to_leave_out(self, kiosk: BotUnderTest) -> None:
        """Set by one message, counted when too long, shown on card and quote, and removable."""
        ann = kiosk.person()
        await _open(ann, "Kling 2.5 Turbo")
        await ann.tap("Exclude")
        assert "should not appear" in kiosk.screen.last.text
        await ann.say("x" * 501)
        assert "501 characters is too long, the limit is 500" in kiosk.screen.last.text
        await ann.say("blurry, text")
        assert "Exclude: blurry, text" in kiosk.screen.last.text
        await ann.say("a fox")
        assert "exclude “blurry, text”" in kiosk.screen.last.text
        await ann.tap("Exclude")
        assert "12 of 500" in kiosk.screen.last.text
        await ann.tap("Clear")
        assert "blurry" not in kiosk.screen.last.text

    async def test_a_number_by_button(self, kiosk: BotUnderTest) -> None:
        """Speed has ready-made values; typing one works as before."""
        ann = kiosk.person()
        await _open(ann, "ElevenLabs TTS")
        await ann.tap("Speed")
        await ann.tap("0.9")
        assert "Speed: 0.9" in kiosk.screen.last.labels
