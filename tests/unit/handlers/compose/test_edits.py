"""Edits of messages that a request was made from: what they change is followed, all the rest stays."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.types import Message

from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import MOMENT, Person


async def same_again(person: Person, message: Message) -> None:
    """What Telegram reports when only something around the message has changed: a link's preview, a reaction."""
    await person._feed(edited_message=message.model_copy(update={"edit_date": int(MOMENT.timestamp()) + 60}))


async def with_length(kiosk: BotUnderTest, ann: Person) -> None:
    """Choose another length by its button, and see the price again."""
    await ann.tap("10 s")
    assert "70 credits" in kiosk.screen.last.text


async def test_an_edit_that_changes_nothing_of_a_line(kiosk: BotUnderTest) -> None:
    """Choices made by buttons stay, and nothing is sent."""
    ann = kiosk.person()
    asked = await ann.say("/gen veo-3.1-fast a cat")
    await with_length(kiosk, ann)
    before, calls = kiosk.screen.last.text, len(kiosk.screen.calls)
    await same_again(ann, asked)
    assert kiosk.screen.last.text == before
    assert len(kiosk.screen.calls) == calls


@pytest.mark.parametrize("how", ["words", "caption"])
async def test_an_edit_that_changes_nothing_of_the_words(kiosk: BotUnderTest, how: str) -> None:
    """The same with a prompt of its own, and with words below a picture."""
    ann = kiosk.person()
    await ann.say("/gen gpt-4o-image")
    asked = await (ann.photo("a cat") if how == "caption" else ann.say("a cat"))
    await ann.tap("16:9")
    before, calls = kiosk.screen.last.text, len(kiosk.screen.calls)
    await same_again(ann, asked)
    assert (kiosk.screen.last.text, len(kiosk.screen.calls)) == (before, calls)


async def test_other_words_leave_the_choices(kiosk: BotUnderTest) -> None:
    """A corrected word of a line keeps the length that a button has set."""
    ann = kiosk.person()
    asked = await ann.say("/gen veo-3.1-fast a cta")
    await with_length(kiosk, ann)
    await ann.edit(asked, "/gen veo-3.1-fast a cat")
    assert "a cat" in kiosk.screen.last.text
    assert "70 credits" in kiosk.screen.last.text
    assert "Updated after your edit" not in kiosk.screen.last.text


async def test_what_the_line_says_otherwise(kiosk: BotUnderTest) -> None:
    """An option that the edit names takes the place of the button's, and the card says so; taken out again it is over."""
    ann = kiosk.person()
    asked = await ann.say("/gen veo-3.1-fast a cat")
    await with_length(kiosk, ann)
    await ann.edit(asked, "/gen veo-3.1-fast duration=12 a cat")
    assert "Updated after your edit: Length: 12" in kiosk.screen.last.text
    changed = asked.model_copy(update={"text": "/gen veo-3.1-fast duration=12 a cat"})
    calls = len(kiosk.screen.calls)
    await same_again(ann, changed)
    assert len(kiosk.screen.calls) == calls
    await ann.edit(changed, "/gen veo-3.1-fast a cat")
    assert "Updated after your edit: Length: 8" in kiosk.screen.last.text


async def test_an_option_that_another_model_does_not_take(kiosk: BotUnderTest) -> None:
    """It stands in the line with the other model, so the card says what that one has, and not a word less."""
    ann = kiosk.person()
    asked = await ann.say("/gen veo-3.1-fast duration=8 a cat")
    card = kiosk.screen.last
    await ann.edit(asked, "/gen kling-2.5-turbo duration=8 a cat")
    assert "Kling 2.5 Turbo makes 5 or 10 s, not 8" in card.text
    await ann.edit(asked, "/gen kling-2.5-turbo duration=10 a cat")
    assert "Length: 10" in card.text


