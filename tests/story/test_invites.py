"""Inviting: a link, a new person who comes by it and buys, and what that brings."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.sales import order_link
from tests.story.supplier import labels

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

INVITE = {"en": "Invite friends", "ru": "Пригласите друзей"}
BROUGHT = {
    "en": "Came by your link: {people}\nYour rewards: {credits} credit",
    "ru": "Пришли по вашей ссылке: {people}\nВаши награды: {credits} кредит",
}
REWARD = {"en": "+15 credits for an invitation", "ru": "+15 кредитов за приглашение"}
OFF = {"en": "aren’t rewarded here", "ru": "сейчас не начисляются"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot in the live dialect."""
    async with kiosk_between(tmp_path_factory.mktemp("invites"), "live") as started:
        yield started
        started.require_exact_ledger()


def spoken(person: Person) -> str:
    """Which language the person's Telegram speaks."""
    return person.user.language_code or "en"


async def invitation(person: Person) -> Message:
    """The answer to /invite."""
    asked = await person.send("/invite")
    return await person.private.wait(lambda message: INVITE[spoken(person)] in message.text, after=asked)


def payload(message: Message) -> str:
    """The payload of the link in it."""
    return message.text.partition("?start=")[2].split()[0]


async def come(guest: Person, code: str) -> None:
    """Follow a link, and be greeted as everyone."""
    followed = await guest.start(code)
    await guest.private.wait(lambda answer: bool(answer.buttons), after=followed)


def brought(person: Person, message: Message, people: int, credits_: int) -> bool:
    """Whether it says that the link has brought this."""
    return BROUGHT[spoken(person)].format(people=people, credits=credits_) in message.text


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_purchase_of_an_invited_person_rewards_who_invited_them(
    kiosk: BotUnderTest, language: str
) -> None:
    """The link greets like every Start; its payment, repeated and all, brings ten per cent once, and a message says so."""
    inviter = {"en": kiosk.alice, "ru": kiosk.boris}[language]
    before = await kiosk.available(inviter)
    screen = await invitation(inviter)
    assert brought(inviter, screen, 0, 0)
    assert (
        labels(screen) == {"en": "📤 Share | 📋 Copy link", "ru": "📤 Поделиться | 📋 Скопировать"}[language]
    )
    guest = kiosk.telegram.person(f"Guest {language}", language=language)
    for _ in range(2):
        await come(guest, payload(screen))
    asked = await inviter.send("/status")
    payment = await guest.pay(await order_link(kiosk, guest))
    assert payment.paid
    kiosk.telegram.updates.repeat(kiosk.telegram.updates.history[-1])
    await inviter.private.wait(lambda message: REWARD[language] in message.text, after=asked)
    assert await kiosk.available(inviter) == before + 15
    assert brought(inviter, await invitation(inviter), 1, 15)
    rewards = kiosk.rows(
        "SELECT 1 FROM ledger_entries WHERE operation_key = ?", f"referral:{payment.charge_id}"
    )
    assert len(rewards) == 1


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_spent_reward_leaves_the_refund_to_the_operator(kiosk: BotUnderTest, language: str) -> None:
    """The guest reads why they cannot return it themselves; the operator reads what is gone before the Stars go back."""
    why, gone, mistake = {
        "en": ("has already spent the reward for this payment", "15 credits are already spent", "By mistake"),
        "ru": ("уже потратил награду за этот платёж", "уже потрачено 15 кредитов", "По ошибке"),
    }[language]
    inviter = kiosk.telegram.person(f"Spender {language}", language=language)
    guest = kiosk.telegram.person(f"Guest of Spender {language}", language=language)
    await come(guest, payload(await invitation(inviter)))
    payment = await guest.pay(await order_link(kiosk, guest))
    await until(lambda: owed(kiosk, inviter) == (15, 0))
    await kiosk.admin.send(f"/grant {inviter.id} -15")
    await until(
        lambda: kiosk.rows("SELECT bought FROM accounts WHERE owner_id = ?", inviter.id)[0]["bought"] == 0
    )
    asked = await guest.send("/paysupport")
    help_ = await guest.private.wait(lambda message: bool(message.buttons), after=asked, timeout=20)
    await guest.tap(help_, mistake)
    answer = await guest.private.wait(why, after=asked, timeout=20)
    assert len(answer.labels) == 1
    chief = kiosk.admin
    chief.user.language_code = language
    asked = await chief.send(f"/refund {payment.charge_id}")
    card = await chief.private.wait(gone, after=asked, timeout=20)
    await chief.tap(card, (0, 0))
    await chief.private.wait_until(lambda: "⚠️" in card.text[:3] and gone in card.text, timeout=20)
    assert not kiosk.telegram.charge(payment.charge_id).is_refunded
    await chief.tap(card, (0, 0))
    await until(lambda: kiosk.telegram.charge(payment.charge_id).is_refunded)
    await until(lambda: owed(kiosk, inviter) == (0, 15))


