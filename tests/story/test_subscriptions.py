"""Monthly packs: begun by a link, renewed by Telegram, stopped and resumed, and what goes wrong with them."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.purchases import minutes_pass
from tests.story.supplier import labels

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

STARS, CREDITS = 50, 90
DAY = 86_400_000_000
"""In the microseconds of the database."""
AGREE = {"en": "I agree", "ru": "Принимаю"}
PACK = {"en": "50 ⭐ a month → 90 credits", "ru": "50 ⭐ в месяц → 90 кредитов"}
SUBSCRIBE = {"en": "Subscribe · 50 ⭐ a month", "ru": "Подписаться · 50 ⭐ в месяц"}
ADDED = {"en": "90 credits added", "ru": "Зачислено 90 кредитов"}
RENEWS = {"en": "Renews on", "ru": "Продлится"}
STOP = {"en": "Stop renewing", "ru": "Не продлевать"}
STOPPED = {"en": "Doesn’t renew", "ru": "Не продлевается"}
RESUME = {"en": "Resume", "ru": "Возобновить"}
CANCELED = {"en": "is cancelled and runs until", "ru": "отменена и действует до"}
THANKS = {"en": "Thank you!", "ru": "Спасибо!"}
FAILED = {"en": "wasn’t renewed", "ru": "не продлена"}
AGAIN = {"en": "⭐ 90 credits a month", "ru": "⭐ 90 кредитов в месяц"}
REFUSED = {"en": "doesn’t let the bot change", "ru": "не даёт боту изменить"}
SILENT = {"en": "doesn’t answer right now", "ru": "сейчас не отвечает"}
HAVE = {"en": "You have this subscription already", "ru": "У вас уже есть эта подписка"}
MINE = {"en": "⭐ My subscription", "ru": "⭐ Моя подписка"}
NONE = {"en": "You have no subscription", "ru": "У вас нет подписки"}


BESIDE = {"en": "comes on top", "ru": "добавится к этой"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot that sells one pack a month."""
    async with kiosk_between(tmp_path_factory.mktemp("subscriptions"), "live") as started:
        started.write(
            "INSERT INTO packs (stars, credits, monthly, made_by, made_at) VALUES (?, ?, 1, 1, 0)",
            STARS,
            CREDITS,
        )
        yield started
        started.require_exact_ledger()


def newcomer(kiosk: BotUnderTest, name: str, language: str) -> Person:
    """A person with Stars for ten months."""
    return kiosk.telegram.person(f"{name} {language}", language=language)


async def buy(person: Person, language: str) -> Message:
    """Tap the monthly pack of /buy. Returns the person's message."""
    asked = await person.send("/buy")
    packs = await person.private.wait(lambda message: bool(message.buttons), after=asked)
    await person.tap(packs, PACK[language])
    return asked


async def offer(person: Person, language: str) -> Message:
    """The message with the link, by way of the terms where they were not agreed to."""
    asked = await buy(person, language)
    offered = (AGREE[language], SUBSCRIBE[language])
    shown = await person.private.wait(
        lambda message: any(one in labels(message) for one in offered), after=asked
    )
    if AGREE[language] in labels(shown):
        await person.tap(shown, AGREE[language])
    return await person.private.wait(lambda message: SUBSCRIBE[language] in labels(message), after=asked)


async def subscribed(kiosk: BotUnderTest, name: str, language: str) -> Person:
    """A person who has paid for their first month."""
    person = newcomer(kiosk, name, language)
    assert (await person.pay(await offer(person, language))).paid
    await person.private.wait(lambda message: ADDED[language] in message.text)
    return person


async def standing(person: Person) -> Message:
    """The answer to /subscription."""
    asked = await person.send("/subscription")
    return await person.private.wait(lambda message: message.id > asked.id, after=asked)


def row(kiosk: BotUnderTest, person: Person) -> dict[str, Any]:
    """The newest subscription of the person."""
    return kiosk.rows(
        "SELECT * FROM subscriptions WHERE payer_id = ? ORDER BY changed_at DESC LIMIT 1", person.id
    )[0]


