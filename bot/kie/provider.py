"""KIE as the maker of media: the port that generations call, joined from routes, families and the way there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.catalog.catalog import Catalog
from bot.catalog.routing import pick_route, route_named
from bot.catalog.spec import Offer, ReferenceNeed, Route
from bot.domain.generation import Generation, Reference
from bot.errors import AccessRefused, CatalogError, FailureKind, StatusUnavailable, TaskRefused, UnknownModel
from bot.kie import json_reading as wire
from bot.kie.client import KieClient
from bot.kie.envelope import Envelope
from bot.kie.families import FAMILIES, Family
from bot.kie.responses import check_readable, check_status, created_task
from bot.kie.uploads import upload
from bot.ports import ReferenceSource, Submission, TaskStatus

_CREDITS = "/api/v1/chat/credit"
_DOWNLOAD_URL = "/api/v1/common/download-url"


class KieProvider:
    """Implements `ports.Provider`.

    Args:
        client: the way to KIE; closed by `aclose`.
        catalog: the models and their routes.
        references: opens what people supplied.
        legacy_models: slugs that go through KIE's older endpoints.
    """

    def __init__(
        self,
        client: KieClient,
        catalog: Catalog,
        references: ReferenceSource,
        legacy_models: frozenset[str] = frozenset(),
    ) -> None:
        self._client = client
        self._catalog = catalog
        self._references = references
        self._legacy_models = legacy_models

    def route_for(self, generation: Generation) -> str:
        """See `ports.Provider.route_for`; empty when the catalogue has none any more, and then `submit` refuses."""
        try:
            return self._pick(generation)
        except (CatalogError, UnknownModel):
            return ""

    async def chat(self, path: str, body: Mapping[str, Any], seconds: float) -> Envelope:
        """Ask a language model; see `KieClient.chat`."""
        return await self._client.chat(path, body, seconds)

    @property
    def creations(self) -> int:
        """See `KieClient.creations`."""
        return self._client.creations

    async def await_turn(self, generation: Generation) -> None:
        """See `ports.Provider.await_turn`."""
        await self._client.await_turn(generation.id)

    async def submit(
        self, generation: Generation, references: Sequence[str], callback_url: str | None
    ) -> Submission:
        """See `ports.Provider.submit`."""
        try:
            return await self._submit(generation, references, callback_url)
        finally:
            self._client.turn_used(generation.id)

    async def _submit(
        self, generation: Generation, references: Sequence[str], callback_url: str | None
    ) -> Submission:
        try:
            name = generation.route or self._pick(generation)
            offer, route, family = self._way(generation, name)
        except (CatalogError, UnknownModel) as error:
            # The catalogue was changed after the quote.
            raise TaskRefused(FailureKind.REQUEST, f"not in the catalogue any more: {error}") from error
        body = family.body(route, offer, generation, references, callback_url)
        answer = await self._client.submit(family.submit_to(route), body)
        return Submission(task_id=created_task(answer), route=name)

    async def status(self, generation: Generation) -> TaskStatus:
        """See `ports.Provider.status`."""
        try:
            _, route, family = self._way(generation, generation.route)
        except (CatalogError, UnknownModel) as error:
            raise StatusUnavailable(f"not in the catalogue any more: {error}") from error
        answer = await self._client.status(
            family.status_at(route), generation.external_task_id, called=generation.called
        )
        check_status(answer)
        return family.read_status(answer.payload)

    async def publish(
        self, generation: Generation, reference: Reference, name: str, need: ReferenceNeed | None = None
    ) -> str:
        """See `ports.Provider.publish`."""
        async with self._references.open(reference, need) as file:
            return await upload(self._client, file, name)

    async def fresh_link(self, url: str) -> str:
        """See `ports.Provider.fresh_link`."""
        answer = await self._client.post(_DOWNLOAD_URL, {"url": url})
        try:
            check_readable(answer)
        except AccessRefused as error:
            raise StatusUnavailable(str(error)) from error
        links = wire.addresses(answer.payload.get("data"))
        if not links:
            raise StatusUnavailable("KIE gave no link")
        return links[0]

    async def credits(self) -> Decimal:
        """See `ports.Provider.credits`."""
        answer = await self._client.get(_CREDITS)
        check_readable(answer)
        amount = wire.decimal(answer.payload.get("data"))
        if amount is None:
            raise StatusUnavailable("KIE gave no credits")
        return amount

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    def _pick(self, generation: Generation) -> str:
        name, _ = pick_route(
            self._offer(generation),
            generation.choices,
            has_references=bool(generation.references),
            legacy=generation.model in self._legacy_models,
        )
        return name

    def _way(self, generation: Generation, name: str) -> tuple[Offer, Route, Family]:
        offer = self._offer(generation)
        route = route_named(offer, name)
        if route.family not in FAMILIES:
            raise CatalogError(f"no family is called {route.family!r}")
        return offer, route, FAMILIES[route.family]

    def _offer(self, generation: Generation) -> Offer:
        offer = self._catalog.get(generation.model).offer(generation.dialect)
        if offer is None:
            raise CatalogError(f"{generation.model} is not sold in the dialect {generation.dialect}")
        return offer
