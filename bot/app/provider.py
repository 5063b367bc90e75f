"""KIE, with the operator's keys and with those that people bring."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Protocol

from pydantic import SecretStr

from bot.app.context import AppContext
from bot.availability.operator_key import operator_key_name
from bot.availability.own_keys import KeyTester
from bot.kie.client import KieClient, Observer
from bot.kie.limits import KeyLimits
from bot.kie.multi_key import MultiKeyProvider
from bot.kie.provider import KieProvider
from bot.ports import Provider, ReferenceSource
from storage.keys.own_keys import SqliteOwnKeyRepository


class KeyedProvider(Provider, KeyTester, Protocol):
    """KIE with the operator's keys and those that people bring, and what it thinks of a key."""

    with_room: Callable[[], str]

    def creations(self, operator_key: str) -> int:
        """See `MultiKeyProvider.creations`."""


def build_provider(
    context: AppContext, own_keys: SqliteOwnKeyRepository, references: ReferenceSource, stack: AsyncExitStack
) -> MultiKeyProvider:
    """KIE by the operator's keys; a key of a person's own is opened when it is first used, and hidden from the log."""

    def with_own_key(api_key: str) -> KieProvider:
        context.hide(api_key)
        return _provider(context, references, SecretStr(api_key), context.telemetry.own_kie_called)

    operators = {
        operator_key_name(key.get_secret_value()): _provider(
            context, references, key, context.telemetry.kie_called
        )
        for key in context.settings.operator_keys
    }
    provider = MultiKeyProvider(operators, own_keys, with_own_key)
    stack.push_async_callback(provider.aclose)
    return provider


def _provider(
    context: AppContext, references: ReferenceSource, key: SecretStr, observer: Observer
) -> KieProvider:
    """KIE with one key: connections and limits of its own."""
    settings = context.settings
    client = KieClient(
        key,
        settings.kie_api_url,
        settings.kie_upload_url,
        KeyLimits(status_per_second=settings.kie_status_per_second),
        observer=observer,
        authorities=context.authorities,
        proxy=settings.kie_proxy,
    )
    return KieProvider(client, context.catalog, references, settings.kie_legacy_models)
