"""Gifts: credits on their way are in no account, reach one person once, and are lost to no one."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from bot.catalog.spec import Dialect
from bot.domain.gift import GIFT_LIFE, MOST_OPEN_GIFTS, GiftState
from bot.domain.terms import FixedTariff
from bot.errors import (
    AccountBlocked,
    GiftAmountWrong,
    GiftForAnother,
    GiftFrozen,
    GiftUnknown,
    NotEnoughToGive,
    Refusal,
    TooManyGifts,
)
from bot.gifts.claim import GiftClaimer, GiftOutcome
from bot.gifts.give import GiftCard, GiftGiver, GiftRequest
from bot.gifts.give_back import GiftReturner
from bot.gifts.tokens import GiftTokens
from bot.ledger.allowance import Allowance, Period
from bot.ledger.entries import LARGEST_AMOUNT
from bot.ledger.gifts import give_gift_back
from bot.people.forget import PersonEraser
from bot.ports import Store, Transaction
from storage.core.database import Database
from storage.gifts.gifts import SqliteGiftReader
from storage.people.people import SqlitePersonRepository
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.fake_gift_notifier import FakeGiftNotifier
from tests.support.store_setup import available, funded_account

GIVER, FRIEND, OTHER = 7, 8, 9
LEFT = {GIVER: 100, FRIEND: 0, OTHER: 0}


def aliases(person_id: int) -> tuple[int, ...]:
    """What stands for a forgotten person."""
    return (person_id + 1000,)


class Giving:
    """The use cases over one database."""

    def __init__(self, database: Database, clock: FakeClock) -> None:
        self.database = database
        self.clock = clock
        self.notifier = FakeGiftNotifier()
        self.store: Store = SqliteStore(database, clock, aliases=aliases)
        tariff = FixedTariff(
            dialect=Dialect.LIVE, multiplier=Decimal(1), allowance=Allowance(30, Period.MONTH)
        )
        self.giver = GiftGiver(self.store, clock, GiftTokens("secret"))
        self.claimer = GiftClaimer(self.store, clock, tariff, self.notifier)
        self.returner = GiftReturner(self.store, clock, self.notifier)
        self.gifts = SqliteGiftReader(database)

    async def give(
        self, credits_: int = 50, made_for: str = "m1", *, to: int | None = None, name: str = ""
    ) -> GiftCard:
        """A gift of the giver's."""
        return await self.giver.give(
            GiftRequest(
                giver_id=GIVER,
                credits=credits_,
                receiver_id=to,
                receiver_name=name,
                made_for=made_for,
                chat_id=GIVER,
                language="en",
            )
        )

    async def bought(self, person_id: int) -> int:
        """Credits of the person that do not expire; they are the sum of the entries."""
        async with self.store.transaction() as tx:
            account = await tx.account_of_person(person_id)
        await available(self.store, account.id)
        return account.bought

    async def refusal(self, card: GiftCard, person_id: int, username: str = "") -> str:
        """Code of why the person cannot open it; empty when they have."""
        try:
            await self.claimer.open(card.token, person_id, username)
        except Refusal as refusal:
            return refusal.code
        return ""

    async def block(self, person_id: int, *, blocked: bool = True) -> None:
        """The operator blocks a person."""
        async with self.store.transaction() as tx:
            account = await tx.account_of_person(person_id)
            await tx.set_blocked(account.id, blocked=blocked)


@pytest.fixture
async def giving(database: Database, clock: FakeClock) -> Giving:
    """A giver with 100 credits that do not expire."""
    giving = Giving(database, clock)
    await funded_account(giving.store, GIVER, 100)
    return giving


