"""What a family is: one of KIE's wire shapes, as pure functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.catalog.spec import Offer, Route
from bot.domain.generation import Generation
from bot.kie.families.request_fields import request_fields
from bot.ports import TaskStatus

UNREACHABLE_CALLBACK = "https://example.com/callback"
"""Sent as callback address where KIE requires one and we have none.

It is the address of KIE's own documentation examples, on a host reserved for examples (RFC 2606), so it can never be
registered. A `.invalid` host would be more honest, but an address check at KIE could refuse it and nothing says that there
is none. A callback that fails there changes no result: a song's CALLBACK_EXCEPTION with tracks is read as done.
"""


class WriteBody(Protocol):
    """Writes a request."""

    def __call__(
        self,
        route: Route,
        offer: Offer,
        generation: Generation,
        references: Sequence[str],
        callback_url: str | None,
    ) -> dict[str, Any]:
        """The JSON body that creates the generation's task.

        Args:
            route: the way it goes.
            offer: the model in this dialect.
            generation: what was asked.
            references: addresses of its published references, in its order.
            callback_url: where KIE may call, or None.
        """
        ...


ReadStatus = Callable[[Mapping[str, Any]], TaskStatus]
"""Reads the whole JSON of a status answer that KIE marked as good. Never raises; what is unclear is still running."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A wire shape.

    Attributes:
        name: what a route's `family` says.
        submit_path: where a task is created; empty = the route tells (`Route.path`).
        status_path: where its state is asked; empty = beside the submission path (the card's rule).
        body: writes the request.
        read_status: reads the state.
    """

    name: str
    submit_path: str = ""
    status_path: str = ""
    body: WriteBody
    read_status: ReadStatus

    def submit_to(self, route: Route) -> str:
        """The path on which tasks of this route are created."""
        return route.path or self.submit_path

    def status_at(self, route: Route) -> str:
        """The path on which their state is asked.

        The customer's document has one rule for all of its services: `/api/v1/{service}/record-info`.
        """
        if self.status_path:
            return self.status_path
        service, _, _action = self.submit_to(route).rpartition("/")
        return f"{service}/record-info"


def flat_body(
    route: Route, offer: Offer, generation: Generation, references: Sequence[str], callback_url: str | None
) -> dict[str, Any]:
    """All fields side by side: the card's contract and KIE's older endpoints."""
    body = request_fields(route, offer, generation, references, supplier_model=route.supplier_model)
    return _with_callback(body, callback_url)


def flat_body_with_callback(
    route: Route, offer: Offer, generation: Generation, references: Sequence[str], callback_url: str | None
) -> dict[str, Any]:
    """The same for endpoints that require a callback address even of those who only poll."""
    return flat_body(route, offer, generation, references, callback_url or UNREACHABLE_CALLBACK)


def nested_body(
    route: Route, offer: Offer, generation: Generation, references: Sequence[str], callback_url: str | None
) -> dict[str, Any]:
    """The model outside and all fields in `input`: KIE's current endpoint for everything."""
    fields = request_fields(route, offer, generation, references)
    if route.needs_callback:
        callback_url = callback_url or UNREACHABLE_CALLBACK
    return _with_callback({"model": route.supplier_model, "input": fields}, callback_url)


def _with_callback(body: dict[str, Any], callback_url: str | None) -> dict[str, Any]:
    return {**body, "callBackUrl": callback_url} if callback_url else body
