"""Stars on the page: an invoice and paying it, the holdings, and what a person subscribed to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from bot.sandbox.telegram.invoice import Invoice
from bot.sandbox.telegram.page_json import json_body
from bot.sandbox.telegram.people import Person
from bot.sandbox.telegram.stars import Subscription
from bot.sandbox.telegram.world import Json, Message

if TYPE_CHECKING:
    from bot.sandbox.telegram.simulator import TelegramSimulator

_MOST_STARS: Final = 1_000_000
"""How many can be bought at once."""


def invoice_view(invoice: Invoice) -> Json:
    """What the person agrees to."""
    return {
        "title": invoice.title,
        "description": invoice.description,
        "amount": invoice.amount,
        "period": invoice.subscription_period,
    }


def holdings_view(person: Person) -> Json:
    """A person's Stars and subscriptions."""
    return {
        "stars": person.stars,
        "subscriptions": [
            {
                "id": one.first_charge_id,
                "title": one.invoice.title,
                "amount": one.invoice.amount,
                "endsAt": one.ends_at,
                "canceled": one.is_canceled,
                "canceledByBot": one.is_canceled_by_bot,
                "failed": one.has_failed,
            }
            for one in person.subscriptions
        ],
    }


class PageStars:
    """Carries out what the page asks for.

    Args:
        simulator: plays the months.
        person: finds a person by what a request says.
        message: finds a person and a message that they see.
    """

    def __init__(
        self,
        simulator: TelegramSimulator,
        person: Callable[[Any], Person],
        message: Callable[[Json], tuple[Person, Message]],
    ) -> None:
        self._simulator = simulator
        self._person = person
        self._message = message

    def routes(self) -> list[web.RouteDef]:
        """Looking, paying, buying Stars, changing a subscription."""
        return [
            web.post("/sandbox/invoice", self._look),
            web.post("/sandbox/pay", self._pay),
            web.post("/sandbox/stars", self._buy),
            web.post("/sandbox/subscription", self._change),
        ]

    async def _look(self, request: web.Request) -> web.StreamResponse:
        """What is behind a link."""
        asked = await json_body(request)
        self._person(asked.get("person"))
        return web.json_response(invoice_view(self._linked(asked)))

    async def _pay(self, request: web.Request) -> web.StreamResponse:
        """Pay a message's invoice, or the one behind a link."""
        asked = await json_body(request)
        target: Message | str
        if asked.get("link"):
            self._linked(asked)
            person, target = self._person(asked.get("person")), str(asked["link"])
        else:
            person, target = self._message(asked)
            if target.invoice is None:
                raise web.HTTPBadRequest(text="not an invoice")
        payment = await person.pay(target)
        return web.json_response({"paid": payment.paid, "error": payment.error})

    def _linked(self, asked: Json) -> Invoice:
        found = self._simulator.stars.linked(str(asked.get("link", "")))
        if found is None:
            raise web.HTTPNotFound(text="this link leads to no invoice")
        return found

    async def _buy(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        person, amount = self._person(asked.get("person")), asked.get("amount")
        if not isinstance(amount, int) or not 1 <= amount <= _MOST_STARS:
            raise web.HTTPBadRequest(text="how many Stars?")
        person.stars += amount
        return web.json_response(holdings_view(person))

    async def _change(self, request: web.Request) -> web.StreamResponse:
        """Cancel, go on, or let the next month come, paid or unpaid."""
        asked = await json_body(request)
        person = self._person(asked.get("person"))
        subscription = _subscription(person, asked.get("subscription"))
        changes: dict[str, Callable[[Person, Subscription], object]] = {
            "cancel": self._simulator.cancel,
            "reenable": self._simulator.reenable,
            "renew": self._simulator.renew,
            "fail": self._simulator.fail_renewal,
        }
        change = changes.get(str(asked.get("do")))
        if change is None:
            raise web.HTTPBadRequest(text="do what?")
        try:
            change(person, subscription)
        except ValueError as problem:
            raise web.HTTPBadRequest(text=str(problem)) from None
        return web.json_response(holdings_view(person))


def _subscription(person: Person, charge_id: Any) -> Subscription:
    for subscription in person.subscriptions:
        if subscription.first_charge_id == charge_id:
            return subscription
    raise web.HTTPNotFound(text="no such subscription")
