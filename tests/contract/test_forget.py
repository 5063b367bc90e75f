"""What is left of a person who wants to be forgotten: amounts, models and times, and nothing that says who or what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.catalog.spec import Kind
from bot.domain.gallery import GalleryQuery
from bot.domain.generation import Asset, Destination, Generation, State
from bot.domain.payment import FoundBy, PaymentState
from bot.domain.person import Draft
from bot.errors import FailureKind, IllegalStep
from bot.ledger.operations import capture, grant, hold, release
from bot.people.forget import Forgotten, PersonEraser
from bot.ports import Store
from storage.core.database import Database
from storage.generation.drafts import SqliteDraftRepository
from storage.generation.gallery import SqliteGalleryReader
from storage.generation.history import SqliteHistory
from storage.keys.encryption import CredentialCipher
from storage.keys.integrations import Integration, IntegrationRepository
from storage.people.forget import (
    CLEARED,
    CLEARED_IN_PARTS,
    DELETED,
    DELETED_AT_THE_END,
    DELETED_IN_PARTS,
    DELETED_WITH_GENERATION,
    EMPTIED,
    KEPT,
    PART,
    PSEUDONYMOUS,
    UNLINKED,
)
from storage.people.model_preferences import SqliteModelPreferencesRepository
from storage.people.people import SqlitePersonRepository
from storage.people.pseudonyms import Pseudonyms
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.payment_core import BUYER, PaymentCore
from tests.support.samples import PHOTO, held, quote
from tests.support.store_setup import NONE, available, funded_account, moved, waiting
from tests.support.tables import columns, tables

PERSON = 700_700_700
"""An id that is in no other number."""

MANY = 2 * PART + 50
"""Rows that one transaction does not go through."""

ANONYMOUS = {
    "accounts": {"id", "owner_kind", "allowance", "bought", "purchased", "period", "blocked"},
    "generations": {
        *("id", "account_id", "model", "dialect", "price", "state", "created_at", "deadline_at"),
        *("submitted_at", "completed_at", "route", "progress", "attempts", "delivery_attempts", "failure"),
        *(
            "free_late_delivery",
            "ordered",
            "captured",
            "kie_expected",
            "kie_taken",
            "notified",
            "leased_until",
            "auto_confirmed",
            "borrowed_words",
            "hides_words",
        ),
        "sample",  # a voice and a language: the fixed sentence is everybody's
        *("quote_id", "chain_step", "chain_position", "chain_length", "later_steps_returned", "party_id"),
        *("batch_id", "part", "batch_parts"),
        "operator_key",
        *("instead_of", "instead_of_model", "instead_of_price"),
    },
    "group_changes": {"id", "chat_id", "what", "before", "after", "at"},
    "groups": {"chat_id", "title", "admission", "present", "rules"},
    # The theme is emptied when the party has ended, an hour after its beginning at the latest.
    "parties": {
        *(
            "id",
            "chat_id",
            "thread_id",
            "reply_to",
            "asked_by",
            "language",
            "theme",
            "credits",
            "share",
            "least",
        ),
        *(
            "source_id",
            "budget_account_id",
            "state",
            "created_at",
            "ends_at",
            "due_at",
            "leased_until",
            "message_id",
        ),
        *("ballot_id", "entries", "returned"),
    },
    "generation_transitions": {"id", "generation_id", "state", "at"},
    "orders": {
        "token",
        "pack_id",
        "account_id",
        "kind",
        "stars",
        "credits",
        "bonus",
        "monthly",
        "code_id",
        "made_at",
        "is_paid",
    },
    "payments": {
        *(
            "number",
            "charge_id",
            "order_token",
            "account_id",
            "stars",
            "credits",
            "bonus",
            "state",
            "found_by",
        ),
        *(
            "recurring",
            "first_recurring",
            "period_ends_at",
            "paid_at",
            "written_at",
            "notified",
            "refund_attempts",
            "refund_alert_at",
        ),
        *("refunded_at", "taken_back", "bonus_taken_back", "uncollected", "affiliate_stars"),
    },
    "invitations": {"account_id", "owed"},
    "gifts": {
        *("id", "token_hash", "made_for", "account_id", "receiver_name", "credits", "charge_id", "state"),
        *("made_at", "ends_at", "settled_at"),
    },
    "subscriptions": {
        *(
            "order_token",
            "account_id",
            "first_charge_id",
            "last_charge_id",
            "period_ends_at",
            "state",
            "changed_at",
            "canceled_by_bot",
        ),
    },
    "subscription_stops": {"first_charge_id"},
    "support_messages": {
        *("id", "thread_id", "side", "kind", "album", "words", "answers", "receipt", "at"),
    },
    "operator_acts": {"id", "act", "subject", "before", "after", "at"},
    "reported_results": {"id", "generation_id", "state", "at", "decided_at", "removed", "kept"},
    "reports": {"id", "generation_id", "kind", "at"},
}
"""Columns of rows that stay, and that say nothing of a person: amounts, models, times, a group's own rules."""

