"""Samples of voices: made once, by one person's tap, at nobody's expense but the operator's."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from bot.catalog.load import load_catalog
from bot.domain.generation import State
from bot.errors import BadOption, ModelUnavailable, SamplesOff, TooManyOpen, TooManySamples
from bot.generation.voice_samples import PER_DAY, Sample, Sampler, SampleWish
from bot.ports import Progress, TaskStatus
from tests.support.fake_provider import done
from tests.support.house import House
from tests.support.samples import tariff

VOICES = ("James", "Arabella", "Bradford", "Xavier", "Mark", "Adeline")


class Studio(House):
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
            supply=self.supply,
            health=self.health,
            wake=partial(self.engine.wake, State.HELD),
            enabled=enabled,
        )

    async def listen(self, voice: str = "James", person_id: int = 1, **more: str) -> Sample:
        """Somebody taps ▶."""
        facts = {"language": "en", "model": "elevenlabs-tts", "text": "Hello!"} | more
        wish = SampleWish(person_id=person_id, chat_id=person_id, thread_id=None, voice=voice, **facts)
        return await self.sampler().listen(wish)

    async def record(self) -> None:
        """KIE makes what waits, and it is delivered."""
        self.provider.will("status", done("https://cdn.example/voice.mp3"))
        await self.until_quiet()
        self.clock.moment += timedelta(minutes=1)
        await self.until_quiet()


@pytest.fixture
def studio() -> Studio:
    """A studio of one's own."""
    return Studio()


async def test_made_once_and_kept(studio: Studio) -> None:
    """The first to ask begins it, the next ones are told, and when it is there everybody has it at once; nobody pays."""
    assert await studio.listen() == Sample(begun=True)
    assert await studio.listen(person_id=2) == Sample()
    await studio.record()
    for person_id in (1, 2, 3):
        heard = await studio.listen(person_id=person_id)
        assert heard.asset is not None
        assert heard.asset.file_id
    assert len(studio.provider.submitted) == 1
    assert await studio.money(1) == (100, 0)


async def test_one_of_each_language(studio: Studio) -> None:
    """A voice in another language is another sample."""
    await studio.listen()
    assert (await studio.listen(language="ru", text="Привет!")).begun


async def test_a_failed_one_may_be_made_again(studio: Studio) -> None:
    """What KIE could not make is not the sample: the next tap begins another."""
    await studio.listen()
    studio.provider.will("status", TaskStatus(progress=Progress.FAILED))
    await studio.until_quiet()
    studio.clock.moment += timedelta(minutes=1)
    await studio.until_quiet()
    assert (await studio.listen()).begun


async def test_few_for_a_person_in_a_day(studio: Studio) -> None:
    """One person has only so many made; what is made already plays on, and tomorrow is another day."""
    for voice in VOICES[:PER_DAY]:
        assert (await studio.listen(voice)).begun
    with pytest.raises(TooManySamples):
        await studio.listen(VOICES[PER_DAY])
    assert await studio.listen(VOICES[0]) == Sample()
    assert (await studio.listen(VOICES[PER_DAY], person_id=2)).begun
    studio.clock.moment += timedelta(days=1, minutes=1)
    assert (await studio.listen("Sam")).begun


async def test_refused(studio: Studio) -> None:
    """A voice or a model that is not there (any more), and an operator who pays for no samples."""
    with pytest.raises(BadOption):
        await studio.listen("Nobody")
    with pytest.raises(ModelUnavailable):
        await studio.listen(model="elevenlabs-sfx")
    wish = SampleWish(
        person_id=1,
        language="en",
        chat_id=1,
        thread_id=None,
        model="elevenlabs-tts",
        voice="James",
        text="Hi",
    )
    with pytest.raises(SamplesOff):
        await studio.sampler(enabled=False).listen(wish)
    assert not studio.provider.submitted


async def test_counts_as_open(studio: Studio) -> None:
    """A sample in the making is one of the generations that a person may have open."""
    studio.tariff = tariff(most_open=1)
    await studio.listen()
    with pytest.raises(TooManyOpen):
        await studio.listen("Sam")
