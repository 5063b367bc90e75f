"""Where the operator serves people from an age on, they say once that they have reached it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from bot.sandbox.telegram import ChatHandle, Message, Person
from tests.story.buying import answer
from tests.story.kiosk import BotUnderTest, kiosk_between

pytestmark = pytest.mark.story


class Words(NamedTuple):
    """What is said in a language."""

    asks: str
    yes: str
    no: str
    declined: str
    back: str
    terms: str
    stored: str


WORDS = {
    "en": Words(
        "Are you 18 or older",
        "I’m 18 or older",
        "No",
        "Nothing was charged",
        "Back",
        "at least 18 years",
        "to be 18 or",
    ),
    "ru": Words(
        "исполнилось 18 лет",
        "мне есть 18",
        "Нет",
        "Ничего не списано",
        "Назад",
        "не меньше 18 лет",
        "возрасте (18+)",
    ),
}


async def shows(room: ChatHandle, card: Message, words: str) -> None:
    """Wait until the card says so."""
    await room.wait_until(lambda: words in card.text, timeout=20)


def held(kiosk: BotUnderTest) -> tuple[int, int]:
    """Generations and holds."""
    (row,) = kiosk.rows(
        "SELECT (SELECT count(*) FROM generations) AS made, (SELECT count(*) FROM holds) AS held"
    )
    return row["made"], row["held"]


async def set_age(kiosk: BotUnderTest, age: int) -> None:
    """The owner sets it in the chat."""
    await answer(kiosk.admin, f"/config MINIMUM_AGE {age}")


async def asked(kiosk: BotUnderTest, person: Person, words: Words, room: ChatHandle | None = None) -> Message:
    """Ask for a picture, accept the price, and be asked for the age in its place."""
    card = await kiosk.generate(person, "flux-pro a pear", room=room)
    await shows(room or person.private, card, words.asks)
    return card


@pytest.mark.parametrize("language", WORDS)
async def test_asked_once(folder: Path, language: str) -> None:
    """From no charge and no call to KIE, by one tap, to the picture; the answer outlasts a restart, is in what people get of
    their data, and goes when they are forgotten. /terms and /privacy say it."""
    words = WORDS[language]
    async with kiosk_between(folder, "live") as kiosk:
        alice = kiosk.alice
        kiosk.admin.user.language_code = alice.user.language_code = language
        assert "13" in (await answer(alice, "/terms")).text
        await set_age(kiosk, 18)
        assert words.terms in (await answer(alice, "/terms")).text
        assert words.stored in (await answer(alice, "/privacy")).text
        card = await asked(kiosk, alice, words)
        assert held(kiosk) == (0, 0)
        await alice.tap(card, words.no)
        await shows(alice.private, card, words.declined)
        await alice.tap(card, words.back)
        await shows(alice.private, card, words.asks)
        assert held(kiosk) == (0, 0)
        await alice.tap(card, words.yes)
        await kiosk.media(alice.private, after=card)
        await kiosk.concluded(card)
        await kiosk.kill()
        await kiosk.start()
        card = await kiosk.generate(alice, "flux-pro a plum")
        await kiosk.media(alice.private, after=card)
        await set_age(kiosk, 16)
        card = await kiosk.generate(alice, "flux-pro a fig")
        await kiosk.media(alice.private, after=card)
        assert held(kiosk) == (3, 3)
        assert [
            row["version"] for row in kiosk.rows("SELECT version FROM consents WHERE document = 'age'")
        ] == ["18"]
        await set_age(kiosk, 21)
        card = await kiosk.generate(alice, "flux-pro a kiwi")
        await shows(alice.private, card, "21")
        assert held(kiosk) == (3, 3)
        kiosk.require_exact_ledger()


@pytest.mark.parametrize(("language", "ephemeral"), [("en", False), ("ru", False), ("en", True)])
async def test_in_a_group(folder: Path, language: str, ephemeral: bool) -> None:
    """The question takes the place of the price, only who asked answers it, from there alone; the next member is asked for themselves."""
    words = WORDS[language]
    async with kiosk_between(folder, "live", started=False, MINIMUM_AGE="18") as kiosk:
        kiosk.telegram.core.options.ephemeral = ephemeral
        await kiosk.start()
        alice, boris = kiosk.alice, kiosk.boris
        kiosk.admin.user.language_code = language
        alice.user.language_code = boris.user.language_code = language
        group = kiosk.telegram.group("Cats", [kiosk.admin, alice, boris])
        other = kiosk.telegram.group("Dogs", [kiosk.admin, alice, boris])
        hello = await other.wait(lambda one: one.sender.is_bot, timeout=20)
        greeting = await group.wait(lambda one: one.sender.is_bot, timeout=20)
        card = await asked(kiosk, alice, words, group)
        yes = next(button.data for row in card.buttons for button in row if words.yes in button.label)
        assert yes is not None
        last = group.last_id
        if not ephemeral:
            assert (await boris.tap(card, words.yes)).text
            assert (await boris.tap(card, words.no)).text
        for message in (greeting, hello):
            assert (await boris.press(message, yes)).text
        assert (await alice.press(hello, yes)).text
        assert (held(kiosk), kiosk.rows("SELECT * FROM consents")) == ((0, 0), [])
        assert words.asks in card.text
        assert group.last_id == last, "the question is no message of its own, and neither are refusals"
        await alice.tap(card, words.yes)
        await kiosk.media(group, after=card)
        his = await asked(kiosk, boris, words, group)
        assert held(kiosk) == (1, 1)
        if not ephemeral:
            assert (await alice.tap(his, words.yes)).text
        assert held(kiosk) == (1, 1)
        await boris.tap(his, words.yes)
        await kiosk.media(group, after=his)
        assert {row["person_id"] for row in kiosk.rows("SELECT person_id FROM consents")} == {
            alice.id,
            boris.id,
        }
        kiosk.require_exact_ledger()
