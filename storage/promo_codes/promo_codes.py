"""Promo codes as rows (`bot.domain.promo_code`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import aiosqlite

from bot.domain.promo_code import PromoCode, PromoKind, PromoTerms
from bot.errors import AlreadyDone
from storage.core.columns import moment, stamp
from storage.core.database import Database

_CODE: Final = """
SELECT t.*, c.id AS code_id, c.code, c.uses_left FROM promo_codes AS c JOIN promo_terms AS t ON t.id = c.terms_id
"""


class SqlitePromoCodeRepository:
    """The codes' side of a transaction (`bot.domain.promo_code.PromoCodeRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add_promo_terms(self, terms: PromoTerms, codes: Sequence[str]) -> PromoTerms:
        """Store them; see `PromoCodeRepository.add_promo_terms`."""
        rows = await self._connection.execute_fetchall(
            "INSERT INTO promo_terms (name, kind, amount, size, most_uses, new_people_only, first_purchase_only, ends_at,"
            " campaign, made_by, made_for, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",
            (
                *(terms.name, terms.kind, terms.amount, terms.size, terms.most_uses, terms.new_people_only),
                *(terms.first_purchase_only, stamp(terms.ends_at), terms.campaign, terms.made_by),
                *(terms.made_for, stamp(terms.made_at)),
            ),
        )
        stored = read_terms(next(iter(rows)))
        uses = terms.most_uses if terms.name else 1
        added = await self._connection.executemany(
            "INSERT INTO promo_codes (code, terms_id, uses_left) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(code, stored.id, uses) for code in codes],
        )
        if added.rowcount != len(codes):
            raise AlreadyDone(terms.name)
        return stored

    async def promo_terms_made_for(self, made_for: str) -> PromoTerms | None:
        """The terms that this message has made."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM promo_terms WHERE made_for = ?", (made_for,)
        )
        return next(map(read_terms, rows), None)

    async def codes_of(self, terms_id: int) -> Sequence[str]:
        """All codes of these terms."""
        rows = await self._connection.execute_fetchall(
            "SELECT code FROM promo_codes WHERE terms_id = ? ORDER BY id", (terms_id,)
        )
        return [str(row["code"]) for row in rows]

    async def promo_terms(self, terms_id: int) -> PromoTerms | None:
        """A code's or series' terms."""
        rows = await self._connection.execute_fetchall("SELECT * FROM promo_terms WHERE id = ?", (terms_id,))
        return next(map(read_terms, rows), None)

    async def end_promo_terms(self, terms_id: int, at: datetime) -> bool:
        """Switch them off."""
        cursor = await self._connection.execute(
            "UPDATE promo_terms SET ended_at = ? WHERE id = ? AND ended_at IS NULL", (stamp(at), terms_id)
        )
        return cursor.rowcount == 1

    async def promo_code(self, code: str) -> PromoCode | None:
        """The code with its terms."""
        rows = await self._connection.execute_fetchall(f"{_CODE} WHERE c.code = ?", (code,))
        return next(map(read_code, rows), None)

    async def promo_code_used_at(self, code_id: int, account_id: int) -> datetime | None:
        """When the account has used it."""
        rows = await self._connection.execute_fetchall(
            "SELECT at FROM promo_code_uses WHERE code_id = ? AND account_id = ?", (code_id, account_id)
        )
        return next((moment(int(row["at"])) for row in rows), None)

    async def use_promo_code(self, code_id: int, account_id: int, at: datetime) -> bool:
        """Note one more use, if one is left; see `PromoCodeRepository.use_promo_code`."""
        rows = await self._connection.execute_fetchall(
            "UPDATE promo_codes SET uses_left = uses_left - 1 WHERE id = ? AND (uses_left IS NULL OR uses_left > 0)"
            " RETURNING terms_id",
            (code_id,),
        )
        for row in rows:
            used = await self._connection.execute(
                "INSERT INTO promo_code_uses (code_id, account_id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (code_id, account_id, stamp(at)),
            )
            if used.rowcount != 1:
                msg = f"code:{code_id}:{account_id}"
                raise AlreadyDone(msg)
            await self._connection.execute(
                "UPDATE promo_terms SET uses = uses + 1 WHERE id = ?", (row["terms_id"],)
            )
            return True
        return False

    async def note_promo_code_use(self, code_id: int, account_id: int, at: datetime) -> None:
        """A use beyond those that were left."""
        await self._connection.execute(
            "INSERT INTO promo_code_uses (code_id, account_id, at) VALUES (?, ?, ?)",
            (code_id, account_id, stamp(at)),
        )

    async def wait_for_purchase(self, account_id: int, code_id: int) -> None:
        """The account's next purchase is to have the bonus."""
        await self._connection.execute(
            "INSERT INTO promo_codes_waiting (account_id, code_id) VALUES (?, ?)"
            " ON CONFLICT (account_id) DO UPDATE SET code_id = excluded.code_id",
            (account_id, code_id),
        )

    async def waiting_promo_code(self, account_id: int) -> PromoCode | None:
        """The code that waits for a purchase of the account."""
        rows = await self._connection.execute_fetchall(
            f"{_CODE} WHERE c.id = (SELECT code_id FROM promo_codes_waiting WHERE account_id = ?)",
            (account_id,),
        )
        return next(map(read_code, rows), None)

    async def forget_waiting_promo_code(self, account_id: int, code_id: int) -> None:
        """It does not wait any more."""
        await self._connection.execute(
            "DELETE FROM promo_codes_waiting WHERE account_id = ? AND code_id = ?", (account_id, code_id)
        )

    async def has_ever_made(self, account_id: int) -> bool:
        """Whether anything was ever made or bought from it."""
        rows = await self._connection.execute_fetchall(
            "SELECT 1 FROM ledger_entries WHERE account_id = ? AND kind IN ('hold', 'purchase') LIMIT 1",
            (account_id,),
        )
        return bool(rows)

    async def has_ever_bought(self, account_id: int) -> bool:
        """Whether anything was ever bought for it."""
        rows = await self._connection.execute_fetchall(
            "SELECT 1 FROM payments WHERE account_id = ? LIMIT 1", (account_id,)
        )
        return bool(rows)

    async def note_campaign(self, person_id: int, campaign: str) -> None:
        """What brought a person who came by a link with a code; nothing else is changed."""
        await self._connection.execute(
            "UPDATE people SET source = ? WHERE id = ? AND source = 'promo'",
            (f"ad:{campaign.casefold()}", person_id),
        )