NOT_OF_PEOPLE = {
    "holds": "amounts of an account",
    "batches": "which generations were confirmed together",
    "ledger_entries": "append-only: amounts of an account; its notes name admins",
    "broadcasts": "what the operator sent to everybody",
    "active_alerts": "what the operator was told",
    "disabled_models": "what the operator does not sell",
    "model_terms": "what the operator takes for a model",
    "money_days": "sums",
    "people_days": "sums",
    "model_days": "sums",
    "runtime_settings": "what the operator has set",
    "accepted_words": "what the operator said of the supplier's words",
    "model_costs": "whether prices at the supplier are right",
    "incomplete_sets": "which models lose results",
    "writer_proof": "what the language model can do",
    "writer_costs": "sums over everybody",
    "console_launches": "digests of proofs that were taken, gone within minutes",
    "telegram_uploads": "media that ship with Kiosk",
    "chat_moves": "ids of groups",
    "totals": "sums over everybody",
    "generation_counts": "sums over everybody",
    "packs": "what the operator sells",
    "promo_terms": "what the operator gives",
    "promo_codes": "what the operator gives",
    "promo_code_uses": "by account",
    "promo_codes_waiting": "by account",
    "referral_rewards": "amounts of an account",
    "star_moves": "Telegram's list of amounts, without people",
    "people_sources": "sums over everybody",
    "free_spending": "sums over everybody",
    "star_checks": "sums of the bot",
    "support_removals": "what is deleted at Telegram because a person was forgotten",
}
"""Tables that know nothing of a person, and why."""


def aliases(person_id: int) -> Sequence[int]:
    """What stands for a person: with an old key, too."""
    return (person_id + 1, person_id + 2)


@pytest.fixture
def store(database: Database, clock: FakeClock) -> Store:
    """A store that knows forgotten people again."""
    return SqliteStore(database, clock, aliases=aliases)


@pytest.fixture
def person_eraser(store: Store, clock: FakeClock) -> PersonEraser:
    """Forgets people."""
    return PersonEraser(store, clock, lambda person_id: aliases(person_id)[0])


def asset() -> Asset:
    """A picture that Telegram has."""
    return Asset(
        url="https://kie.example/secret.png", kind=Kind.IMAGE, file_id="f", sent_as="photo", message_id=9
    )


async def held_by_person(store: Store, account_id: int, token: str = "t") -> Generation:
    """A generation that waits, asked for in private."""
    facts = {"person_id": PERSON, "destination": Destination(chat_id=PERSON, reply_to=44)}
    async with store.transaction() as tx:
        generation = await tx.add_generation(held(account_id, token, **facts))
        await hold(tx, await tx.account(account_id), 10, generation.id, NONE, START)
    return generation


async def running(store: Store, account_id: int, token: str = "t") -> Generation:
    """A generation that KIE is making."""
    estimator = await held_by_person(store, account_id, token)
    return await moved(store, estimator, State.SUBMITTING, State.RUNNING)


