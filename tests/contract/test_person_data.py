"""What /mydata promises: everything of a person, in files of a bounded size, and nothing of other people."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.domain.person_data import DataPlace
from bot.people.person_data import PersonData
from storage.core.database import Database
from storage.people import export
from storage.people.export import LEFT_OUT, SECTIONS, WITHHELD, SqlitePersonDataReader
from tests.contract.test_forget import NOT_OF_PEOPLE
from tests.support.fake_clock import FakeClock
from tests.support.tables import columns, defer_foreign_keys, tables

PERSON, OTHER = 700_700_700, 800_800_800

ROWS = """
INSERT INTO people (id, name, username, first_seen_at, active_on) VALUES (:p, 'mine', 'user_mine', 0, 0);
INSERT INTO accounts (id, owner_kind, owner_id, allowance) VALUES (:a, 'person', :p, 5);
INSERT INTO ledger_entries (account_id, kind, bucket, amount, operation_key, at, note) VALUES (:a, 'grant', 'bought', 5, 'key :p', 0, 'by 42');
INSERT INTO consents (person_id, document, version, at) VALUES (:p, 'terms', 'mine', 0);
INSERT INTO consents (person_id, document, version, at) VALUES (:p, 'age', '18', 0);
INSERT INTO favourites (person_id, model) VALUES (:p, 'mine');
INSERT INTO default_models (person_id, kind, model) VALUES (:p, 'image', 'mine');
INSERT INTO looks (person_id, name, folded_name, model, kind, choices, words_before, words_after, created_at, used_at)
  VALUES (:p, 'look mine', 'look mine', 'm', 'image', '{}', 'before mine', '', 0, 0);
INSERT INTO characters (chat_id, added_by, kind, name, name_key, photos, created_at) VALUES (:p, :p, 'person', 'mine', 'mine', '[]', 0);
INSERT INTO result_favourites (person_id, generation_id, chat_id, made_at, at) VALUES (:p, 1, :p, 0, 0);
INSERT INTO integrations (owner, provider, credentials, config, updated_at) VALUES ('person:' || :p, 'kie', 'secret', 'secret', 0);
INSERT INTO writer_uses (owner, day, uses) VALUES ('person:' || :p, 0, 3);
INSERT INTO person_notes (person_id, by_id, words, at) VALUES (:p, 42, 'note mine', 0);
INSERT INTO operator_acts (by_id, act, person_id, reason, at) VALUES (42, 'block', :p, 'reason mine', 0);
INSERT INTO arrivals (person_id, sharer_id, at) VALUES (:p, 42, 0);
INSERT INTO group_changes (chat_id, person_id, what, before, after, at) VALUES (-1, :p, 'mine', '', '', 0);
INSERT INTO groups (chat_id, title, admission, added_by, rules) VALUES (-:p, 'group mine', 'admitted', :p, '{}');
INSERT INTO gifts (token_hash, made_for, account_id, giver_id, claimed_by, credits, state, chat_id, language, made_at, ends_at, settled_at)
  VALUES ('hash :p', 'gift :p', :a, :p, 42, 7, 'claimed', 0, '', 0, 0, 0);
"""


@pytest.fixture
async def reader(database: Database) -> SqlitePersonDataReader:
    """Two people with rows of all sorts."""
    async with database.transaction() as connection:
        await defer_foreign_keys(connection)
        for number, person_id in enumerate((PERSON, OTHER), 1):
            text = ROWS if person_id == PERSON else ROWS.replace("mine", "theirs")
            text = text.replace("-:p", f"-{person_id}").replace("'key :p'", f"'key {number}'")
            text = text.replace(":p", str(person_id)).replace(":a", str(number))
            for statement in text.split(";\n"):
                if statement.strip():
                    await connection.execute(statement)
        await connection.execute("DELETE FROM result_favourites")
    return SqlitePersonDataReader(database)


async def files(data: PersonData, **how: Any) -> list[dict[str, Any]]:
    """All parts, each as it is read by a JSON parser."""
    parts, number, place = [], 0, DataPlace()
    while place is not None:
        number += 1
        part = await data.part(PERSON, number=number, place=place, **how)
        parts.append(json.loads(part.content))
        place = part.next  # type: ignore[assignment]  # None ends the loop
    return parts


async def test_every_table_and_column_is_thought_of(database: Database) -> None:
    """A new table or column is refused here until `storage/people/export.py` has it, or says why not."""
    sections = {section.table: set(section.columns.split()) for section in SECTIONS}
    for table in await tables(database):
        if (table in NOT_OF_PEOPLE and table not in sections) or table in LEFT_OUT:
            assert table not in sections
            continue
        assert table in sections, f"{table}: does it say something of a person?"
        known = set(await columns(database, table))
        withheld = WITHHELD.get(table, frozenset())
        assert sections[table] | withheld == known, f"{table}: {known ^ (sections[table] | withheld)}"
        assert not (sections[table] & withheld) - {"results"}, table


async def test_all_of_one_person_and_nothing_of_others(
    reader: SqlitePersonDataReader, clock: FakeClock
) -> None:
    """Each section has the person's rows alone, without secrets and without who else was part of it."""
    (file,) = await files(PersonData(reader, clock))
    data = file["data"]
    assert data["people"][0]["username"] == "user_mine"
    assert data["people"][0]["first_seen_at"] == "1970-01-01T00:00:00+00:00"
    assert data["ledger_entries"] == [
        {"kind": "grant", "bucket": "bought", "amount": 5, "at": "1970-01-01T00:00:00+00:00"}
    ]
    assert [(row["document"], row["version"]) for row in data["consents"]] == [
        ("age", "18"),
        ("terms", "mine"),
    ]
    assert data["looks"][0]["words_before"] == "before mine"
    assert data["person_notes"][0]["words"] == "note mine"
    assert data["operator_acts"][0]["reason"] == "reason mine"
    assert data["gifts"][0]["giver_id"] == PERSON
    assert set(data) >= {
        "consents",
        "favourites",
        "characters",
        "groups",
        "group_changes",
        "integrations",
        "writer_uses",
        "arrivals",
    }
    text = json.dumps(file)
    for absent in ("theirs", str(OTHER), "secret", "hash", "42"):
        assert absent not in text, absent


