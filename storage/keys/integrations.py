"""Suppliers' credentials and their configuration: the table `integrations`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import StorageError
from bot.ports import Clock
from storage.core.columns import packed, stamp
from storage.core.database import Database
from storage.keys.encryption import CredentialCipher

PROVIDER = "kai"
"""KIE's name in the integration document."""

OPERATOR = "operator"
"""Owner of the key that the environment names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Integration:
    """One owner's access to KIE.

    Attributes:
        owner: `operator`.
        api_key: in the clear, in memory only.
        config: `defaultVideoModel`, `defaultImageModel`, `callbackBaseUrl`.
    """

    owner: str
    api_key: str
    config: Mapping[str, str]

    def __repr__(self) -> str:
        """Never shows the key."""
        return f"Integration(owner={self.owner!r})"


class IntegrationRepository:
    """Reads and writes integrations, encrypting on the way in."""

    def __init__(self, database: Database, credential_cipher: CredentialCipher, clock: Clock) -> None:
        self._database = database
        self._cipher = credential_cipher
        self._clock = clock

    async def put(self, integration: Integration) -> None:
        """Store or replace an owner's integration."""
        credentials = self._cipher.encrypt(json.dumps({"apiKey": integration.api_key}))
        async with self._database.transaction() as connection:
            await connection.execute(
                "INSERT INTO integrations (owner, provider, credentials, config, updated_at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (owner, provider) WHERE retired_at IS NULL DO UPDATE SET credentials = excluded.credentials,"
                " config = excluded.config, updated_at = excluded.updated_at",
                (
                    integration.owner,
                    PROVIDER,
                    credentials,
                    packed(integration.config),
                    stamp(self._clock.now()),
                ),
            )

    async def rotate(self) -> int:
        """Encrypt everything with the newest key, so that earlier ones can be forgotten.

        Returns:
            How many keys of people's own cannot be read, because SECRET_KEY was changed and OLD_SECRET_KEYS lacks the
            old one. They stay as they are: when it is listed again, they work again.

        Raises:
            StorageError: that is so with the operator's; nothing is changed.
        """
        lost = 0
        async with self._database.transaction() as connection:
            for row in await connection.execute_fetchall("SELECT id, owner, credentials FROM integrations"):
                try:
                    credentials = self._cipher.rotate(row["credentials"])
                except StorageError:
                    if row["owner"] == OPERATOR:
                        raise
                    lost += 1
                    continue
                await connection.execute(
                    "UPDATE integrations SET credentials = ? WHERE id = ?", (credentials, row["id"])
                )
        return lost

    async def get(self, owner: str) -> Integration | None:
        """An owner's integration, decrypted.

        Raises:
            StorageError: it was encrypted with an unknown SECRET_KEY.
        """
        row = await self._database.row(
            "SELECT * FROM integrations WHERE owner = ? AND provider = ? AND retired_at IS NULL",
            (owner, PROVIDER),
        )
        if row is None:
            return None
        credentials = json.loads(self._cipher.decrypt(row["credentials"]))
        return Integration(owner=owner, api_key=credentials["apiKey"], config=json.loads(row["config"]))
