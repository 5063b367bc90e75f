"""The connections to Telegram: through the operator's proxy or none, and never by what the environment says."""

from __future__ import annotations

from ssl import SSLContext
from typing import Any

from aiogram.client.session.aiohttp import AiohttpSession
from aiohttp import ClientSession, TCPConnector
from pydantic import SecretStr

_CONNECTIONS = 100
_NAMES_KEPT_SECONDS = 3600
"""As aiogram has it: Telegram's addresses hardly change, and a name server that is away for a moment stops nothing."""


class TelegramSession(AiohttpSession):
    """aiogram's session over a connector of ours. Its own proxy support needs another package.

    Args:
        authorities: who may vouch for Telegram's server.
        proxy: address of an HTTP proxy, possibly with a user and a password; None = a direct connection.
    """

    def __init__(
        self, *, authorities: SSLContext | None = None, proxy: SecretStr | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self._authorities = authorities
        self._proxy_address = proxy.get_secret_value() if proxy is not None else None

    async def create_session(self) -> ClientSession:
        """The one client, made when it is first used."""
        if self._session is None or self._session.closed:
            self._session = ClientSession(
                connector=TCPConnector(
                    ssl=self._authorities or True, limit=_CONNECTIONS, ttl_dns_cache=_NAMES_KEPT_SECONDS
                ),
                proxy=self._proxy_address,
                trust_env=False,
            )
        return self._session