class SqlitePromoCodeReader:
    """Reads codes (`bot.domain.promo_code.PromoCodeReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def promo_terms_count(self) -> int:
        """How many codes and series there are."""
        row = await self._database.row("SELECT count(*) FROM promo_terms")
        return int(row[0]) if row is not None else 0

    async def promo_terms_page(self, offset: int, limit: int) -> Sequence[PromoTerms]:
        """Codes and series, newest first."""
        rows = await self._database.rows(
            "SELECT * FROM promo_terms ORDER BY id DESC LIMIT ? OFFSET ?", (limit, offset)
        )
        return list(map(read_terms, rows))

    async def promo_terms(self, terms_id: int) -> PromoTerms | None:
        """A code's or series' terms."""
        row = await self._database.row("SELECT * FROM promo_terms WHERE id = ?", (terms_id,))
        return read_terms(row) if row is not None else None


def read_terms(row: sqlite3.Row) -> PromoTerms:
    """The record behind the row of a code's or series' terms."""
    return PromoTerms(
        id=row["id"],
        name=row["name"],
        kind=PromoKind(row["kind"]),
        amount=row["amount"],
        size=row["size"],
        most_uses=row["most_uses"],
        uses=row["uses"],
        new_people_only=bool(row["new_people_only"]),
        first_purchase_only=bool(row["first_purchase_only"]),
        ends_at=moment(row["ends_at"]),
        campaign=row["campaign"],
        made_by=row["made_by"],
        made_for=row["made_for"],
        made_at=moment(row["made_at"]),
        ended_at=moment(row["ended_at"]),
    )


def read_code(row: sqlite3.Row) -> PromoCode:
    """The record behind a code's row with its terms."""
    return PromoCode(id=row["code_id"], code=row["code"], terms=read_terms(row), uses_left=row["uses_left"])
