"""Every model, in both dialects: asked for in one line, confirmed with one tap, delivered as media."""

from __future__ import annotations

import re

import pytest

from bot.catalog.load import load_catalog
from bot.catalog.spec import Dialect, Kind, Media, Model
from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest
from tests.story.media import clip, picture

CATALOG = load_catalog()
CARD = [
    "veo-3.1",
    "veo-3.1-fast",
    "sora-2",
    "kling-2.1-pro",
    "kling-2.5-turbo",
    "runway-gen-3",
    "runway-aleph",
    "minimax",
    "hailuo-02",
    "wan-2.5",
    "seedance",
    "luma-modify",
    "gpt-4o-image",
    "flux-pro",
    "flux-kontext",
    "midjourney",
    "seedream-v4",
    "qwen-image",
    "ghibli",
    "recraft-remove-bg",
    "elevenlabs-tts",
    "elevenlabs-sfx",
    "suno-v4",
    "suno-v4.5",
    "suno-v5",
]
"""The rows of the integration document."""

ALL = sorted(model.slug for model in CATALOG)
EXPECTED = {
    Kind.VIDEO: {"video"},
    Kind.IMAGE: {"photo", "document"},
    Kind.AUDIO: {"audio", "voice"},
    Kind.MUSIC: {"audio"},
}

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]


async def _reference(person: Person, model: Model, dialect: Dialect) -> Message | None:
    """The message with the media that the model needs, if it needs any; the bot's answer to it has come."""
    offer = model.offer(dialect)
    assert offer is not None
    needed = {need.media for need in offer.references if need.minimum}
    if not needed:
        return None
    sent = await (person.send_video(clip()) if Media.VIDEO in needed else person.send_photo(picture()))
    await person.private.wait(lambda message: bool(message.buttons), after=sent)
    return sent


async def _deliver(kiosk: BotUnderTest, slug: str, dialect: Dialect) -> None:
    model = CATALOG.get(slug)
    person = kiosk.telegram.person(f"Fan of {slug}", language="en")
    reference = await _reference(person, model, dialect)
    card = await kiosk.quote(person, f"{slug} a lighthouse in fog", reply_to=reference)
    assert re.search(r"\d+\s*credit", card.text), card.text
    assert card.buttons[0][0].label.startswith("Generate"), card.buttons
    await person.tap(card, (0, 0))
    media = await kiosk.media(person.private, after=card)
    assert media.kind in EXPECTED[model.kind]
    assert len(media.read()) > 500
    await kiosk.concluded(card)
    generation = kiosk.rows("SELECT * FROM generations WHERE person_id = ?", person.id)[0]
    assert generation["captured"] <= generation["price"]


@pytest.mark.parametrize("slug", CARD)
async def test_every_model_of_the_document_is_delivered_in_its_dialect(
    integration: BotUnderTest, slug: str
) -> None:
    """All 25 rows of the integration document end as media in the chat, whatever they need."""
    await _deliver(integration, slug, Dialect.INTEGRATION)


@pytest.mark.parametrize("slug", ALL)
async def test_every_model_is_delivered_live_or_refused_with_a_reason(live: BotUnderTest, slug: str) -> None:
    """In the live dialect each model is delivered; those that KIE dropped say so, and name what works instead."""
    offer = CATALOG.get(slug).live
    assert offer is not None
    if not offer.unavailable:
        await _deliver(live, slug, Dialect.LIVE)
        return
    person = live.telegram.person(f"Fan of {slug}", language="en")
    answer = await live.quote(person, f"{slug} a lighthouse in fog")
    nearest = CATALOG.get(offer.nearest).title
    labels = [button.label for row in answer.buttons for button in row]
    assert any(nearest in label for label in labels), labels
    assert not live.rows("SELECT * FROM generations WHERE person_id = ?", person.id)


async def test_the_ledger_is_exact_after_all_models(live: BotUnderTest, integration: BotUnderTest) -> None:
    """After every model of both dialects, nothing is held and each account is the sum of its entries."""
    for kiosk in (live, integration):
        kiosk.require_exact_ledger()
        assert not kiosk.kie.violations
        assert not kiosk.kie.remarks