async def delivered(store: Store, generation: Generation, *, notified: bool = True) -> Generation:
    """The generation after its end, as the delivery writes it."""
    ready = replace(generation.stepped(State.READY), assets=(asset(),))
    ended = replace(ready.stepped(State.DELIVERED), completed_at=START, captured=10, due_at=START)
    async with store.transaction() as tx:
        await tx.save(ready, expected=State.RUNNING, at=START)
        await tx.save(ended, expected=State.READY, at=START, detail="words of KIE's")
        await capture(tx, generation.id, 10, START)
    if notified:
        async with store.transaction() as tx:
            await tx.save(replace(ended, notified=True, due_at=None), expected=State.DELIVERED, at=START)
    return ended


def require_empty(left: Generation | None, person_id: int | None = None) -> Generation:
    """Nothing but amounts is left of it."""
    assert left is not None
    assert (left.person_id, left.language, left.destination) == (person_id, "", Destination(chat_id=0))
    assert (left.prompt, left.references, dict(left.choices), left.assets) == ("", (), {}, ())
    assert (left.external_task_id, left.hinted_task_id, left.failure_detail, left.stage) == ("", "", "", "")
    assert (left.due_at, left.progress_message_id, left.late_notice_id) == (None, None, None)
    assert left.deleted
    return left


async def test_what_has_ended_is_emptied_at_once(store: Store, person_eraser: PersonEraser) -> None:
    """Words, media and messages go; model, price and what was taken stay, and so does the ledger to the last entry."""
    account_id = await funded_account(store, PERSON)
    ended = await delivered(store, await running(store, account_id))
    async with store.transaction() as tx:
        await tx.add_quote(quote("q", account_id, person_id=PERSON))
        before = await tx.entries(account_id, 100)
    assert await person_eraser.forget(PERSON) == Forgotten(cancelled=0, returned=0, unfinished=0)
    left = require_empty(await store.generation(ended.id))
    assert (left.model, left.price, left.captured, left.state) == ("film", 10, 10, State.DELIVERED)
    assert [step.detail for step in await store.transitions(ended.id)] == [""] * 5
    async with store.transaction() as tx:
        assert await tx.quote("q") is None
        assert await tx.entries(account_id, 100) == before
        account = await tx.account(account_id)
        assert (account.owner_id, account.forgotten_as) == (None, aliases(PERSON)[0])


async def test_what_waits_is_cancelled(store: Store, person_eraser: PersonEraser) -> None:
    """What KIE does not have yet is taken out of the line, its credits go back, and a step under way cannot go on."""
    account_id = await funded_account(store, PERSON)
    estimator = await held_by_person(store, account_id)
    assert await person_eraser.forget(PERSON) == Forgotten(cancelled=1, returned=10, unfinished=0)
    assert require_empty(await store.generation(estimator.id)).state is State.CANCELLED
    assert await available(store, account_id) == 100
    with pytest.raises(IllegalStep):
        await moved(store, estimator, State.SUBMITTING)


@pytest.mark.parametrize("ending", ["delivered", "stored", "failed"])
async def test_what_is_being_made_is_emptied_at_its_end(
    store: Store, person_eraser: PersonEraser, ending: str
) -> None:
    """It still reaches its chat; when its person was notified of the end it is emptied, in the same transaction."""
    account_id = await funded_account(store, PERSON)
    generation = await running(store, account_id)
    assert (await person_eraser.forget(PERSON)).unfinished == 1
    kept = replace(generation, deleted=True)
    assert await store.generation(generation.id) == kept, "it has to be sent somewhere"
    if ending == "delivered":
        ended = await delivered(store, generation, notified=False)
        last = replace(ended, notified=True, due_at=None)
    elif ending == "stored":
        ready = replace(generation.stepped(State.READY), assets=(asset(),))
        ended = replace(ready.stepped(State.STORED), notified=True, due_at=None)
        async with store.transaction() as tx:
            await tx.save(ready, expected=State.RUNNING, at=START)
            await tx.save(ended, expected=State.READY, at=START)
            await capture(tx, ended.id, 10, START)
        last = ended
    else:
        ended = replace(
            generation.stepped(State.FAILED), failure=FailureKind.SLOW, failure_detail="a red kite is bad"
        )
        async with store.transaction() as tx:
            await tx.save(ended, expected=State.RUNNING, at=START)
            await release(tx, ended.id, START)
        last = replace(ended, notified=True, due_at=START)
    if ending != "stored":
        async with store.transaction() as tx:
            await tx.save(last, expected=last.state, at=START)
    require_empty(await store.generation(generation.id))
    with pytest.raises(IllegalStep):
        async with store.transaction() as tx:
            await tx.save(last, expected=last.state, at=START)
    require_empty(await store.generation(generation.id))