async def test_a_gift_reaches_who_opens_it(giving: Giving) -> None:
    """The credits leave at once, arrive as given ones, and the giver hears of it."""
    card = await giving.give()
    assert await giving.bought(GIVER) == 50
    opened = await giving.claimer.open(card.token, FRIEND, "")
    assert (opened.outcome, opened.balance.bought, opened.is_giver) == (GiftOutcome.OPENED, 50, False)
    assert await giving.bought(FRIEND) == 50
    assert giving.notifier.said == [("closed", card.gift.id), ("opened", card.gift.id)]
    again = await giving.claimer.open(card.token, FRIEND, "")
    assert again.outcome is GiftOutcome.OPENED_BEFORE
    assert (await giving.claimer.open(card.token, OTHER, "")).outcome is GiftOutcome.CLAIMED
    assert (await giving.claimer.open(card.token, GIVER, "")).is_giver
    assert [await giving.bought(one) for one in (GIVER, FRIEND, OTHER)] == [50, 50, 0]


async def test_the_token_is_nowhere_in_the_database(giving: Giving) -> None:
    """Only its hash is kept, in the gift and in the ledger."""
    card = await giving.give()
    rows = [
        *await giving.database.rows("SELECT * FROM gifts"),
        *await giving.database.rows("SELECT * FROM ledger_entries"),
    ]
    dumped = " ".join(str(dict(row)) for row in rows)
    assert card.token not in dumped
    assert card.gift.token_hash in dumped
    assert (
        await giving.refusal(GiftCard(gift=card.gift, token=card.gift.token_hash), FRIEND) == "gift-unknown"
    )


async def test_the_same_message_makes_one_gift(giving: Giving) -> None:
    """Handled again after a kill, it leads to the same link; with a key that was replaced, too."""
    first, second = await giving.give(), await giving.give()
    assert (first.token, first.gift.id) == (second.token, second.gift.id)
    assert await giving.bought(GIVER) == 50
    renewed = GiftGiver(giving.store, giving.clock, GiftTokens("new", ["secret"]))
    assert renewed.card(first.gift).token == first.token
    lost = GiftGiver(giving.store, giving.clock, GiftTokens("new"))
    assert lost.card(first.gift).token == ""
    assert (await giving.claimer.open(first.token, FRIEND, "")).outcome is GiftOutcome.OPENED


async def test_two_at_once(giving: Giving) -> None:
    """Ten people open one link in parallel: one has the credits."""
    card = await giving.give()
    found = await asyncio.gather(*(giving.claimer.open(card.token, 100 + one, "") for one in range(10)))
    outcomes = [one.outcome for one in found]
    assert outcomes.count(GiftOutcome.OPENED) == 1
    assert outcomes.count(GiftOutcome.CLAIMED) == 9
    assert sum([await giving.bought(100 + one) for one in range(10)]) == 50


async def test_opened_and_taken_back_at_once(giving: Giving) -> None:
    """One of the two has them."""
    card = await giving.give()
    await asyncio.gather(
        giving.claimer.open(card.token, FRIEND, ""), giving.returner.take_back(card.gift.id, GIVER)
    )
    assert await giving.bought(GIVER) + await giving.bought(FRIEND) == 100


async def test_only_credits_that_do_not_expire(giving: Giving) -> None:
    """An allowance is for its person: it is neither given nor counted."""
    with pytest.raises(NotEnoughToGive) as refused:
        await giving.give(101)
    assert refused.value.facts == {"available": 100}
    assert await giving.bought(GIVER) == 100
    await giving.give(100)
    assert await giving.bought(GIVER) == 0


async def test_ones_own_link_changes_nothing(giving: Giving) -> None:
    """The giver tries it: another person can still open it, and its card stays. When its time is over it goes back."""
    card, late = await giving.give(30, "a"), await giving.give(20, "b")
    for _ in range(2):
        opened = await giving.claimer.open(card.token, GIVER, "")
        assert (opened.outcome, opened.gift.state) == (GiftOutcome.OWN, GiftState.OPEN)
    assert giving.notifier.said == []
    assert await giving.bought(GIVER) == 50
    assert (await giving.claimer.open(card.token, FRIEND, "")).outcome is GiftOutcome.OPENED
    giving.clock.moment = START + GIFT_LIFE
    assert (await giving.claimer.open(late.token, GIVER, "")).outcome is GiftOutcome.RETURNED
    assert [await giving.bought(one) for one in (GIVER, FRIEND)] == [70, 30]


