"""An operator's yes to a recording is a yes to that model at that price, whatever the card has become since."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.catalog.spec import Dialect
from bot.generation.example_recording import ExampleRecorder, Recording
from handlers.core.buttons import button_in
from handlers.core.buttons.example import RecordButton
from handlers.core.buttons.menu import PickButton
from tests.unit.handlers.conftest import ADMIN, BotUnderTest
from tests.unit.handlers.telegram import Person


@pytest.fixture
def dialect() -> Dialect:
    """What KIE requires today."""
    return Dialect.LIVE


@pytest.fixture
def recorder(kiosk: BotUnderTest) -> ExampleRecorder:
    """What has examples recorded."""
    found: ExampleRecorder = kiosk.dispatcher["example_recorder"]
    return found


@pytest.fixture
async def admin(kiosk: BotUnderTest) -> Person:
    """An operator who has been asked whether an example of Z-Image shall be recorded."""
    admin = kiosk.person(ADMIN)
    await admin.say("/start m_z-image")
    await admin.tap("⏺")
    assert "<b>Z-Image</b>" in kiosk.screen.last.text
    return admin


async def ordered(kiosk: BotUnderTest, recorder: ExampleRecorder, slug: str) -> bool:
    """Whether an example of the model is wanted."""
    recording = recorder.plan(slug)
    assert recording is not None
    return await kiosk.dispatcher["examples"].recorded(recording.name) is not None


async def test_the_yes_records_it(kiosk: BotUnderTest, recorder: ExampleRecorder, admin: Person) -> None:
    """Asked once."""
    await admin.tap("Record")
    assert await ordered(kiosk, recorder, "z-image")


async def test_another_model_is_asked_about_again(
    kiosk: BotUnderTest, recorder: ExampleRecorder, admin: Person
) -> None:
    """The card got another model meanwhile, by a button further up: its price is said before it is recorded."""
    question = kiosk.screen.last
    yes = question.data("Record")
    button = button_in(yes)
    assert isinstance(button, RecordButton)
    await admin.tap_data(PickButton(slug="kling-2.5-turbo", draft=button.draft).pack(), question.id)
    await admin.tap_data(yes, question.id)
    assert not await ordered(kiosk, recorder, "z-image")
    assert not await ordered(kiosk, recorder, "kling-2.5-turbo")
    assert "<b>Kling 2.5 Turbo" in kiosk.screen.last.text
    await admin.tap("Record")
    assert await ordered(kiosk, recorder, "kling-2.5-turbo")


async def test_another_price_is_asked_about_again(
    kiosk: BotUnderTest, recorder: ExampleRecorder, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What KIE takes has risen since: the new price is said."""
    recording = recorder.plan("z-image")
    assert recording is not None
    dearer = replace(recording, kie_credits=recording.kie_credits + 5)

    def plan(_: ExampleRecorder, slug: str) -> Recording:
        assert slug == recording.model
        return dearer

    monkeypatch.setattr(ExampleRecorder, "plan", plan)
    await admin.tap("Record")
    assert await kiosk.dispatcher["examples"].recorded(recording.name) is None
    assert str(float(dearer.kie_credits)) in kiosk.screen.last.text
    await admin.tap("Record")
    assert await kiosk.dispatcher["examples"].recorded(recording.name) is not None
