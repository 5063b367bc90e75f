"""Checks a request against a model's offer: acceptable or refused, and its price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.catalog.choices import check_references, settle
from bot.catalog.pricing import PriceTerms, kie_credits, quoted
from bot.catalog.prompt import check_prompt
from bot.catalog.references import GivenReference
from bot.catalog.spec import Model, Offer
from bot.catalog.supplied_media import SuppliedMedia


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidatedRequest:
    """What is made if the price is accepted.

    Attributes:
        choices: of every option that applies.
        prompt: the words as they are sent.
        price: credits.
        at_kie: credits that KIE takes, exactly.
    """

    choices: Mapping[str, str]
    prompt: str
    price: int
    at_kie: Decimal


def checked(
    model: Model,
    offer: Offer,
    *,
    choices: Mapping[str, str],
    prompt: str,
    references: Sequence[GivenReference],
    terms: PriceTerms,
) -> ValidatedRequest:
    """Check references, options and words, and price them.

    Args:
        model: what makes it.
        offer: the model's, in the dialect that is spoken.
        choices: options that were set; the others take their defaults.
        prompt: the words.
        references: media, as far as their facts are known.
        terms: the operator's for this model.

    Raises:
        Refusal: one of them is not acceptable; its facts say which.
    """
    check_references(model, offer, references)
    media = SuppliedMedia.of(references)
    settled = settle(model, offer, choices, has_references=bool(media))
    words = check_prompt(model, offer, prompt, settled)
    return ValidatedRequest(
        choices=settled,
        prompt=words,
        price=quoted(offer, settled, media=media, prompt=words, terms=terms),
        at_kie=kie_credits(offer, settled, media=media, prompt=words),
    )