@pytest.mark.parametrize("amount", [0, -5, LARGEST_AMOUNT + 1, 10**39])
async def test_an_amount_that_can_be_no_gift(giving: Giving, amount: int) -> None:
    """It says what can; nothing moves."""
    with pytest.raises(GiftAmountWrong) as refused:
        await giving.give(amount)
    assert refused.value.facts == {"most": LARGEST_AMOUNT}
    assert await giving.bought(GIVER) == 100


async def test_taken_back_by_the_giver_alone(giving: Giving) -> None:
    """Twice moves nothing more, and another person finds no such gift."""
    card = await giving.give()
    with pytest.raises(GiftUnknown):
        await giving.returner.take_back(card.gift.id, OTHER)
    for _ in range(2):
        assert (await giving.returner.take_back(card.gift.id, GIVER)).state is GiftState.RETURNED
    assert await giving.bought(GIVER) == 100
    assert giving.notifier.said == [("closed", card.gift.id)]


async def test_too_old(giving: Giving) -> None:
    """After thirty days it goes back, by itself or when it is opened too late."""
    first, second = await giving.give(30, "a"), await giving.give(20, "b")
    giving.clock.moment = START + GIFT_LIFE - timedelta(seconds=1)
    await giving.returner.return_too_old()
    assert await giving.bought(GIVER) == 50
    giving.clock.moment = START + GIFT_LIFE
    assert (await giving.claimer.open(first.token, FRIEND, "")).outcome is GiftOutcome.RETURNED
    await giving.returner.return_too_old()
    assert await giving.bought(GIVER) == 100
    assert giving.notifier.said[-1] == ("returned", second.gift.id)
    assert await giving.refusal(second, FRIEND) == ""
    assert await giving.bought(FRIEND) == 0


