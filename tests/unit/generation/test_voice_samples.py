"""Samples of voices: made once, by one person's tap, at the operator's expense alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.catalog.load import load_catalog
from bot.errors import BadOption, ModelUnavailable, SamplesOff, TooManyOpen, TooManySamples
from bot.generation.delete_result import ResultDeleter
from bot.generation.voice_samples import PER_DAY, VoiceSample, VoiceSampleRequest
from bot.people.forget import PersonEraser
from bot.ports import Progress, TaskStatus
from storage.core.database import Database
from tests.support.core import PSEUDONYMS, Core
from tests.support.fake_provider import done
from tests.support.samples import tariff

VOICES = ("James", "Arabella", "Bradford", "Xavier", "Mark", "Adeline")


class VoiceSamplesCore(Core):
    """The core of Kiosk with the real voices."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, tariff(most_open=20))
        self.catalog = load_catalog()

    async def listen(self, voice: str = "James", person_id: int = 1, **more: str) -> VoiceSample:
        """A person taps ▶."""
        facts = {"language": "en", "model": "elevenlabs-tts", "text": "Hello!"} | more
        generation_request = VoiceSampleRequest(
            person_id=person_id, chat_id=person_id, thread_id=None, voice=voice, **facts
        )
        return await self.sampler.listen(generation_request)

    async def record(self) -> None:
        """KIE makes what waits, and it is delivered."""
        self.provider.will("status", done("https://cdn.example/voice.mp3"))
        await self.until_quiet()
        self.clock.moment += timedelta(minutes=1)
        await self.until_quiet()


@pytest.fixture
async def core(database: Database) -> VoiceSamplesCore:
    """The core with the real voices."""
    core = VoiceSamplesCore(database)
    await core.start()
    return core


async def test_made_once_and_kept(core: VoiceSamplesCore) -> None:
    """The first to ask begins it, the next ones are notified, and when it is there everybody has it at once; no one pays."""
    assert await core.listen() == VoiceSample(begun=True)
    assert await core.listen(person_id=2) == VoiceSample()
    await core.record()
    for person_id in (1, 2, 3):
        heard = await core.listen(person_id=person_id)
        assert heard.asset is not None
        assert heard.asset.file_id
    assert len(core.provider.submitted) == 1
    assert await core.money(1) == (100, 0)


async def test_one_of_each_language(core: VoiceSamplesCore) -> None:
    """A voice in another language is another sample."""
    await core.listen()
    assert (await core.listen(language="ru", text="Привет!")).begun


async def test_a_failed_one_may_be_made_again(core: VoiceSamplesCore) -> None:
    """What KIE could not make is not the sample: the next tap begins another."""
    await core.listen()
    core.provider.will("status", TaskStatus(progress=Progress.FAILED))
    await core.until_quiet()
    core.clock.moment += timedelta(minutes=1)
    await core.until_quiet()
    assert (await core.listen()).begun


async def test_what_a_sample_costs_at_kie(core: VoiceSamplesCore) -> None:
    """It is free for people, and its cost is compared like any other's."""
    await core.listen()
    row = await core.database.row("SELECT price, kie_expected FROM generations")
    assert row is not None
    assert (row["price"], row["kie_expected"] > 0) == (0, True)


async def test_few_for_a_person_in_a_day(core: VoiceSamplesCore) -> None:
    """One person has only so many made; what is made already plays on, and tomorrow is another day."""
    for voice in VOICES[:PER_DAY]:
        assert (await core.listen(voice)).begun
    with pytest.raises(TooManySamples):
        await core.listen(VOICES[PER_DAY])
    assert await core.listen(VOICES[0]) == VoiceSample()
    assert (await core.listen(VOICES[PER_DAY], person_id=2)).begun
    core.clock.moment += timedelta(days=1, minutes=1)
    assert (await core.listen("Sam")).begun


@pytest.mark.parametrize("end", ["deleted", "forgotten"])
async def test_no_more_by_deleting_or_being_forgotten(core: VoiceSamplesCore, end: str) -> None:
    """What was recorded plays on for everybody, and the person has no more recorded than before."""
    for voice in VOICES[:PER_DAY]:
        await core.listen(voice)
        await core.record()
        if end == "deleted":
            row = await core.database.row("SELECT max(id) FROM generations")
            assert row is not None
            await ResultDeleter(core.store).delete_result(row[0], 1)
        else:
            await PersonEraser(core.store, core.clock, PSEUDONYMS.of).forget(1)
        for person_id in (1, 2):
            heard = await core.listen(voice, person_id=person_id)
            assert heard.asset is not None, "it is there already"
    with pytest.raises(TooManySamples):
        await core.listen(VOICES[PER_DAY])
    assert len(core.provider.submitted) == PER_DAY


async def test_refused(core: VoiceSamplesCore) -> None:
    """A voice or a model that is not there (any more), and an operator who pays for no samples."""
    with pytest.raises(BadOption):
        await core.listen("Nobody")
    with pytest.raises(ModelUnavailable):
        await core.listen(model="elevenlabs-sfx")
    core.settings = core.settings.model_copy(update={"voice_samples": False})
    await core.start()
    with pytest.raises(SamplesOff):
        await core.listen()
    assert not core.provider.submitted


async def test_counts_as_open(core: VoiceSamplesCore) -> None:
    """A sample in the making is one of the generations that a person may have open."""
    await core.start(tariff(most_open=1))
    await core.listen()
    with pytest.raises(TooManyOpen):
        await core.listen("Sam")
