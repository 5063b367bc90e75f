"""Credits for Telegram Stars, bought for oneself: from the list of packs to the receipt, and what goes wrong on the way."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Message, Person
from tests.story.buying import answer, invoice, person_of, sell
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story

LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "packs": "Add credits",
        "have": "You have <b>37</b>",
        "more": "7% more",
        "added": "150 credits added",
        "balance": "You had 37, now you have 187",
        "receipt": "Receipt #1",
        "none": "aren’t for sale",
        "generate": "Generate",
        "buttons": "Create 🧾 Receipt",
        "over": "offer is over",
    },
    "ru": {
        "packs": "Пополнить",
        "have": "<b>37</b>",
        "more": "+7 %",
        "added": "Зачислено 150 кредитов",
        "balance": "Было 37, стало 187",
        "receipt": "Чек № 1",
        "none": "не продаются",
        "generate": "Создать",
        "buttons": "Что создать 🧾 Чек",
        "over": "закончилось",
    },
}


async def receipt(person: Person, after: Message, words: str) -> Message:
    """What is said after the payment."""
    return await person.private.wait(words, after=after, timeout=20)


@LANGUAGES
async def test_a_purchase_from_the_list_to_the_receipt(folder: Path, language: str) -> None:
    """The packs with what there is, an invoice that says what it is for, one message with both balances; the invoice goes."""
    said = WORDS[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="37", FREE_PERIOD="once") as kiosk:
        person = person_of(kiosk, language)
        await sell(kiosk)
        packs = await answer(person, "/buy")
        assert said["packs"] in packs.text
        assert said["have"].replace("<b>", "").replace("</b>", "") in packs.text
        assert said["more"] in packs.labels[1]
        bill = await invoice(person, packs)
        assert bill.invoice is not None
        assert (bill.invoice.amount, bill.invoice.start_parameter) == (100, "buy")
        assert bill.labels[0].endswith("100 ⭐")
        assert (await person.pay(bill)).paid
        done = await receipt(person, bill, said["added"])
        assert said["balance"] in done.text
        assert said["receipt"] in done.text
        assert done.effect_id
        assert said["buttons"] in " ".join(done.labels)
        await person.private.wait_until(lambda: bill.deleted, timeout=20)
        assert await kiosk.available(person) == 187
        kiosk.require_exact_ledger()


@LANGUAGES
async def test_what_is_not_sold_is_said_plainly(folder: Path, language: str) -> None:
    """Without a pack /buy says so, and neither a balance nor a shortfall offers a button that leads nowhere."""
    said = WORDS[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="1", FREE_PERIOD="once") as kiosk:
        person = person_of(kiosk, language)
        assert said["none"] in (await answer(person, "/buy")).text
        for words in ("/balance", "/menu", "/gen kling-2.6 a cat"):
            assert "⭐" not in " ".join((await answer(person, words)).labels)


@LANGUAGES
async def test_the_smallest_pack_that_reaches_and_the_price_again(folder: Path, language: str) -> None:
    """A price beyond the credits offers one pack first; after the payment it comes again and starts at a tap alone."""
    async with kiosk_between(folder, "live", FREE_CREDITS="1", FREE_PERIOD="once") as kiosk:
        person = person_of(kiosk, language)
        await sell(kiosk, "10 20", "100 150", "250 400")
        card = await answer(person, "/gen kling-2.6 a cat on a roof")
        assert "150" in card.labels[0]
        bill = await invoice(person, card, card.labels[0])
        assert (await person.pay(bill)).paid
        again = await person.private.wait(
            lambda message: WORDS[language]["generate"] in " ".join(message.labels), after=bill, timeout=20
        )
        assert not kiosk.rows("SELECT 1 FROM generations")
        await person.private.wait_until(lambda: card.deleted, timeout=20)
        await person.tap(again, (0, 0))
        await kiosk.media(person.private, after=again)
        kiosk.require_exact_ledger()


async def test_a_price_that_starts_without_asking_starts_after_the_payment(folder: Path) -> None:
    """Within the price that a person has set for that, what lacked the credits begins as soon as they are there."""
    async with kiosk_between(folder, "live", FREE_CREDITS="1", FREE_PERIOD="once") as kiosk:
        await sell(kiosk, "100 150")
        await answer(kiosk.alice, "/help")
        kiosk.write("UPDATE people SET auto_confirm_below = 1000 WHERE id = ?", kiosk.alice.id)
        card = await answer(kiosk.alice, "/gen flux-pro a cat on a roof")
        bill = await invoice(kiosk.alice, card, card.labels[0])
        assert (await kiosk.alice.pay(bill)).paid
        await kiosk.media(kiosk.alice.private, after=bill)
        kiosk.require_exact_ledger()


async def test_the_operators_second_thoughts(folder: Path) -> None:
    """A loss is named without a percentage and can be left; the same pack is not added twice; what ended can be put back."""
    async with kiosk_between(folder, "live") as kiosk:
        asked = await answer(kiosk.admin, "/packs 1 100000")
        assert "A loss: break-even is at" in asked.text
        assert "margin" not in asked.text
        await kiosk.admin.tap(asked, "Cancel")
        await kiosk.admin.private.wait_until(lambda: "Nothing is on sale" in asked.text, timeout=20)
        await sell(kiosk, "100 150")
        listed = await answer(kiosk.admin, "/packs 100 150")
        assert "on sale already" in listed.text
        await kiosk.admin.tap(listed, "100")
        await kiosk.admin.private.wait_until(lambda: "again" in " ".join(listed.labels), timeout=20)
        await kiosk.admin.tap(listed, "again")
        await kiosk.admin.private.wait_until(lambda: "✕" in " ".join(listed.labels), timeout=20)
        assert len(kiosk.rows("SELECT 1 FROM packs WHERE ended_at IS NULL")) == 1


async def test_a_request_that_was_put_away_does_not_come_back(folder: Path) -> None:
    """The credits arrive, and nothing more is said about what was cancelled meanwhile."""
    async with kiosk_between(folder, "live", FREE_CREDITS="1", FREE_PERIOD="once") as kiosk:
        await sell(kiosk, "100 150")
        card = await answer(kiosk.alice, "/gen kling-2.6 a cat on a roof")
        bill = await invoice(kiosk.alice, card, card.labels[0])
        await kiosk.alice.tap(card, "Cancel")
        assert (await kiosk.alice.pay(bill)).paid
        done = await receipt(kiosk.alice, bill, "150 credits added")
        balance = await answer(kiosk.alice, "/balance")
        assert [
            message.id
            for message in kiosk.alice.private.messages
            if done.id < message.id <= balance.id and message.sender.is_bot
        ] == [balance.id]


async def test_ways_to_the_packs(folder: Path) -> None:
    """The balance, a menu that nothing can be had from, and a link lead there; so does a copy of the invoice."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        for words in ("/balance", "/menu"):
            shown = await answer(kiosk.alice, words)
            await kiosk.alice.tap(shown, "Add credits")
            await kiosk.alice.private.wait("never expire", after=shown, timeout=20)
        started = await kiosk.alice.start("buy")
        packs = await kiosk.alice.private.wait("never expire", after=started, timeout=20)
        bill = await invoice(kiosk.alice, packs)
        copy = await kiosk.alice.forward(bill, chat=kiosk.alice.private)
        assert copy.buttons[0][0].url is not None
        assert copy.buttons[0][0].url.endswith("?start=buy")