async def test_one_that_cannot_go_back_is_in_no_other_ones_way(
    giving: Giving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is tried again each time; no one hears twice of the others."""
    bad = (await giving.give(2, "bad")).gift
    for one in range(MOST_OPEN_GIFTS - 1):
        await giving.give(2, f"m{one}")

    async def faulty(tx: Transaction, account_id: int, credits_: int, key: str, now: datetime) -> None:
        if key == bad.token_hash:
            raise KeyError(key)
        await give_gift_back(tx, account_id, credits_, key, now)

    giving.clock.moment = START + GIFT_LIFE
    monkeypatch.setattr("bot.gifts.give_back.give_gift_back", faulty)
    for _ in range(2):
        await giving.returner.return_too_old()
    assert await giving.bought(GIVER) == 98
    assert len(giving.notifier.said) == 2 * (MOST_OPEN_GIFTS - 1)
    monkeypatch.undo()
    await giving.returner.return_too_old()
    assert await giving.bought(GIVER) == 100


async def test_many_that_are_too_old(giving: Giving) -> None:
    """More than one part goes back in one run."""
    for one in range(MOST_OPEN_GIFTS):
        await giving.give(2, f"m{one}")
    with pytest.raises(TooManyGifts):
        await giving.give(1, "one more")
    giving.clock.moment = START + GIFT_LIFE
    await giving.returner.return_too_old()
    assert await giving.bought(GIVER) == 100
    assert await giving.gifts.open_gifts_of(GIVER) == []


@pytest.mark.parametrize("addressed", [{"to": FRIEND}, {"name": "friend"}])
async def test_addressed(giving: Giving, addressed: dict[str, int | str]) -> None:
    """Another person is refused whatever they are called; who it is for gets it, in any spelling of the name."""
    card = await giving.give(50, "m", **addressed)  # type: ignore[arg-type]  # values of a test's own table
    assert card.gift.is_addressed
    with pytest.raises(GiftForAnother):
        await giving.claimer.open(card.token, OTHER, "other")
    assert (await giving.claimer.open(card.token, FRIEND, "Friend")).outcome is GiftOutcome.OPENED
    rows = await giving.database.rows("SELECT receiver_name FROM gifts")
    assert [row["receiver_name"] for row in rows] == [""]


async def test_blocked(giving: Giving) -> None:
    """Neither a blocked giver nor a blocked receiver moves credits; the gift waits."""
    card = await giving.give()
    await giving.block(FRIEND)
    with pytest.raises(AccountBlocked):
        await giving.claimer.open(card.token, FRIEND, "")
    await giving.block(GIVER)
    with pytest.raises(GiftFrozen):
        await giving.claimer.open(card.token, OTHER, "")
    with pytest.raises(AccountBlocked):
        await giving.give(10, "m2")
    await giving.block(GIVER, blocked=False)
    assert (await giving.claimer.open(card.token, OTHER, "")).outcome is GiftOutcome.OPENED


async def test_a_forgotten_givers_gifts_can_be_opened_and_come_back(giving: Giving) -> None:
    """Their name is gone; what is not opened goes to their account, which waits under its pseudonym."""
    opened, late = await giving.give(30, "a"), await giving.give(20, "b")
    await PersonEraser(giving.store, giving.clock, lambda one: aliases(one)[0]).forget(GIVER)
    rows = await giving.database.rows("SELECT giver_id, chat_id, message_id, language FROM gifts")
    assert {tuple(row) for row in rows} == {(None, 0, None, "")}
    assert (await giving.claimer.open(opened.token, FRIEND, "")).outcome is GiftOutcome.OPENED
    giving.clock.moment = START + GIFT_LIFE
    await giving.returner.return_too_old()
    assert (await giving.claimer.open(late.token, OTHER, "")).outcome is GiftOutcome.RETURNED
    assert (await giving.bought(FRIEND), await giving.bought(GIVER)) == (30, 70)


async def test_what_was_for_a_forgotten_person_goes_back(giving: Giving) -> None:
    """Nothing says any more who it was for, and no one else can open it."""
    card = await giving.give(30, to=FRIEND)
    opened = await giving.give(20, "b")
    await giving.claimer.open(opened.token, FRIEND, "")
    eraser = PersonEraser(giving.store, giving.clock, lambda one: aliases(one)[0], giving.notifier)
    await eraser.forget(FRIEND)
    assert ("returned", card.gift.id) in giving.notifier.said
    rows = await giving.database.rows("SELECT receiver_id, claimed_by FROM gifts")
    assert {tuple(row) for row in rows} == {(None, None)}
    assert (await giving.claimer.open(card.token, OTHER, "")).outcome is GiftOutcome.RETURNED
    assert await giving.bought(GIVER) == 80


async def test_what_was_for_the_name_of_a_forgotten_person_goes_back(giving: Giving) -> None:
    """The name that they were last seen with is kept nowhere; a gift for another name waits on."""
    people = SqlitePersonRepository(giving.database, giving.clock)
    await people.see(FRIEND, telegram_language="en", name="Fay", username="Fay_Fox")
    theirs, other = await giving.give(30, "a", name="fay_fox"), await giving.give(20, "b", name="fox")
    await PersonEraser(giving.store, giving.clock, lambda one: aliases(one)[0]).forget(FRIEND)
    rows = await giving.database.rows("SELECT receiver_name FROM gifts ORDER BY id")
    assert [row["receiver_name"] for row in rows] == ["", "fox"]
    assert (await giving.claimer.open(theirs.token, OTHER, "")).outcome is GiftOutcome.RETURNED
    assert (await giving.claimer.open(other.token, OTHER, "Fox")).outcome is GiftOutcome.OPENED


async def test_the_card_of_a_group_that_grew(giving: Giving) -> None:
    """Its gift belongs to the supergroup; messages are numbered anew there."""
    card = await giving.give()
    await giving.giver.note_card(card.gift, 5)
    async with giving.store.transaction() as tx:
        await tx.move_chat(GIVER, -1001)
    moved = await giving.gifts.gift(card.gift.id)
    assert moved is not None
    assert (moved.chat_id, moved.message_id) == (-1001, None)