async def test_who_comes_back(store: Store, person_eraser: PersonEraser) -> None:
    """Bought credits, the allowance's period and a bar are found again under the same account; the past is not."""
    account_id = await funded_account(store, PERSON)
    ended = await delivered(store, await running(store, account_id))
    async with store.transaction() as tx:
        await tx.set_period(account_id, "2026-11")
        await tx.set_blocked(account_id, blocked=True)
    await person_eraser.forget(PERSON)
    async with store.transaction() as tx:
        back = await tx.account_of_person(PERSON)
        assert (back.id, back.owner_id, back.forgotten_as, back.available) == (account_id, PERSON, None, 90)
        assert (back.period, back.blocked) == ("2026-11", True)
    require_empty(await store.generation(ended.id), PERSON)
    with pytest.raises(IllegalStep):
        async with store.transaction() as tx:
            await tx.save(ended, expected=State.DELIVERED, at=START)
    assert (await person_eraser.forget(PERSON)).unfinished == 0
    require_empty(await store.generation(ended.id))


async def test_what_is_made_while_they_are_away_counts(store: Store, person_eraser: PersonEraser) -> None:
    """Who returns before it ends is its person again at its end, also after forgetting once more: no cap is shed."""
    account_id = await funded_account(store, PERSON)
    generation = await running(store, account_id)
    for _ in range(2):
        await person_eraser.forget(PERSON)
        await funded_account(store, PERSON, 0)
    await delivered(store, generation)
    require_empty(await store.generation(generation.id), PERSON)
    async with store.transaction() as tx:
        (spent,) = await tx.spent(account_id, START, person_id=PERSON)
    assert (spent.person_id, spent.credits) == (PERSON, 10)


async def test_a_voice_sample_is_everybodys(store: Store, person_eraser: PersonEraser) -> None:
    """Its recording stays for the others; who had it made is not known any more, and what it cost is not made twice."""
    account_id = await funded_account(store, PERSON)
    async with store.transaction() as tx:
        asked = replace(held(account_id, "s", price=10, person_id=PERSON), sample="James:en")
        generation = await tx.add_generation(asked)
        await hold(tx, await tx.account(account_id), 10, generation.id, NONE, START)
    ended = await delivered(store, await moved(store, generation, State.SUBMITTING, State.RUNNING))
    await person_eraser.forget(PERSON)
    async with store.transaction() as tx:
        kept = await tx.sample("James:en")
        assert kept is not None
        assert (kept.person_id, kept.prompt, kept.destination) == (None, "", Destination(chat_id=0))
        assert [one.file_id for one in kept.assets] == [asset().file_id]
        assert [one.message_id for one in kept.assets] == [None]
        assert kept.id == ended.id
    await funded_account(store, PERSON, 0)
    async with store.transaction() as tx:
        assert await tx.samples_since(PERSON, START) == 1


async def test_a_stated_age(store: Store, person_eraser: PersonEraser) -> None:
    """The greatest counts, repeating one adds nothing, and who comes back is asked again."""
    async with store.transaction() as tx:
        assert await tx.stated_age(PERSON) == 0
        for age in (16, 21, 18, 21):
            await tx.state_age(PERSON, age, START)
        assert await tx.stated_age(PERSON) == 21
        assert await tx.stated_age(PERSON + 1) == 0
    await person_eraser.forget(PERSON)
    async with store.transaction() as tx:
        assert await tx.stated_age(PERSON) == 0


