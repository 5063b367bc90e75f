"""What a generation says of the one that failed and whose place it took: both models, and both prices."""

from __future__ import annotations

from bot.catalog.catalog import Catalog
from bot.domain.generation import Generation
from bot.i18n import Html, Translator


def title_in(catalog: Catalog, slug: str) -> str:
    """A model's title; its slug when it was taken out of the catalogue since."""
    return catalog.get(slug).title if slug in catalog else slug


def making_instead(t: Translator, generation: Generation, *, title: str, failed_title: str) -> Html | None:
    """`Veo 3.1 Fast failed (60 back). Now with Kling 2.5 · 42`, or None where nothing failed before."""
    failed = generation.instead_of
    if failed is None:
        return None
    if generation.own_key:
        return t("fall-back-making-free", failed=failed_title, model=title)
    return t(
        "fall-back-making", failed=failed_title, returned=failed.price, model=title, price=generation.price
    )


def failed_first(t: Translator, generation: Generation, failed_title: str) -> Html | None:
    """That another model had failed before this one did, and what went back for it; None where none had."""
    failed = generation.instead_of
    if failed is None:
        return None
    if generation.own_key:
        return t("fall-back-failed-free", failed=failed_title)
    return t("fall-back-failed", failed=failed_title, returned=failed.price)