async def test_a_wrong_edit_is_said(kiosk: BotUnderTest) -> None:
    """What the model does not take is said on the card; the next edit mends it."""
    ann = kiosk.person()
    asked = await ann.say("/gen veo-3.1-fast a cat")
    card = kiosk.screen.last
    await ann.edit(asked, "/gen veo-3.1-fast duration=99 a cat")
    assert "makes 8, 10 or 12 s, not 99" in card.text
    await ann.edit(asked, "/gen veo-3.1-fast duration=10 a cat")
    assert "Length: 10" in card.text
    assert "99" not in card.text


async def test_another_picture_in_an_edited_line(kiosk: BotUnderTest) -> None:
    """The media of the line are compared by what names them for good; a changed one takes its predecessor's place."""
    ann = kiosk.person()
    asked = await ann.photo("/gen kling-2.1-pro make it move", file_id="first")
    assert asked.photo is not None
    renamed = [size.model_copy(update={"file_id": f"{size.file_id}-anew"}) for size in asked.photo]
    calls = len(kiosk.screen.calls)
    await same_again(ann, asked.model_copy(update={"photo": renamed}))
    assert len(kiosk.screen.calls) == calls
    other = [size.model_copy(update={"file_id": "second", "file_unique_id": "other"}) for size in asked.photo]
    await same_again(ann, asked.model_copy(update={"photo": other}))
    await ann.tap("Generate")
    [generation] = await kiosk.history.open(7)
    assert [reference.file_id for reference in generation.references] == ["second"]


async def test_an_edited_piece_of_a_long_text(kiosk: BotUnderTest) -> None:
    """Of a text in two pieces only the edited piece changes."""
    ann = kiosk.person()
    await ann.say("/gen elevenlabs-tts")
    await ann.say("a " * 1700 + "harbour")
    last = await ann.say("at nihgt")
    await same_again(ann, last)
    await ann.edit(last, "at night")
    await ann.tap("Generate")
    [generation] = await kiosk.history.open(7)
    assert generation.prompt.endswith("harbour\nat night")
    assert generation.prompt.startswith("a a a")


@pytest.mark.parametrize("caption", ["make it move", "make it fly"])
async def test_another_picture_above_the_words(kiosk: BotUnderTest, caption: str) -> None:
    """A picture that was exchanged takes the place of the old one, with the words that stand below it now."""
    ann = kiosk.person()
    await ann.say("/gen kling-2.1-pro")
    asked = await ann.photo("make it move", file_id="first")
    card = kiosk.screen.last
    assert asked.photo is not None
    other = [size.model_copy(update={"file_id": "second", "file_unique_id": "other"}) for size in asked.photo]
    exchanged = asked.model_copy(update={"photo": other, "caption": caption})
    await same_again(ann, exchanged)
    calls = len(kiosk.screen.calls)
    await same_again(ann, exchanged)
    assert len(kiosk.screen.calls) == calls
    assert kiosk.screen.last is card
    assert caption in card.text
    await ann.tap("Generate")
    [generation] = await kiosk.history.open(7)
    assert [reference.file_id for reference in generation.references] == ["second"]
    assert generation.prompt == caption