async def test_words_that_are_not_theirs(database: Database, clock: FakeClock) -> None:
    """Hidden words of a look, and words of another person's, are not in it; the person's own words beside them are."""
    plain = {"prompt": "WHOLE", "user_prompt": "OWN"}
    async with database.transaction() as connection:
        await connection.execute(
            "INSERT INTO accounts (id, owner_kind, owner_id) VALUES (1, 'person', ?)", (PERSON,)
        )
        for number, (hidden, borrowed) in enumerate(((0, 0), (1, 0), (0, 1)), 1):
            await connection.execute(
                "INSERT INTO generations (id, person_id, account_id, language, chat_id, model, dialect, choices, prompt, folded_prompt,"
                " user_prompt, borrowed_words, hides_words, reference_list, price, state, token, created_at, deadline_at, due_at)"
                " VALUES (?, ?, 1, 'en', ?, 'm', 'live', '{}', ?, '', ?, ?, ?, '[]', 0, 'delivered', ?, 0, 0, NULL)",
                (
                    number,
                    PERSON,
                    PERSON,
                    plain["prompt"],
                    plain["user_prompt"],
                    borrowed,
                    hidden,
                    f"t{number}",
                ),
            )
        await connection.execute(
            "INSERT INTO assets (generation_id, position, url, kind) VALUES (1, 0, 'https://x/a.png', 'image')"
        )
    (file,) = await files(PersonData(SqlitePersonDataReader(database), clock))
    first, hiding, borrowing = file["data"]["generations"]
    assert (first["prompt"], first["user_prompt"]) == ("WHOLE", "OWN")
    assert first["results"][0]["url"] == "https://x/a.png"
    assert ("prompt" in hiding, hiding["user_prompt"]) == (False, "OWN")
    assert not {"prompt", "user_prompt"} & set(borrowing)


async def test_parts(
    reader: SqlitePersonDataReader, database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Much data comes in parts, each valid JSON of about the size that was asked for, each row in one of them."""
    monkeypatch.setattr(export, "AT_ONCE", 7)
    async with database.transaction() as connection:
        for number in range(100):
            await connection.execute(
                "INSERT INTO ledger_entries (account_id, kind, bucket, amount, operation_key, at) VALUES (1, 'grant', 'bought', ?, ?, 0)",
                (number, f"many {number}"),
            )
    parts = await files(PersonData(reader, clock, part_bytes=1500))
    assert len(parts) > 3
    assert [part["part"] for part in parts] == list(range(1, len(parts) + 1))
    assert [part["last"] for part in parts] == [False] * (len(parts) - 1) + [True]
    amounts = [row["amount"] for part in parts for row in part["data"].get("ledger_entries", ())]
    assert amounts == [5, *range(100)]
    assert all(len(json.dumps(part)) < 4000 for part in parts)


async def test_no_sums_of_stars(reader: SqlitePersonDataReader, database: Database, clock: FakeClock) -> None:
    """Without payments none of the three sections that have sums of Stars is in it."""
    async with database.transaction() as connection:
        await connection.execute(
            "INSERT INTO payments (number, charge_id, payer_id, stars, credits, state, found_by, paid_at, written_at)"
            " VALUES (1, 'charge', ?, 77, 0, 'credited', 'update', 0, 0)",
            (PERSON,),
        )
    (file,) = await files(PersonData(reader, clock))
    assert file["data"]["payments"][0]["stars"] == 77
    (file,) = await files(PersonData(reader, clock), with_payments=False)
    assert "77" not in json.dumps(file["data"])
    assert not {"payments", "orders", "subscriptions"} & set(file["data"])


def test_once_an_hour(clock: FakeClock, database: Database) -> None:
    """A person's own; operators get that of others more often."""
    data = PersonData(SqlitePersonDataReader(database), clock)
    assert data.may_ask(PERSON, of=PERSON)
    data.count(PERSON, of=PERSON)
    assert not data.may_ask(PERSON, of=PERSON)
    assert data.may_ask(PERSON, of=OTHER)
    clock.advance(seconds=3601)
    assert data.may_ask(PERSON, of=PERSON)
