"""`python -m bot check`: what the operator should know before people come. Needs no Telegram."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NoReturn

from bot.catalog.load import load_catalog
from bot.catalog.spec import Dialect, ReferenceNeed
from bot.domain.generation import Reference
from bot.errors import ProviderError, UploadFailed
from bot.kie.check import Problem, compare
from bot.kie.client import KieClient, trusted_authorities
from bot.kie.limits import KeyLimits
from bot.kie.provider import KieProvider
from bot.settings import Settings, ignored_proxy_variables

_ADVICE = {
    Problem.GONE: "is sold here, but KIE does not list it for this key",
    Problem.BACK: "is shown as unavailable, but KIE lists it again",
}


async def check(settings: Settings, say: Callable[[str], object] = sys.stdout.write) -> int:
    """Load the catalogue, try the key, and compare with KIE's live list of models.

    Returns:
        0 when all is well, 1 when something is off.

    Raises:
        CatalogError: a model's file is wrong.
    """
    catalog = load_catalog()
    dialect = settings.dialect
    sold = catalog.models(dialect)
    say(f"catalogue: {len(sold)} models in the dialect {dialect}\n")
    if ignored := ignored_proxy_variables():
        say(f"{', '.join(ignored)}: not used; set KIE_PROXY and TELEGRAM_PROXY instead\n")
    client = KieClient(
        settings.kie_api_key,
        settings.kie_api_url,
        settings.kie_upload_url,
        KeyLimits(),
        authorities=trusted_authorities(),
        proxy=settings.kie_proxy,
    )
    provider = KieProvider(client, catalog, _NoReferences())
    try:
        say(f"key: works, {await provider.credits()} credits left at KIE\n")
        if dialect is not Dialect.LIVE:
            return 0
        findings = compare(sold, await provider.model_ids())
    except ProviderError as error:
        say(f"KIE: {type(error).__name__}: {error}\n")
        return 1
    finally:
        await provider.aclose()
    for finding in findings:
        say(f"{finding.slug}: {finding.supplier_model} {_ADVICE[finding.problem]}\n")
    say("all models are listed\n" if not findings else "")
    return 1 if findings else 0


class _NoReferences:
    """A check sends no media."""

    def open(self, reference: Reference, need: ReferenceNeed | None = None) -> NoReturn:
        """Never called: a check submits nothing."""
        raise UploadFailed(f"{reference.media} cannot be opened here")
