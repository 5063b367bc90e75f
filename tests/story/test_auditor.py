"""Payments that no message has brought are found in Telegram's list, and their payers read of them."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.purchases import bill, bought, known, minutes_pass, paid_past_the_bot, payment

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

FOUND = {"en": "We found a payment of yours", "ru": "Мы нашли ваш платёж"}
CREDITED = {"en": "150 credits added", "ru": "Зачислено 150 кредитов"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot whose operator listens."""
    async with kiosk_between(tmp_path_factory.mktemp("auditor"), "live", FREE_CREDITS="0") as one:
        await one.admin.start()
        yield one


def someone(kiosk: BotUnderTest, language: str) -> Person:
    """A person of this language."""
    return kiosk.telegram.person("Мира" if language == "ru" else "Mira", language=language)


async def restart(kiosk: BotUnderTest) -> None:
    """The bot reads the list at its start."""
    await kiosk.stop()
    await kiosk.start()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_after_thirty_hours(kiosk: BotUnderTest, language: str) -> None:
    """The bot was down, Telegram has dropped the message: the credits are there after the start, and it is said once."""
    person = someone(kiosk, language)
    checkout = await person.check_out(await bill(kiosk, person))
    await kiosk.kill()
    charge_id = person.settle(checkout).charge_id
    kiosk.telegram.drop_updates()
    minutes_pass(kiosk, 30 * 60)
    await kiosk.start()
    said = await person.private.wait(FOUND[language], timeout=30)
    assert CREDITED[language] in said.text
    assert payment(kiosk, charge_id)["found_by"] == "reconciliation"
    await until(lambda: payment(kiosk, charge_id)["notified"] == 1)
    assert await kiosk.available(person) == 150
    kiosk.require_exact_ledger()
    await restart(kiosk)
    assert await kiosk.available(person) == 150
    assert sum(FOUND[language] in message.text for message in person.private.messages) == 1


async def test_a_payer_who_has_blocked_the_bot(kiosk: BotUnderTest) -> None:
    """The credits are theirs; the message is given up."""
    person = someone(kiosk, "en")
    charge_id = await bought(kiosk, person, is_heard=False)
    person.block_bot()
    minutes_pass(kiosk)
    await restart(kiosk)
    await known(kiosk, charge_id)
    await until(lambda: payment(kiosk, charge_id)["notified"] == 1)
    assert payment(kiosk, charge_id)["state"] == "credited"


@pytest.mark.parametrize("is_heard", [True, False])
async def test_of_another_program(kiosk: BotUnderTest, is_heard: bool) -> None:
    """Stars for an unknown payload fill no account: the operator is asked, the payer is not left without an answer."""
    person = someone(kiosk, "en")
    await person.start()
    charge_id = await paid_past_the_bot(kiosk, person, is_heard=is_heard)
    if not is_heard:
        minutes_pass(kiosk)
        await restart(kiosk)
        await known(kiosk, charge_id)
    row = payment(kiosk, charge_id)
    assert (row["state"], row["credits"]) == ("unclaimed", 0)
    await kiosk.admin.private.wait(f"receipt #{row['number']}", timeout=30)
    await person.private.wait("can’t tell what for", timeout=30)


async def test_killed_between_credit_and_message(kiosk: BotUnderTest) -> None:
    """The payment is written down, its message never left: it leaves after the next start."""
    person = someone(kiosk, "en")
    await person.start()
    await person.private.wait(
        lambda message: bool(message.buttons)
    )  # else the greeting is repeated after the kill
    link = await bill(kiosk, person)
    fault = kiosk.telegram.faults.delay("sendMessage", 60, chat=person.id)
    charge_id = (await person.pay(link)).charge_id
    await known(kiosk, charge_id)
    await kiosk.kill()
    kiosk.telegram.faults.remove(fault)
    kiosk.telegram.drop_updates()
    minutes_pass(kiosk)
    await kiosk.start()
    await person.private.wait("150 credits added", timeout=30)
    assert await kiosk.available(person) == 150
