"""Starting without a question: what starts, what never does, and that one update starts one generation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiogram.types import Chat, Update

from bot.catalog.spec import Dialect
from bot.domain.generation import State
from bot.domain.person import Person as Somebody
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person


async def carefree(kiosk: BotUnderTest, up_to: int = 100) -> Person:
    """A person who need not be asked up to this price."""
    ann = kiosk.person()
    await ann.say("/settings")
    person = await kiosk.people.person(7)
    assert person is not None
    await kiosk.people.keep(replace(person, auto_confirm_below=up_to))
    return ann


async def started(kiosk: BotUnderTest) -> int:
    """How many generations are open."""
    return len(await kiosk.history.open(7))


class TestWhatStarts:
    """A whole request whose price is within what the person said."""

    async def test_one_line(self, kiosk: BotUnderTest) -> None:
        """The answer becomes the progress message, says that no one was asked, and can be cancelled."""
        ann = await carefree(kiosk)
        await ann.say("/gen veo-3.1-fast a cat")
        shown = kiosk.screen.last
        [generation] = await kiosk.history.open(7)
        assert (generation.state, generation.auto_confirmed) == (State.HELD, True)
        assert generation.progress_message_id == shown.id
        assert "70 credits · started without asking" in shown.text
        assert shown.labels == ["Cancel"]
        await ann.tap("Cancel")
        assert await started(kiosk) == 0
        assert (await kiosk.balances.balance(7)).available == 200

    async def test_in_russian(self, kiosk: BotUnderTest) -> None:
        """The line has the right plural."""
        await carefree(kiosk)
        await kiosk.person(language="ru", numbers=iter(range(50, 99))).say("/gen veo-3.1-fast кот")
        assert "70 кредитов · запущено без вопроса" in kiosk.screen.last.text

    @pytest.mark.parametrize(("up_to", "starts"), [(70, 1), (69, 0), (0, 0), (71, 1)])
    async def test_the_price_itself_is_within(self, kiosk: BotUnderTest, up_to: int, starts: int) -> None:
        """At the threshold it starts, above it is asked."""
        ann = await carefree(kiosk, up_to)
        await ann.say("/gen veo-3.1-fast a cat")
        assert await started(kiosk) == starts
        assert kiosk.screen.last.labels[0].startswith("Cancel" if starts else "✨ Generate")

    async def test_words_for_a_card(self, kiosk: BotUnderTest) -> None:
        """With a card open the words are the last thing that was missing; the conversation ends."""
        ann = await carefree(kiosk)
        await ann.say("/gen veo-3.1-fast")
        await ann.say("a cat")
        assert await started(kiosk) == 1
        await ann.say("a dog")
        assert await started(kiosk) == 1
        assert any(label.startswith("✨ Generate") for label in kiosk.screen.last.labels)

    async def test_taps(self, kiosk: BotUnderTest) -> None:
        """Where the price is seen, one tap on it is the last; below the price that starts by itself none is needed."""
        ann = await carefree(kiosk, 75)
        await ann.say("a cat")
        await ann.tap("Generate")
        assert await started(kiosk) == 1
        await ann.tap("Cancel")
        await ann.tap("Again")
        assert await started(kiosk) == 1
        await ann.tap("Cancel")
        await ann.say("/gen veo-3.1 a cat")
        await ann.tap("9:16")
        assert await started(kiosk) == 0, "an option is no confirmation"
        await ann.say("/gen gpt-4o-image")
        await ann.photo("a hat on it", media_group_id="9")
        await ann.tap("Generate")
        assert await started(kiosk) == 1

    async def test_a_photo_with_words(self, kiosk: BotUnderTest) -> None:
        """A single picture with its words below is a whole request."""
        ann = await carefree(kiosk)
        await ann.say("/gen gpt-4o-image")
        await ann.photo("a hat on it")
        assert await started(kiosk) == 1


class TestWhatIsAsked:
    """Whatever may be a slip, or is not whole."""

    async def test_media_without_words(self, kiosk: BotUnderTest) -> None:
        """Media alone never start anything: more may follow."""
        ann = await carefree(kiosk)
        await ann.say("/gen recraft-remove-bg")
        await ann.photo()
        assert await started(kiosk) == 0
        assert kiosk.screen.last.labels[0].startswith("✨ Generate")

    async def test_an_album(self, kiosk: BotUnderTest) -> None:
        """Its first picture has the words and could start: it waits for the others, and for the person."""
        ann = await carefree(kiosk)
        await ann.say("/gen gpt-4o-image")
        await ann.photo("all of them in one", media_group_id="9", file_id="one")
        await ann.photo(media_group_id="9", file_id="two")
        assert await started(kiosk) == 0
        assert kiosk.screen.last.labels[0].startswith("✨ Generate")

    async def test_a_text_in_pieces(self, kiosk: BotUnderTest) -> None:
        """A message as long as those that apps cut a text into is not taken for the whole."""
        ann = await carefree(kiosk)
        await ann.say("/gen gpt-4o-image")
        await ann.say("word " * 700)
        assert await started(kiosk) == 0

    async def test_an_edited_message(self, kiosk: BotUnderTest) -> None:
        """An edit changes the quote, and starts nothing; the edit of a message that has started something neither."""
        ann = await carefree(kiosk, up_to=60)
        await ann.say("/gen kling-2.1-pro")
        await ann.say("/gen kling-2.5-turbo")
        prompt = await ann.say("a dog")
        assert await started(kiosk) == 1
        await ann.edit(prompt, "a big dog")
        assert await started(kiosk) == 1

    async def test_not_enough_credits(self, kiosk: BotUnderTest) -> None:
        """The quote says what is missing, once."""
        ann = await carefree(kiosk)
        await kiosk.balances.grant(7, -145, operation_key="k", granted_by=1)
        await ann.say("/gen veo-3.1-fast a cat")
        assert await started(kiosk) == 0
        assert "Missing: 15" in kiosk.screen.last.text

    async def test_too_many_at_once(self, kiosk: BotUnderTest) -> None:
        """A refusal is said as ever, and the quote stays for later."""
        ann = await carefree(kiosk)
        for prompt in ("a cat", "a dog", "a cow"):
            await ann.say(f"/gen qwen-image {prompt}")
        assert await started(kiosk) == 2
        assert "/status" in kiosk.screen.last.text

    async def test_a_renewed_price(self, kiosk: BotUnderTest) -> None:
        """A price of another day is shown anew, not paid."""
        ann = kiosk.person()
        await ann.say("/gen veo-3.1-fast a cat")
        kiosk.clock.advance(hours=48)
        person = await kiosk.people.person(7)
        assert person is not None
        await kiosk.people.keep(replace(person, auto_confirm_below=100))
        await ann.tap("Generate")
        assert await started(kiosk) == 0
        assert "has expired" in kiosk.screen.last.text

    async def test_in_a_group(self, kiosk: BotUnderTest) -> None:
        """Where others read along one is always asked."""
        await carefree(kiosk)
        group = kiosk.person(chat=Chat(id=-100, type="supergroup"))
        await group.say("/gen veo-3.1-fast a cat")
        assert await started(kiosk) == 0

    async def test_what_a_text_costs_the_first_time(self, kiosk: BotUnderTest) -> None:
        """Where the price goes by the text it is asked once; who has used the model knows."""
        ann = await carefree(kiosk)
        await ann.say("/gen elevenlabs-tts Good evening")
        assert await started(kiosk) == 0
        await ann.tap("Generate")
        await ann.say("/gen elevenlabs-tts Good night")
        assert await started(kiosk) == 2


class TestOnce:
    """Whatever arrives twice starts once."""

    async def test_the_same_message_again(self, kiosk: BotUnderTest) -> None:
        """Telegram sends an update again after a crash: the generation is found, the second answer goes away."""
        ann = await carefree(kiosk)
        message = await ann.say("/gen veo-3.1-fast a cat")
        first = kiosk.screen.last
        await kiosk.dispatcher.feed_update(kiosk.bot, Update(update_id=4711, message=message))
        assert await started(kiosk) == 1
        assert kiosk.screen.last is first

    async def test_after_it_has_ended(self, kiosk: BotUnderTest) -> None:
        """Also when it was cancelled or delivered meanwhile."""
        ann = await carefree(kiosk)
        message = await ann.say("/gen veo-3.1-fast a cat")
        await ann.tap("Cancel")
        await kiosk.dispatcher.feed_update(kiosk.bot, Update(update_id=4711, message=message))
        assert await started(kiosk) == 0

    async def test_the_same_request_twice_in_a_row(self, kiosk: BotUnderTest) -> None:
        """While it is in the making, asking for exactly the same once more is a question; another request is not."""
        ann = await carefree(kiosk)
        await ann.say("/gen qwen-image a cat")
        await ann.say("/gen qwen-image a cat")
        assert await started(kiosk) == 1
        assert kiosk.screen.last.labels[0].startswith("✨ Generate")
        await ann.say("/gen qwen-image a dog")
        assert await started(kiosk) == 2

    async def test_two_quick_taps(self, kiosk: BotUnderTest) -> None:
        """The second one comes when the message shows the progress already: it says so, and changes nothing."""
        ann = await carefree(kiosk)
        await ann.say("a cat")
        shown = kiosk.screen.last
        data = shown.data("Generate")
        await ann.tap_data(data, shown.id)
        text = shown.text
        await ann.tap_data(data, shown.id)
        assert await started(kiosk) == 1
        assert shown.text == text
        assert kiosk.screen.toasts[-1] == "Already started"


class TestUnlimited:
    """Prices count for the threshold also where credits have no end."""

    @pytest.fixture
    def dialect(self) -> Dialect:
        """What KIE requires today."""
        return Dialect.LIVE

    async def test_above_it_is_asked(self, kiosk: BotUnderTest) -> None:
        """An expensive request is a question all the same."""
        ann = await carefree(kiosk, 50)
        await ann.say("/gen kling-2.5-turbo 10s a cat")
        assert await started(kiosk) == 0
        await ann.say("/gen kling-2.5-turbo 5s a cat")
        assert await started(kiosk) == 1


def test_nobody_starts_unasked_by_default() -> None:
    """Who never chose it is asked."""
    assert Somebody(id=1).auto_confirm_below == 0