class TestAlbums:
    """Words below the items of an album."""

    async def album(self, ann: Person, captions: list[str | None], **more: Any) -> list[Message]:
        """Send pictures with these captions as one album."""
        return [
            await ann.photo(caption, media_group_id="album", file_id=f"photo-{number}", **more)
            for number, caption in enumerate(captions)
        ]

    @pytest.mark.parametrize(
        ("captions", "prompt"),
        [
            ([None, "a dance"], "a dance"),
            (["a dance", "in the rain"], "a dance\nin the rain"),
            ([None, "a dance", None, "in the rain"], "a dance\nin the rain"),
            ([None] * 5 + ["a dance"], "a dance"),
        ],
    )
    async def test_each_caption_counts(
        self, kiosk: BotUnderTest, captions: list[str | None], prompt: str
    ) -> None:
        """In their order, also below an item for which there is no room."""
        ann = kiosk.person()
        await ann.say("/gen gpt-4o-image")
        before = len(kiosk.screen.messages)
        await self.album(ann, captions)
        assert len(kiosk.screen.messages) == before + 1
        await ann.tap("Generate")
        [generation] = await kiosk.history.open(7)
        assert generation.prompt == prompt
        assert len(generation.references) == min(5, len(captions))

    async def test_out_of_the_blue(self, kiosk: BotUnderTest) -> None:
        """Without a conversation the words below any of them are about all of them."""
        ann = kiosk.person()
        await self.album(ann, [None, "a dance", "in the rain"])
        assert len(kiosk.screen.messages) == 1
        assert kiosk.screen.last.labels[:2] == ["✏️ Edit this · 10", "New picture instead"]
        assert "a dance\nin the rain" in kiosk.screen.last.text
        assert "📎 3 photos" in kiosk.screen.last.text

    @pytest.mark.parametrize("before", [None, "/gen gpt-4o-image"])
    @pytest.mark.parametrize("command", ["/gen gpt-4o-image a dance", "/edit a dance"])
    async def test_a_command_below_a_later_item(
        self, kiosk: BotUnderTest, command: str, before: str | None
    ) -> None:
        """It takes the items before it and after it."""
        ann = kiosk.person()
        if before:
            await ann.say(before)
        await self.album(ann, [None, command, None])
        card = max(shown.id for shown in kiosk.screen.messages.values() if "a dance" in shown.text)
        await ann.tap("Generate", kiosk.screen.messages[card])
        [generation] = await kiosk.history.open(7)
        assert generation.prompt == "a dance"
        assert [one.file_id for one in generation.references] == ["photo-0", "photo-1", "photo-2"]

    @pytest.mark.parametrize("words", ["/gen gpt-4o-image a dance", "/gen gpt-4o-image a song"])
    async def test_another_picture_above_a_command(self, kiosk: BotUnderTest, words: str) -> None:
        """The item with the command is exchanged: it takes its predecessor's place, and the other items keep theirs."""
        ann = kiosk.person()
        _, asked, _ = await self.album(ann, [None, "/gen gpt-4o-image a dance", None])
        assert asked.photo is not None
        other = [size.model_copy(update={"file_id": "new", "file_unique_id": "new"}) for size in asked.photo]
        await same_again(ann, asked.model_copy(update={"photo": other, "caption": words}))
        card = max(shown.id for shown in kiosk.screen.messages.values() if words[-4:] in shown.text)
        await ann.tap("Generate", kiosk.screen.messages[card])
        [generation] = await kiosk.history.open(7)
        assert [one.file_id for one in generation.references] == ["photo-0", "new", "photo-2"]

    async def test_edited(self, kiosk: BotUnderTest) -> None:
        """An edited caption changes its own words, one that comes later is added, in the order of the items."""
        ann = kiosk.person()
        await ann.say("/gen gpt-4o-image")
        first, second, third = await self.album(ann, [None, "a dnace", "in the rain"])
        calls = len(kiosk.screen.calls)
        for message in (first, second, third):
            await same_again(ann, message)
        assert len(kiosk.screen.calls) == calls
        await ann.edit(second, "a dance")
        await ann.edit(first, "Two people:")
        assert "Two people:\na dance\nin the rain" in kiosk.screen.last.text
        assert "📎 3 photos" in kiosk.screen.last.text

    async def test_too_many_words(self, kiosk: BotUnderTest) -> None:
        """Words that are too long together are refused in words; the pictures are kept, and so are the words before."""
        ann = kiosk.person()
        await ann.say("/gen gpt-4o-image")
        await self.album(ann, ["a dance", "in the rain"])
        card = kiosk.screen.last
        await ann.photo("x" * 4000, media_group_id="album", file_id="photo-2")
        assert "Too long" in kiosk.screen.last.text
        await ann.tap("Generate", card)
        [generation] = await kiosk.history.open(7)
        assert generation.prompt == "a dance\nin the rain"