async def test_a_refund_takes_the_reward_back(kiosk: BotUnderTest) -> None:
    """What the inviter still has of it goes; what was spent is paid off by the next reward, and none comes of it."""
    inviter = kiosk.telegram.person("Frida", language="en")
    guest = kiosk.telegram.person("Guest of Frida", language="en")
    await come(guest, payload(await invitation(inviter)))
    before = await kiosk.available(inviter)
    payment = await guest.pay(await order_link(kiosk, guest))
    await inviter.private.wait(lambda message: REWARD["en"] in message.text)
    kiosk.telegram.refund(payment.charge_id)
    await until(lambda: owed(kiosk, inviter) == (0, 0))
    assert await kiosk.available(inviter) == before
    second = await guest.pay(await order_link(kiosk, guest))
    await until(lambda: owed(kiosk, inviter) == (15, 0))
    kiosk.write("UPDATE accounts SET bought = 0 WHERE owner_id = ?", inviter.id)
    spent = "INSERT INTO ledger_entries (account_id, kind, bucket, amount, operation_key, at) SELECT id, 'transfer', 'bought', -15, 'spent', 0 FROM accounts WHERE owner_id = ?"
    kiosk.write(spent, inviter.id)
    kiosk.telegram.refund(second.charge_id)
    await until(lambda: owed(kiosk, inviter) == (0, 15))
    assert (await guest.pay(await order_link(kiosk, guest))).paid
    await until(lambda: owed(kiosk, inviter) == (15, 0))
    assert await kiosk.available(inviter) == before


def owed(kiosk: BotUnderTest, person: Person) -> tuple[int, int]:
    """Rewards of the person's that stand, and what later ones pay off."""
    row = kiosk.rows(
        "SELECT earned, owed FROM invitations JOIN accounts AS a ON a.id = account_id WHERE a.owner_id = ?",
        person.id,
    )[0]
    return row["earned"], row["owed"]


async def test_no_one_is_invited_who_is_not_new(kiosk: BotUnderTest) -> None:
    """Neither oneself nor a person who has written before; what such people buy brings nothing. A made-up link greets."""
    dora = kiosk.telegram.person("Dora", language="en")
    known = kiosk.telegram.person("Known", language="en")
    await come(known, "")
    screen = await invitation(dora)
    before = await kiosk.available(dora)
    for guest in (dora, known):
        await come(guest, payload(screen))
        await come(guest, "i_made-up_link")
        assert (await guest.pay(await order_link(kiosk, guest))).paid
        await guest.private.wait(lambda message: "150 credits added" in message.text)
    assert await kiosk.available(dora) == before + 150, "her own purchase and nothing else"
    assert brought(dora, await invitation(dora), 0, 0)


async def test_what_a_link_has_brought_is_not_said_aloud(kiosk: BotUnderTest) -> None:
    """In a group all read the link and the rule, and not the person's own numbers."""
    kiosk.telegram.core.options.ephemeral = False
    group = kiosk.telegram.group("Aloud", [kiosk.alice, kiosk.boris], "supergroup")
    asked = await kiosk.alice.send("/invite", chat=group)
    answer = await group.wait(lambda message: INVITE["en"] in message.text, after=asked)
    assert "?start=i_" in answer.text
    assert "Came by your link" not in answer.text
    kiosk.telegram.core.options.ephemeral = True


async def test_who_was_forgotten_gets_nothing(kiosk: BotUnderTest) -> None:
    """Their old link brings no one, and who had come by it does not bring anything, also after they return."""
    erin = kiosk.telegram.person("Erin", language="en")
    old = payload(await invitation(erin))
    guest = kiosk.telegram.person("Guest of Erin", language="en")
    await come(guest, old)
    asked = await erin.send("/forget")
    question = await erin.private.wait(lambda message: bool(message.buttons), after=asked)
    await erin.tap(question, (0, 0))
    await erin.private.wait(lambda message: "deleted" in message.text, after=asked)
    assert (await guest.pay(await order_link(kiosk, guest))).paid
    await guest.private.wait(lambda message: "150 credits added" in message.text)
    await come(kiosk.telegram.person("Late guest", language="en"), old)
    screen = await invitation(erin)
    assert payload(screen) != old
    assert brought(erin, screen, 0, 0)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_an_operator_may_reward_nothing(kiosk: BotUnderTest, language: str) -> None:
    """/invite says so in plain words."""
    person = {"en": kiosk.alice, "ru": kiosk.boris}[language]
    if kiosk.environment.get("REFERRAL_PERCENT") != "0":
        await kiosk.stop()
        await kiosk.start(REFERRAL_PERCENT="0")
    asked = await person.send("/invite")
    answer = await person.private.wait(lambda message: OFF[language] in message.text, after=asked)
    assert not answer.buttons
