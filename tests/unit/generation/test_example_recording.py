"""Recording examples: each once, a few at a time, by the operator's key alone, and never again by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.catalog.ideas import load_ideas
from bot.catalog.load import load_catalog
from bot.catalog.spec import Dialect
from bot.domain.example import Example, ExampleState
from bot.errors import AccessRefused
from bot.generation.example_proposals import ExampleProposals, is_proposable
from bot.generation.example_recording import AT_ONCE, Recording, recording_of
from bot.ports import Progress, TaskStatus
from storage.core.database import Database
from storage.generation.examples import SqliteExampleReader
from tests.support.application import ADMIN
from tests.support.core import Core
from tests.support.fake_provider import done

MODELS = ("z-image", "flux-pro", "kling-2.5-turbo", "suno-v5", "elevenlabs-tts")


class RecordingCore(Core):
    """The core of Kiosk with the real models."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.catalog = load_catalog()
        self.tariff = replace(self.tariff, dialect=Dialect.LIVE)
        self.examples = SqliteExampleReader(database)

    def plan(self, slug: str = MODELS[0]) -> Recording:
        """What would be recorded of a model."""
        recording = self.example_recorder.plan(slug)
        assert recording is not None
        return recording

    async def end(self, status: TaskStatus) -> None:
        """KIE ends what is under way, and everything follows."""
        self.provider.will("status", status)
        await self.until_quiet()
        self.clock.moment += timedelta(minutes=1)
        await self.until_quiet()
        await self.example_recorder.carry_on()

    async def state(self, recording: Recording) -> ExampleState:
        """Where the recording is."""
        example = await self.examples.recorded(recording.name)
        assert example is not None
        return example.state


@pytest.fixture
async def core(database: Database) -> RecordingCore:
    """The core with the real models."""
    core = RecordingCore(database)
    await core.start()
    return core


def test_what_begins_from_words_can_be_recorded() -> None:
    """Models that need media, and those that are not sold, have none; each plan has words, options and a price at KIE."""
    catalog, ideas = load_catalog(), load_ideas()
    plans = {model.slug: recording_of(model, Dialect.LIVE, ideas) for model in catalog.models(Dialect.LIVE)}
    assert plans["topaz-upscale"] is None
    assert plans["sora-2"] is None
    made = [one for one in plans.values() if one is not None]
    assert len(made) > 40
    assert all(one.prompt and one.kie_credits > 0 for one in made)
    assert len({one.name for one in made}) == len(made)


async def test_it_is_recorded_once_for_the_admin_and_no_one_pays(core: RecordingCore) -> None:
    """Ordered twice it is one task; it arrives in the admin's chat and is shown."""
    recording = core.plan()
    assert await core.example_recorder.order(recording)
    assert not await core.example_recorder.order(recording)
    await core.example_recorder.carry_on()
    await core.end(done())
    assert await core.state(recording) is ExampleState.SHOWN
    assert len(core.provider.submitted) == 1
    shown = await core.examples.of_model(recording.model)
    assert shown is not None
    made = await core.store.generation(shown.generation_id or 0)
    assert made is not None
    assert (made.person_id, made.price, made.prompt) == (ADMIN, 0, recording.prompt)
    assert not await core.example_recorder.order(recording)


async def test_one_that_failed_is_made_again_only_when_it_is_ordered_again(core: RecordingCore) -> None:
    """Time alone brings nothing back to KIE."""
    recording = core.plan()
    await core.example_recorder.order(recording)
    await core.example_recorder.carry_on()
    await core.end(TaskStatus(progress=Progress.FAILED))
    assert await core.state(recording) is ExampleState.FAILED
    core.clock.moment += timedelta(days=1)
    await core.example_recorder.carry_on()
    await core.until_quiet()
    assert len(core.provider.submitted) == 1
    assert await core.example_recorder.order(recording)
    await core.example_recorder.carry_on()
    await core.end(done())
    assert await core.state(recording) is ExampleState.SHOWN


async def test_one_whose_file_is_lost_is_made_again(core: RecordingCore) -> None:
    """Ordered again it is a new task, once; the old one stays the operator's recording, and is no one's result."""
    recording = core.plan()
    await core.example_recorder.order(recording)
    await core.example_recorder.carry_on()
    await core.end(done())
    lost = await core.examples.recorded(recording.name)
    assert lost is not None
    await ExampleProposals(core.store, core.clock, core.catalog).drop(lost)
    assert await core.state(recording) is ExampleState.FAILED
    assert await core.example_recorder.order(recording)
    assert not await core.example_recorder.order(recording)
    for _ in range(2):
        await core.example_recorder.carry_on()
    await core.end(done())
    assert await core.state(recording) is ExampleState.SHOWN
    assert len(core.provider.submitted) == 2
    again = await core.examples.recorded(recording.name)
    assert again is not None
    assert again.generation_id not in {None, lost.generation_id}
    old = await core.store.generation(lost.generation_id or 0)
    assert old is not None
    assert not is_proposable(old)


async def test_what_was_recorded_anew_is_not_dropped(core: RecordingCore) -> None:
    """The second of two who find the file gone takes nothing from the recording that is made again."""
    recording = core.plan()
    await core.example_recorder.order(recording)
    await core.example_recorder.carry_on()
    await core.end(done())
    shown = await core.examples.recorded(recording.name)
    assert shown is not None
    proposals = ExampleProposals(core.store, core.clock, core.catalog)
    await proposals.drop(shown)
    await core.example_recorder.order(recording)
    await core.example_recorder.carry_on()
    await proposals.drop(shown)
    await core.end(done())
    await proposals.drop(shown)
    assert await core.state(recording) is ExampleState.SHOWN
    assert len(core.provider.submitted) == 2


async def test_a_few_at_a_time(core: RecordingCore) -> None:
    """People go first: the rest waits until one has ended."""
    for slug in MODELS:
        await core.example_recorder.order(core.plan(slug))
    for _ in range(3):
        await core.example_recorder.carry_on()
    await core.until_quiet()
    assert len(core.provider.submitted) == AT_ONCE
    while await core.examples.kinds() == {} or len(core.provider.submitted) < len(MODELS):
        await core.end(done())
        await core.example_recorder.carry_on()
        await core.until_quiet()
    assert len(core.provider.submitted) == len(MODELS)


async def test_a_newer_version_takes_the_place_of_the_older_one(core: RecordingCore) -> None:
    """A model has one recording: what was recorded with other words or options is gone when the new one is there."""
    older = replace(core.plan(), name="z-image:older", prompt="a lemon")
    for recording in (older, core.plan()):
        await core.example_recorder.order(recording)
        await core.example_recorder.carry_on()
        await core.end(done())
    assert await core.examples.recorded(older.name) is None
    shown: Example | None = await core.examples.of_model("z-image")
    assert shown is not None
    assert shown.recording == core.plan().name


async def test_it_waits_while_kie_does_not_serve(core: RecordingCore) -> None:
    """A paused key loses no order."""
    recording = core.plan()
    await core.example_recorder.order(recording)
    await core.key_breaker.pause(AccessRefused("no"))
    await core.example_recorder.carry_on()
    assert await core.state(recording) is ExampleState.WANTED
    assert not core.provider.submitted
