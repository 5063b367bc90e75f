"""A database that Kiosk of commit 2cd5c96 wrote (`old_schema.sql`), opened by this one."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.availability.circuit_breaker import KeyTrouble
from bot.catalog.spec import Kind, Media
from bot.domain.gallery import GalleryQuery
from bot.domain.generation import State
from bot.domain.group import AdmissionStatus, GroupRules, Payer, Span
from bot.domain.message_ref import MessageRef
from bot.domain.party import PartyState, ShownEntry
from bot.domain.person import Person
from bot.domain.quiet_hours import QuietHours
from bot.errors import SchemaTooNew, SchemaTooOld, StorageError
from bot.ledger.entries import OwnerKind
from bot.people.forget import PersonEraser
from bot.ports import AlertKind
from storage.core import old_schema
from storage.core.database import APPLICATION_ID, Database, migrations
from storage.generation.drafts import SqliteDraftRepository
from storage.generation.gallery import SqliteGalleryPageRepository, SqliteGalleryReader
from storage.groups.menus import SqliteMenuRepository
from storage.keys.encryption import CredentialCipher
from storage.keys.integrations import IntegrationRepository
from storage.keys.own_keys import SqliteOwnKeyRepository
from storage.operations.alerts import SqliteAlertState
from storage.operations.broadcasts import SqliteBroadcasts
from storage.operations.disabled_models import SqliteModelSwitchRepository
from storage.operations.telegram_uploads import SqliteTelegramUploadRepository
from storage.people.model_preferences import SqliteModelPreferencesRepository
from storage.people.people import SqlitePersonRepository
from storage.people.pseudonyms import Pseudonyms
from storage.store import SqliteStore
from tests.support.fake_clock import START, FakeClock
from tests.support.recount import kept_and_recounted

DUMP = Path(__file__).with_name("old_schema.sql")
SECRET = "a secret key of a test"
ANNA, BORIS, CLARA, DORA, ADMIN = 700001, 700002, 700003, 700004, 700099
"""Clara was forgotten, Dora was forgotten and came back."""
GROUP, BLOCKED_GROUP = -1000000000500, -1000000000600
AT_WORK = (State.SUBMITTING, State.IN_DOUBT, State.RUNNING, State.READY)
ROOT = Path(__file__).parents[4]


def tables(connection: sqlite3.Connection) -> Sequence[str]:
    """Their names."""
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return [row[0] for row in found]


def contents(path: Path) -> Sequence[str]:
    """The whole file as SQL, with what tells the schema."""
    with closing(sqlite3.connect(path)) as connection:
        pragmas = [f"{name}: {pragma(connection, name)}" for name in ("user_version", "application_id")]
        return [*pragmas, *connection.iterdump()]


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """A number that is kept in the file."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def spoil(path: Path, statement: str) -> None:
    """Change the file behind Kiosk's back."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statement)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file as the old Kiosk left it."""
    path = tmp_path / "old.db"
    spoil(path, DUMP.read_text(encoding="utf-8"))
    return path


@pytest.fixture
async def opened(path: Path) -> AsyncGenerator[Database]:
    """The same, opened by this Kiosk."""
    database = await Database.open(path, synchronous="OFF")
    yield database
    await database.close()


@pytest.fixture
def store(opened: Database, clock: FakeClock) -> SqliteStore:
    """What is in it."""
    return SqliteStore(opened, clock, aliases=Pseudonyms([SECRET]).all_of)


def test_every_old_table_has_rows(path: Path) -> None:
    """Else nothing would be said about those that have none."""
    with closing(sqlite3.connect(path)) as connection:
        empty = [
            name
            for name in tables(connection)
            if not connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        ]
        assert (empty, pragma(connection, "user_version")) == ([], old_schema.LAST_VERSION)


