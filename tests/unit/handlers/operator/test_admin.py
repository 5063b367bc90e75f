"""The operator's commands."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.methods import SendMessage

from bot.catalog.spec import Kind
from bot.domain.generation import Asset
from storage.core.database import Database
from tests.unit.handlers.conftest import ADMIN, BotUnderTest


@pytest.mark.parametrize("command", ["/grant 7 100", "/block 7", "/unblock 7", "/stats", "/job 1"])
async def test_unknown_to_everybody_else(kiosk: BotUnderTest, command: str) -> None:
    """To a person who is no admin these commands do not exist, and they do nothing."""
    await kiosk.person().say(command)
    assert "Unknown command" in kiosk.screen.last.text
    assert (await kiosk.balances.balance(7)).available == 200


async def test_grant_and_take_back(kiosk: BotUnderTest) -> None:
    """Credits are given and taken; the receiver is notified of a gift in their own language."""
    await kiosk.person(language="ru").say("/balance")
    admin = kiosk.person(ADMIN)
    await admin.say("/grant 7 50")
    gift, done = list(kiosk.screen.messages.values())[-1], list(kiosk.screen.messages.values())[-2]
    assert (gift.chat_id, "Вам начислено 50 кредитов" in gift.text) == (7, True)
    assert done.text.startswith("Given: 50 credits to")
    assert "they have 250" in done.text
    await admin.say("/grant 7 -250")
    taken, done = list(kiosk.screen.messages.values())[-1], list(kiosk.screen.messages.values())[-2]
    assert (taken.chat_id, "снял 250 кредитов" in taken.text) == (7, True)
    assert done.text.startswith("Taken back: 250 credits from")
    assert "they have 0" in done.text
    await admin.say("/grant 7 -1")
    assert "Nothing was taken" in kiosk.screen.last.text


async def test_repeated_update_grants_once(kiosk: BotUnderTest) -> None:
    """The same message delivered twice gives once, and is answered twice: the first answer may have been lost."""
    await kiosk.person().say("/balance")
    admin = kiosk.person(ADMIN)
    await admin.say("/grant 7 50", message_id=900)
    answer = kiosk.screen.last.text
    await admin.say("/grant 7 50", message_id=900)
    assert kiosk.screen.last.text == answer
    assert (await kiosk.balances.balance(7)).available == 250


@pytest.mark.parametrize("command", ["/grant 999 5", "/grant 999 -5", "/block 999", "/unblock 999"])
async def test_who_never_wrote(kiosk: BotUnderTest, database: Database, command: str) -> None:
    """It is said, no account is opened, and no one is counted."""
    admin = kiosk.person(ADMIN)
    await admin.say("/stats")
    before = kiosk.screen.last.text
    await admin.say(command)
    assert "No user with id 999 has written to me" in kiosk.screen.last.text
    await admin.say("/stats")
    assert kiosk.screen.last.text == before
    assert await database.rows("SELECT 1 FROM accounts WHERE owner_id = 999") == []


async def test_who_was_forgotten_can_be_blocked(kiosk: BotUnderTest) -> None:
    """They are known by their pseudonym."""
    person = kiosk.person()
    await person.say("/balance")
    await person.say("/forget")
    await person.tap("Delete my data")
    await kiosk.person(ADMIN).say("/block 7")
    assert "is blocked" in kiosk.screen.last.text


async def test_another_bot_on_the_same_database(kiosk: BotUnderTest) -> None:
    """After a new BOT_TOKEN numbers of messages begin again: a grant by a number that was used before is another one."""
    await kiosk.person().say("/balance")
    admin = kiosk.person(ADMIN)
    await admin.say("/grant 7 50", message_id=900)
    admin.bot = Bot("43:TEST", session=kiosk.screen)
    await admin.say("/grant 7 50", message_id=900)
    assert (await kiosk.balances.balance(7)).available == 300


@pytest.mark.parametrize("arguments", ["", "7", "7 x", "7 0", "0 5", f"7 {10**30}", f"{10**30} 5"])
async def test_grant_usage(kiosk: BotUnderTest, arguments: str) -> None:
    """Whatever is not a person and an amount is answered with the form."""
    await kiosk.person(ADMIN).say(f"/grant {arguments}")
    assert "123456789" in kiosk.screen.last.text


async def test_gift_counts_when_the_receiver_cannot_be_told(kiosk: BotUnderTest) -> None:
    """A receiver who blocked the bot still has the credits."""
    await kiosk.person().say("/balance")
    kiosk.screen.refuse = SendMessage
    await kiosk.person(ADMIN).say("/grant 7 50")
    kiosk.screen.refuse = None
    assert (await kiosk.balances.balance(7)).available == 250


async def test_block_and_unblock(kiosk: BotUnderTest) -> None:
    """A blocked person can look but not make; unblocked they can again."""
    ann, admin = kiosk.person(), kiosk.person(ADMIN)
    await ann.say("/gen qwen-image a cat")
    quote = kiosk.screen.last
    await admin.say("/block 7")
    assert "has blocked new requests" in kiosk.screen.last.text
    await ann.tap("Generate", quote)
    assert "blocked new requests" in kiosk.screen.last.text
    await admin.say("/unblock 7")
    await ann.tap("Generate", quote)
    assert len(await kiosk.history.open(7)) == 1
    await admin.say("/block somebody")
    assert "/block 123456789" in kiosk.screen.last.text


async def test_stats(kiosk: BotUnderTest) -> None:
    """The figures of all people and generations."""
    await kiosk.make(kiosk.person(), "qwen-image a cat", Asset(url="https://x/y", kind=Kind.IMAGE))
    await kiosk.person(ADMIN).say("/stats")
    assert "delivered: 1" in kiosk.screen.last.text
    assert "qwen-image: 1" in kiosk.screen.last.text
    await kiosk.person(ADMIN, language="ru").say("/stats")
    assert "доставлены: 1" in kiosk.screen.last.text


async def test_job_shows_every_state_with_its_time(kiosk: BotUnderTest) -> None:
    """One generation in full, hostile words and all."""
    made = await kiosk.make(kiosk.person(), "qwen-image a <cat>", Asset(url="https://x/y", kind=Kind.IMAGE))
    await kiosk.person(ADMIN).say(f"/job #{made.id}")
    shown = kiosk.screen.last.text
    for state in ("held", "submitting", "running", "ready", "delivered"):
        assert f"2026-01-15 12:00:00 · {state}" in shown
    assert "a &lt;cat&gt;" in shown


async def test_job_shows_what_kie_took(kiosk: BotUnderTest, database: Database) -> None:
    """Beside what was expected, exactly; nothing where neither is known."""
    made = await kiosk.make(kiosk.person(), "qwen-image a cat", Asset(url="https://x/y", kind=Kind.IMAGE))
    admin = kiosk.person(ADMIN)
    for expected, taken, said in (
        (58_500, 77_001, "KIE credits: expected 58.5 · taken 77.001"),
        (4_000, None, "KIE credits: expected 4 · taken –"),
        (None, None, None),
    ):
        async with database.transaction() as connection:
            await connection.execute(
                "UPDATE generations SET kie_expected = ?, kie_taken = ? WHERE id = ?",
                (expected, taken, made.id),
            )
        await admin.say(f"/job {made.id}")
        if said is not None:
            assert said in kiosk.screen.last.text
        else:
            assert "KIE credits" not in kiosk.screen.last.text


@pytest.mark.parametrize(
    ("arguments", "answer"), [("", "/job NUMBER"), ("x", "/job NUMBER"), ("99", "no such request")]
)
async def test_job_that_is_not_there(kiosk: BotUnderTest, arguments: str, answer: str) -> None:
    """No number, or no person's number."""
    await kiosk.person(ADMIN).say(f"/job {arguments}")
    assert answer in kiosk.screen.last.text
