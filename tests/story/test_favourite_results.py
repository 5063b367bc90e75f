"""❤️ below results: everyone's own mark, counted in groups, and what /history makes of it."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.supplier import newest

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

ONLY = {"en": "❤️ only", "ru": "❤️ Любимые"}
ONE = {"en": "1 result", "ru": "1 результат"}
TWO = {"en": "2 results", "ru": "2 результата"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot in the live dialect."""
    async with kiosk_between(
        tmp_path_factory.mktemp("favourites"), "live", FREE_CREDITS="unlimited"
    ) as started:
        yield started
        started.require_exact_ledger()


async def _made(kiosk: BotUnderTest, person: Person, line: str) -> Message:
    """The result of a line, with its card."""
    card = await kiosk.generate(person, line)
    result = await kiosk.media(person.private, after=card)
    await kiosk.concluded(card)
    await person.private.wait_until(lambda: "🤍" in result.labels)
    return result


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_heart_on_the_card_is_found_in_the_history_also_after_a_restart(
    kiosk: BotUnderTest, language: str
) -> None:
    """A tap marks, the filter finds it, its button works after a kill, another tap takes the mark away."""
    alice = kiosk.telegram.person("Alice", language=language)
    liked = await _made(kiosk, alice, "flux-pro a paper boat")
    other = await _made(kiosk, alice, "flux-pro a blue vase")
    await alice.tap(liked, "🤍")
    await alice.private.wait_until(lambda: "❤️" in liked.labels)
    assert "🤍" in other.labels
    asked = await alice.send("/history")
    listed = await alice.private.wait(TWO[language], after=asked)
    assert listed.labels[:4] == ["1", "2", "🤍", "❤️"]
    await kiosk.kill()
    await kiosk.start()
    asked = await alice.send("/history ❤️")
    found = await alice.private.wait(ONE[language], after=asked)
    assert "paper boat" in found.text
    await kiosk.kill()
    await kiosk.start()
    await alice.tap(found, f"✓ {ONLY[language]}")
    everything = await alice.private.wait(TWO[language], after=found)
    assert everything.labels[:4] == ["1", "2", "🤍", "❤️"]
    await alice.tap(everything, "2")
    again = await kiosk.media(alice.private, after=everything)
    await alice.private.wait_until(lambda: "❤️" in again.labels)
    await alice.tap(again, "❤️")
    await alice.private.wait_until(lambda: "🤍" in again.labels)
    assert not kiosk.rows("SELECT 1 FROM result_favourites WHERE person_id = ?", alice.id)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_in_a_group_everyone_has_a_mark_of_their_own_and_the_card_counts_them(
    kiosk: BotUnderTest, language: str
) -> None:
    """Two people's marks are two; each takes away their own; what is deleted or forgotten counts no more."""
    alice = kiosk.telegram.person("Alice", language=language)
    boris = kiosk.telegram.person("Boris", language=language)
    group = kiosk.telegram.group("Friends", [alice, boris, kiosk.admin], "supergroup")
    card = await kiosk.quote(alice, "flux-pro a red kite", room=group)
    await alice.tap(card, (0, 0))
    result = await kiosk.media(group, after=card)
    await group.wait_until(lambda: "🤍" in result.labels)
    await until(lambda: newest(kiosk, alice)["state"] == "delivered")
    await boris.tap(result, "🤍")
    await group.wait_until(lambda: "❤️" in result.labels)
    await alice.tap(result, "❤️")
    await group.wait_until(lambda: "❤️ 2" in result.labels)
    await boris.tap(result, "❤️ 2")
    await group.wait_until(lambda: "❤️" in result.labels)
    marks = "SELECT person_id FROM result_favourites WHERE chat_id = ?"
    assert kiosk.rows(marks, group.id) == [{"person_id": alice.id}]
    await boris.tap(result, "❤️")
    await group.wait_until(lambda: "❤️ 2" in result.labels)
    asked = await boris.send("/forget")
    sure = await boris.private.wait(lambda message: bool(message.buttons), after=asked)
    await boris.tap(sure, (0, 0))
    await until(lambda: kiosk.rows(marks, group.id) == [{"person_id": alice.id}])


async def test_a_heart_on_another_message_changes_nothing_there(kiosk: BotUnderTest) -> None:
    """A press that names a result below a message that has no such button marks it, and leaves the message as it is."""
    alice = kiosk.telegram.person("Alice", language="en")
    result = await _made(kiosk, alice, "flux-pro a green door")
    data = next(button.data for row in result.buttons for button in row if button.label == "🤍")
    asked = await alice.send("/menu")
    menu = await alice.private.wait(lambda message: bool(message.buttons), after=asked)
    before = menu.labels
    await alice.press(menu, data or "")
    await until(lambda: bool(kiosk.rows("SELECT 1 FROM result_favourites WHERE person_id = ?", alice.id)))
    asked = await alice.send("/balance")
    await alice.private.wait(lambda message: message.sender.is_bot, after=asked)
    assert menu.labels == before