async def test_an_alias_of_an_old_key_is_known(store: Store, clock: FakeClock) -> None:
    """After SECRET_KEY was replaced, who was forgotten under the old one still finds the account."""
    account_id = await funded_account(store, PERSON)
    await PersonEraser(store, clock, lambda person_id: aliases(person_id)[1]).forget(PERSON)
    assert await funded_account(store, PERSON, 0) == account_id


async def test_others_stay(store: Store, person_eraser: PersonEraser) -> None:
    """Forgetting twice, and forgetting a person unknown, changes nothing of anybody else."""
    account_id = await funded_account(store, 7)
    generation = await waiting(store, account_id)
    await person_eraser.forget(PERSON)
    await person_eraser.forget(PERSON)
    assert await store.generation(generation.id) == generation
    async with store.transaction() as tx:
        assert (await tx.account(account_id)).owner_id == 7


async def test_nothing_in_the_database_names_the_person(database: Database, clock: FakeClock) -> None:
    """After drafts, quotes, conversations, a key of one's own and a result, no cell holds the id, the name or the words."""
    store = SqliteStore(database, clock, aliases=aliases)
    person = await SqlitePersonRepository(database, clock).see(
        PERSON, telegram_language="ru", name="Маргарита", username="margo_kite"
    )
    account_id = await funded_account(store, person.id, 0)
    async with store.transaction() as tx:
        await grant(tx, await tx.account(account_id), 100, "gift", START)
    await delivered(store, await running(store, account_id))
    async with store.transaction() as tx:
        await tx.add_quote(quote("q", account_id, person_id=PERSON, chat_id=PERSON))
    drafts = SqliteDraftRepository(database)
    await drafts.add(
        Draft(
            person_id=PERSON,
            chat_id=PERSON,
            model="film",
            choices={},
            prompt="воздушный змей",
            references=(PHOTO,),
            created_at=START,
        )
    )
    integrations = IntegrationRepository(database, CredentialCipher(["secret"]), clock)
    await integrations.put(Integration(owner=f"person:{PERSON}", api_key="k", config={}))
    await integrations.put(Integration(owner="operator", api_key="k", config={}))
    async with database.transaction() as connection:
        for key, chat_id, person_id in (
            (f"fsm:42:{PERSON}:{PERSON}:default", PERSON, PERSON),
            (f"fsm:42:-100:{PERSON}:3:default", -100, PERSON),
            ("fsm:42:7:7:default", 7, 7),
        ):
            await connection.execute(
                "INSERT INTO fsm_states (key, chat_id, person_id, state) VALUES (?, ?, ?, 's')",
                (key, chat_id, person_id),
            )
    await PersonEraser(store, clock, lambda person_id: aliases(person_id)[0]).forget(PERSON)
    cells = await _cells(database)
    for transitions in (str(PERSON), "Маргарита", "margo", "kite", "змей", "photo-1", "secret.png"):
        assert [cell for cell in cells if transitions in cell] == []
    assert await integrations.get("operator") is not None
    assert len(await database.rows("SELECT * FROM fsm_states")) == 1
    assert await SqliteGalleryReader(database).count(GalleryQuery(person_id=aliases(PERSON)[0])) == 0


async def many_of_person(database: Database, account_id: int) -> None:
    """Hundreds of generations that have ended, with what belongs to them, and quotes and drafts."""
    store = SqliteStore(database, FakeClock(), aliases=aliases)
    await delivered(store, await running(store, account_id))
    async with store.transaction() as tx:
        await tx.add_quote(quote("q", account_id, person_id=PERSON, chat_id=PERSON))
    draft = Draft(person_id=PERSON, chat_id=PERSON, model="film", choices={}, prompt="kite", created_at=START)
    await SqliteDraftRepository(database).add(draft)
    names = {table: await columns(database, table) for table in ("generations", "quotes", "drafts")}
    async with database.transaction() as connection:
        for table, unique in (("generations", "token"), ("quotes", "token"), ("drafts", "")):
            kept = ", ".join(name for name in names[table] if name not in {"id", "quote_id", "token"})
            made = f", '{table}' || n" if unique else ""
            await connection.execute(
                f"WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {MANY})"
                f" INSERT INTO {table} ({kept}{', ' + unique if unique else ''})"
                f" SELECT {kept}{made} FROM {table}, numbers WHERE person_id = {PERSON}"
            )
        await connection.execute(
            "INSERT INTO assets (generation_id, position, url, kind) SELECT id, 9, 'https://kie.example/secret.png', 'image'"
            " FROM generations"
        )


