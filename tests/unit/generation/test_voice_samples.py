"""Samples of voices: made once, by one person's tap, at nobody's expense but the operator's."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from bot.catalog.load import load_catalog
from bot.domain.generation import State
from bot.errors import BadOption, ModelUnavailable, SamplesOff, TooManyOpen, TooManySamples
from bot.generation.voice_samples import PER_DAY, Sampler, VoiceSample, VoiceSampleRequest
from bot.ports import Progress, TaskStatus
from tests.support.fake_provider import done
from tests.support.house import House
from tests.support.samples import tariff

VOICES = ("James", "Arabella", "Bradford", "Xavier", "Mark", "Adeline")


class MediaGenerator(House):
    """The core of Kiosk with the real voices."""

    def __init__(self) -> None:
        super().__init__(tariff(most_open=20))
        self.catalog = load_catalog()
        self.start()

    def sampler(self, *, enabled: bool = True) -> Sampler:
        """As the application has it."""
        return Sampler(
            catalog=self.catalog,
            store=self.store,
            clock=self.clock,
            tariff=self.tariff,
            key_breaker=self.key_breaker,
            health=self.health,
            wake=partial(self.engine.wake, State.HELD),
            enabled=enabled,
        )

    async def listen(self, voice: str = "James", person_id: int = 1, **more: str) -> VoiceSample:
        """Somebody taps ▶."""
        facts = {"language": "en", "model": "elevenlabs-tts", "text": "Hello!"} | more
        wish = VoiceSampleRequest(
            person_id=person_id, chat_id=person_id, thread_id=None, voice=voice, **facts
        )
        return await self.sampler().listen(wish)

    async def record(self) -> None:
        """KIE makes what waits, and it is delivered."""
        self.provider.will("status", done("https://cdn.example/voice.mp3"))
        await self.until_quiet()
        self.clock.moment += timedelta(minutes=1)
        await self.until_quiet()


@pytest.fixture
def media_generator() -> MediaGenerator:
    """A studio of one's own."""
    return MediaGenerator()


async def test_made_once_and_kept(media_generator: MediaGenerator) -> None:
    """The first to ask begins it, the next ones are told, and when it is there everybody has it at once; nobody pays."""
    assert await media_generator.listen() == VoiceSample(begun=True)
    assert await media_generator.listen(person_id=2) == VoiceSample()
    await media_generator.record()
    for person_id in (1, 2, 3):
        heard = await media_generator.listen(person_id=person_id)
        assert heard.asset is not None
        assert heard.asset.file_id
    assert len(media_generator.provider.submitted) == 1
    assert await media_generator.money(1) == (100, 0)


async def test_one_of_each_language(media_generator: MediaGenerator) -> None:
    """A voice in another language is another sample."""
    await media_generator.listen()
    assert (await media_generator.listen(language="ru", text="Привет!")).begun


async def test_a_failed_one_may_be_made_again(media_generator: MediaGenerator) -> None:
    """What KIE could not make is not the sample: the next tap begins another."""
    await media_generator.listen()
    media_generator.provider.will("status", TaskStatus(progress=Progress.FAILED))
    await media_generator.until_quiet()
    media_generator.clock.moment += timedelta(minutes=1)
    await media_generator.until_quiet()
    assert (await media_generator.listen()).begun


async def test_few_for_a_person_in_a_day(media_generator: MediaGenerator) -> None:
    """One person has only so many made; what is made already plays on, and tomorrow is another day."""
    for voice in VOICES[:PER_DAY]:
        assert (await media_generator.listen(voice)).begun
    with pytest.raises(TooManySamples):
        await media_generator.listen(VOICES[PER_DAY])
    assert await media_generator.listen(VOICES[0]) == VoiceSample()
    assert (await media_generator.listen(VOICES[PER_DAY], person_id=2)).begun
    media_generator.clock.moment += timedelta(days=1, minutes=1)
    assert (await media_generator.listen("Sam")).begun


async def test_refused(media_generator: MediaGenerator) -> None:
    """A voice or a model that is not there (any more), and an operator who pays for no samples."""
    with pytest.raises(BadOption):
        await media_generator.listen("Nobody")
    with pytest.raises(ModelUnavailable):
        await media_generator.listen(model="elevenlabs-sfx")
    wish = VoiceSampleRequest(
        person_id=1,
        language="en",
        chat_id=1,
        thread_id=None,
        model="elevenlabs-tts",
        voice="James",
        text="Hi",
    )
    with pytest.raises(SamplesOff):
        await media_generator.sampler(enabled=False).listen(wish)
    assert not media_generator.provider.submitted


async def test_counts_as_open(media_generator: MediaGenerator) -> None:
    """A sample in the making is one of the generations that a person may have open."""
    media_generator.tariff = tariff(most_open=1)
    await media_generator.listen()
    with pytest.raises(TooManyOpen):
        await media_generator.listen("Sam")
