"""What was not said just now for exactly this starts nothing, however cheap: its price is shown and asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ledger.allowance import Allowance, Period
from handlers.core.buttons import button_in
from handlers.core.buttons.draft import DoersButton, PriceButton
from handlers.core.buttons.quote import GenerateButton
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

WORDS = "a little cat on the moon"


@pytest.fixture
def allowance() -> Allowance:
    """Enough for all that could start."""
    return Allowance(2000, Period.MONTH)


@pytest.fixture
async def ann(kiosk: BotUnderTest) -> Person:
    """A person who need not be asked up to 500 credits."""
    ann = kiosk.person(7)
    await ann.say("/start")
    known = await kiosk.people.person(7)
    assert known is not None
    await kiosk.people.keep(replace(known, auto_confirm_below=500))
    return ann


async def is_asked(kiosk: BotUnderTest) -> bool:
    """Whether the last screen has a price to accept, and nothing was begun."""
    begun = await kiosk.history.open(7)
    return not begun and any("✨" in label for label in kiosk.screen.last.labels)


@pytest.mark.parametrize("minutes", [0, 50])
async def test_a_tap_on_a_recipe(kiosk: BotUnderTest, ann: Person, minutes: int) -> None:
    """To look at a recipe with words from before shows what it would cost with them."""
    await ann.say(WORDS)
    kiosk.clock.moment += timedelta(minutes=minutes)
    await ann.say("/recipes")
    await ann.tap("Idea")
    assert await is_asked(kiosk)
    assert WORDS in kiosk.screen.last.text


@pytest.mark.parametrize("line", ["/gen qwen-image", "/song", "/voice"])
async def test_a_bare_command_with_words_from_before(kiosk: BotUnderTest, ann: Person, line: str) -> None:
    """The command takes what was said before it along, and asks."""
    await ann.say(WORDS)
    kiosk.clock.moment += timedelta(minutes=50)
    await ann.say(line)
    assert await is_asked(kiosk)
    assert WORDS in kiosk.screen.last.text


async def test_a_recipe_by_its_name_alone(kiosk: BotUnderTest, ann: Person) -> None:
    """The line has no words: nothing starts of those from before."""
    await ann.say(WORDS)
    await ann.say("/recipe idea-to-video")
    assert not await kiosk.history.open(7)


@pytest.mark.parametrize("line", ["/removebg", "/edit make it blue"])
async def test_a_command_after_a_picture(kiosk: BotUnderTest, ann: Person, line: str) -> None:
    """A picture that came before was perhaps not for this."""
    await ann.photo()
    kiosk.clock.moment += timedelta(minutes=50)
    await ann.say(line)
    assert await is_asked(kiosk)


async def test_a_verb_under_a_picture(kiosk: BotUnderTest, ann: Person) -> None:
    """Media without words start nothing, whatever is pressed below them."""
    await ann.photo()
    await ann.tap("✂️ Cut out")
    assert await is_asked(kiosk)


async def test_what_looked_like_options_as_words(kiosk: BotUnderTest, ann: Person) -> None:
    """With more words it has perhaps another price, which no one has seen."""
    await ann.say("/gen suno-v5 16:9 a song of lemons")
    await ann.tap("“")
    assert await is_asked(kiosk)


async def test_a_look_at_the_price(kiosk: BotUnderTest, ann: Person) -> None:
    """A button that says that it shows the price shows it."""
    await ann.say(WORDS)
    generate = button_in(kiosk.screen.last.data("Generate"))
    assert isinstance(generate, GenerateButton)
    await ann.tap_data(PriceButton(draft=generate.draft or 0).pack(), kiosk.screen.last.id)
    assert await is_asked(kiosk)


class TestAGuess:
    """That words are about a picture is a guess until its price has been accepted."""

    @pytest.fixture
    async def guessing(self, ann: Person) -> Person:
        """A picture and then words, which have the price of changing it now."""
        await ann.photo()
        await ann.say("a blue lemon in the sea")
        return ann

    async def test_it_is_asked(self, kiosk: BotUnderTest, guessing: Person) -> None:
        """What was meant perhaps stands below it."""
        assert not await kiosk.history.open(guessing.user.id)
        edit, new, *_ = kiosk.screen.last.labels
        assert ("Edit this" in edit, "New picture instead" in new) == (True, True)

    async def test_more_words(self, kiosk: BotUnderTest, guessing: Person) -> None:
        """Other words for it are a guess, too."""
        await guessing.say("a green lemon in the sea")
        assert not await kiosk.history.open(guessing.user.id)
        assert "Edit this" in kiosk.screen.last.labels[0]

    async def test_another_model(self, kiosk: BotUnderTest, guessing: Person) -> None:
        """A model that is picked from the list is asked about as well."""
        shown = kiosk.screen.last
        doers = next(
            data for data in map(shown.data, shown.labels) if isinstance(button_in(data), DoersButton)
        )
        await guessing.tap_data(doers, shown.id)
        shown = kiosk.screen.last
        await guessing.tap(shown.labels[1])
        assert not await kiosk.history.open(guessing.user.id)
        assert "Edit this" in kiosk.screen.last.labels[0]

    @pytest.mark.parametrize("label", ["Edit this", "New picture instead"])
    async def test_what_is_accepted_starts_once(
        self, kiosk: BotUnderTest, guessing: Person, label: str
    ) -> None:
        """One tap on the price is enough; what was meant instead has a price of its own first."""
        await guessing.tap(next(one for one in kiosk.screen.last.labels if label in one))
        begun = await kiosk.history.open(guessing.user.id)
        assert len(begun) == (1 if label == "Edit this" else 0)
