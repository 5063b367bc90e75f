"""*Describe* below a result: where it stands, and which picture it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from aiogram.methods import SendMessage
from aiogram.types import Chat, InlineKeyboardMarkup

from bot.catalog.spec import Dialect, Kind
from bot.domain.generation import Asset
from bot.domain.writer import Ability
from bot.writer.proven import ProvenAbilities
from handlers.core.buttons.result import DeleteButton, DescribeResultButton, ResultButton, ResultPage
from tests.support.label_width import room, width
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

pytestmark = pytest.mark.usefixtures("no_hints")

PICTURE = Asset(
    url="https://cdn.example/a.png", kind=Kind.IMAGE, file_id="sent", sent_as="photo", message_id=77
)
CLIP = Asset(url="https://cdn.example/a.mp4", kind=Kind.VIDEO, file_id="sent", sent_as="video", message_id=77)
LABELS = {"en": "👀 Describe", "ru": "👀 Описать"}
GROUP = Chat(id=-1001, type="supergroup", title="Cats")


@pytest.fixture
def dialect() -> Dialect:
    """In which models take pictures."""
    return Dialect.LIVE


@pytest.fixture
def proven(kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch) -> set[Ability]:
    """What the writer can do; what is to be asked of it waits in `kiosk.background_tasks`."""
    describing = replace(kiosk.dispatcher["describing"], tasks=kiosk.background_tasks)
    kiosk.dispatcher.workflow_data.update(describing=describing)
    proven = set(Ability)

    async def can(_: ProvenAbilities, ability: Ability) -> bool:
        return ability in proven

    monkeypatch.setattr(ProvenAbilities, "can", can)
    return proven


async def _more(kiosk: BotUnderTest, person: Person, generation: int) -> list[tuple[str, int]]:
    """Labels of the second page, each with how many share its row."""
    await person.tap_data(ResultButton(generation=generation, page=ResultPage.MORE).pack(), 77)
    rows = kiosk.screen.messages[77].markup.inline_keyboard
    return [(one.text, len(row)) for row in rows for one in row]


def _buttons_in(calls: Sequence[object]) -> list[str | None]:
    """The data of all buttons that were sent."""
    markups = [one.reply_markup for one in calls if isinstance(one, SendMessage)]
    rows = [row for one in markups if isinstance(one, InlineKeyboardMarkup) for row in one.inline_keyboard]
    return [button.callback_data for row in rows for button in row]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_only_where_seeing_is_proven(kiosk: BotUnderTest, proven: set[Ability], language: str) -> None:
    """Below pictures, among what is one tap away; gone with the proof, and a button that is still there says so."""
    ann = kiosk.person(language=language)
    made = await kiosk.make(ann, "qwen-image a cat", PICTURE)
    shown = await _more(kiosk, ann, made.id)
    assert width(LABELS[language]) <= room(dict(shown)[LABELS[language]])
    clip = await kiosk.make(ann, "kling-2.5-turbo a cat", CLIP)
    assert LABELS[language] not in dict(await _more(kiosk, ann, clip.id))
    proven.discard(Ability.SEES)
    assert LABELS[language] not in dict(await _more(kiosk, ann, made.id))
    await ann.tap_data(DescribeResultButton(generation=made.id).pack(), 77)
    assert ("can’t look" if language == "en" else "не умею смотреть") in kiosk.screen.last.text + str(
        kiosk.screen.toasts
    )
    assert not kiosk.background_tasks.waiting


@pytest.mark.usefixtures("proven")
async def test_one_of_several(kiosk: BotUnderTest) -> None:
    """Of several pictures it is asked which one, and that one is looked at; another member is asked alone."""
    ann, bob = kiosk.person(chat=GROUP), kiosk.person(8, chat=GROUP)
    pictures = [replace(PICTURE, file_id=f"sent-{place}", position=place) for place in range(3)]
    made = await kiosk.make(ann, "qwen-image a cat", *pictures)
    for person in (ann, bob):
        before = len(kiosk.screen.calls)
        await person.tap_data(DescribeResultButton(generation=made.id).pack(), 77)
        third = DescribeResultButton(generation=made.id, position=2)
        assert third.pack() in _buttons_in(kiosk.screen.calls[before:])
        assert not kiosk.background_tasks.waiting
        await person.tap_data(DescribeResultButton(generation=made.id, position=1).pack(), 78)
        (draft,) = [
            one
            for number in range(1, 9)
            if (one := await kiosk.drafts.get(number)) is not None
            and one.person_id == person.id
            and one.references
        ]
        assert [reference.file_id for reference in draft.references] == ["sent-1"]
        assert len(kiosk.background_tasks.waiting) == 1
        kiosk.background_tasks.waiting.clear()


@pytest.mark.usefixtures("proven")
async def test_made_up_and_deleted(kiosk: BotUnderTest) -> None:
    """Places that there are not, a clip, another's result in private, and what was deleted: refused, and no one is asked."""
    ann, bob = kiosk.person(), kiosk.person(8)
    made = await kiosk.make(ann, "qwen-image a cat", PICTURE)
    clip = await kiosk.make(ann, "kling-2.5-turbo a cat", CLIP)
    for person, data in (
        (ann, DescribeResultButton(generation=made.id, position=1)),
        (ann, DescribeResultButton(generation=made.id, position=-1)),
        (ann, DescribeResultButton(generation=clip.id)),
        (ann, DescribeResultButton(generation=clip.id, position=0)),
        (ann, DescribeResultButton(generation=10**9)),
        (bob, DescribeResultButton(generation=made.id)),
    ):
        said = len(kiosk.screen.calls)
        await person.tap_data(data.pack(), 77)
        assert len(kiosk.screen.calls) > said
        assert not kiosk.background_tasks.waiting
    await ann.tap_data(DeleteButton(generation=made.id).pack(), 78)
    await ann.tap_data(DescribeResultButton(generation=made.id).pack(), 78)
    assert not kiosk.background_tasks.waiting


@pytest.mark.usefixtures("proven")
async def test_no_copy(kiosk: BotUnderTest) -> None:
    """What can be had nowhere any more is said."""
    ann = kiosk.person()
    made = await kiosk.make(ann, "qwen-image a cat", replace(PICTURE, file_id="", sent_as="link"))
    kiosk.clock.advance(days=30)
    await ann.tap_data(DescribeResultButton(generation=made.id).pack(), 77)
    assert kiosk.texts.speaking("en")("verb-no-copy") in kiosk.screen.last.text
    assert not kiosk.background_tasks.waiting
