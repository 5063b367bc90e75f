"""Voices by name, and hearing one before it is chosen."""

from __future__ import annotations

import pytest

from bot.catalog.spec import Dialect, Kind
from bot.domain.generation import Asset, State
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person


@pytest.fixture
def dialect() -> Dialect:
    """Only today's service has voices by name."""
    return Dialect.LIVE


async def _voices(person: Person) -> None:
    await person.say("/models elevenlabs tts")
    await person.tap("ElevenLabs TTS")
    await person.tap("Голос" if person.language == "ru" else "Voice")


@pytest.mark.parametrize(("language", "husky"), [("en", "husky and bold"), ("ru", "с хрипотцой")])
async def test_a_page_of_voices(kiosk: BotUnderTest, language: str, husky: str) -> None:
    """Each voice says what it is like, and has a button to choose it and one to hear it; pages turn."""
    person = kiosk.person(language=language)
    await _voices(person)
    assert husky in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0] == "✓ James"
    assert sum(label.startswith("🔊") for label in kiosk.screen.last.labels) == 6
    await person.tap_data(f"o:{kiosk.screen.last.data('🔊').split(':')[1]}:voice:2", kiosk.screen.last.id)
    assert "Leon" in kiosk.screen.last.text
    await person.tap("Leon")
    assert any("Leon" in label for label in kiosk.screen.last.labels)


async def test_hearing_a_voice(kiosk: BotUnderTest) -> None:
    """The first tap has it recorded and says so; when it is there it comes at once, with a button to choose it."""
    ann, bob = kiosk.person(), kiosk.person(8)
    await _voices(ann)
    card = kiosk.screen.last
    await ann.tap("🔊")
    assert "Recording a sample" in (kiosk.screen.toasts[-1] or "")
    await ann.tap("🔊", card)
    assert "Tap again" in (kiosk.screen.toasts[-1] or "")
    await _finish(kiosk, ann.id)
    await _voices(bob)
    await bob.tap("🔊")
    asset, caption = kiosk.media_resender.resent[-1]
    assert asset.file_id == "voice-file"
    assert caption is not None
    assert "husky" in caption
    assert await kiosk.history.latest(ann.id) is None
    assert await kiosk.made_by(ann.id) == 0


async def test_a_voice_that_is_gone(kiosk: BotUnderTest) -> None:
    """A place that the list does not have is a button of long ago, and another person's list is refused."""
    ann, bob = kiosk.person(), kiosk.person(8)
    await _voices(ann)
    data = kiosk.screen.last.data("🔊")
    await bob.tap_data(data, kiosk.screen.last.id)
    assert "someone else" in (kiosk.screen.toasts[-1] or "")
    await ann.tap_data(f"{data.rpartition(':')[0]}:99", kiosk.screen.last.id)
    assert "expired" in (kiosk.screen.toasts[-1] or "")


async def _finish(kiosk: BotUnderTest, person_id: int) -> None:
    """KIE has made it, and it is in the chat."""
    generation = (await kiosk.history.open(person_id))[0]
    asset = Asset(url="https://cdn.example/1.mp3", kind=Kind.AUDIO, file_id="voice-file", sent_as="audio")
    for state in (State.SUBMITTING, State.RUNNING, State.READY, State.DELIVERED):
        stepped = generation.stepped(state, assets=(asset,) if state is State.READY else generation.assets)
        async with kiosk.store.transaction() as tx:
            await tx.save(stepped, expected=generation.state, at=kiosk.clock.now())
        found = await kiosk.store.generation(generation.id)
        assert found is not None
        generation = found