async def test_a_long_history_is_forgotten_in_parts_even_after_a_kill(
    database: Database, clock: FakeClock
) -> None:
    """What a process that was killed in between has left is erased by the next one; amounts stay as they are."""
    store = SqliteStore(database, clock, aliases=aliases)
    account_id = await funded_account(store, PERSON, 0)
    async with store.transaction() as tx:
        await grant(tx, await tx.account(account_id), 100, "gift", START)
    await many_of_person(database, account_id)
    entries = [tuple(row) for row in await database.rows("SELECT * FROM ledger_entries ORDER BY id")]
    alias = aliases(PERSON)[0]
    async with store.transaction() as tx:
        await tx.forget_person(PERSON, alias)
    (left,) = await database.rows("SELECT count(*) AS n FROM generations WHERE emptied = 0")
    assert 0 < left["n"] <= MANY + 1 - PART, "the first transaction goes through one part"
    # The process was killed here, and the next one begins.
    again = SqliteStore(database, clock, aliases=aliases)
    await PersonEraser(again, clock, lambda person_id: aliases(person_id)[0]).finish()
    cells = await _cells(database)
    for words in (str(PERSON), "kite", "secret.png"):
        assert [cell for cell in cells if words in cell] == []
    (counted,) = await database.rows(
        "SELECT count(*) AS n FROM generations WHERE forgotten_as = ? AND emptied = 1", (alias,)
    )
    assert counted["n"] == MANY + 1
    for table in ("quotes", "drafts", "assets", "erasures"):
        assert await database.rows(f"SELECT * FROM {table}") == []
    assert [tuple(row) for row in await database.rows("SELECT * FROM ledger_entries ORDER BY id")] == entries


async def test_many_orders_are_forgotten_in_parts(database: Database, clock: FakeClock) -> None:
    """Each tap on a pack is one; what another program's invoice said goes at once, and who is to get the Stars back stays."""
    core = PaymentCore(database, clock)
    order = await core.order()
    await core.receiver.receive(core.stars.pays("c", "for Margo, +7 900"), FoundBy.UPDATE)
    kept = ", ".join(name for name in await columns(database, "orders") if name not in {"token", "made_at"})
    async with database.transaction() as connection:
        await connection.execute(
            f"WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {MANY})"
            f" INSERT INTO orders (token, made_at, {kept})"
            f" SELECT 'order ' || n, made_at - n, {kept} FROM orders, numbers WHERE token = '{order.token}'"
        )
    of_person = f"SELECT count(*) AS n FROM orders WHERE buyer_id = {BUYER}"
    async with core.store.transaction() as tx:
        await tx.forget_person(BUYER, BUYER + 1000)
    (left,) = await database.rows(of_person)
    assert 0 < left["n"] <= MANY + 1 - PART
    payment = await core.payment()
    assert (payment.payload, payment.payer_id) == ("", BUYER)
    clock.advance(seconds=1)
    fresh = await core.order()
    await PersonEraser(core.store, clock, lambda person_id: person_id + 1000).finish()
    rows = await database.rows(f"SELECT token FROM orders WHERE buyer_id = {BUYER}")
    assert [row["token"] for row in rows] == [fresh.token]
    assert (await core.refunds.refund(1, asked_by=1)).state is PaymentState.REFUNDED