async def paid(kiosk: BotUnderTest, person: Person, payments: int) -> None:
    """Wait until so many payments of the person's are credited, each once."""
    await until(
        lambda: (
            kiosk.rows(
                "SELECT count(*) AS n FROM payments WHERE payer_id = ? AND state = 'credited'", person.id
            )[0]["n"]
            == payments
        )
    )
    entries = kiosk.rows(
        "SELECT sum(amount) AS total, count(*) AS n FROM ledger_entries JOIN accounts AS a ON a.id = account_id"
        " WHERE kind = 'purchase' AND a.owner_id = ?",
        person.id,
    )[0]
    assert (entries["total"], entries["n"]) == (payments * CREDITS, payments)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_month_is_paid_and_renewed_as_often_as_telegram_says(
    kiosk: BotUnderTest, language: str
) -> None:
    """The link, the credits with the day of the renewal, and each renewal's credits once, however often it is said."""
    person = await subscribed(kiosk, "Mia", language)
    assert RENEWS[language] in (await standing(person)).text
    first = row(kiosk, person)
    for months in (2, 3):
        assert kiosk.telegram.renew(person).paid
        kiosk.telegram.updates.repeat(kiosk.telegram.updates.history[-1])
        await paid(kiosk, person, months)
    last = row(kiosk, person)
    assert last["first_charge_id"] == first["first_charge_id"] == person.subscriptions[0].first_charge_id
    assert last["period_ends_at"] == person.subscriptions[0].ends_at * 1_000_000
    await person.private.wait_until(lambda: _receipts(person, language) == 3)


def _receipts(person: Person, language: str) -> int:
    return sum(ADDED[language] in message.text for message in person.private.messages)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_stop_and_resume(kiosk: BotUnderTest, language: str) -> None:
    """Two taps each; Telegram renews, or does not, as the screen says."""
    person = await subscribed(kiosk, "Nora", language)
    screen = await standing(person)
    await person.tap(screen, STOP[language])
    await person.private.wait_until(lambda: STOPPED[language] in screen.text)
    assert not person.subscriptions[0].renews
    await person.tap(screen, RESUME[language])
    await person.private.wait_until(lambda: STOP[language] in labels(screen))
    assert person.subscriptions[0].renews


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_way_there(kiosk: BotUnderTest, language: str) -> None:
    """From /buy, and from the receipt of a month."""
    person = await subscribed(kiosk, "Zoe", language)
    asked = await person.send("/buy")
    packs = await person.private.wait(lambda message: MINE[language] in labels(message), after=asked)
    await person.tap(packs, MINE[language])
    await person.private.wait_until(lambda: STOP[language] in labels(packs))
    asked = await person.send("/receipts")
    receipts = await person.private.wait(lambda message: bool(message.buttons), after=asked)
    await person.tap(receipts, (0, 0))
    await person.private.wait_until(lambda: MINE[language] in labels(receipts))
    await person.tap(receipts, MINE[language])
    await person.private.wait_until(lambda: STOP[language] in labels(receipts))


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_what_telegram_says_of_it_is_said_once(kiosk: BotUnderTest, language: str) -> None:
    """Cancelled in Telegram: how long it runs, and where it can be resumed; resumed there: thanks."""
    person = await subscribed(kiosk, "Olga", language)
    kiosk.telegram.cancel(person)
    kiosk.telegram.updates.repeat(kiosk.telegram.updates.history[-1])
    await person.private.wait(lambda message: CANCELED[language] in message.text)
    screen = await standing(person)
    assert "Telegram" in screen.text
    assert RESUME[language] not in labels(screen), "the bot cannot"
    kiosk.telegram.reenable(person)
    await person.private.wait(lambda message: THANKS[language] in message.text)
    said = [message for message in person.private.messages if CANCELED[language] in message.text]
    assert len(said) == 1


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_renewal_that_fails_is_offered_again(kiosk: BotUnderTest, language: str) -> None:
    """One sentence with a button; the new subscription takes the place of the one that failed, also at Telegram."""
    person = await subscribed(kiosk, "Pia", language)
    stars, person.stars = person.stars, 0
    assert not kiosk.telegram.renew(person).paid
    failure = await person.private.wait(lambda message: FAILED[language] in message.text)
    person.stars = stars
    await person.tap(failure, AGAIN[language])
    link = await person.private.wait(
        lambda message: SUBSCRIBE[language] in labels(message), after=failure.id - 1
    )
    assert (await person.pay(link)).paid
    await paid(kiosk, person, 2)
    await until(lambda: not person.subscriptions[0].renews)
    assert person.subscriptions[1].renews


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_another_pack_beside_one_that_runs(kiosk: BotUnderTest, language: str) -> None:
    """/buy says that one runs already and that another one comes on top of it, and so does the other one's offer."""
    person = await subscribed(kiosk, "Rea", language)
    kiosk.write("INSERT INTO packs (stars, credits, monthly, made_by, made_at) VALUES (7, 9, 1, 1, 0)")
    try:
        asked = await person.send("/buy")
        packs = await person.private.wait(lambda message: bool(message.buttons), after=asked)
        assert BESIDE[language] in packs.text
        await person.tap(packs, next(label for label in packs.labels if label.startswith("7 ")))
        await person.private.wait_until(lambda: "· 7 ⭐" in labels(packs))
        assert BESIDE[language] in packs.text
    finally:
        kiosk.write("DELETE FROM orders WHERE stars = 7")
        kiosk.write("DELETE FROM packs WHERE stars = 7")


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_same_is_not_sold_twice(kiosk: BotUnderTest, language: str) -> None:
    """Not by the same link, nor by one that was asked for before; asking for another one shows what there is."""
    person = newcomer(kiosk, "Quin", language)
    links = [await offer(person, language) for _ in range(2)]
    assert (await person.pay(links[0])).paid
    await paid(kiosk, person, 1)
    for link in links:
        assert HAVE[language] in (await person.pay(link)).error
    asked = await buy(person, language)
    await person.private.wait(lambda message: RENEWS[language] in message.text, after=asked)
    assert len(person.subscriptions) == 1


