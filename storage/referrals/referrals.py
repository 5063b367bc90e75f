"""Invitations and their rewards as rows (`bot.domain.referral`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

import aiosqlite

from bot.domain.referral import Invitation, ReferralReward
from storage.core.columns import stamp


class SqliteReferralRepository:
    """The invitations' side of a transaction (`bot.domain.referral.ReferralRepository`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def invitation(self, account_id: int) -> Invitation | None:
        """What an account's link has brought, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM invitations WHERE account_id = ?", (account_id,)
        )
        return next(map(_invitation, rows), None)

    async def invitation_by_code(self, code: str) -> Invitation | None:
        """The invitation that a link names, or None."""
        rows = await self._connection.execute_fetchall("SELECT * FROM invitations WHERE code = ?", (code,))
        return next(map(_invitation, rows), None)

    async def save_invitation(self, invitation: Invitation) -> None:
        """Store it, in place of what was stored for its account."""
        await self._connection.execute(
            "INSERT INTO invitations (account_id, code, people, earned, owed, unannounced) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (account_id) DO UPDATE SET code = excluded.code, people = excluded.people,"
            " earned = excluded.earned, owed = excluded.owed, unannounced = excluded.unannounced",
            (
                *(invitation.account_id, invitation.code or None, invitation.people),
                *(invitation.earned, invitation.owed, invitation.unannounced),
            ),
        )

    async def unannounced_invitations(self, limit: int) -> Sequence[Invitation]:
        """Some whose people have not read of a reward."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM invitations WHERE unannounced > 0 ORDER BY account_id LIMIT ?", (limit,)
        )
        return [_invitation(row) for row in rows]

    async def add_referral(self, invited_account_id: int, inviter_account_id: int, at: datetime) -> bool:
        """Note who came by whose link; see `ReferralRepository.add_referral`."""
        cursor = await self._connection.execute(
            "INSERT INTO referrals (invited_account_id, inviter_account_id, at) VALUES (?, ?, ?)"
            " ON CONFLICT (invited_account_id) DO NOTHING",
            (invited_account_id, inviter_account_id, stamp(at)),
        )
        return cursor.rowcount == 1

    async def inviter_of(self, account_id: int) -> int | None:
        """The account whose link brought this one, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT inviter_account_id FROM referrals WHERE invited_account_id = ?", (account_id,)
        )
        return next((int(row[0]) for row in rows), None)

    async def referral_reward(self, charge_id: str) -> ReferralReward | None:
        """What a payment brought, or None."""
        rows = await self._connection.execute_fetchall(
            "SELECT * FROM referral_rewards WHERE charge_id = ?", (charge_id,)
        )
        return next((ReferralReward(**dict(row)) for row in rows), None)

    async def save_referral_reward(self, reward: ReferralReward) -> None:
        """Store it, in place of what was stored for its payment."""
        await self._connection.execute(
            "INSERT INTO referral_rewards (charge_id, inviter_account_id, credits, taken_back) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (charge_id) DO UPDATE SET taken_back = excluded.taken_back",
            (reward.charge_id, reward.inviter_account_id, reward.credits, reward.taken_back),
        )


def _invitation(row: sqlite3.Row) -> Invitation:
    return Invitation(**{**dict(row), "code": row["code"] or ""})
