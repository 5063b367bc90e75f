"""Operators see how the bot stands at Telegram and return payments: once, whatever breaks in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Cut, Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.purchases import bought, minutes_pass, paid_past_the_bot, payment

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

WORDS = {
    "en": {
        "unspent": "Unspent: 150 of 150",
        "refund": "Refund",
        "done": "Refunded: receipt #",
        "payer": "Refunded: 100 Stars",
        "has": "You have 0 now.",
        "spent": "takes back 0 of 150 credits",
        "sure": "Refund all the same",
        "stars": "Stars of this bot",
    },
    "ru": {
        "unspent": "Не потрачено: 150 из 150",
        "refund": "Вернуть",
        "done": "Возвращено: чек №",
        "payer": "Возвращено: 100 звёзд",
        "has": "Теперь у вас 0.",
        "spent": "спишет из кредитов 0 из 150",
        "sure": "Всё равно вернуть",
        "stars": "Звёзды этого бота",
    },
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot with a second admin."""
    async with kiosk_between(
        tmp_path_factory.mktemp("refunds"), "live", started=False, FREE_CREDITS="0"
    ) as one:
        second = one.telegram.person("Юлия", language="ru")
        await one.start(ADMIN_IDS=f"{one.admin.id},{second.id}")
        await one.admin.start()
        await second.start()
        yield one


def admin(kiosk: BotUnderTest, language: str) -> Person:
    """The admin who reads this language."""
    return next(
        one
        for one in kiosk.telegram.people.values()
        if one.user.first_name == {"en": "Ada", "ru": "Юлия"}[language]
    )


def someone(kiosk: BotUnderTest, language: str = "en") -> Person:
    """A person of this language."""
    return kiosk.telegram.person("Мира" if language == "ru" else "Mira", language=language)


async def card(kiosk: BotUnderTest, charge_id: str, chief: Person) -> Message:
    """The payment's card, by its receipt's number."""
    asked = await chief.send(f"/refund {payment(kiosk, charge_id)['number']}")
    return await chief.private.wait(lambda message: bool(message.buttons), after=asked, timeout=20)


async def is_in(kiosk: BotUnderTest, charge_id: str, state: str) -> None:
    """Wait until the payment is in this state."""
    await until(lambda: payment(kiosk, charge_id)["state"] == state, seconds=60)


def require_once(kiosk: BotUnderTest, charge_id: str, person: Person) -> None:
    """The Stars are back, once; the credits were taken, once."""
    kiosk.require_exact_ledger()
    assert person.stars == 500
    assert kiosk.telegram.charge(charge_id).is_refunded
    taken = kiosk.rows(
        "SELECT coalesce(sum(amount), 0) AS amount FROM ledger_entries WHERE operation_key LIKE ?",
        f"%{charge_id}%",
    )
    assert taken[0]["amount"] == payment(kiosk, charge_id)["uncollected"]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_refund(kiosk: BotUnderTest, language: str) -> None:
    """/refund shows the payment, the button returns it, the person reads of it."""
    words, person, chief = WORDS[language], someone(kiosk, language), admin(kiosk, language)
    charge_id = await bought(kiosk, person)
    shown = await card(kiosk, charge_id, chief)
    assert words["unspent"] in shown.text
    assert str(person.id) in shown.text
    await chief.tap(shown, words["refund"])
    await chief.private.wait(words["done"], after=shown.id - 1, timeout=20)
    answer = await person.private.wait(words["payer"], timeout=20)
    assert words["has"] in answer.text
    await is_in(kiosk, charge_id, "refunded")
    require_once(kiosk, charge_id, person)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_when_all_is_spent(kiosk: BotUnderTest, language: str) -> None:
    """The operator reads that it takes back nothing, and is asked once more."""
    words, person, chief = WORDS[language], someone(kiosk, language), admin(kiosk, language)
    charge_id = await bought(kiosk, person)
    await kiosk.admin.send(f"/grant {person.id} -150")
    await until(
        lambda: kiosk.rows("SELECT bought FROM accounts WHERE owner_id = ?", person.id)[0]["bought"] == 0
    )
    shown = await card(kiosk, charge_id, chief)
    await chief.tap(shown, words["refund"])
    asked = await chief.private.wait(words["spent"], timeout=20)
    assert payment(kiosk, charge_id)["state"] == "credited"
    await chief.tap(asked, words["sure"])
    await is_in(kiosk, charge_id, "refunded")
    row = payment(kiosk, charge_id)
    assert (row["taken_back"], row["uncollected"]) == (0, 150)
    require_once(kiosk, charge_id, person)