async def test_one_link_paid_twice_at_once_is_renewed_once(kiosk: BotUnderTest) -> None:
    """Both payments had been allowed before either came: twice the credits, and one of them is stopped at Telegram."""
    person = newcomer(kiosk, "Rita", "en")
    link = await offer(person, "en")
    checkouts = [await person.check_out(link) for _ in range(2)]
    for checkout in checkouts:
        assert person.settle(checkout).paid
    await paid(kiosk, person, 2)
    await until(lambda: [one.renews for one in person.subscriptions].count(True) == 1)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_telegram_refuses_or_does_not_answer(kiosk: BotUnderTest, language: str) -> None:
    """A plain sentence, and nothing is said to have changed."""
    person = await subscribed(kiosk, "Sara", language)
    screen = await standing(person)
    kiosk.telegram.faults.fail("editUserStarSubscription", 400, "Bad Request: CHARGE_NOT_FOUND")
    await _told(person, screen, STOP[language], REFUSED[language])
    kiosk.telegram.faults.fail("editUserStarSubscription", 500)
    await _told(person, screen, STOP[language], SILENT[language])
    assert person.subscriptions[0].renews
    assert STOP[language] in labels(await standing(person))


async def _told(person: Person, screen: Message, button: str, words: str) -> None:
    """The tap is answered with these words, in a note or a message."""
    before = person.private.messages[-1].id
    answer = await person.tap(screen, button, timeout=40)
    if words not in (answer.text or ""):
        await person.private.wait(lambda message: words in message.text, after=before)


