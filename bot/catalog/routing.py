"""Which way a request goes to KIE."""

from __future__ import annotations

from collections.abc import Mapping

from bot.catalog.spec import Offer, Route
from bot.errors import CatalogError

_LEGACY = "legacy:"


def pick_route(
    offer: Offer, choices: Mapping[str, str], *, has_references: bool, legacy: bool = False
) -> tuple[str, Route]:
    """The first route that fits, with the name under which it is remembered (`0`, `legacy:0`).

    Args:
        offer: what is sold.
        choices: settled choices.
        has_references: whether media goes with the request.
        legacy: prefer KIE's older endpoints; where none fits the current ones are taken.

    Raises:
        CatalogError: nothing fits; never for settled choices of a loaded catalogue.
    """
    if legacy:
        for index, route in enumerate(offer.legacy_routes):
            if fits(route, choices, has_references):
                return f"{_LEGACY}{index}", route
    for index, route in enumerate(offer.routes):
        if fits(route, choices, has_references):
            return str(index), route
    raise CatalogError(f"no route for {dict(choices)} {'with' if has_references else 'without'} references")


def route_named(offer: Offer, name: str) -> Route:
    """The route remembered under this name.

    Raises:
        CatalogError: the catalogue has no such route (any more).
    """
    routes = offer.legacy_routes if name.startswith(_LEGACY) else offer.routes
    index = name.removeprefix(_LEGACY)
    if not index.isdecimal() or int(index) >= len(routes):
        raise CatalogError(f"no route is called {name!r}")
    return routes[int(index)]


def fits(route: Route, choices: Mapping[str, str], has_references: bool) -> bool:
    """Whether the route is for these choices."""
    if route.references == ("none" if has_references else "some"):
        return False
    return route.when.items() <= choices.items()
