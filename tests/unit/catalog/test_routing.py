"""The way to KIE is chosen by choices and references, and found again by its name."""

from __future__ import annotations

import pytest

from bot.catalog.routing import pick_route, route_named
from bot.catalog.spec import Route
from bot.errors import CatalogError
from tests.unit.catalog.samples import MODE, offer

TEXT = Route(family="market", supplier_model="text", references="none")
PICTURE = Route(family="market", supplier_model="picture", references="some")
WORDS = Route(family="suno", when={"mode": "lyrics"})
OLD = Route(family="veo", references="none")
SOLD = offer(MODE, routes=(WORDS, TEXT, PICTURE), legacy_routes=(OLD,))


def test_references_decide() -> None:
    """Text goes one way, pictures another; the name is the place in the list."""
    assert pick_route(SOLD, {"mode": "description"}, has_references=False) == ("1", TEXT)
    assert pick_route(SOLD, {"mode": "description"}, has_references=True) == ("2", PICTURE)


def test_choices_decide_and_the_first_fit_wins() -> None:
    """A route for a choice stands before the general ones."""
    assert pick_route(SOLD, {"mode": "lyrics"}, has_references=True) == ("0", WORDS)


def test_older_endpoints_are_preferred_on_request_only() -> None:
    """Where no older endpoint fits, the current way is taken."""
    assert pick_route(SOLD, {"mode": "description"}, has_references=False, legacy=True) == ("legacy:0", OLD)
    assert pick_route(SOLD, {"mode": "description"}, has_references=True, legacy=True) == ("2", PICTURE)


def test_names_lead_back() -> None:
    """The name under which a generation was submitted finds the same route."""
    assert route_named(SOLD, "2") is PICTURE
    assert route_named(SOLD, "legacy:0") is OLD


@pytest.mark.parametrize("name", ["3", "legacy:1", "", "-1", "x", "legacy:", "²"])
def test_a_name_that_leads_nowhere(name: str) -> None:
    """A route that the catalogue lost is reported, not guessed."""
    with pytest.raises(CatalogError):
        route_named(SOLD, name)


def test_no_way_at_all() -> None:
    """A combination without a route is a fault of the catalogue."""
    with pytest.raises(CatalogError):
        pick_route(offer(routes=(PICTURE,)), {}, has_references=False)