async def test_by_telegrams_id(kiosk: BotUnderTest) -> None:
    """Also when it is longer than 128 characters; what there is no payment of is said in words."""
    charge_id = max([await bought(kiosk, someone(kiosk)) for _ in range(2)], key=len)
    assert len(charge_id) > 128
    asked = await kiosk.admin.send(f"/refund {charge_id}")
    shown = await kiosk.admin.private.wait("Unspent: 150 of 150", after=asked, timeout=20)
    assert charge_id in shown.text
    for wrong in ("999999", "x" * 3000, "0", "-1", "12 13", "'; DROP TABLE payments"):
        asked = await kiosk.admin.send(f"/refund {wrong}")
        answer = await kiosk.admin.private.wait("No such payment", after=asked, timeout=20)
        assert "/stars" in answer.text


@pytest.mark.parametrize("trouble", ["500", "answer lost", "never arrives", "killed", "flood"])
async def test_telegram_does_not_answer(kiosk: BotUnderTest, trouble: str) -> None:
    """The refund waits, and the next process ends it: the Stars go back once."""
    person = someone(kiosk)
    charge_id = await bought(kiosk, person)
    shown, faults = await card(kiosk, charge_id, kiosk.admin), kiosk.telegram.faults
    match trouble:
        case "500":
            fault = faults.fail("refundStarPayment", 500, times=100)
        case "answer lost":
            fault = faults.cut("refundStarPayment", Cut.AFTER, times=100)
        case "never arrives":
            fault = faults.cut("refundStarPayment", Cut.BEFORE, times=100)
        case "flood":
            fault = faults.fail("refundStarPayment", 429, "Too Many Requests: retry after 1", times=100)
        case _:
            fault = faults.delay("refundStarPayment", 30, times=100)
    tapping = asyncio.ensure_future(kiosk.admin.tap(shown, "Refund"))
    try:
        # Where only the answer is lost, the payer's update may have ended the refund before anybody looks.
        await until(lambda: fault.times < 100, seconds=60)
        assert payment(kiosk, charge_id)["state"] in {"refunding", "refunded"}
        if trouble != "killed":
            await kiosk.admin.private.wait("doesn’t answer right now", after=shown.id - 1, timeout=30)
    finally:
        await kiosk.kill()
        tapping.cancel()
        faults.remove(fault)
    await kiosk.start()
    await is_in(kiosk, charge_id, "refunded")
    require_once(kiosk, charge_id, person)


async def test_two_admins_at_once(kiosk: BotUnderTest) -> None:
    """Both read that it is refunded; it is refunded once."""
    person = someone(kiosk)
    charge_id = await bought(kiosk, person)
    first, second = admin(kiosk, "en"), admin(kiosk, "ru")
    cards = [await card(kiosk, charge_id, one) for one in (first, second)]
    await asyncio.gather(first.tap(cards[0], "Refund"), second.tap(cards[1], "Вернуть"))
    await first.private.wait_until(lambda: "Refunded: receipt" in cards[0].text, timeout=20)
    await second.private.wait_until(lambda: "Возвращено: чек" in cards[1].text, timeout=20)
    require_once(kiosk, charge_id, person)


async def test_refunded_by_other_software(kiosk: BotUnderTest) -> None:
    """The update takes what is left, once, and the admins hear of it."""
    person = someone(kiosk)
    charge_id = await bought(kiosk, person)
    kiosk.telegram.refund(charge_id)
    await is_in(kiosk, charge_id, "refunded")
    await kiosk.admin.private.wait("refunded outside this bot", timeout=40)
    require_once(kiosk, charge_id, person)
    asked = await kiosk.admin.send(f"/refund {charge_id}")
    shown = await kiosk.admin.private.wait("State: refunded", after=asked, timeout=20)
    assert not any("Refund" in label for label in shown.labels)


async def test_the_stars_are_withdrawn(kiosk: BotUnderTest) -> None:
    """Telegram refuses: the person keeps the credits, the admins read Telegram's words, and it works later."""
    person = someone(kiosk)
    charge_id = await bought(kiosk, person)
    kiosk.telegram.withdraw(kiosk.telegram.stars.bot_balance - 1)
    await kiosk.admin.tap(await card(kiosk, charge_id, kiosk.admin), "Refund")
    await kiosk.admin.private.wait("BALANCE_TOO_LOW", timeout=40)
    await person.private.wait("Your credits are back", timeout=20)
    assert await kiosk.available(person) == 150
    await bought(kiosk, someone(kiosk))
    await kiosk.admin.tap(await card(kiosk, charge_id, kiosk.admin), "Refund")
    await is_in(kiosk, charge_id, "refunded")
    require_once(kiosk, charge_id, person)


