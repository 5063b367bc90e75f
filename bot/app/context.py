"""What everything else stands on: the operator's terms, the time, the catalogue, words, and who hears what happens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from ssl import SSLContext
from typing import Any

from bot.app.default_models import operator_defaults
from bot.app.legal_documents import load_legal_documents
from bot.catalog.catalog import Catalog
from bot.catalog.ideas import Ideas, load_ideas
from bot.catalog.load import load_catalog
from bot.catalog.recipe_catalog import RecipeCatalog, load_recipe_catalog
from bot.catalog.spec import Kind
from bot.clock import SystemClock
from bot.domain.runtime_setting import AI_LABEL, MINIMUM_AGE, RUNTIME_SETTINGS
from bot.domain.terms import CurrentTariff
from bot.i18n import Texts
from bot.kie.client import trusted_authorities
from bot.ports import Clock
from bot.runtime_settings.current import CurrentSettings
from bot.runtime_settings.tariff import RuntimeTariff
from bot.settings import Settings
from bot.telemetry import Telemetry
from bot.web.metrics import Metrics
from handlers.legal.documents import LegalDocuments


@dataclass(frozen=True, slots=True, kw_only=True)
class AppContext:
    """What everything else stands on.

    Attributes:
        keys: SECRET_KEY first, then earlier ones that still count.
        hide: keeps a secret out of the log from now on.
        authorities: who may vouch for the servers that are called, whichever they are.
        runtime_settings: what the operator may change while the bot runs, as it holds now.
        defaults: the operator's default model of each kind that has one.
    """

    settings: Settings
    keys: Sequence[str]
    hide: Callable[[str], object]
    authorities: SSLContext
    clock: Clock
    catalog: Catalog
    recipes: RecipeCatalog
    ideas: Ideas
    defaults: Mapping[Kind, str]
    texts: Texts
    metrics: Metrics
    telemetry: Telemetry
    runtime_settings: CurrentSettings
    tariff: CurrentTariff
    legal_documents: LegalDocuments


def build_context(settings: Settings, keys: Sequence[str], hide: Callable[[str], object]) -> AppContext:
    """Read what there is to read.

    Raises:
        CatalogError: a file of the catalogue is wrong.
        SettingsError: a document of the operator's is wrong, a default model is none, or there are no certificates where the environment says.
    """
    catalog, metrics = load_catalog(), Metrics()
    runtime_settings = CurrentSettings(locked_settings(settings))
    texts = Texts.load()
    texts.label_results(lambda: runtime_settings.get(AI_LABEL) == "caption")
    return AppContext(
        settings=settings,
        keys=keys,
        hide=hide,
        authorities=trusted_authorities(),
        clock=SystemClock(),
        catalog=catalog,
        recipes=load_recipe_catalog(catalog),
        ideas=load_ideas(),
        defaults=operator_defaults(settings, catalog),
        texts=texts,
        metrics=metrics,
        telemetry=Telemetry(metrics),
        runtime_settings=runtime_settings,
        tariff=CurrentTariff(RuntimeTariff(runtime_settings, dialect=settings.dialect)),
        legal_documents=load_legal_documents(settings, lambda: runtime_settings.get(MINIMUM_AGE) or 0),
    )


def locked_settings(settings: Settings) -> Mapping[str, Any]:
    """The values that the environment or `.env` sets, by name: no operator changes them in the chat."""
    return {
        name: getattr(settings, setting.field)
        for name, setting in RUNTIME_SETTINGS.items()
        if setting.field in settings.model_fields_set
    }
