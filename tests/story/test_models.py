"""Every model, in both dialects: asked for in one line, confirmed with one tap, delivered as media."""

from __future__ import annotations

import re

import pytest

from bot.catalog.load import load_catalog
from bot.catalog.spec import Dialect, Kind, Media, ReferenceNeed
from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest
from tests.story.media import clip, picture, sound

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


async def _send(person: Person, need: ReferenceNeed) -> Message:
    """Send what the model needs, long enough for it."""
    seconds = max(2.0, need.minimum_seconds)
    match need.media:
        case Media.PHOTO:
            return await person.send_photo(picture())
        case Media.VIDEO:
            return await person.send_video(clip(seconds))
        case Media.AUDIO:
            return await person.send_audio(sound(seconds))


async def _reference(kiosk: BotUnderTest, person: Person, needed: list[ReferenceNeed]) -> Message | None:
    """The message with the first of what the model needs, if it needs any: sent, or made before."""
    if not needed:
        return None
    if needed[0].made_by:
        return await _made(kiosk, person, needed[0].made_by[0])
    sent = await _send(person, needed[0])
    await person.private.wait(lambda message: bool(message.buttons), after=sent)
    return sent


async def _made(kiosk: BotUnderTest, person: Person, slug: str) -> Message:
    card = await kiosk.quote(person, f"{slug} a lighthouse in fog")
    await person.tap(card, (0, 0))
    media = await kiosk.media(person.private, after=card)
    await kiosk.concluded(card)
    return media


async def _deliver(kiosk: BotUnderTest, slug: str, dialect: Dialect) -> None:
    model = CATALOG.get(slug)
    offer = model.offer(dialect)
    assert offer is not None
    person = kiosk.telegram.person(f"Fan of {slug}", language="en")
    needed = [need for need in offer.references for _ in range(need.minimum)]
    reference = await _reference(kiosk, person, needed)
    card = await kiosk.quote(person, f"{slug} a lighthouse in fog", reply_to=reference)
    for need in needed[1:]:
        sent = await _send(person, need)
        card = await person.private.wait(lambda message: "Generate" in str(message.buttons), after=sent)
    assert re.search(r"\d+\s*credit", card.text), card.text
    assert card.buttons[0][0].label.startswith("✨ Generate"), card.buttons
    await person.tap(card, (0, 0))
    media = await kiosk.media(person.private, after=card)
    assert media.kind in EXPECTED[model.kind]
    assert len(media.read()) > 500
    await kiosk.concluded(card)
    newest = "SELECT * FROM generations WHERE person_id = ? ORDER BY id DESC"
    generation = kiosk.rows(newest, person.id)[0]
    assert generation["model"] == slug
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
