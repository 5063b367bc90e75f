"""Promo codes: each person once, never more often than there are uses, and no help for who guesses."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.order import Order, OrderKind
from bot.domain.payment import FoundBy
from bot.domain.promo_code import PromoKind, PromoTerms
from bot.errors import PromoCodeTaken, RefundNotCovered, Refusal, SelfRefundSpent
from bot.gifts.claim import GiftClaimer
from bot.gifts.purchase import BoughtGifts
from bot.gifts.tokens import GiftTokens, made_for_hash
from bot.ledger.operations import hold
from bot.payments.orders import OrderRequest
from bot.payments.packs import Packs
from bot.payments.pre_checkout import CODE_GRACE
from bot.payments.receive import PaymentReceiver
from bot.people.forget import PersonEraser
from bot.ports import Store
from bot.promo_codes.bonus import CodeUsedUp
from bot.promo_codes.guesses import OF_ALL, OF_ONE, WrongGuesses
from bot.promo_codes.make import ALPHABET, LENGTH, MadeCodes, PromoCodeMaker
from bot.promo_codes.redeem import PromoCodeRedeemer
from storage.core.database import Database
from storage.payments.packs import SqlitePackReader
from storage.promo_codes.promo_codes import SqlitePromoCodeReader
from storage.store import SqliteStore
from tests.contract.test_payments import BUYER, Sales
from tests.support.fake_clock import START, FakeClock
from tests.support.fake_gift_notifier import FakeGiftNotifier
from tests.support.fake_payments import FakeStars
from tests.support.payment_core import refunds_of
from tests.support.samples import held, tariff
from tests.support.store_setup import NONE, available, waiting


def aliases(person_id: int) -> Sequence[int]:
    """What stands for a forgotten person."""
    return (person_id + 1000,)


class Codes(Sales):
    """The use cases over one database."""

    def __init__(self, database: Database, clock: FakeClock) -> None:
        super().__init__(database, clock)
        self.store: Store = SqliteStore(database, clock, aliases=aliases)
        self.receiver = PaymentReceiver(self.store, clock, tariff(0), [CodeUsedUp()])
        self.maker = PromoCodeMaker(self.store, clock)
        self.redeemer = PromoCodeRedeemer(self.store, clock, tariff(0), WrongGuesses(clock))
        self.packs = Packs(self.store, SqlitePackReader(database), clock)
        self.codes = SqlitePromoCodeReader(database)

    async def make(self, name: str = "SUMMER", amount: int = 100, **terms: object) -> MadeCodes:
        """A code."""
        made = PromoTerms(
            name=name,
            kind=PromoKind.CREDITS,
            amount=amount,
            made_by=1,
            made_for=f"m:{name}:{terms}",
            made_at=self.clock.now(),
        )
        return await self.maker.make(replace(made, **terms))  # type: ignore[arg-type]  # terms of a test's own

    async def refused(self, code: str, person_id: int) -> str:
        """Code of the refusal; empty when it was redeemed."""
        try:
            await self.redeemer.redeem(code, person_id)
        except Refusal as refusal:
            return refusal.code
        return ""

    async def bought(self, person_id: int) -> int:
        """Credits of a person that do not expire; they are the sum of the entries."""
        async with self.store.transaction() as tx:
            account = await tx.account_of_person(person_id)
        return await available(self.store, account.id)

    async def place(self, kind: OrderKind = OrderKind.PERSON, *, monthly: bool = False) -> Order:
        """The buyer's order of a pack of 150 credits."""
        pack = await self.packs.add(stars=100, credits_=150, monthly=monthly, made_by=1)
        return await self.placer.place(
            OrderRequest(buyer_id=BUYER, pack_id=pack.id, kind=kind, chat_id=BUYER, language="en")
        )


@pytest.fixture
def codes(database: Database, clock: FakeClock) -> Codes:
    """Without any codes."""
    codes = Codes(database, clock)
    codes.placer._store = codes.store
    return codes


async def test_a_code_gives_credits_once(codes: Codes) -> None:
    """In any spelling; a second time says so."""
    await codes.make()
    given = await codes.redeemer.redeem(" Summer ", 8)
    assert (given.terms.amount, given.balance.bought) == (100, 100)
    assert await codes.refused("SUMMER", 8) == "promo-code-used"
    assert await codes.bought(8) == 100
    [terms] = await codes.codes.promo_terms_page(0, 8)
    assert terms.uses == 1