async def test_a_renewal_that_no_update_tells_of_is_found(kiosk: BotUnderTest) -> None:
    """Telegram has dropped it; its list brings the credits, also for a person who is blocked."""
    person = await subscribed(kiosk, "Tess", "en")
    account = kiosk.rows("SELECT id FROM accounts WHERE owner_id = ?", person.id)[0]["id"]
    kiosk.write("UPDATE accounts SET blocked = 1 WHERE id = ?", account)
    await kiosk.stop()
    assert kiosk.telegram.renew(person, is_heard=False).paid
    minutes_pass(kiosk, 30)
    await kiosk.start()
    await paid(kiosk, person, 2)
    found = kiosk.rows("SELECT found_by FROM payments WHERE payer_id = ? ORDER BY number", person.id)
    assert [one["found_by"] for one in found] == ["update", "reconciliation"]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_who_is_blocked_is_not_charged_again(kiosk: BotUnderTest, language: str) -> None:
    """The operator reads it; what is paid for stays, and only the person resumes it, once they are unblocked."""
    person = await subscribed(kiosk, "Ula", language)
    kiosk.admin.user.language_code = language
    blocked = await kiosk.admin.send(f"/block {person.id}")
    ending = {"en": "1 subscription won’t be renewed", "ru": "1 подписка не будет продлена"}
    await kiosk.admin.private.wait(ending[language], after=blocked)
    await until(lambda: not person.subscriptions[0].renews, seconds=30)
    await person.private.wait({"en": "has blocked", "ru": "заблокировал"}[language])
    shown = await standing(person)
    assert STOPPED[language] in shown.text
    refused = {"en": "has blocked new requests", "ru": "заблокировал ваши новые запросы"}
    await person.tap(shown, RESUME[language])
    await person.private.wait(refused[language], after=shown)
    unblocked = await kiosk.admin.send(f"/unblock {person.id}")
    await kiosk.admin.private.wait(str(person.id), after=unblocked)
    await person.private.wait({"en": "create again", "ru": "снова можете"}[language])
    kiosk.admin.user.language_code = "en"
    assert not person.subscriptions[0].renews
    await person.tap(await standing(person), RESUME[language])
    await until(lambda: person.subscriptions[0].renews)


async def test_who_was_forgotten_is_not_charged_again(kiosk: BotUnderTest) -> None:
    """Telegram does not answer at first, and the process dies: it is asked again. A renewal of before is credited."""
    person = await subscribed(kiosk, "Uma", "en")
    kiosk.telegram.faults.fail("editUserStarSubscription", 500, times=100)
    asked = await person.send("/forget")
    question = await person.private.wait(lambda message: bool(message.buttons), after=asked)
    await person.tap(question, (0, 0))
    await until(lambda: bool(kiosk.rows("SELECT 1 FROM subscription_stops WHERE payer_id = ?", person.id)))
    assert kiosk.telegram.renew(person).paid
    await until(
        lambda: len(kiosk.rows("SELECT 1 FROM payments WHERE payer_id = ? AND notified", person.id)) == 2
    )  # else its receipt would come in between after the restart
    await kiosk.kill()
    kiosk.telegram.faults.clear()
    await kiosk.start()
    await until(lambda: not person.subscriptions[0].renews)
    await until(lambda: not kiosk.rows("SELECT 1 FROM subscription_stops"))
    screen = await standing(person)
    assert "90 credits each month" in screen.text


async def test_it_ends_with_its_period_without_a_word(kiosk: BotUnderTest) -> None:
    """A day after it was to be renewed it is gone from the screen, and nothing was said."""
    person = await subscribed(kiosk, "Vera", "en")
    kiosk.telegram.cancel(person)
    await person.private.wait(lambda message: CANCELED["en"] in message.text)
    before = len(person.private.messages)
    await kiosk.stop()
    kiosk.write(
        "UPDATE subscriptions SET period_ends_at = period_ends_at - ? WHERE payer_id = ?", 32 * DAY, person.id
    )
    await kiosk.start()
    await until(lambda: row(kiosk, person)["state"] == "ended")
    assert len(person.private.messages) == before
    assert NONE["en"] in (await standing(person)).text


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_it_is_shown_in_private_only(kiosk: BotUnderTest, language: str) -> None:
    """In a group a button leads there; without a subscription it is said that there is none."""
    person = {"en": kiosk.alice, "ru": kiosk.boris}[language]
    group = kiosk.telegram.group(f"Subscribers {language}", [kiosk.alice, kiosk.boris], "supergroup")
    asked = await person.send("/subscription", chat=group)
    answer = await group.wait(lambda message: bool(message.buttons), after=asked)
    url = answer.buttons[0][0].url or ""
    started = await person.start(url.partition("?start=")[2])
    await person.private.wait(lambda message: NONE[language] in message.text, after=started)
