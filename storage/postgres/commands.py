"""One statement beside the bot, as commands carry it out that do not own the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg

from storage.postgres.connection import PostgresConnection
from storage.postgres.connector import Connector, trouble
from storage.postgres.values import PostgresRow


async def carry_out(url: str, sql: str, parameters: Sequence[Any] = ()) -> Sequence[PostgresRow]:
    """Carry out a statement in a transaction of its own; returns its rows.

    Raises:
        StorageError: the database cannot be used, or has another schema.
    """
    session = await Connector(url).connected(writes=True)
    try:
        return await PostgresConnection(session).execute_fetchall(sql, parameters)
    except psycopg.Error as error:
        raise trouble(error, "the database cannot be used") from error
    finally:
        await session.close()