async def test_fifty_at_once_on_twenty_uses(codes: Codes) -> None:
    """Twenty have it, and not one more."""
    await codes.make(most_uses=20)
    refusals = await asyncio.gather(*(codes.refused("summer", 100 + one) for one in range(50)))
    assert sorted(set(refusals)) == ["", "promo-code-invalid"]
    assert refusals.count("") == 20
    rows = await codes.database.rows("SELECT amount FROM ledger_entries WHERE operation_key LIKE 'code:%'")
    assert [row["amount"] for row in rows] == [100] * 20


async def test_unknown_used_up_over_and_off_are_one_sentence(codes: Codes) -> None:
    """Who guesses does not learn which words were codes."""
    await codes.make("USEDUP", most_uses=1)
    await codes.redeemer.redeem("usedup", 8)
    await codes.make("OVER", ends_at=START + timedelta(days=1))
    off = await codes.make("OFF")
    assert await codes.maker.end(off.terms.id, by=99)
    assert not await codes.maker.end(off.terms.id, by=99)
    codes.clock.moment = START + timedelta(days=1)
    said = [
        await codes.refused(one, 10 + place) for place, one in enumerate(("usedup", "over", "off", "nothing"))
    ]
    assert set(said) == {"promo-code-invalid"}


async def test_five_wrong_codes_an_hour(codes: Codes) -> None:
    """Then a right one is not looked at either; an hour later it works. What worked, and what was used before, is not wrong."""
    await codes.make()
    await codes.redeemer.redeem("summer", 8)
    for _ in range(10):
        assert await codes.refused("summer", 8) == "promo-code-used"
    for one in range(OF_ONE.count):
        assert await codes.refused(f"guess{one}", 9) == "promo-code-invalid"
    assert await codes.refused("summer", 9) == "too-many-guesses"
    assert await codes.refused("guess", 9) == "too-many-guesses"
    codes.clock.moment = START + timedelta(hours=1, seconds=1)
    assert await codes.refused("summer", 9) == ""


async def test_many_accounts_that_guess_are_slowed_down_together(codes: Codes) -> None:
    """Beyond what all may be wrong, each may be once; a right code works at its first try as ever."""
    await codes.make()
    for one in range(OF_ALL.count):
        assert await codes.refused("guess", 1000 + one) == "promo-code-invalid"
    assert await codes.refused("guess", 8) == "promo-code-invalid"
    assert await codes.refused("summer", 8) == "too-many-guesses"
    assert await codes.refused("summer", 9) == ""


async def test_forgetting_oneself_brings_no_second_use(codes: Codes) -> None:
    """The account is the same under its pseudonym."""
    await codes.make()
    await codes.redeemer.redeem("summer", 8)
    await PersonEraser(codes.store, codes.clock, lambda one: aliases(one)[0]).forget(8)
    assert await codes.refused("summer", 8) == "promo-code-used"
    assert await codes.bought(8) == 100


async def test_for_new_people_only(codes: Codes) -> None:
    """Who has made something is not new, also after another beginning."""
    await codes.make(new_people_only=True)
    await codes.make("FIRST", 50)
    await codes.redeemer.redeem("first", 8)
    async with codes.store.transaction() as tx:
        account = await tx.account_of_person(8)
    await waiting(codes.store, account.id)
    assert await codes.refused("summer", 8) == "promo-code-for-new-people"
    assert await codes.refused("summer", 9) == ""


async def test_blocked(codes: Codes) -> None:
    """A blocked person gets nothing, whether the code is right or not."""
    await codes.make()
    async with codes.store.transaction() as tx:
        await tx.set_blocked((await tx.account_of_person(8)).id, blocked=True)
    assert await codes.refused("summer", 8) == "account-blocked"
    assert await codes.refused("nothing", 8) == "account-blocked"


async def test_a_series(codes: Codes) -> None:
    """Codes that no one guesses, each for one use; the same message makes no second series."""
    made = await codes.make("", 50, size=300, most_uses=300, campaign="X")
    assert len(set(made.codes)) == 300
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in made.codes)
    assert not set("0o1il") & set(ALPHABET)
    again = await codes.make("", 50, size=300, most_uses=300, campaign="X")
    assert again.codes == made.codes
    assert await codes.refused(made.codes[0].upper(), 8) == ""
    assert await codes.refused(made.codes[0], 9) == "promo-code-invalid"
    assert await codes.refused(made.codes[1], 8) == ""
    [terms] = await codes.codes.promo_terms_page(0, 8)
    assert (terms.uses, terms.size, await codes.codes.promo_terms_count()) == (2, 300, 1)


async def test_a_name_is_taken_once(codes: Codes) -> None:
    """In any spelling; nothing is stored of the second."""
    await codes.make()
    with pytest.raises(PromoCodeTaken):
        await codes.make("summer", 1)
    assert await codes.codes.promo_terms_count() == 1


