"""Fills a bot's database with open generations, as copies of the one that is there."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from typing import Final

from tests.story.kiosk import BotUnderTest

_FIRST_QUOTE: Final = 1_000_000
"""Each copy is of a quote of its own, as a generation outside a chain is."""


def fill(kiosk: BotUnderTest, generations: int, people: int, tasks: Sequence[str] = ()) -> None:
    """Copy the only generation while the bot does not run: due now, each with a hold of nothing.

    Args:
        kiosk: whose database it is.
        generations: how many copies.
        people: among how many they are shared out.
        tasks: KIE's tasks of the first copies, which are running; the others are held.
    """
    path = kiosk.environment["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        row = dict(connection.execute("SELECT * FROM generations").fetchone())
        owners = [(1_000_000 + number, 2_000_000 + number) for number in range(people)]
        connection.executemany(
            "INSERT INTO accounts (id, owner_kind, owner_id) VALUES (?, 'person', ?)", owners
        )
        names = [name for name in row if name != "id"]
        marks = ", ".join(f":{name}" for name in names)
        copies = [
            row
            | {
                "account_id": owners[number % people][0],
                "person_id": owners[number % people][1],
                "chat_id": owners[number % people][1],
                "token": f"bench-{number}",
                "quote_id": _FIRST_QUOTE + number,
                "state": "running" if number < len(tasks) else "held",
                "external_task_id": tasks[number] if number < len(tasks) else "",
                "due_at": int(time.time() * 1e6) - number,
                "deadline_at": int((time.time() + 86_400) * 1e6),
                "leased_until": None,
            }
            for number in range(generations)
        ]
        connection.executemany(f"INSERT INTO generations ({', '.join(names)}) VALUES ({marks})", copies)
        connection.execute(
            "INSERT INTO holds (generation_id, account_id, allowance, bought, day)"
            " SELECT id, account_id, 0, 0, 0 FROM generations WHERE token LIKE 'bench-%'"
        )
        connection.commit()
