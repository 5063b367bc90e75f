"""`python -m bot check`: what the operator should know before people come. Needs no Telegram."""

from __future__ import annotations

import math
import ssl
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final, NoReturn

from pydantic import SecretStr

from bot.availability.operator_key import key_ending
from bot.catalog.catalog import Catalog
from bot.catalog.load import load_catalog
from bot.catalog.pricing import PriceTerms, price_from
from bot.catalog.spec import Dialect, Model, ReferenceNeed
from bot.domain.generation import Reference
from bot.domain.writer import Ability, WriterProof
from bot.errors import ProviderError, SettingsError, StatusUnavailable, StorageError, UploadFailed
from bot.kie.chat import KieWriter
from bot.kie.check import ModelChecker, ModelReport
from bot.kie.client import KieClient, trusted_authorities
from bot.kie.envelope import Envelope
from bot.kie.limits import MODEL_QUERIES, KeyLimits
from bot.kie.model_directory import ModelDirectory
from bot.kie.provider import KieProvider
from bot.settings import Settings, ignored_proxy_variables
from bot.writer.proof import proof_subject, prove
from storage.operations.disabled_models import disabled_models_on_postgres, read_disabled_models
from storage.writer.writer import keep_proof, keep_proof_on_postgres

_ROW: Final = "{:<22} {:<8} {:<8} {:<8} {:<8} {:<8}"
_COLUMNS: Final = ("model", "offered", "listed", "price", "fits", "success")

Say = Callable[[str], object]


async def check(
    settings: Settings, say: Say = sys.stdout.write, slugs: Sequence[str] = (), *, writer_alone: bool = False
) -> int:
    """Load the catalogue, try the key and the writer, and compare every model, or those of the slugs, with what KIE says.

    Args:
        settings: the operator's.
        say: takes what is to be read.
        slugs: the models to compare; all of them when there are none.
        writer_alone: whether only the writer is tried.

    Returns:
        0 when all that people can order would be made, as far as KIE says; 1 when something would fail.

    Raises:
        CatalogError: a model's file is wrong.
        SettingsError: no model has a slug that is asked for.
    """
    catalog = load_catalog()
    models = _models(catalog, settings.dialect, slugs)
    disabled = (
        await disabled_models_on_postgres(settings.database_url)
        if settings.is_postgres
        else read_disabled_models(settings.database_path)
    )
    sold = [model for model in models if _is_sold(model, settings.dialect, disabled)]
    if not writer_alone:
        say(
            f"catalogue: {len(models)} models in the dialect {settings.dialect}, {len(sold)} of them offered\n"
        )
    if ignored := ignored_proxy_variables():
        say(f"{', '.join(ignored)}: not used; set KIE_PROXY and TELEGRAM_PROXY instead\n")
    authorities = trusted_authorities()
    clients = [_client(settings, key, authorities) for key in settings.operator_keys]
    providers = [KieProvider(client, catalog, _NoReferences()) for client in clients]
    client, provider = clients[0], providers[0]
    try:
        if writer_alone:
            return 0 if await prove_writer(settings, provider, say) else 1
        left = await _credits(settings, providers, say)
        has_enough = _say_credits(say, left, settings, sold)
        await prove_writer(settings, provider, say)
        if settings.dialect is not Dialect.LIVE:
            say(
                "the dialect integration has no list of models, prices or schemas: nothing else was checked\n"
            )
            return 0 if has_enough else 1
        failing = await _compare(client, settings, models, sold, say)
    except ProviderError as error:
        say(f"KIE: {type(error).__name__}: {error}\n")
        return 1
    finally:
        for opened in providers:
            await opened.aclose()
    return 0 if has_enough and not failing else 1


def _client(settings: Settings, key: SecretStr, authorities: ssl.SSLContext) -> KieClient:
    return KieClient(
        key,
        settings.kie_api_url,
        settings.kie_upload_url,
        KeyLimits(),
        authorities=authorities,
        proxy=settings.kie_proxy,
    )


async def _credits(settings: Settings, providers: Sequence[KieProvider], say: Say) -> Decimal:
    """The credits left with all keys together; of several, each is said.

    Raises:
        ProviderError: a key is refused, or KIE does not tell.
    """
    left = Decimal()
    for key, provider in zip(settings.operator_keys, providers, strict=True):
        ending = key_ending(key.get_secret_value())
        try:
            of_key = await provider.credits()
        except ProviderError:
            if len(providers) > 1:
                say(f"key {ending}: FAILS\n")
            raise
        if len(providers) > 1:
            say(f"key {ending}: {of_key} credits left at KIE\n")
        left += of_key
    return left