async def test_a_percent_code_is_used_up_by_a_payment(codes: Codes) -> None:
    """It is in the order's terms; unpaid orders leave it, the payment takes it with the bonus, once."""
    await codes.make("SPRING", 20, kind=PromoKind.PERCENT)
    await codes.redeemer.redeem("spring", BUYER)
    assert await codes.packs.bonus_percent(BUYER) == 20
    unpaid, order = await codes.place(), await codes.place()
    assert (order.bonus, order.credits) == (30, 150)
    assert await codes.packs.bonus_percent(BUYER) == 20
    await codes.receiver.receive(codes.paid(order, "a"), FoundBy.UPDATE)
    assert await codes.bought(BUYER) == 180
    assert await codes.paid_left() == 150
    assert await codes.packs.bonus_percent(BUYER) == 0
    assert (await codes.place()).bonus == 0
    assert await codes.refusal(unpaid) == "invoice-over"
    assert await codes.refused("spring", BUYER) == "promo-code-used"
    entries = await codes.database.rows("SELECT kind, amount FROM ledger_entries ORDER BY id")
    assert [tuple(row) for row in entries] == [("purchase", 150), ("grant", 30)]


async def test_a_code_brings_an_account_one_bonus(codes: Codes) -> None:
    """Ten payments of two orders, all let through before the first was known: one has the bonus, and its receipt alone."""
    await codes.make("SPRING", 20, kind=PromoKind.PERCENT, most_uses=1)
    await codes.redeemer.redeem("spring", BUYER)
    orders = [await codes.place(), await codes.place()]
    assert [await codes.refusal(order) for order in orders * 5] == [""] * 10
    receipts = [
        await codes.receiver.receive(codes.paid(order, f"c{place}"), FoundBy.UPDATE)
        for place, order in enumerate(orders * 5)
    ]
    assert [one.payment.bonus for one in receipts] == [30] + [0] * 9
    assert await codes.bought(BUYER) == 10 * 150 + 30
    [terms] = await codes.codes.promo_terms_page(0, 8)
    assert terms.uses == 1


async def test_a_bonus_whose_last_use_went_to_another_person_stands_once(codes: Codes) -> None:
    """The invoice was let through with it; further payments of the account have none."""
    await codes.make("SPRING", 20, kind=PromoKind.PERCENT, most_uses=1)
    await codes.redeemer.redeem("spring", BUYER)
    order = await codes.place()
    async with codes.store.transaction() as tx:
        found, other = await tx.promo_code("spring"), await tx.account_of_person(8)
        assert found is not None
        assert await tx.use_promo_code(found.id, other.id, START)
    for charge_id in "abc":
        await codes.receiver.receive(codes.paid(order, charge_id), FoundBy.UPDATE)
    assert await codes.bought(BUYER) == 3 * 150 + 30
    [terms] = await codes.codes.promo_terms_page(0, 8)
    assert terms.uses == 1


async def test_codes_for_the_first_purchase_do_not_add_up(codes: Codes) -> None:
    """An invoice with the bonus of another one is over once anything was bought."""
    for name in ("FIRSTA", "FIRSTB"):
        await codes.make(name, 300, kind=PromoKind.PERCENT, first_purchase_only=True)
    orders = []
    for name in ("firsta", "firstb"):
        await codes.redeemer.redeem(name, BUYER)
        orders.append(await codes.place())
    assert await codes.refusal(orders[0]) == ""
    await codes.receiver.receive(codes.paid(orders[0], "a"), FoundBy.UPDATE)
    assert [await codes.refusal(order) for order in orders] == ["invoice-over", "invoice-over"]


async def test_an_invoice_with_a_bonus_is_over_when_its_code_is(codes: Codes) -> None:
    """Who has opened it before that has some minutes."""
    await codes.make("SPRING", 300, kind=PromoKind.PERCENT, ends_at=START + timedelta(hours=1))
    await codes.redeemer.redeem("spring", BUYER)
    order = await codes.place()
    codes.clock.moment = START + timedelta(hours=1) + CODE_GRACE
    assert await codes.refusal(order) == ""
    codes.clock.moment += timedelta(seconds=1)
    assert await codes.refusal(order) == "invoice-over"


async def test_a_percent_code_that_went_to_others_meanwhile(codes: Codes) -> None:
    """Its last use, or its end, makes invoices with its bonus over: who pays gets what the invoice says."""
    made = await codes.make("SPRING", 20, kind=PromoKind.PERCENT, first_purchase_only=True)
    await codes.redeemer.redeem("spring", BUYER)
    order = await codes.place()
    assert await codes.refusal(order) == ""
    await codes.maker.end(made.terms.id, by=99)
    assert await codes.refusal(order) == "invoice-over"
    assert await codes.packs.bonus_percent(BUYER) == 0
    assert (await codes.place()).bonus == 0


