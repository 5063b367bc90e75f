"""A bot with no settings but the keys: what a newcomer has, is offered, and reads before they press Start."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Person
from bot.settings import Settings
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.supplier import labels

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

DESCRIPTION = {"": "Press Start and write", "ru": "Нажмите «Старт»"}
SHORT = {"": "You see the price first", "ru": "Цена видна до запуска"}
FIRST = {"en": "✨ Try a picture · ", "ru": "✨ Картинка · "}
GENERATE = {"en": "Generate", "ru": "✨ Создать"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """As the sandbox starts it: nothing is set that has a default."""
    folder = tmp_path_factory.mktemp("defaults")
    async with kiosk_between(folder, "live", FREE_CREDITS=None, GROUP_POLICY=None) as started:
        yield started


def people(kiosk: BotUnderTest) -> dict[str, Person]:
    """Who speaks which language."""
    return {"en": kiosk.alice, "ru": kiosk.boris}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_first_suggestion_is_a_picture_that_the_free_credits_cover(
    kiosk: BotUnderTest, language: str
) -> None:
    """A newcomer has the product's own allowance, and the first button leads to a picture without a word written."""
    person, free = people(kiosk)[language], Settings.model_fields["free_credits"].default
    pressed = await person.start()
    welcome = await person.private.wait(lambda message: bool(message.buttons), after=pressed)
    assert f"{free} " in welcome.text
    offered = welcome.buttons[0][0].label
    assert offered.startswith(FIRST[language])
    assert int(offered.rsplit("·", 1)[1]) <= free
    before = welcome.text
    await person.tap(welcome, (0, 0))
    await person.private.wait_until(lambda: welcome.text != before and bool(welcome.buttons), timeout=20)
    card = welcome.text
    idea = next(button for row in welcome.buttons for button in row if button.label.startswith("💡"))
    await person.tap(welcome, idea.label)
    await person.private.wait_until(lambda: GENERATE[language] in labels(welcome) and welcome.text != card)
    await person.tap(welcome, GENERATE[language])
    media = await kiosk.media(person.private, after=pressed, kinds=frozenset({"photo", "document"}))
    assert media.read()
    kiosk.require_exact_ledger()


async def test_telegram_shows_what_the_bot_does_before_start(kiosk: BotUnderTest) -> None:
    """Descriptions in both languages, the menu button, and eight commands."""
    await kiosk.telegram.calls.wait("setChatMenuButton", timeout=20)
    profile = kiosk.telegram.core.profile
    for language, words in DESCRIPTION.items():
        assert words in profile.descriptions[language]
        assert SHORT[language] in profile.short_descriptions[language]
        assert len(profile.commands["all_private_chats", language]) == 8
    assert profile.menu_buttons[0]["type"] == "commands"


async def test_what_telegram_has_is_not_sent_again(kiosk: BotUnderTest) -> None:
    """The next start compares and sends nothing; the operator's own words go out once, in every language without its own."""
    await kiosk.telegram.calls.wait("setChatMenuButton", timeout=20)
    sent = len(kiosk.telegram.calls.find("setMyDescription"))
    looked = len(kiosk.telegram.calls.find("getChatMenuButton"))
    await kiosk.stop()
    await kiosk.start()
    await kiosk.telegram.calls.wait("getChatMenuButton", count=looked + 1, timeout=20)
    assert len(kiosk.telegram.calls.find("setMyDescription")) == sent
    await kiosk.stop()
    await kiosk.start(PROFILE_DESCRIPTION="Ours.\\nCome in!", PROFILE_SHORT_DESCRIPTION_RU="Наш бот")
    await kiosk.telegram.calls.wait("getChatMenuButton", count=looked + 2, timeout=20)
    profile = kiosk.telegram.core.profile
    assert profile.descriptions == {"": "Ours.\nCome in!", "ru": "Ours.\nCome in!"}
    assert SHORT[""] in profile.short_descriptions[""]
    assert profile.short_descriptions["ru"] == "Наш бот"


async def test_a_profile_that_telegram_refuses_stops_nothing(kiosk: BotUnderTest) -> None:
    """Telegram takes few of these calls a day; the bot serves all the same, and the next start tries again."""
    await kiosk.stop()
    sent = len(kiosk.telegram.calls.find("setMyDescription"))
    kiosk.telegram.faults.flood("setMyDescription", 86_400, times=10)
    await kiosk.start(PROFILE_DESCRIPTION="Another text")
    await kiosk.telegram.calls.wait("setMyDescription", count=sent + 1, timeout=20)
    asked = await kiosk.alice.send("/balance")
    assert await kiosk.alice.private.wait(lambda message: True, after=asked)
