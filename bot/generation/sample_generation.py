"""What is made at the operator's expense: a generation whose price is 0, with what it is expected to cost at KIE."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from bot.catalog.availability import sold
from bot.catalog.choices import check_prompt, settle
from bot.catalog.pricing import kie_credits, millicredits
from bot.catalog.spec import Dialect, Model
from bot.catalog.supplied_media import SuppliedMedia
from bot.domain.generation import Destination, Generation
from bot.generation.chain_steps import LONGEST_WAIT


def sample_generation(
    model: Model,
    dialect: Dialect,
    choices: Mapping[str, str],
    prompt: str,
    *,
    name: str,
    person_id: int,
    account_id: int,
    language: str,
    destination: Destination,
    now: datetime,
) -> Generation:
    """The generation of a sample, which nothing has stored yet.

    Args:
        model: what makes it.
        dialect: the one that the bot speaks with KIE.
        choices: its options; the others have their defaults.
        prompt: its words.
        name: of the sample (`Generation.sample`): one is made for each name.
        person_id: whose chat it comes to.
        account_id: theirs, of which 0 credits are held.
        language: of the messages about it.
        destination: where it comes to.
        now: the moment at which it is due.

    Raises:
        Refusal: the model is not sold, or takes neither the choices nor the words.
    """
    offer = sold(model, dialect)
    settled = settle(model, offer, choices)
    words = check_prompt(model, offer, prompt, settled)
    return Generation(
        id=0,
        person_id=person_id,
        account_id=account_id,
        language=language,
        destination=destination,
        model=model.slug,
        dialect=dialect,
        choices=settled,
        prompt=words,
        price=0,
        kie_expected=millicredits(kie_credits(offer, settled, media=SuppliedMedia(), prompt=words)),
        token=secrets.token_urlsafe(12),
        created_at=now,
        due_at=now,
        deadline_at=now + LONGEST_WAIT,
        sample=name,
    )