async def prove_writer(settings: Settings, provider: KieProvider, say: Say) -> bool:
    """Ask the writer for what it should be able to do, keep what it has proven, and say it. Returns whether it writes."""
    if settings.writer == "off":
        say("writer: off (WRITER)\n")
        return False
    model = settings.writer_model

    async def chat(_: str, path: str, body: Mapping[str, object], seconds: float) -> Envelope:
        return await provider.chat(path, body, seconds)

    missing = await prove(KieWriter(chat, model))
    proven = frozenset(ability for ability, what in missing.items() if not what)
    say(f"writer {model}: {', '.join(sorted(proven)) or 'proven nothing'}\n")
    for ability, what in missing.items():
        if what:
            say(f"  does not prove that it {ability}: {what}\n")
    proof = WriterProof(
        subject=proof_subject(
            address=settings.kie_api_url, model=model, key=settings.operator_keys[0].get_secret_value()
        ),
        model=model,
        abilities=proven,
        at=datetime.now(UTC),
    )
    try:
        kept = await (
            keep_proof_on_postgres(settings.database_url, proof)
            if settings.is_postgres
            else keep_proof(settings.database_path, proof)
        )
    except (StorageError, OSError) as error:
        say(f"  {error}\n")
        kept = False
    if not kept:
        say("  that could not be written down: start the bot once, then check again\n")
    return Ability.WRITES in proven


def _models(catalog: Catalog, dialect: Dialect, slugs: Sequence[str]) -> Sequence[Model]:
    offered = catalog.models(dialect)
    if not slugs:
        return offered
    known = {model.slug: model for model in offered}
    if strangers := [slug for slug in slugs if slug not in known]:
        named = ", ".join(slug if slug.isprintable() else repr(slug) for slug in strangers)
        raise SettingsError(f"no model of the dialect {dialect} is called {named}")
    return [known[slug] for slug in dict.fromkeys(slugs)]


def _is_sold(model: Model, dialect: Dialect, disabled: frozenset[str]) -> bool:
    offer = model.offer(dialect)
    return offer is not None and not offer.unavailable and model.slug not in disabled


def _say_credits(say: Say, left: Decimal, settings: Settings, sold: Sequence[Model]) -> bool:
    """Say that the key works and what is left; returns whether that is enough for anything."""
    several = len(settings.operator_keys) > 1
    say(f"{'keys: work' if several else 'key: works'}, {left} credits left at KIE\n")
    offers = [offer for model in sold if (offer := model.offer(settings.dialect)) is not None]
    least = min((price_from(offer, PriceTerms(Decimal(1))) for offer in offers), default=0)
    if left < least:
        say(f"  FAILS: the cheapest of these models costs {least} credits: top up at KIE\n")
        return False
    if left < settings.kie_credits_low:
        say(f"  low: fewer than KIE_CREDITS_LOW={settings.kie_credits_low}: top up at KIE\n")
    return True


async def _compare(
    client: KieClient, settings: Settings, models: Sequence[Model], sold: Sequence[Model], say: Say
) -> Sequence[str]:
    """Say a row for each model as soon as it is known; returns the slugs that would fail.

    Raises:
        AccessRefused: the key is refused.
    """
    directory = ModelDirectory(client)
    listed = await _listed(directory, say)
    checker = ModelChecker(directory, listed, settings.public_url)
    minutes = math.ceil(checker.expected_calls(sold) * MODEL_QUERIES.seconds / 60)
    say(f"KIE answers one question about a model a second: this takes about {minutes} min\n\n")
    say(_ROW.format(*_COLUMNS).rstrip() + "\n")
    failing, warned = [], []
    for model in models:
        is_sold = model in sold
        report = await checker.report(model, is_sold=is_sold)
        say(_row(report, is_sold=is_sold))
        if report.failures:
            failing.append(model.slug)
        elif report.warnings:
            warned.append(model.slug)
    say(f"\nwould fail: {', '.join(failing) or 'none'}\n")
    say(f"worth a look: {', '.join(warned) or 'none'}\n")
    return failing


async def _listed(directory: ModelDirectory, say: Say) -> Mapping[str, str] | None:
    try:
        listed = await directory.listed()
    except StatusUnavailable as error:
        say(f"KIE's list of models: unknown ({error})\n")
        return None
    say(f"KIE lists {len(listed)} models for this key\n")
    return listed


def _row(report: ModelReport, *, is_sold: bool) -> str:
    cells = (
        report.slug,
        "yes" if is_sold else "no",
        report.listed,
        report.price or "–",
        report.fits,
        "–" if report.success is None else f"{report.success:.0f} %",
    )
    lines = [_ROW.format(*map(str, cells)).rstrip()]
    lines += [f"  FAILS: {words}" for words in report.failures]
    lines += [f"  {words}" for words in report.warnings]
    return "\n".join(lines) + "\n"


class _NoReferences:
    """A check sends no media."""

    def open(self, reference: Reference, need: ReferenceNeed | None = None) -> NoReturn:
        """Never called: a check submits nothing."""
        raise UploadFailed(f"{reference.media} cannot be opened here")
