"""People find models by what they type, and shelves show what can be made first."""

from __future__ import annotations

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.spec import Dialect, Kind, Offer
from bot.errors import UnknownModel
from tests.unit.catalog.samples import model, offer

GONE = Offer(unavailable="removed", nearest="veo-3.1")
CATALOG = Catalog(
    [
        model(slug="suno-v5", title="Suno V5", kind=Kind.MUSIC),
        model(GONE, slug="sora-2", title="Sora 2", rank=1),
        model(slug="veo-3.1", title="Veo 3.1", rank=20),
        model(slug="veo-3.1-fast", title="Veo 3.1 Fast", rank=10, integration=offer()),
    ]
)


@pytest.mark.parametrize(
    "typed", ["veo-3.1-fast", "VEO-3.1-Fast", "Veo 3.1 Fast", "veo_3.1_fast", "  veo 3.1  fast "]
)
def test_spelling_does_not_matter(typed: str) -> None:
    """Capitals, spaces and underscores find the same model; so does its title."""
    assert CATALOG.get(typed).slug == "veo-3.1-fast"


def test_a_typing_error_names_the_nearest() -> None:
    """The refusal carries a model to offer instead."""
    with pytest.raises(UnknownModel) as refusal:
        CATALOG.get("veo-3.1-fats")
    assert refusal.value.facts == {"slug": "veo-3.1-fats", "nearest": "veo-3.1-fast"}


def test_nonsense_has_no_nearest_and_is_not_echoed_at_length() -> None:
    """A pasted page comes back short."""
    with pytest.raises(UnknownModel) as refusal:
        CATALOG.get("щ" * 5000)
    assert refusal.value.facts == {"slug": "щ" * 32, "nearest": ""}


def test_shelves_are_ordered_by_rank_without_the_unavailable() -> None:
    """Sora 2 ranks first and stands nowhere, because KIE does not serve it."""
    shelf = CATALOG.shelf(Kind.VIDEO, Dialect.LIVE)
    assert [found.slug for found in shelf] == ["veo-3.1-fast", "veo-3.1"]


def test_a_dialect_has_only_its_own_models() -> None:
    """A model without an offer in the dialect is not sold there."""
    assert [found.slug for found in CATALOG.models(Dialect.INTEGRATION)] == ["veo-3.1-fast"]
    assert len(CATALOG.models(Dialect.LIVE)) == len(CATALOG) == 4


def test_membership_is_by_slug() -> None:
    """A stored slug can be asked for before it is used."""
    assert "veo-3.1" in CATALOG
    assert "veo" not in CATALOG
    assert [found.kind for found in CATALOG][-1] is Kind.MUSIC
