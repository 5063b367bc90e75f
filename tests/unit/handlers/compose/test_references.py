"""Media for a draft."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.types import Audio, Document, PhotoSize, Video, VideoNote, Voice

from bot.catalog.spec import Dialect, Media
from bot.domain.generation import Reference
from handlers.core.incoming_media import reference_of
from tests.unit.handlers.conftest import BotUnderTest

FILE: dict[str, Any] = {"file_id": "f", "file_unique_id": "u"}


async def test_photo_with_caption_is_reference_and_prompt(kiosk: BotUnderTest) -> None:
    """One message with both leads straight to the price."""
    ann = kiosk.person()
    await ann.say("/gen kling-2.1-pro")
    await ann.photo("make it move")
    assert "make it move" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_photo_first_words_after(kiosk: BotUnderTest) -> None:
    """After the photo it asks for the words."""
    ann = kiosk.person()
    await ann.say("/gen kling-2.1-pro")
    await ann.photo()
    assert "Up to" in kiosk.screen.last.text
    await ann.say("make it move")
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_model_without_prompt_quotes_at_once(kiosk: BotUnderTest) -> None:
    """A picture is all that background removal needs."""
    ann = kiosk.person()
    await ann.say("/models recraft")
    await ann.tap("Recraft")
    await ann.photo()
    assert "2 credits" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_a_second_photo_replaces_the_only_one(kiosk: BotUnderTest) -> None:
    """Where one photo is all a model takes, the newest counts."""
    ann = kiosk.person()
    await ann.say("/gen recraft-remove-bg")
    await ann.photo(file_id="first")
    await ann.photo(file_id="second")
    await ann.tap("Generate")
    [generation] = await kiosk.history.open(7)
    assert [reference.file_id for reference in generation.references] == ["second"]


async def test_album_adds_each_picture_and_answers_once(kiosk: BotUnderTest) -> None:
    """The pictures of an album join one draft; one answer is kept up to date, up to what the model takes."""
    ann = kiosk.person()
    await ann.say("/gen gpt-4o-image")
    before = len(kiosk.screen.messages)
    for number in range(7):
        caption = "a dance" if number == 0 else None
        await ann.photo(caption, media_group_id="album", file_id=f"photo-{number}")
    assert len(kiosk.screen.messages) == before + 1
    assert "📎 5 photos" in kiosk.screen.last.text


async def test_too_many(kiosk: BotUnderTest) -> None:
    """One photo more than the model takes is refused, with a button to begin with the media anew."""
    ann = kiosk.person()
    await ann.say("/gen gpt-4o-image a dance")
    for _ in range(6):
        await ann.photo()
    assert "takes up to 5 photos" in kiosk.screen.last.text
    await ann.tap("Remove files")
    assert "📎" not in kiosk.screen.last.text


async def test_photo_out_of_the_blue(kiosk: BotUnderTest) -> None:
    """Without a conversation it asks what to make of the photo, and photo and words come along."""
    ann = kiosk.person()
    await ann.photo()
    await ann.tap("🎬 Video")
    await ann.tap("Kling 2.1 Pro")
    assert "📎 1 photo" in kiosk.screen.last.text
    await ann.say("make it move")
    assert "make it move" in kiosk.screen.last.text
    assert "📎 1 photo" in kiosk.screen.last.text


async def test_album_out_of_the_blue(kiosk: BotUnderTest) -> None:
    """An album without a conversation is one question, and all its pictures come along."""
    ann = kiosk.person()
    for number in range(2):
        await ann.photo(media_group_id="album", file_id=f"photo-{number}")
    assert len(kiosk.screen.messages) == 1
    await ann.tap("🖼 Picture")
    await ann.tap("GPT-4o Image")
    assert "📎 2 photos" in kiosk.screen.last.text


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"document": Document(**FILE, mime_type="image/png", file_size=30_000_000)}, "up to 20 MB"),
        ({"document": Document(**FILE, mime_type="image/gif", file_size=1000)}, "can’t read image/gif"),
        ({"document": Document(**FILE, mime_type="application/pdf", file_size=1000)}, "can’t use that"),
        ({"voice": Voice(**FILE, duration=3, mime_type="audio/ogg")}, "doesn’t take audio"),
    ],
)
async def test_media_of_no_use(kiosk: BotUnderTest, fields: dict[str, Any], answer: str) -> None:
    """Too big, of the wrong type, or not media at all: a short answer, and the draft is as it was."""
    ann = kiosk.person()
    await ann.say("/gen recraft-remove-bg")
    await ann.send(**fields)
    assert answer in kiosk.screen.last.text
    await ann.photo()
    assert "📎 1 photo" in kiosk.screen.last.text


@pytest.mark.parametrize(
    ("fields", "media", "seconds"),
    [
        (
            {"photo": [PhotoSize(**FILE, width=1, height=1), PhotoSize(**FILE, width=9, height=9)]},
            Media.PHOTO,
            0,
        ),
        ({"video": Video(**FILE, width=9, height=9, duration=4)}, Media.VIDEO, 4),
        ({"video_note": VideoNote(**FILE, length=9, duration=5)}, Media.VIDEO, 5),
        ({"audio": Audio(**FILE, duration=6)}, Media.AUDIO, 6),
        ({"document": Document(**FILE, mime_type="video/mp4")}, Media.VIDEO, 0),
    ],
)
async def test_every_wrapping_is_read(
    kiosk: BotUnderTest, fields: dict[str, Any], media: Media, seconds: int
) -> None:
    """A photo, video or sound is recognised however Telegram wraps it."""
    reference = reference_of(kiosk.person().message(**fields))
    assert reference is not None
    assert (reference.media, reference.seconds) == (media, seconds)
    assert reference.width in {0, 9}


@pytest.mark.parametrize("dialect", [Dialect.LIVE])
class TestOneByOne:
    """Several media for one draft, sent one after the other."""

    async def test_more_may_come_until_done(self, kiosk: BotUnderTest) -> None:
        """Each photo is counted, the last can be taken back, and Done goes on to the words."""
        ann = kiosk.person()
        await ann.say("/gen nano-banana")
        for number in range(3):
            await ann.photo(file_id=f"photo-{number}")
        assert "📎 3 photos" in kiosk.screen.last.text
        assert "up to 7 more" in kiosk.screen.last.text
        await ann.tap("Remove the last")
        assert "📎 2 photos" in kiosk.screen.last.text
        await ann.tap("✅ Done")
        assert "2 photos" in kiosk.screen.last.text
        await ann.say("on the moon")
        await ann.tap("Generate")
        [generation] = await kiosk.history.open(7)
        assert [reference.file_id for reference in generation.references] == ["photo-0", "photo-1"]

    async def test_first_and_last_frame(self, kiosk: BotUnderTest) -> None:
        """The second photo is the last frame; a tap swaps the two."""
        ann = kiosk.person()
        await ann.say("/gen kling-2.5-turbo")
        await ann.photo(file_id="dawn")
        assert "First frame ✓ · last frame: none" in kiosk.screen.last.text
        await ann.photo(file_id="dusk")
        assert "First frame ✓ · last frame ✓" in kiosk.screen.last.text
        await ann.tap("‹ Back")
        await ann.tap("⇄ Swap")
        assert "First frame ✓ · last frame ✓" in kiosk.screen.last.text
        await ann.say("the day goes by")
        await ann.tap("Generate")
        [generation] = await kiosk.history.open(7)
        assert [reference.file_id for reference in generation.references] == ["dusk", "dawn"]

    async def test_media_that_others_take(self, kiosk: BotUnderTest) -> None:
        """A video for a model of photos: what can be done with it, and who does, with the words that there are."""
        ann = kiosk.person()
        await ann.say("/gen kling-2.5-turbo it snows")
        await ann.send(video=Video(**FILE, width=640, height=360, duration=4, file_size=900))
        assert "doesn’t take videos" in kiosk.screen.last.text
        assert "✏️ Edit" in kiosk.screen.last.labels
        await ann.tap("Runway Aleph")
        assert "it snows" in kiosk.screen.last.text
        assert "📎 1 video" in kiosk.screen.last.text


@pytest.mark.parametrize("dialect", [Dialect.LIVE])
class TestFiles:
    """What comes as a file is looked into before there is a price."""

    PICTURE = Document(**FILE, mime_type="image/png", file_size=900)

    async def test_a_file_is_looked_into(self, kiosk: BotUnderTest) -> None:
        """While that takes time the answer says so; then it becomes the price."""
        ann = kiosk.person()
        seen = Reference(
            file_id="f", media=Media.PHOTO, size=900, mime_type="image/png", width=700, height=500
        )
        kiosk.media_probe.seen["f"] = seen
        await ann.send(document=self.PICTURE, caption="/removebg")
        assert "Checking" in kiosk.screen.last.text
        await kiosk.background_tasks.run()
        assert kiosk.screen.last.labels[0].startswith("✨ Generate")
        await ann.tap("Generate")
        [generation] = await kiosk.history.open(7)
        assert generation.references == (seen,)

    async def test_a_large_picture_will_be_made_smaller(self, kiosk: BotUnderTest) -> None:
        """More pixels than the model takes: it says that it will be made smaller, and has a price."""
        ann = kiosk.person()
        kiosk.media_probe.seen["f"] = Reference(
            file_id="f", media=Media.PHOTO, size=900, mime_type="image/png", width=9000, height=5000
        )
        await ann.send(document=self.PICTURE, caption="/removebg")
        await kiosk.background_tasks.run()
        assert "resize it" in kiosk.screen.last.text
        assert kiosk.screen.last.labels[0].startswith("✨ Generate")

    @pytest.mark.parametrize(
        ("seen", "answer"),
        [
            (Reference(file_id="f", media=Media.PHOTO, size=900, width=90, height=50), "must be 256"),
            (Reference(file_id="f", media=Media.PHOTO, size=900, mime_type="image/heic"), "can’t read"),
            (Reference(file_id="f", media=Media.VIDEO, size=900, seconds=3), "n’t take videos"),
            (None, "can’t read this file"),
        ],
    )
    async def test_what_does_not_fit_is_said(
        self, kiosk: BotUnderTest, seen: Reference | None, answer: str
    ) -> None:
        """Too small, unreadable, another medium, or no media: said before anything has a price; the draft goes on."""
        ann = kiosk.person()
        if seen is not None:
            kiosk.media_probe.seen["f"] = seen
        await ann.say("/gen recraft-remove-bg")
        await ann.send(document=self.PICTURE)
        await kiosk.background_tasks.run()
        assert answer in kiosk.screen.last.text
        await ann.photo()
        assert kiosk.screen.last.labels[0].startswith("✨ Generate")

    async def test_an_answer_that_is_not_awaited_any_more(self, kiosk: BotUnderTest) -> None:
        """Who has gone on meanwhile is not interrupted; what was seen is kept."""
        ann = kiosk.person()
        kiosk.media_probe.seen["f"] = Reference(
            file_id="f", media=Media.PHOTO, size=900, mime_type="image/png", width=700, height=500
        )
        await ann.say("/gen nano-banana")
        await ann.send(document=self.PICTURE)
        await ann.say("on the moon")
        before = {known: shown.text for known, shown in kiosk.screen.messages.items()}
        await kiosk.background_tasks.run()
        assert {known: shown.text for known, shown in kiosk.screen.messages.items()} == before
        await ann.tap("Generate")
        [generation] = await kiosk.history.open(7)
        assert generation.prompt == "on the moon"

    async def test_a_file_of_no_use_behind_a_price(self, kiosk: BotUnderTest) -> None:
        """Who has gone on meanwhile hears that the file was left out, and their price, which was with it, is over."""
        ann = kiosk.person()
        await ann.say("/gen nano-banana")
        await ann.send(document=self.PICTURE)
        await ann.say("on the moon")
        priced = kiosk.screen.last
        await kiosk.background_tasks.run()
        assert kiosk.screen.last is not priced
        assert "can’t read this file" in kiosk.screen.last.text
        await ann.tap("Generate", priced)
        assert await kiosk.history.open(7) == []

    def test_a_file_is_known_by_its_name(self, kiosk: BotUnderTest) -> None:
        """An app that does not know the type still tells the name."""
        document = Document(**FILE, mime_type="application/octet-stream", file_name="cat.JPG", file_size=9)
        reference = reference_of(kiosk.person().message(document=document))
        assert reference is not None
        assert (reference.media, reference.mime_type) == (Media.PHOTO, "")


async def test_an_album_for_a_model_that_takes_one(kiosk: BotUnderTest) -> None:
    """What does not fit is said and kept; one tap leads to the price of the same with each."""
    ann = kiosk.person()
    await ann.say("/gen recraft-remove-bg")
    before = len(kiosk.screen.messages)
    for number in range(4):
        await ann.photo(media_group_id="album", file_id=f"photo-{number}")
    assert len(kiosk.screen.messages) == before + 1
    assert "3 more do not fit into one request" in kiosk.screen.last.text
    await ann.tap("🗂 Do this to each · 4 × ")
    await ann.tap("Generate ×4")
    made = sorted(await kiosk.history.open(7), key=lambda one: one.part)
    assert [one.references[0].file_id for one in made] == [f"photo-{number}" for number in range(4)]


async def test_an_album_for_a_recipe_that_takes_one(kiosk: BotUnderTest) -> None:
    """What does not fit is said on the card and beside the price, and kept; nothing is offered that a recipe cannot do."""
    ann = kiosk.person()
    await ann.say("/recipe photo-to-film")
    for number in range(3):
        await ann.photo(media_group_id="album", file_id=f"photo-{number}")
    assert "2 more do not fit into one request" in kiosk.screen.last.text
