"""/best: a group sees what it likes best of a month."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from functools import partial

import pytest
import pytest_asyncio

from bot.sandbox.telegram import ChatHandle, Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.supplier import newest

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

TITLE = {"en": "Best of", "ru": "Лучшее:"}
NONE = {"en": "No ❤️", "ru": "пока ни одного ❤️"}
TO_COME = {"en": "still to come", "ru": "ещё не наступил"}
ALONE = {"en": "send it in that group", "ru": "отправьте её там"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot in the live dialect."""
    async with kiosk_between(tmp_path_factory.mktemp("best"), "live", FREE_CREDITS="unlimited") as started:
        yield started
        started.require_exact_ledger()


def _shows(message: Message, label: str) -> bool:
    return label in message.labels


async def _marked(kiosk: BotUnderTest, group: ChatHandle, person: Person, line: str, *hearts: Person) -> None:
    """A result in the group, with the hearts of these people."""
    card = await kiosk.quote(person, line, room=group)
    await person.tap(card, (0, 0))
    result = await kiosk.media(group, after=card)
    await group.wait_until(lambda: "🤍" in result.labels)
    await until(lambda: newest(kiosk, person)["state"] == "delivered")
    label = "🤍"
    for number, one in enumerate(hearts, 1):
        await one.tap(result, label)
        label = "❤️" if number == 1 else f"❤️ {number}"
        await group.wait_until(partial(_shows, result, label))


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_group_sees_its_best(kiosk: BotUnderTest, language: str) -> None:
    """By hearts, with who made it; a number sends it again; the results of a person who is forgotten go."""
    alice = kiosk.telegram.person("Alice", language=language)
    boris = kiosk.telegram.person("Boris", language=language)
    group = kiosk.telegram.group("Friends", [alice, boris, kiosk.admin], "supergroup")
    asked = await boris.send("/best", chat=group)
    await group.wait(NONE[language], after=asked)
    await _marked(kiosk, group, alice, "flux-pro a red kite", boris)
    await _marked(kiosk, group, boris, "flux-pro a tin boat", alice, boris)
    asked = await alice.send("/best", chat=group)
    best = await group.wait(TITLE[language], after=asked)
    assert best.text.index("a tin boat") < best.text.index("a red kite")
    assert best.text.index("Boris") < best.text.index("Alice")
    assert best.labels == ["1", "2"]
    await alice.tap(best, "1")
    again = await kiosk.media(group, after=best)
    await group.wait_until(lambda: "❤️ 2" in again.labels)
    asked = await alice.send("/best 2099-01", chat=group)
    await group.wait(TO_COME[language], after=asked)
    asked = await alice.send("/best")
    await alice.private.wait(ALONE[language], after=asked)
    asked = await boris.send("/forget")
    sure = await boris.private.wait(lambda message: bool(message.buttons), after=asked)
    await boris.tap(sure, (0, 0))
    await until(lambda: not kiosk.rows("SELECT 1 FROM generations WHERE person_id = ?", boris.id))
    asked = await alice.send("/best", chat=group)
    await group.wait(NONE[language], after=asked)