async def test_a_code_for_the_first_purchase(codes: Codes) -> None:
    """Who has bought before cannot redeem it, and who bought since does not have it any more."""
    await codes.make("SPRING", 20, kind=PromoKind.PERCENT, first_purchase_only=True)
    order = await codes.place()
    await codes.redeemer.redeem("spring", BUYER)
    await codes.receiver.receive(codes.paid(order, "a"), FoundBy.UPDATE)
    assert await codes.packs.bonus_percent(BUYER) == 0
    assert (await codes.place()).bonus == 0
    await codes.make("SECOND", 20, kind=PromoKind.PERCENT, first_purchase_only=True)
    assert await codes.refused("second", BUYER) == "promo-code-for-first-purchase"


async def test_a_subscription_has_no_bonus(codes: Codes) -> None:
    """Its terms repeat for ever."""
    await codes.make("SPRING", 20, kind=PromoKind.PERCENT)
    await codes.redeemer.redeem("spring", BUYER)
    assert (await codes.place(monthly=True)).bonus == 0


async def test_the_newest_percent_code_counts(codes: Codes) -> None:
    """It takes the place of the one before."""
    await codes.make("SPRING", 20, kind=PromoKind.PERCENT)
    await codes.make("AUTUMN", 30, kind=PromoKind.PERCENT)
    for code in ("spring", "autumn"):
        await codes.redeemer.redeem(code, BUYER)
    assert await codes.packs.bonus_percent(BUYER) == 30


async def test_a_spent_bonus_is_asked_about(codes: Codes, clock: FakeClock) -> None:
    """The operator reads that something is spent before the Stars go back; the payer does not get them alone."""
    stars = FakeStars(clock)
    refunds = refunds_of(codes.database, codes.receiver, stars, [CodeUsedUp()])
    await codes.make("SPRING", 300, kind=PromoKind.PERCENT)
    await codes.redeemer.redeem("spring", BUYER)
    await codes.receiver.receive(codes.paid(await codes.place(), "c"), FoundBy.UPDATE)
    async with codes.store.transaction() as tx:
        account = await tx.account_of_person(BUYER)
        generation = await tx.add_generation(held(account.id, "t", price=440))
        await hold(tx, account, 440, generation.id, NONE, clock.now())
    found = await refunds.look(1)
    assert (found.spent, found.would_take.paid, found.would_take.bonus) == (440, 150, 10)
    with pytest.raises(RefundNotCovered) as refusal:
        await refunds.refund(1, asked_by=1)
    assert refusal.value.facts == {"left": 160, "credits": 600}
    with pytest.raises(SelfRefundSpent):
        await refunds.self_refund(1, BUYER)
    assert stars.returned == []
    returned = await refunds.refund(1, asked_by=1, accepts_loss=True)
    assert (returned.taken_back, returned.bonus_taken_back, returned.uncollected) == (150, 10, 0)


@pytest.mark.parametrize("opened", [False, True])
async def test_a_gift_with_a_bonus_goes_back_while_it_is_unopened(
    codes: Codes, clock: FakeClock, opened: bool
) -> None:
    """Bought with a code of 50 %: all of its 225 credits come back first, in what is shown as in what is done."""
    notifier, tokens = FakeGiftNotifier(), GiftTokens("secret")
    effects = (CodeUsedUp(), BoughtGifts(clock, tokens))
    codes.receiver = PaymentReceiver(codes.store, clock, tariff(0), effects)
    refunds = refunds_of(codes.database, codes.receiver, FakeStars(clock), effects)
    await codes.make("HALF", 50, kind=PromoKind.PERCENT)
    await codes.redeemer.redeem("half", BUYER)
    await codes.receiver.receive(codes.paid(await codes.place(OrderKind.GIFT), "c"), FoundBy.UPDATE)
    if opened:
        token = tokens.all_of(made_for_hash("payment c"))[0]
        await GiftClaimer(codes.store, clock, tariff(0), notifier).open(token, 8, "")
        assert (await refunds.look(1)).spent == 225
        with pytest.raises(SelfRefundSpent):
            await refunds.why_not(1, BUYER)
        return
    assert (await refunds.look(1)).is_whole
    assert (await refunds.why_not(1, BUYER)).is_whole
    assert await codes.bought(BUYER) == 0
    returned = await refunds.self_refund(1, BUYER)
    assert (returned.taken_back, returned.bonus_taken_back) == (150, 75)
    assert await codes.bought(BUYER) == 0