async def test_what_is_new_of_a_person_who_came_back_stays(database: Database, clock: FakeClock) -> None:
    """Forgotten, back at once, while the old history is still on its way out: only that goes."""
    store = SqliteStore(database, clock, aliases=aliases)
    account_id = await funded_account(store, PERSON, 0)
    async with store.transaction() as tx:
        await grant(tx, await tx.account(account_id), 100, "gift", START)
    await many_of_person(database, account_id)
    async with store.transaction() as tx:
        await tx.forget_person(PERSON, aliases(PERSON)[0])
    assert await funded_account(store, PERSON, 0) == account_id
    fresh = await delivered(store, await running(store, account_id, "fresh"))
    async with store.transaction() as tx:
        await tx.add_quote(quote("new", account_id, person_id=PERSON, chat_id=PERSON))
    await PersonEraser(store, clock, lambda person_id: aliases(person_id)[0]).finish()
    assert [row["id"] for row in await database.rows("SELECT id FROM generations WHERE emptied = 0")] == [
        fresh.id
    ]
    assert [row["token"] for row in await database.rows("SELECT token FROM quotes")] == ["new"]
    assert await database.rows("SELECT 1 FROM drafts") == []
    latest = await SqliteHistory(database).latest(PERSON)
    assert latest is not None
    assert latest.id == fresh.id


async def test_who_comes_back_has_no_past(database: Database, clock: FakeClock) -> None:
    """What was forgotten is in no history, gallery or preferences, although the amounts are theirs again."""
    store, history = SqliteStore(database, clock, aliases=aliases), SqliteHistory(database)
    account_id = await funded_account(store, PERSON)
    await delivered(store, await running(store, account_id))
    assert (await SqliteModelPreferencesRepository(database).preferences(PERSON)).used
    await PersonEraser(store, clock, lambda person_id: aliases(person_id)[0]).forget(PERSON)
    assert await funded_account(store, PERSON, 0) == account_id
    assert not (await SqliteModelPreferencesRepository(database).preferences(PERSON)).used
    assert await history.latest(PERSON) is None
    assert await SqliteGalleryReader(database).count(GalleryQuery(person_id=PERSON)) == 0


async def test_every_table_is_thought_of(database: Database) -> None:
    """A new table, or a new column where rows stay, is refused here until `storage/people/forget.py` says what becomes of it.

    Rows of a person are deleted (`DELETED`, `DELETED_WITH_GENERATION`), emptied (`EMPTIED`, `CLEARED`, `PSEUDONYMOUS`, `UNLINKED`) or
    kept with a reason (`KEPT`); what is not
    personal is named in this file, with a reason.
    """
    gone = {*DELETED, *DELETED_IN_PARTS, *DELETED_AT_THE_END, *DELETED_WITH_GENERATION, *NOT_OF_PEOPLE}
    for table in await tables(database):
        if table in gone:
            continue
        unlinked = {UNLINKED[table]} if table in UNLINKED else set()
        kept = {KEPT[table]} if table in KEPT else set()
        cleared = {*CLEARED.get(table, {}), *CLEARED_IN_PARTS.get(table, {})}
        handled = {*EMPTIED.get(table, ()), *PSEUDONYMOUS.get(table, ()), *cleared, *kept, *unlinked}
        assert handled, f"{table}: what becomes of its rows when a person is forgotten?"
        assert set(await columns(database, table)) - handled == ANONYMOUS[table], (
            f"{table}: is every column that stays anonymous?"
        )


def test_pseudonyms() -> None:
    """They fit a column without a sign, differ by person and by key, and are known again after the key was replaced."""
    first, second = Pseudonyms(["one"]), Pseudonyms(["two", "one"])
    numbers = {first.of(person_id) for person_id in range(1, 500)}
    assert len(numbers) == 499
    assert all(0 <= number < 1 << 63 for number in numbers)
    assert first.of(PERSON) != second.of(PERSON)
    assert second.all_of(PERSON) == [second.of(PERSON), first.of(PERSON)]


async def _cells(database: Database) -> list[str]:
    """Every value of every table, as text."""
    return [
        f"{table}: {cell}"
        for table in await tables(database)
        for row in await database.rows(f"SELECT * FROM {table}")
        for cell in tuple(row)
    ]
