"""Doing something with what was made: the buttons of a result."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiogram.types import Video

from bot.catalog.spec import Dialect, Kind, Verb
from bot.domain.generation import Asset
from handlers.core.buttons.result import VerbButton
from tests.unit.handlers.conftest import BotUnderTest

pytestmark = pytest.mark.parametrize("dialect", [Dialect.LIVE])


def picture(position: int = 0) -> Asset:
    """A picture that Telegram has."""
    return Asset(
        position=position,
        url="https://kie.example/1.png",
        kind=Kind.IMAGE,
        file_id=f"made-{position}",
        sent_as="photo",
    )


async def test_a_verb_asks_only_for_what_is_missing(kiosk: BotUnderTest) -> None:
    """The best model gets the picture as its reference; the words are asked for, then there is a price."""
    alice = kiosk.person()
    made = await kiosk.make(alice, "z-image a lighthouse", picture())
    await alice.tap_data(VerbButton(verb=Verb.ANIMATE, generation=made.id).pack(), 1)
    assert "How should it move?" in kiosk.screen.last.text
    await alice.say("slow zoom in")
    assert "Kling 2.5 Turbo" in kiosk.screen.last.text
    assert "1 photo" in kiosk.screen.last.text
    assert any("Generate" in label for label in kiosk.screen.last.labels)


async def test_another_model_is_two_taps_away(kiosk: BotUnderTest) -> None:
    """A person who wants another model for the same gets those that do it, and goes on where they were."""
    alice = kiosk.person()
    made = await kiosk.make(alice, "z-image a lighthouse", picture())
    await alice.tap_data(VerbButton(verb=Verb.EDIT, generation=made.id).pack(), 1)
    await alice.tap("Other model")
    assert any("Seedream V4" in button for button in kiosk.screen.last.labels)
    await alice.tap("Seedream V4")
    assert "What should I change?" in kiosk.screen.last.text
    await alice.say("make it night")
    assert "Seedream V4" in kiosk.screen.last.text


async def test_of_several_assets_one_is_chosen(kiosk: BotUnderTest) -> None:
    """Two pictures were made: which one is asked, and that one is taken."""
    alice = kiosk.person()
    made = await kiosk.make(alice, "z-image a lighthouse", picture(0), picture(1))
    await alice.tap_data(VerbButton(verb=Verb.REMOVEBG, generation=made.id).pack(), 1)
    assert "Which one?" in kiosk.screen.last.text
    await alice.tap("2")
    assert "Recraft BG Removal" in kiosk.screen.last.text
    await alice.tap("Generate")
    newest = (await kiosk.history.open(alice.id))[-1]
    assert [reference.file_id for reference in newest.references] == ["made-1"]


async def test_what_telegram_has_no_copy_of_is_said(kiosk: BotUnderTest) -> None:
    """A result that was only a link cannot be taken from Telegram: the answer says what to do."""
    alice = kiosk.person()
    made = await kiosk.make(
        alice, "z-image a lighthouse", replace(picture(), file_id="", url="", sent_as="link")
    )
    await alice.tap_data(VerbButton(verb=Verb.EDIT, generation=made.id).pack(), 1)
    assert "no copy" in kiosk.screen.last.text


async def test_somebody_elses_result_is_theirs(kiosk: BotUnderTest) -> None:
    """Another person's tap is refused."""
    made = await kiosk.make(kiosk.person(), "z-image a lighthouse", picture())
    bob = kiosk.person(8)
    await bob.say("/menu")
    await bob.tap_data(VerbButton(verb=Verb.EDIT, generation=made.id).pack(), 1)
    assert "someone else" in str(kiosk.screen.toasts[-1])


async def test_reply_to_a_strangers_photo(kiosk: BotUnderTest) -> None:
    """A command that replies to anybody's photo works on it, with the words after the command."""
    alice = kiosk.person()
    photo = await kiosk.person(8).photo("my holidays")
    await alice.say("/edit make it night", reply_to_message=photo)
    assert "make it night" in kiosk.screen.last.text
    assert "1 photo" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_caption_of_a_photo(kiosk: BotUnderTest) -> None:
    """The command may stand below the photo that is being sent."""
    alice = kiosk.person()
    await alice.photo("/removebg")
    assert "Recraft BG Removal" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_command_without_media_asks_for_it(kiosk: BotUnderTest) -> None:
    """Nothing to work on: a photo is asked for, and the next one is taken."""
    alice = kiosk.person()
    await alice.say("/animate she smiles")
    assert "photo" in kiosk.screen.last.text
    await alice.photo()
    assert "she smiles" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_wrong_media_names_what_can_be_done(kiosk: BotUnderTest) -> None:
    """A video cannot be animated: what can be done with it is one tap away."""
    alice = kiosk.person()
    clip = Video(file_id="clip", file_unique_id="c", width=640, height=360, duration=4, file_size=900)
    await alice.say("/animate faster", reply_to_message=alice.message(video=clip))
    assert "Only photos" in kiosk.screen.last.text
    await alice.tap("🎨 Restyle")
    assert "Runway Aleph" in kiosk.screen.last.text
    assert "faster" in kiosk.screen.last.text


async def test_words_become_speech_and_songs(kiosk: BotUnderTest) -> None:
    """The words after the command, or those that it replies to; without any they are asked for."""
    alice = kiosk.person()
    await alice.say("/voice Good morning!")
    assert "Gemini Speech" in kiosk.screen.last.text
    text = alice.message(text="a ballad about rain")
    await alice.say("/song", reply_to_message=text)
    assert "a ballad about rain" in kiosk.screen.last.text
    await alice.say("/voice")
    assert "read aloud" in kiosk.screen.last.text
    await alice.say("At last.")
    assert "At last." in kiosk.screen.last.text


async def test_restyle_without_words_needs_none(kiosk: BotUnderTest) -> None:
    """Without words, a model that can begin without them comes first; with words, the best one."""
    alice = kiosk.person()
    await alice.photo("/restyle")
    assert "Ghibli" in kiosk.screen.last.text
    await alice.photo("/restyle oil painting")
    assert "Flux" in kiosk.screen.last.text


async def test_what_only_we_make_is_not_asked_for_as_a_file(kiosk: BotUnderTest) -> None:
    """A clip of the person's own would be refused: it is said at once what the model goes on with."""
    alice = kiosk.person()
    await alice.say("/gen veo-3.1-fast-extend it begins to rain")
    assert "created here" in kiosk.screen.last.text
    assert "Veo 3.1 Fast" in kiosk.screen.last.text