class TestTheFile:
    """What it is afterwards."""

    async def test_the_schema_is_that_of_a_new_file(self, opened: Database, database: Database) -> None:
        """Table by table, index by index, with the numbers that say so."""
        parts = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
        brought, fresh = [[tuple(row) for row in await one.rows(parts)] for one in (opened, database)]
        assert brought == fresh
        for name, value in (("application_id", APPLICATION_ID), ("user_version", migrations()[-1][0])):
            row = await opened.row(f"PRAGMA {name}")
            assert row is not None
            assert row[0] == value

    async def test_no_row_is_lost(self, path: Path, tmp_path: Path) -> None:
        """Conversations are dropped; everything else has a row, counted and summed up outside of Kiosk."""
        before = tmp_path / "before.db"
        shutil.copy(path, before)
        await (await Database.open(path)).close()
        with closing(sqlite3.connect(before)) as old, closing(sqlite3.connect(path)) as new:
            counts = {name: old.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables(old)}
            names = {"quotes": "quotes", "chains": "quotes", "dialogs": "fsm_states"} | old_schema._SAME_COUNT
            expected = dict.fromkeys(
                set(tables(new))
                - {"totals", "generation_counts", "people_sources", "free_spending"}
                - {"money_days", "model_days", "people_days"},
                0,
            )
            for name, count in counts.items():
                expected[names[name]] += count
            expected["fsm_states"] = 0
            assert expected == {
                name: new.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in expected
            }
            kept, counted = kept_and_recounted(path)
            assert kept == counted
            assert counted["people"] > 0
            for sums in (
                "SELECT account_id, bucket, kind, sum(amount) FROM ledger_entries GROUP BY 1, 2, 3",
                "SELECT id, allowance, bought FROM accounts",
                "SELECT generation_id, account_id, allowance, bought, captured, ended_at FROM holds",
            ):
                assert old.execute(sums).fetchall() == new.execute(sums).fetchall()

    async def test_opening_again_changes_nothing(self, path: Path) -> None:
        """It is brought over once."""
        await (await Database.open(path)).close()
        once = contents(path)
        await (await Database.open(path)).close()
        assert contents(path) == once

    async def test_the_rules_hold(self, opened: Database) -> None:
        """The ledger cannot be changed, and references are checked again."""
        for statement in (
            "UPDATE ledger_entries SET amount = 1",
            "DELETE FROM ledger_entries",
            "UPDATE accounts SET bought = -1",
            "UPDATE generations SET account_id = 99",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                async with opened.transaction() as connection:
                    await connection.execute(statement)

    async def test_numbers_are_not_used_again(self, opened: Database) -> None:
        """A removed key's, and those of quotes that were wiped, which generations still name."""
        rows = await opened.rows("SELECT name, seq FROM sqlite_sequence")
        sequences = {row["name"]: row["seq"] for row in rows}
        named = await opened.row("SELECT max(quote_id) FROM generations")
        assert named is not None
        assert sequences["quotes"] >= named[0]
        assert (sequences["integrations"], sequences["parties"]) == (4, 3)


class TestMoney:
    """Accounts, and who finds theirs again."""

    async def test_accounts(self, store: SqliteStore) -> None:
        """Of people, of the group and of parties; each has what its entries sum up to."""
        async with store.transaction() as tx:
            found = [await tx.account(number) for number in range(1, 10)]
            for account in found:
                entries = await tx.entries(account.id, 1000)
                assert account.available == sum(entry.amount for entry in entries)
        owners = [(account.owner_kind, account.owner_id) for account in found]
        assert owners == [
            (OwnerKind.PERSON, ANNA),
            (OwnerKind.PERSON, BORIS),
            (OwnerKind.PERSON, None),
            (OwnerKind.PERSON, DORA),
            (OwnerKind.PERSON, 700005),
            (OwnerKind.GROUP, GROUP),
            *((OwnerKind.PARTY, number) for number in (1, 2, 3)),
        ]
        assert [account.blocked for account in found] == [account.id == 5 for account in found]
        assert {account.period for account in found} == {"2026-03"}

    async def test_the_forgotten_returns(self, store: SqliteStore) -> None:
        """By the pseudonym that SECRET_KEY makes, as before; what was spent is theirs again, without content."""
        async with store.transaction() as tx:
            account = await tx.account_of_person(CLARA)
            spent = await tx.spent((await tx.group_account(GROUP)).id, START, person_id=CLARA)
        assert (account.id, account.owner_id, account.forgotten_as) == (3, CLARA, None)
        assert [one.credits for one in spent] == [10]

    async def test_who_had_returned_can_be_forgotten_again(
        self, store: SqliteStore, opened: Database, clock: FakeClock
    ) -> None:
        """Nothing names the person afterwards."""
        await PersonEraser(store, clock, Pseudonyms([SECRET]).of).forget(DORA)
        for table in ("accounts", "generations", "people", "quotes"):
            for row in await opened.rows(f"SELECT * FROM {table}"):
                assert DORA not in tuple(row)


class TestGenerations:
    """In every state, with what belongs to them."""

    async def test_all_can_be_read(self, store: SqliteStore, opened: Database) -> None:
        """Each with its transitions; a quote is found for all that were not wiped."""
        states = set()
        for row in await opened.rows("SELECT id FROM generations ORDER BY id"):
            generation = await store.generation(row["id"])
            assert generation is not None
            states.add(generation.state)
            transitions = await store.transitions(generation.id)
            assert transitions[-1].state is generation.state
            if generation.quote_id is not None and generation.person_id in {ANNA, BORIS}:
                quote = await store.quote_by_id(generation.quote_id)
                assert quote is not None
                assert quote.confirmed_at is not None
                assert generation.model in {step.model for step in quote.steps}
        assert states == set(State) - {State.FAILED}  # a late result followed

    async def test_what_was_said(self, store: SqliteStore) -> None:
        """Of a long wait, with and without the message's id."""
        notices = [await store.generation(number) for number in (1, 4, 5, 16)]
        assert [(one.late_notice_sent, one.late_notice_id) for one in notices if one is not None] == [
            (False, None),
            (True, 777),
            (True, None),
            (True, None),
        ]

    async def test_assets(self, store: SqliteStore) -> None:
        """What was sent is not sent again, whether or not its message is known."""
        assets = {
            number: [(asset.is_sent, asset.message_id) for asset in generation.assets]
            for number in (1, 3, 8, 9, 15)
            if (generation := await store.generation(number)) is not None
        }
        assert assets == {
            1: [(True, 910)],
            3: [(True, None)],
            8: [(True, 950), (False, None)],
            9: [(False, None)],
            15: [(True, None)],
        }

    async def test_of_forgotten_people(self, store: SqliteStore) -> None:
        """Emptied at once, at work until the end, and of a person who had come back."""
        emptied, working, returned = [await store.generation(number) for number in (17, 25, 26)]
        assert emptied is not None
        assert (emptied.person_id, emptied.prompt) == (None, "")
        assert working is not None
        assert (working.person_id, working.state) == (CLARA, State.RUNNING)
        assert returned is not None
        assert (returned.person_id, returned.prompt, returned.deleted) == (DORA, "", True)

    async def test_a_chain(self, store: SqliteStore) -> None:
        """Its steps, and the quote that they were confirmed with."""
        async with store.transaction() as tx:
            steps = await tx.generations_of_quote(1)
        assert [(one.chain_step, one.state, one.shown_prompt) for one in steps] == [
            ("picture", State.DELIVERED, "a kite"),
            ("video", State.WAITING, "a kite"),
        ]
        quote = await store.quote_by_id(1)
        assert quote is not None
        assert (quote.recipe, quote.length, quote.price, quote.kie_credits) == ("photo-to-clip", 2, 13, 13)
        assert [(step.name, step.position, dict(step.choices)) for step in quote.steps] == [
            ("picture", 0, {}),
            ("video", 1, {"duration": "5"}),
        ]
        assert quote.steps[1].references[0].made_by == "picture"
        unconfirmed = await store.quote_by_id(2)
        assert unconfirmed is not None
        assert (unconfirmed.confirmed_at, unconfirmed.key_owner) == (None, f"person:{BORIS}")
        assert unconfirmed.made["picture"].media is Media.PHOTO

    async def test_a_quote_of_a_model(self, store: SqliteStore) -> None:
        """Under its token; those that were not confirmed can still be."""
        async with store.transaction() as tx:
            confirmed, waiting, of_party = [await tx.quote(f"quote{number}") for number in ("02", "19", "20")]
            assert waiting is not None
            assert await tx.confirm_quote(waiting.id, START)
            assert confirmed is not None
            assert not await tx.confirm_quote(confirmed.id, START)
        assert (confirmed.recipe, confirmed.length, confirmed.price) == (None, 1, 10)
        assert (confirmed.first.prompt, dict(confirmed.first.choices)) == ("Змей", {"duration": "5"})
        assert confirmed.first.references == confirmed.references
        assert of_party is not None
        assert (of_party.party_id, of_party.confirmed_at) == (1, None)

    async def test_the_queue_goes_on(self, store: SqliteStore) -> None:
        """What was due is due."""
        later = START + timedelta(days=2)
        due = await store.claim_due(later, lease_until=later + timedelta(minutes=5), limit=50, states=AT_WORK)
        assert {one.id for one in due} == {4, 5, 6, 7, 8, 13, 16, 23, 25}

    async def test_the_gallery(self, opened: Database) -> None:
        """Prompts are found as before."""
        reader = SqliteGalleryReader(opened)
        assert await reader.count(GalleryQuery(person_id=ANNA, words=("змей",))) == 1


class TestPeopleAndGroups:
    """Preferences, rules, menus and parties."""

    async def test_a_person(self, opened: Database, clock: FakeClock) -> None:
        """With every preference."""
        people = SqlitePersonRepository(opened, clock)
        assert await people.person(ANNA) == Person(
            id=ANNA,
            language="ru",
            telegram_language="en",
            name="Anna",
            send_originals=True,
            effects=False,
            auto_confirm_below=25,
            utc_offset=120,
            quiet=QuietHours(22, 8),
        )
        assert await people.person(CLARA) is None
        preferences = await SqliteModelPreferencesRepository(opened).preferences(ANNA)
        assert preferences.favourites == ("qwen-image", "kling-2.5-turbo")
        assert preferences.defaults == {Kind.IMAGE: "qwen-image"}
        assert [use.model for use in preferences.used] == ["kling-2.5-turbo", "elevenlabs-tts"]

    async def test_a_group(self, store: SqliteStore) -> None:
        """Its rules under their present names, and its trail."""
        async with store.transaction() as tx:
            group, blocked = await tx.group(GROUP), await tx.group(BLOCKED_GROUP)
            changes = await tx.changes(GROUP, 10)
            of_blocked = await tx.changes(BLOCKED_GROUP, 10)
        assert group is not None
        assert (group.title, group.admission, group.added_by) == ("Friends", AdmissionStatus.ADMITTED, None)
        assert group.rules == GroupRules(
            payer=Payer.GROUP,
            caps={Span.DAY: 40},
            generation_cap=30,
            approval_above=20,
            kinds=frozenset({Kind.IMAGE, Kind.VIDEO}),
            models_off=frozenset({"sora-2"}),
            banned_words=("spam",),
            open_maximum=3,
            spoiler=True,
            topic_id=4,
            language="ru",
            quiet=QuietHours(23, 7),
            utc_offset=180,
        )
        assert blocked is not None
        assert (blocked.admission, blocked.present) == (AdmissionStatus.BLOCKED, False)
        assert [(one.person_id, one.what) for one in changes] == [
            (ANNA, "topup"),
            (None, "admission"),
            (None, "payer"),
            (ANNA, "generation_cap"),
        ]
        assert [(one.person_id, one.before, one.after) for one in of_blocked] == [(ADMIN, "asked", "blocked")]

    async def test_parties(self, store: SqliteStore) -> None:
        """In their present states, with what was posted and the votes of those who are not forgotten."""
        async with store.transaction() as tx:
            voting, showing, refunding = [await tx.party(number) for number in (1, 2, 3)]
            votes = await tx.votes(1)
            entries = await tx.party_entries(1)
        assert voting is not None
        assert (voting.state, voting.budget_account_id, voting.message_id) == (PartyState.VOTING, 7, 50)
        assert voting.entries == (
            ShownEntry(20, posted=True, message_id=51),
            ShownEntry(21, posted=True, message_id=None),
        )
        assert showing is not None
        assert showing.state is PartyState.SHOWING
        assert showing.entries == (ShownEntry(20, posted=True, message_id=61), ShownEntry(21))
        assert refunding is not None
        assert (refunding.state, refunding.entries) == (PartyState.REFUNDING, ())
        assert (votes, [one.id for one in entries]) == ({ANNA: 20}, [20, 21])

    async def test_drafts_pages_and_menus(self, opened: Database) -> None:
        """A card, the pages in two chats, and the menus of a group."""
        draft = await SqliteDraftRepository(opened).get(1)
        assert draft is not None
        assert (draft.person_id, draft.prompt, dict(draft.choices)) == (BORIS, "кот", {"quality": "high"})
        pages = SqliteGalleryPageRepository(opened)
        own, in_group = await pages.get(1), await pages.get(2)
        assert own is not None
        assert (own.kind, own.search, own.page, own.album) == (Kind.IMAGE, "змей", 1, (71, 72))
        assert own.list_message == MessageRef(73)
        assert in_group is not None
        assert (in_group.kind, in_group.list_message) == (None, MessageRef(74, ephemeral=True))
        menus = await SqliteMenuRepository(opened).take_unused(START + timedelta(days=1), 10)
        assert {(one.message, one.thread_id, one.person_id, one.draft_id) for one in menus} == {
            (MessageRef(31), None, BORIS, None),
            (MessageRef(32), 4, BORIS, 1),
        }


class TestOperations:
    """Keys and what the operator did."""

    async def test_keys(self, opened: Database, clock: FakeClock) -> None:
        """Decrypted with the same SECRET_KEY."""
        cipher = CredentialCipher([SECRET])
        operator = await IntegrationRepository(opened, cipher, clock).get("operator")
        assert operator is not None
        assert (operator.api_key, dict(operator.config)) == (
            "operator-key",
            {"defaultImageModel": "qwen-image"},
        )
        keys = SqliteOwnKeyRepository(opened, cipher, clock)
        current = await keys.current(f"person:{BORIS}")
        assert current is not None
        assert current.trouble is KeyTrouble.EMPTY
        assert await keys.secret(f"person:{BORIS}#3") == "second key"

    async def test_operations(self, opened: Database, clock: FakeClock) -> None:
        """A broadcast goes on after whom it was at; models, alerts and uploads are as they were."""
        broadcasts = SqliteBroadcasts(opened, clock)
        broadcast = await broadcasts.broadcast(1)
        assert broadcast is not None
        assert (broadcast.reached, broadcast.missed, broadcast.after_id) == (3, 1, BORIS)
        clock.advance(days=1)
        assert await broadcasts.waiting(broadcast, limit=10) == [ANNA]
        assert await SqliteModelSwitchRepository(opened, clock).disabled_models() == {"sora-2"}
        assert await SqliteAlertState(opened, clock).now() == {AlertKind.OUT_OF_CREDITS}
        assert await SqliteTelegramUploadRepository(opened).file_id("42:cat.png") == "upload-1"


class TestWhatGoesWrong:
    """The old file is then as it was."""

    @pytest.mark.parametrize(
        ("version", "error", "words"),
        [
            (19, SchemaTooOld, "old schema 19.*start Kiosk of commit 2cd5c96 with it once"),
            (21, SchemaTooNew, "old schema 21"),
        ],
    )
    async def test_another_old_version(
        self, path: Path, version: int, error: type[StorageError], words: str
    ) -> None:
        """It is said in one line what to do."""
        spoil(path, f"PRAGMA user_version = {version}")
        before = contents(path)
        with pytest.raises(error, match=words) as raised:
            await Database.open(path)
        assert "\n" not in str(raised.value)
        assert contents(path) == before

    @pytest.mark.parametrize(
        ("fault", "words"),
        [
            ("DELETE FROM accounts WHERE id = 9", "a row of parties refers to nothing"),
            ("ALTER TABLE people DROP COLUMN unasked", "no such column: unasked"),
            ("UPDATE groups SET rules = 'no JSON' WHERE chat_id < 0", "malformed JSON"),
        ],
    )
    async def test_a_damaged_file(self, path: Path, fault: str, words: str) -> None:
        """What cannot be read as it should be is not brought over by halves."""
        spoil(path, f"PRAGMA foreign_keys = OFF; {fault}")
        before = contents(path)
        with pytest.raises(StorageError, match=words):
            await Database.open(path)
        assert contents(path) == before

    @pytest.mark.parametrize(
        ("right", "wrong", "words"),
        [
            ("kind, bucket, amount,", "kind, bucket, amount + 1,", "ledger_entries would be others"),
            ("allowance, bought, period, blocked\nFROM", "bought, 0, period, 0\nFROM", "accounts would be"),
            ("FROM old_steps;", "FROM old_steps LIMIT 5;", "rows of steps would have become 5"),
            ("FROM old_chains AS c;", "FROM old_chains AS c LIMIT 1;", "quotes would be missing"),
        ],
    )
    async def test_a_wrong_copy(
        self, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, right: str, wrong: str, words: str
    ) -> None:
        """Counts, balances and sums are compared before anything is committed."""
        script = old_schema._COPY.read_text(encoding="utf-8")
        head, found, tail = script.rpartition(right)
        assert found
        copy = tmp_path / "wrong.sql"
        copy.write_text(head + wrong + tail, encoding="utf-8")
        monkeypatch.setattr(old_schema, "_COPY", copy)
        before = contents(path)
        with pytest.raises(StorageError, match=words):
            await Database.open(path)
        assert contents(path) == before

    @pytest.mark.parametrize("moment", ["_require_same", "_drop_old"])
    def test_killed_in_the_middle(self, path: Path, moment: str) -> None:
        """SIGKILL before the commit: the next process finds the old database."""
        before = contents(path)
        code = (
            "import asyncio, os, pathlib, signal, sys\n"
            "from storage.core import old_schema\n"
            "from storage.core.database import Database\n"
            "async def die(_): os.kill(os.getpid(), signal.SIGKILL)\n"
            f"old_schema.{moment} = die\n"
            "asyncio.run(Database.open(pathlib.Path(sys.argv[1])))\n"
        )
        died = subprocess.run(
            [sys.executable, "-c", code, str(path)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=60,
            check=False,
        )
        assert died.returncode == -signal.SIGKILL
        assert contents(path) == before

    async def test_another_process_has_it(self, path: Path) -> None:
        """The old Kiosk still runs: it is said, and nothing is changed."""
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StorageError, match="database is locked"):
                await Database.open(path)
            other.execute("ROLLBACK")
        await (await Database.open(path)).close()
