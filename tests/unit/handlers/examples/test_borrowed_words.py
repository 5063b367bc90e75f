"""Words that came with another person's result are that person's to publish: what is made with them is no example."""

from __future__ import annotations

import pytest

from bot.catalog.spec import Kind
from bot.domain.generation import Asset, Generation
from bot.generation.example_proposals import is_proposable
from handlers.core.buttons.example import ProposeButton
from handlers.core.buttons.result import AgainButton, EditButton
from handlers.core.deep_link import DeepLink, LinkTarget
from storage.core.database import Database
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

PICTURE = Asset(
    url="https://cdn.example/1.png", kind=Kind.IMAGE, file_id="photo", sent_as="photo", message_id=9
)
ANN, BOB, GROUP = 7, 8, -100200300
WORDS = "my secret lemon"


@pytest.fixture
async def made(kiosk: BotUnderTest) -> Generation:
    """Ann's result."""
    return await kiosk.make(kiosk.person(ANN), f"qwen-image {WORDS}", PICTURE)


async def _follow(kiosk: BotUnderTest, made: Generation) -> Person:
    """Bob opens a link that shows Ann's words."""
    bob = kiosk.person(BOB)
    link = DeepLink(LinkTarget.SHARED, kiosk.dispatcher["share_tokens"].sign(made, with_prompt=True))
    await bob.say(f"/start {link.payload}")
    return bob


async def _finished(kiosk: BotUnderTest) -> Generation:
    return await kiosk.finish((await kiosk.history.open(BOB))[-1], PICTURE)


async def test_a_copy_by_a_link_is_no_example(
    kiosk: BotUnderTest, database: Database, made: Generation
) -> None:
    """Its card does not offer it, and an invented button is refused; making it again changes nothing."""
    bob = await _follow(kiosk, made)
    await bob.tap("Generate")
    copy = await _finished(kiosk)
    assert copy.prompt == WORDS
    assert not is_proposable(copy)
    await bob.tap_data(ProposeButton(generation=copy.id, sure=True).pack(), 1)
    assert not await database.rows("SELECT * FROM examples")
    await bob.tap_data(AgainButton(generation=copy.id).pack(), 1)
    await bob.tap("Generate")
    assert not is_proposable(await _finished(kiosk))


async def test_what_goes_on_in_another_draft_stays_anothers(kiosk: BotUnderTest, made: Generation) -> None:
    """The same words in another request, typed or carried."""
    bob = await _follow(kiosk, made)
    await bob.say(f"/gen qwen-image {WORDS}")
    await bob.tap("Generate")
    assert not is_proposable(await _finished(kiosk))


async def test_words_of_ones_own_make_it_an_example(kiosk: BotUnderTest, made: Generation) -> None:
    """Once the words are other ones."""
    bob = await _follow(kiosk, made)
    await bob.tap("Generate")
    copy = await _finished(kiosk)
    await bob.tap_data(EditButton(generation=copy.id).pack(), 1)
    await bob.say("a lime of my own")
    await bob.tap("Generate")
    assert is_proposable(await _finished(kiosk))


async def test_ones_own_result_again_is_an_example(kiosk: BotUnderTest, made: Generation) -> None:
    """Also by one's own link."""
    ann = kiosk.person(ANN)
    await ann.tap_data(AgainButton(generation=made.id).pack(), 1)
    await ann.tap("Generate")
    again = await kiosk.finish((await kiosk.history.open(ANN))[-1], PICTURE)
    assert is_proposable(again)
    link = DeepLink(LinkTarget.SHARED, kiosk.dispatcher["share_tokens"].sign(made, with_prompt=True))
    await ann.say(f"/start {link.payload}")
    await ann.tap("Generate")
    assert is_proposable(await kiosk.finish((await kiosk.history.open(ANN))[-1], PICTURE))
