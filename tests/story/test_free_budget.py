"""What all free credits together may cost the operator a day, and who may spend them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.sandbox.telegram import Message, Person
from tests.story.buying import answer, invoice, sell
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story

USED_UP = {"en": "Free credits are used up for today", "ru": "Бесплатные кредиты на сегодня закончились"}
PRICE = 5


def person_of(kiosk: BotUnderTest, language: str) -> Person:
    """Who speaks it."""
    return {"en": kiosk.alice, "ru": kiosk.boris}[language]


async def confirmed(kiosk: BotUnderTest, person: Person, words: str) -> Message:
    """A quote whose button was tapped."""
    card = await kiosk.quote(person, f"flux-pro {words}")
    await person.tap(card, (0, 0))
    return card


def spent(kiosk: BotUnderTest) -> int:
    """Free credits of today."""
    return sum(row["credits"] for row in kiosk.rows("SELECT credits FROM free_spending"))


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_beyond_the_budget_only_bought_credits_go_on(folder: Path, language: str) -> None:
    """A plain sentence for who has free credits alone, nothing held; the operator reads what was spent of how much."""
    async with kiosk_between(folder, "live", FREE_BUDGET=str(PRICE + 2)) as kiosk:
        person = person_of(kiosk, language)
        await sell(kiosk, "100 150")
        await confirmed(kiosk, person, "a lamp")
        await until(lambda: spent(kiosk) == PRICE)
        refused = await kiosk.quote(person, "flux-pro a kite")
        await person.tap(refused, (0, 0))
        said = await person.private.wait(USED_UP[language], after=refused, timeout=20)
        assert "00:00 UTC" in said.text
        assert "/buy" in said.text
        assert "100" in said.labels[0]
        assert "150" in said.labels[0]
        granted = await kiosk.admin.send(f"/grant {person.id} 50")
        await kiosk.admin.private.wait("50", after=granted, timeout=20)
        await person.tap(refused, (0, 0))
        await until(lambda: len(kiosk.rows("SELECT 1 FROM holds")) == 2)
        [held] = kiosk.rows("SELECT allowance, bought FROM holds ORDER BY generation_id DESC LIMIT 1")
        assert (held["allowance"], held["bought"]) == (2, PRICE - 2)
        assert spent(kiosk) == PRICE + 2
        kiosk.admin.user.language_code = language
        asked = await kiosk.admin.send("/stats")
        figures = await kiosk.admin.private.wait(
            lambda message: f"{PRICE + 2} {'of' if language == 'en' else 'из'} {PRICE + 2}" in message.text,
            after=asked,
            timeout=20,
        )
        assert {"en": "given", "ru": "подарено"}[language] in figures.text
        kiosk.require_exact_ledger()


async def test_what_fails_gives_back_to_the_day(folder: Path) -> None:
    """A generation that KIE does not make leaves the budget as it was."""
    async with kiosk_between(folder, "live", FREE_BUDGET=str(PRICE)) as kiosk:
        card = await confirmed(kiosk, kiosk.alice, "fail-server")
        await kiosk.alice.private.wait(lambda message: "eturned" in message.text, after=card, timeout=30)
        assert spent(kiosk) == 0
        await kiosk.generate(kiosk.boris, "flux-pro a lamp")
        assert spent(kiosk) == PRICE
        kiosk.require_exact_ledger()


async def test_two_at_once_do_not_pass_it(folder: Path) -> None:
    """Of many people who tap at the same moment as many are served as the budget covers."""
    async with kiosk_between(folder, "live", kie={"hold": True}, FREE_BUDGET=str(2 * PRICE + 1)) as kiosk:
        people = [kiosk.telegram.person(f"P{number}", language="en") for number in range(6)]
        cards = [await kiosk.quote(person, "flux-pro a lamp") for person in people]
        await asyncio.gather(*(person.tap(card, (0, 0)) for person, card in zip(people, cards, strict=True)))
        await until(lambda: spent(kiosk) == 2 * PRICE)
        refused = 0
        for person, card in zip(people, cards, strict=True):
            if not kiosk.rows("SELECT 1 FROM generations WHERE person_id = ?", person.id):
                await person.private.wait(USED_UP["en"], after=card, timeout=20)
                refused += 1
        assert refused == 4
        assert spent(kiosk) == 2 * PRICE


CLOSED = {"en": "for members of our channel", "ru": "подписчикам нашего канала"}
OPEN = {"en": "free credits work now", "ru": "теперь доступны"}
JOINED = {"en": "I’ve joined", "ru": "Проверить подписку"}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_free_credits_for_members_of_a_channel(folder: Path, language: str) -> None:
    """Outside of it nothing free is held, wherever it would go; the way in is a button, and after it the same price works."""
    async with kiosk_between(folder, "live", started=False) as kiosk:
        person = person_of(kiosk, language)
        channel = kiosk.telegram.group("News", [kiosk.admin], "supergroup", bot_is_admin=True)
        friends = kiosk.telegram.group("Friends", [person], "supergroup")
        await kiosk.start(FREE_GATE=f"channel:{channel.id}")
        price = await kiosk.quote(person, "flux-pro a lamp")
        await person.tap(price, (0, 0))
        refused = await person.private.wait(CLOSED[language], after=price, timeout=20)
        assert [row[0].url for row in refused.buttons if row[0].url] == [f"https://t.me/+{abs(channel.id)}"]
        toast = await person.tap(refused, JOINED[language])
        assert CLOSED[language] in (toast.text or "")
        moved = await person.send("/group topup 50", chat=friends)
        await friends.wait(CLOSED[language], after=moved, timeout=20)
        assert not kiosk.rows("SELECT 1 FROM ledger_entries WHERE kind <> 'grant'")
        channel.add(person.user)
        toast = await person.tap(refused, JOINED[language])
        assert OPEN[language] in (toast.text or "")
        await person.tap(price, (0, 0))
        await until(lambda: spent(kiosk) == PRICE)
        kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_channel_that_cannot_be_read(folder: Path, language: str) -> None:
    """The bot is no administrator there: free credits wait, bought ones go on, and the log says what to do."""
    async with kiosk_between(folder, "live", FREE_GATE="channel:-1009876543210") as kiosk:
        person = person_of(kiosk, language)
        price = await kiosk.quote(person, "flux-pro a lamp")
        await person.tap(price, (0, 0))
        unchecked = {"en": "can’t check your membership", "ru": "не получается проверить подписку"}
        await person.private.wait(unchecked[language], after=price, timeout=20)
        assert "is the bot an administrator there?" in kiosk.log
        granted = await kiosk.admin.send(f"/grant {person.id} {PRICE}")
        await kiosk.admin.private.wait(str(PRICE), after=granted, timeout=20)
        await person.tap(price, (0, 0))
        await until(
            lambda: kiosk.rows("SELECT allowance, bought FROM holds") == [{"allowance": 0, "bought": PRICE}]
        )


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_free_credits_for_people_who_have_bought(folder: Path, language: str) -> None:
    """Before a first payment that stands nothing free is held; a wrong rule stops the start with one line."""
    async with kiosk_between(folder, "live", FREE_GATE="purchase") as kiosk:
        person = person_of(kiosk, language)
        price = await kiosk.quote(person, "flux-pro a lamp")
        await person.tap(price, (0, 0))
        bought = {"en": "who’ve bought credits", "ru": "кто хотя бы раз покупал"}
        await person.private.wait(bought[language], after=price, timeout=20)
        assert not kiosk.rows("SELECT 1 FROM holds")
        await sell(kiosk, "100 150")
        bill = await invoice(person, await answer(person, "/buy"))
        assert (await person.pay(bill)).paid
        await until(lambda: len(kiosk.rows("SELECT 1 FROM payments")) == 1)
        await person.tap(price, (0, 0))
        await until(lambda: kiosk.rows("SELECT allowance FROM holds") == [{"allowance": PRICE}])
        # It is not returned by a tap, else free credits would be opened for nothing.
        returned = await person.send("/paysupport 1")
        said = {"en": "opened your free credits", "ru": "открыл вам бесплатные кредиты"}
        shown = await person.private.wait(said[language], after=returned, timeout=20)
        assert not any("100 ⭐" in label for label in shown.labels)
        await kiosk.stop()
        process = await kiosk.begin(FREE_GATE="channel:news")
        assert await process.wait() == 2
        assert "FREE_GATE: must be none, purchase, or channel:" in kiosk.log
