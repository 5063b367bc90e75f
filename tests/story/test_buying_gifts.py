"""Credits for Stars with a promo code, and as a gift for another person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.sandbox.telegram import Message, Person
from tests.story.buying import answer, invoice, person_of, sell
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story

LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])
WORDS = {
    "en": {
        "gift": "Buy as a gift",
        "paid": "Your gift of 150 credits is paid",
        "card": "Your gift: 150 credits",
        "received": "You’ve received 150 credits",
        "adds": "Your promo code adds 20%",
        "pack": "100 ⭐ → 150 + 30 credits",
        "added": "180 credits added",
        "over": "offer is over",
    },
    "ru": {
        "gift": "Купить в подарок",
        "paid": "Подарок оплачен: 150 кредитов",
        "card": "Ваш подарок: 150 кредитов",
        "received": "Вам подарок: 150 кредитов",
        "adds": "на 20 % больше",
        "pack": "100 ⭐ → 150 + 30",
        "added": "Зачислено 180 кредитов",
        "over": "закончилось",
    },
}


async def gift_bill(person: Person, language: str) -> Message:
    """The invoice of the pack of 150 credits as a gift."""
    packs = await answer(person, "/buy")
    await person.tap(packs, WORDS[language]["gift"])
    await person.private.wait_until(lambda: "🎁" in packs.text, timeout=20)
    return await invoice(person, packs)


async def bought(kiosk: BotUnderTest, person: Person) -> int:
    """Credits of a person that do not expire."""
    rows = kiosk.rows("SELECT bought FROM accounts WHERE owner_kind = 'person' AND owner_id = ?", person.id)
    return int(rows[0]["bought"]) if rows else 0


@LANGUAGES
async def test_a_pack_bought_as_a_gift_is_a_card_with_a_link(folder: Path, language: str) -> None:
    """Its credits are the friend's who opens it; a kill right after the payment costs neither card nor credits."""
    words = WORDS[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="37", FREE_PERIOD="once") as kiosk:
        person = person_of(kiosk, language)
        await sell(kiosk)
        bill = await gift_bill(person, language)
        assert (await person.pay(bill)).paid
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM gifts")))
        await kiosk.kill()
        await kiosk.start()
        card = await person.private.wait(words["card"], after=bill, timeout=30)
        assert await bought(kiosk, person) == 0
        assert len(kiosk.rows("SELECT 1 FROM gifts")) == 1
        link = re.search(r"start=(p_[A-Za-z0-9_-]+)", card.text)
        assert link is not None
        friend = kiosk.telegram.person("Fay", language=language)
        opened = await friend.start(link[1])
        await friend.private.wait(words["received"], after=opened)
        assert (await bought(kiosk, person), await bought(kiosk, friend)) == (0, 150)
        kiosk.require_exact_ledger()


@LANGUAGES
async def test_the_receipt_of_a_gift_says_that_its_link_follows(folder: Path, language: str) -> None:
    """And nothing of a balance that has not changed."""
    words = WORDS[language]
    async with kiosk_between(folder, "live") as kiosk:
        person = person_of(kiosk, language)
        await sell(kiosk)
        bill = await gift_bill(person, language)
        assert (await person.pay(bill)).paid
        await person.private.wait(words["paid"], after=bill, timeout=30)
        await person.private.wait(words["card"], after=bill, timeout=30)


@LANGUAGES
async def test_a_percent_code_is_in_the_packs_and_used_up_by_the_payment(folder: Path, language: str) -> None:
    """The packs say what it adds, unpaid invoices leave it; after the payment it is used and older invoices are over."""
    words = WORDS[language]
    async with kiosk_between(folder, "live") as kiosk:
        person = person_of(kiosk, language)
        await sell(kiosk)
        await answer(kiosk.admin, "/codes SPRING 20 percent")
        await answer(person, "/redeem spring")
        packs = await answer(person, "/buy")
        assert words["adds"] in packs.text
        assert packs.labels[0] == words["pack"]
        unpaid = await invoice(person, packs)
        bill = await invoice(person, await answer(person, "/buy"))
        assert (await person.pay(bill)).paid
        await person.private.wait(words["added"], after=bill, timeout=20)
        assert await bought(kiosk, person) == 180
        refused = await person.check_out(unpaid)
        assert words["over"] in (refused.error or "")
        assert words["adds"] not in (await answer(person, "/buy")).text
        kiosk.require_exact_ledger()
