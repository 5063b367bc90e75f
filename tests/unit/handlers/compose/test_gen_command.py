"""The one-line form, as people send it."""

from __future__ import annotations

import pytest
from aiogram.types import Chat, User

from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import BOT_ID


async def test_quote_with_options(kiosk: BotUnderTest) -> None:
    """Options and prompt in one line lead to the exact price."""
    await kiosk.person().say("/gen kling-2.5-turbo duration=10 9:16 a cat\nat night")
    quote = kiosk.screen.last
    assert "a cat\nat night" in quote.text
    assert "9:16" in quote.text
    assert quote.labels[0].startswith("✨ Generate")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/gen", "Like this"),
        ("/gen kling-9 a cat", "Did you mean"),
        ("/gen zzzzzz a cat", "/models"),
        ("/gen veo-3.1-fast duration=99 a cat", "makes 8, 10 or 12 s, not 99"),
        ("/gen veo-3.1-fast colour=red a cat", "no option “colour”"),
        ("/gen veo-3.1-fast", "Describe your video"),
        ("/gen recraft-remove-bg", "Send a photo"),
        ("/gen runway-aleph make it snow", "Send a video"),
        ("/gen veo-3.1-fast " + "a" * 4000, "Too long"),
    ],
)
async def test_what_lacks_is_said(kiosk: BotUnderTest, text: str, answer: str) -> None:
    """Whatever is missing or wrong gets one short helpful answer, and nothing is charged."""
    await kiosk.person().say(text)
    assert answer in kiosk.screen.last.text
    assert (await kiosk.balances.balance(7)).held == 0


async def test_nearest_model_is_a_button(kiosk: BotUnderTest) -> None:
    """A mistyped slug leads to the model that was meant."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fats a cat")
    await ann.tap("Veo 3.1 Fast")
    assert kiosk.screen.last.text.startswith("<b>Veo 3.1 Fast</b>")


async def test_reply_to_a_photo(kiosk: BotUnderTest) -> None:
    """As a reply to a photo the photo is the reference."""
    ann = kiosk.person()
    photo = await ann.photo()
    await ann.say("/gen recraft-remove-bg", reply_to_message=photo)
    assert "1 photo" in kiosk.screen.last.text
    assert "2 credits" in kiosk.screen.last.text
    await ann.tap("Generate")
    [generation] = await kiosk.history.open(7)
    assert [reference.file_id for reference in generation.references] == ["large"]


async def test_caption_of_a_photo(kiosk: BotUnderTest) -> None:
    """The command as the caption of a photo takes that photo."""
    await kiosk.person().photo("/gen kling-2.1-pro make it move")
    assert "make it move" in kiosk.screen.last.text
    assert "1 photo" in kiosk.screen.last.text


async def test_reply_to_words(kiosk: BotUnderTest) -> None:
    """As a reply to words these are the prompt, unless the command brings its own."""
    ann, bob = kiosk.person(), kiosk.person(8)
    words = bob.message(text="a whale")
    await ann.say("/gen qwen-image", reply_to_message=words)
    assert "a whale" in kiosk.screen.last.text
    await ann.say("/gen qwen-image a dog", reply_to_message=words)
    assert "a whale" not in kiosk.screen.last.text


async def test_reply_to_the_bots_own_picture(kiosk: BotUnderTest) -> None:
    """The bot's own picture is a reference, its caption no prompt."""
    ann = kiosk.person()
    bot = User(id=BOT_ID, is_bot=True, first_name="Kiosk")
    picture = ann.message(
        photo=[{"file_id": "made", "file_unique_id": "m", "width": 800, "height": 800}], caption="old words"
    ).model_copy(update={"from_user": bot})
    await ann.say("/gen kling-2.1-pro", reply_to_message=picture)
    assert "Up to" in kiosk.screen.last.text
    await ann.say("make it move")
    assert "1 photo" in kiosk.screen.last.text
    assert "old words" not in kiosk.screen.last.text


async def test_media_that_the_model_does_not_take(kiosk: BotUnderTest) -> None:
    """That a photo is of no use for a song is said above the price, and what can use it is a tap away."""
    ann = kiosk.person()
    await ann.photo("/gen suno-v5 a song")
    assert "Suno V5 cannot use your photo" in kiosk.screen.last.text
    await ann.tap("🔎 What can use the photo")
    assert "✏️ Edit" in kiosk.screen.last.labels


async def test_in_a_topic_of_a_group(kiosk: BotUnderTest) -> None:
    """In a group the answer is a reply in the same topic."""
    group = Chat(id=-100, type="supergroup", is_forum=True)
    ann = kiosk.person(chat=group, topic=5)
    command = await ann.say("/gen qwen-image a cat")
    shown = kiosk.screen.last
    assert (shown.chat_id, shown.thread_id, shown.reply_to) == (-100, 5, command.message_id)
    await ann.tap("Generate")
    [generation] = await kiosk.history.open(7)
    where = generation.destination
    assert (where.chat_id, where.thread_id, where.reply_to) == (-100, 5, command.message_id)