async def test_an_invoice_paid_twice_is_twice_the_credits(folder: Path) -> None:
    """Two taps on Pay, both allowed before either was paid: two receipts, an exact ledger."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        bill = await invoice(kiosk.alice, await answer(kiosk.alice, "/buy"))
        for checkout in [await kiosk.alice.check_out(bill) for _ in range(2)]:
            assert kiosk.alice.settle(checkout).paid
        await receipt(kiosk.alice, bill, "now you have 300")
        assert await kiosk.available(kiosk.alice) == 300
        assert len(kiosk.rows("SELECT 1 FROM payments")) == 2
        kiosk.require_exact_ledger()


async def test_a_forwarded_invoice_leads_to_the_packs(folder: Path) -> None:
    """Another person cannot pay it: its button opens the bot with their own packs."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        bill = await invoice(kiosk.alice, await answer(kiosk.alice, "/buy"))
        copy = await kiosk.alice.forward(bill)
        (link,) = [button.url for row in copy.buttons for button in row]
        assert link is not None
        assert link.endswith("?start=buy")
        assert (await kiosk.alice.pay(copy)).error == "BUTTON_TYPE_INVALID"
        packs = await answer(kiosk.boris, "/start buy")
        assert "150" in " ".join(packs.labels)
        assert not kiosk.rows("SELECT 1 FROM payments")


async def test_another_persons_invoice(folder: Path) -> None:
    """Who is not the buyer cannot pay it, and cannot put it away."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        await sell(kiosk)
        bill = await invoice(kiosk.alice, await answer(kiosk.alice, "/buy"))
        await answer(kiosk.boris, "/help")
        checkout = await kiosk.boris.check_out(bill)
        assert "другому человеку" in checkout.error
        await kiosk.alice.tap(bill, "Back")
        await kiosk.alice.private.wait_until(lambda: bill.deleted, timeout=20)
        assert (await kiosk.alice.pay(bill)).error


@LANGUAGES
async def test_a_pack_that_ended_more_than_a_day_ago(folder: Path, language: str) -> None:
    """Its old invoices are refused in plain words, within a day they are honoured."""
    async with kiosk_between(folder, "live", FREE_CREDITS="0") as kiosk:
        person = person_of(kiosk, language)
        await sell(kiosk)
        bill = await invoice(person, await answer(person, "/buy"))
        listed = await answer(kiosk.admin, "/packs")
        await kiosk.admin.tap(listed, "100")
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM packs WHERE ended_at IS NOT NULL")))
        assert not (await person.check_out(bill)).error
        day = 25 * 3600 * 1_000_000
        kiosk.write("UPDATE orders SET made_at = made_at - ?", day)
        assert WORDS[language]["over"] in (await person.check_out(bill)).error


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def packs_kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot that sells nothing yet."""
    async with kiosk_between(tmp_path_factory.mktemp("packs"), "live") as kiosk:
        yield kiosk


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("100", "/packs 100 150"),
        ("one hundred", "/packs 100 150"),
        ("hello", "I don’t understand “hello”"),
        ("-5 10", "Two whole numbers above 0"),
        ("10.5 20", "Two whole numbers above 0"),
        ("100 150 monat", "I don’t understand “monat”"),
        ("-100 150", "/packs 100 150"),
        ("100 150 year", "/packs 100 150"),
        ("0 150", "1 to 100000"),
        ("100001 150", "1 to 100000"),
        ("10001 900 month", "1 to 10000"),
        ("99999999999999999999999 1", "1 to 100000"),
    ],
)
async def test_careless_terms(packs_kiosk: BotUnderTest, typed: str, says: str) -> None:
    """What is no pack is answered with how one is written, or within which bounds."""
    assert says in (await answer(packs_kiosk.admin, f"/packs {typed}")).text
    assert not packs_kiosk.rows("SELECT 1 FROM packs")