async def test_after_forget(kiosk: BotUnderTest) -> None:
    """Who has paid is kept for it."""
    person = someone(kiosk)
    charge_id = await bought(kiosk, person)
    asked = await person.send("/forget")
    question = await person.private.wait(lambda message: bool(message.buttons), after=asked, timeout=20)
    await person.tap(question, (0, 0))
    await until(lambda: not kiosk.rows("SELECT 1 FROM people WHERE id = ?", person.id))
    await kiosk.admin.tap(await card(kiosk, charge_id, kiosk.admin), "Refund")
    await is_in(kiosk, charge_id, "refunded")
    require_once(kiosk, charge_id, person)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_an_unclaimed_payment_is_credited(kiosk: BotUnderTest, language: str) -> None:
    """The alert leads to it; it goes to its payer, who reads so, and is decided once."""
    person, chief = someone(kiosk, language), admin(kiosk, language)
    await person.start()
    charge_id = await paid_past_the_bot(kiosk, person)
    number = payment(kiosk, charge_id)["number"]
    alert = await chief.private.wait(f"receipt #{number}", timeout=40)
    assert len(alert.buttons[0]) == 2
    await chief.tap(alert, (0, 0))
    shown = await chief.private.wait("of an old bot", after=alert, timeout=20)
    await chief.tap(shown, (0, 0))
    await is_in(kiosk, charge_id, "credited")
    assert await kiosk.available(person) == payment(kiosk, charge_id)["credits"] > 0
    await chief.press(alert, f"uc:{number}:150")
    assert await kiosk.available(person) == payment(kiosk, charge_id)["credits"]
    kiosk.require_exact_ledger()


async def test_an_unclaimed_payment_goes_to_another_person(kiosk: BotUnderTest) -> None:
    """By @name, with as many credits as the operator finds right; a person who never wrote here is named as unknown."""
    payer, owner = someone(kiosk), kiosk.telegram.person("Olga", language="en", username="olga_k")
    await payer.start()
    await owner.send("/balance")
    charge_id = await paid_past_the_bot(kiosk, payer)
    number = payment(kiosk, charge_id)["number"]
    for wrong, words in (
        ("credit", "shows the Stars"),
        (f"credit {number} @nowhere 5", "I don’t know @nowhere"),
        (f"credit {number} 999999999 5", "No user with id"),
        (f"credit {number} @olga_k -5", "shows the Stars"),
        ("credit 999999 @olga_k 5", "No such payment"),
    ):
        asked = await kiosk.admin.send(f"/stars {wrong}")
        await kiosk.admin.private.wait(words, after=asked, timeout=20)
    asked = await kiosk.admin.send(f"/stars credit #{number} @Olga_K 77")
    await kiosk.admin.private.wait("77 credits added", after=asked, timeout=20)
    assert await kiosk.available(owner) == 77
    asked = await kiosk.admin.send(f"/stars credit {number} @olga_k 77")
    await kiosk.admin.private.wait("already decided", after=asked, timeout=20)
    kiosk.require_exact_ledger()


async def test_an_unclaimed_payment_is_refunded(kiosk: BotUnderTest) -> None:
    """By the alert's other button; no credits move."""
    person = someone(kiosk)
    await person.start()
    charge_id = await paid_past_the_bot(kiosk, person)
    alert = await kiosk.admin.private.wait(f"receipt #{payment(kiosk, charge_id)['number']}", timeout=40)
    await kiosk.admin.tap(alert, "Refund")
    await is_in(kiosk, charge_id, "refunded")
    require_once(kiosk, charge_id, person)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_stars(kiosk: BotUnderTest, language: str) -> None:
    """The balance, the newest transactions, what waits; it reads on first, and shows a chargeback."""
    chief, person = admin(kiosk, language), someone(kiosk)
    charge_id = await bought(kiosk, person, is_heard=False)
    minutes_pass(kiosk)
    asked = await chief.send("/stars")
    shown = await chief.private.wait(WORDS[language]["stars"], after=asked, timeout=30)
    row = payment(kiosk, charge_id)
    assert row["found_by"] == "reconciliation"
    receipt = {"en": f"receipt #{row['number']}", "ru": f"чек № {row['number']}"}[language]
    assert receipt in shown.text
    assert "UTC" in shown.text
    assert "⚠️" not in shown.text
    kiosk.telegram.chargeback(charge_id, is_listed=False)
    await chief.tap(shown, (len(shown.buttons) - 1, 0))
    await chief.private.wait_until(lambda: "⚠️" in shown.text, timeout=30)
    kiosk.telegram.stars.bot_balance += 100


async def test_strangers_and_demoted_admins(kiosk: BotUnderTest) -> None:
    """For them the commands are unknown ones, word for word, and an old button does nothing."""
    person = someone(kiosk)
    charge_id = await bought(kiosk, person)
    shown = await card(kiosk, charge_id, admin(kiosk, "ru"))
    answers = []
    for command in ("/stars", "/refund 1", "/nonsense"):
        asked = await person.send(command)
        answer = await person.private.wait(lambda message: message.sender.is_bot, after=asked, timeout=20)
        answers.append(answer.text.replace(command.split()[0], ""))
    assert len(set(answers)) == 1
    await kiosk.stop()
    await kiosk.start(ADMIN_IDS=str(kiosk.admin.id))
    await admin(kiosk, "ru").tap(shown, "Вернуть")
    assert await kiosk.available(person) == 150
    assert payment(kiosk, charge_id)["state"] == "credited"
