"""KIE, with the operator's key and with those that people bring."""

from __future__ import annotations

from contextlib import AsyncExitStack
from ssl import SSLContext

from pydantic import SecretStr

from bot.app.context import Ground
from bot.kie.client import KieClient, Observer, trusted_authorities
from bot.kie.limits import KeyLimits
from bot.kie.multi_key import KeyedProvider
from bot.kie.provider import KieProvider
from bot.ports import ReferenceSource
from storage.keys.own_keys import SqliteOwnKeys


def open_supplier(
    ground: Ground, own_keys: SqliteOwnKeys, references: ReferenceSource, stack: AsyncExitStack
) -> KeyedProvider:
    """KIE by the operator's key; a key of a person's own is opened when it is first used, and hidden from the log."""
    authorities = trusted_authorities()

    def with_own_key(api_key: str) -> KieProvider:
        ground.hide(api_key)
        return _provider(ground, references, authorities, SecretStr(api_key), ground.journal.own_kie_called)

    operators = _provider(
        ground, references, authorities, ground.settings.kie_api_key, ground.journal.kie_called
    )
    provider = KeyedProvider(operators, own_keys, with_own_key)
    stack.push_async_callback(provider.aclose)
    return provider


def _provider(
    ground: Ground,
    references: ReferenceSource,
    authorities: SSLContext,
    key: SecretStr,
    observer: Observer,
) -> KieProvider:
    """KIE with one key: connections and limits of its own."""
    settings = ground.settings
    client = KieClient(
        key,
        settings.kie_api_url,
        settings.kie_upload_url,
        KeyLimits(),
        observer=observer,
        authorities=authorities,
    )
    return KieProvider(client, ground.catalog, references, settings.kie_legacy_models)
