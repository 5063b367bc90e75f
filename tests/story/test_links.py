"""Links into the bot: each opens what it names, and one that names nothing greets."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.supplier import labels

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

GREETING = {"en": ("Hi Alice", "Welcome back"), "ru": ("Борис", "С возвращением")}
SHELF = {"en": "Video", "ru": "Видео"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot in the live dialect."""
    async with kiosk_between(tmp_path_factory.mktemp("links"), "live") as started:
        yield started


def people(kiosk: BotUnderTest) -> dict[str, Person]:
    """Who speaks which language."""
    return {"en": kiosk.alice, "ru": kiosk.boris}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_link_opens_the_card_of_a_model(kiosk: BotUnderTest, language: str) -> None:
    """The words that follow are for it; the dots of its name are underscores in the link."""
    person = people(kiosk)[language]
    followed = await person.start("m_kling-2_5-turbo")
    card = await person.private.wait(lambda message: bool(message.buttons), after=followed)
    assert "Kling 2.5 Turbo" in card.text
    said = await person.send("a kite over the sea")
    quote = await person.private.wait(lambda message: bool(message.buttons), after=said)
    assert "Kling 2.5 Turbo" in quote.text
    assert "a kite over the sea" in quote.text


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_link_opens_the_card_of_a_recipe(kiosk: BotUnderTest, language: str) -> None:
    """As its button in the list does."""
    person = people(kiosk)[language]
    asked = await person.send("/recipes")
    listed = await person.private.wait(lambda message: bool(message.buttons), after=asked)
    offered = listed.text
    await person.tap(listed, (0, 0))
    await person.private.wait_until(lambda: listed.text != offered, timeout=20)
    drafts = "SELECT recipe FROM drafts WHERE person_id = ? AND recipe IS NOT NULL"
    await until(lambda: bool(kiosk.rows(drafts, person.id)))
    slug = kiosk.rows(drafts, person.id)[0]["recipe"]
    followed = await person.start(f"r_{slug}")
    card = await person.private.wait(lambda message: bool(message.buttons), after=followed)
    assert card.text == listed.text


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "payload", ["m_no-such-model", "r_no-such-recipe", "e_999999", "s_1_0_forged", "inline", "_"]
)
async def test_a_link_to_nothing_greets(kiosk: BotUnderTest, language: str, payload: str) -> None:
    """Unknown, broken and foreign payloads show what every start shows."""
    person = people(kiosk)[language]
    followed = await person.start(payload)
    screen = await person.private.wait(lambda message: bool(message.buttons), after=followed)
    assert any(words in screen.text for words in GREETING[language])
    assert SHELF[language] in labels(screen)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_campaigns_link_greets_and_is_counted(kiosk: BotUnderTest, language: str) -> None:
    """Who is new counts once for it, who was here before does not; the operator reads how many came and are active."""
    name, title = {
        "en": ("winter-en", "campaign winter-en: 1"),
        "ru": ("winter-ru", "кампания winter-ru: 1"),
    }[language]
    known = people(kiosk)[language]
    asked = await known.send("/menu")
    await known.private.wait(lambda message: bool(message.buttons), after=asked, timeout=20)
    visitor = kiosk.telegram.person(f"Visitor {language}", language=language)
    for _ in range(2):
        followed = await visitor.start(f"ad_{name}")
        greeting = await visitor.private.wait(lambda message: bool(message.buttons), after=followed)
        assert f"Visitor {language}" in greeting.text or GREETING[language][1] in greeting.text
    await known.start(f"ad_{name}")
    operator = kiosk.admin
    operator.user.language_code = language
    asked = await operator.send("/stats")
    answer = await operator.private.wait(title, after=asked, timeout=20)
    assert {"en": "Active:", "ru": "Активных:"}[language] in answer.text
    operator.user.language_code = "en"
