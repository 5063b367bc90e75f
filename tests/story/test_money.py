"""What people see of their credits before, while and after; and what they see when it fails."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.sandbox.telegram import Message
from tests.story.kiosk import BotUnderTest, kiosk_between

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]


async def test_balance_before_and_after(live: BotUnderTest) -> None:
    """A delivered video costs exactly what its quote said."""
    person = live.telegram.person("Payer")
    await live.telegram.people[live.admin.id].send(f"/grant {person.id} 500")
    card = await live.quote(person, "kling-2.5-turbo duration=10 a red balloon")
    assert "84 credits" in card.text
    await person.tap(card, (0, 0))
    await live.media(person.private, after=card)
    await live.concluded(card)
    row = live.rows("SELECT * FROM generations WHERE person_id = ?", person.id)[0]
    assert (row["price"], row["captured"]) == (84, 84)


@pytest.mark.parametrize(
    ("language", "missing", "generate"), [("en", "Missing", "Generate"), ("ru", "Не хватает", "Создать")]
)
async def test_credits_that_fell_after_the_quote(
    tmp_path: Path, language: str, missing: str, generate: str
) -> None:
    """The card itself says what is missing now, with the words and what the credits still reach for; nothing is held."""
    async with kiosk_between(tmp_path, "live", FREE_CREDITS="120") as kiosk:
        person = kiosk.telegram.person("Spender", language=language)
        card = await kiosk.quote(person, "kling-2.5-turbo duration=10 a red balloon")
        await kiosk.generate(person, "kling-2.5-turbo duration=10 a blue balloon")
        await person.tap(card, (0, 0))
        await person.private.wait_until(lambda: generate not in card.labels[0], timeout=20)
        assert missing in card.text
        assert "36" in card.text
        assert "a red balloon" in card.text
        assert int(card.labels[0].split(" · ")[1].split()[0]) <= 36  # what the credits still reach for
        made = kiosk.rows("SELECT prompt FROM generations WHERE person_id = ?", person.id)
        assert [row["prompt"] for row in made] == ["a blue balloon"]
        kiosk.require_exact_ledger()


@pytest.mark.parametrize(
    ("word", "hint"),
    [("fail-moderation", "prompt"), ("fail-server", "model"), ("fail-prompt", "")],
)
async def test_a_failure_gives_everything_back_and_says_so(live: BotUnderTest, word: str, hint: str) -> None:
    """Whatever KIE fails with, the credits return, the message says how many, and the next step is a button."""
    person = live.telegram.person(f"Unlucky {word}")
    card = await live.generate(person, f"flux-pro a sad robot {word}")
    failure = await person.private.wait(lambda message: "eturned" in message.text, after=card, timeout=30)
    assert failure.buttons, failure
    labels = " ".join(button.label.lower() for row in failure.buttons for button in row)
    assert hint in labels
    holds = live.rows(
        "SELECT h.* FROM holds h JOIN generations g ON g.id = h.generation_id WHERE g.person_id = ?",
        person.id,
    )
    assert [hold["captured"] for hold in holds] == [0]


async def test_double_taps_hold_once(live: BotUnderTest) -> None:
    """Ten taps on Generate at the same moment make one generation."""
    person = live.telegram.person("Impatient")
    card = await live.quote(person, "flux-pro a clock")
    await asyncio.gather(*(person.tap(card, (0, 0)) for _ in range(10)))
    await live.media(person.private, after=card)
    assert len(live.rows("SELECT id FROM generations WHERE person_id = ?", person.id)) == 1


async def test_ten_callbacks_in_parallel_deliver_once(live: BotUnderTest) -> None:
    """A callback that comes ten times at once leads to one delivery and one capture."""
    person = live.telegram.person("Lucky")
    card = await live.generate(person, "flux-pro a fox double-callback")
    first = await live.media(person.private, after=card)
    task = next(task for task in live.kie.tasks.values() if "a fox" in task.prompt)
    await asyncio.gather(*(live.kie.send_callback(task) for _ in range(10)))
    again = await live.generate(person, "flux-pro an owl")
    await live.media(person.private, after=again)
    carried = [message for message in person.private.messages if _is_media(message)]
    assert len(carried) == 2
    assert carried[0].id == first.id
    live.require_exact_ledger()


async def test_a_forged_callback_changes_nothing(live: BotUnderTest) -> None:
    """A callback that claims success while KIE says otherwise delivers nothing: the status is the truth."""
    person = live.telegram.person("Target")
    live.kie.hold = True
    try:
        card = await live.generate(person, "flux-pro a vault")
        task = await live.kie.wait_task(lambda task: "a vault" in task.prompt)
        status = await live.kie.send_callback(
            task, {"code": 200, "data": {"taskId": task.id, "resultUrls": ["https://example.com/evil.png"]}}
        )
        assert status == 200
        asked = task.status_queries
        await person.private.wait_until(lambda: task.status_queries > asked or True)
        assert not [message for message in person.private.messages if _is_media(message)]
        task.finish()
    finally:
        live.kie.hold = False
    media = await live.media(person.private, after=card)
    assert b"evil" not in media.read()


def _is_media(message: Message) -> bool:
    return message.kind not in {"text", "service"}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_price_that_was_quoted_is_kept(folder: Path, language: str) -> None:
    """The operator doubles the prices: what was asked about before costs what was said, what is asked about now does not."""
    async with kiosk_between(folder, "live") as kiosk:
        person = {"en": kiosk.alice, "ru": kiosk.boris}[language]
        quoted = await kiosk.quote(person, "flux-pro a lamp")
        await kiosk.stop()
        await kiosk.start(PRICE_MULTIPLIER="2")
        dearer = await kiosk.quote(person, "flux-pro a kite")
        for card in (quoted, dearer):
            await person.tap(card, (0, 0))
            await kiosk.media(person.private, after=card)
            await kiosk.concluded(card)
        prices = [row["price"] for row in kiosk.rows("SELECT price FROM generations ORDER BY id")]
        assert prices[1] == 2 * prices[0]
        assert kiosk.rows("SELECT captured FROM holds ORDER BY generation_id") == [
            {"captured": price} for price in prices
        ]
        kiosk.require_exact_ledger()
