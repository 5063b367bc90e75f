"""The clip that greets a new person."""

from __future__ import annotations

from typing import Any

import av
import pytest
from aiogram.methods import SendAnimation
from aiogram.types import BufferedInputFile, Chat

from bot.catalog.spec import Kind
from bot.domain.generation import Asset
from handlers.browse.welcome_video import CLIP, HEIGHT, SECONDS, WIDTH
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Shown


def test_the_clip() -> None:
    """It is small, silent and as long and large as Telegram's fields say, so that it plays by itself."""
    assert CLIP.stat().st_size < 300_000
    with av.open(str(CLIP)) as container:
        assert [stream.type for stream in container.streams] == ["video"]
        picture = container.streams.video[0]
        assert (picture.width, picture.height, picture.codec.name) == (WIDTH, HEIGHT, "h264")
        assert container.duration is not None
        assert round(container.duration / av.time_base) == SECONDS


def _newest_clip(kiosk: BotUnderTest) -> Shown:
    """The newest message that carries a clip."""
    return max((shown for shown in kiosk.screen.messages.values() if shown.clip), key=lambda shown: shown.id)


async def test_it_is_uploaded_once(kiosk: BotUnderTest) -> None:
    """The first newcomer's clip is uploaded, everybody's after that is Telegram's own copy; the caption says what it is."""
    await kiosk.person(7).say("/start")
    first = _newest_clip(kiosk)
    await kiosk.person(8).say("/start")
    second = _newest_clip(kiosk)
    assert isinstance(first.clip, BufferedInputFile)
    assert second.clip == f"clip-{first.id}"
    for shown in (first, second):
        assert "drawn examples" in shown.text
    assert kiosk.screen.last.labels[1:5] == ["🎬 Video", "🖼 Picture", "🎙 Voice and sound", "🎵 Music"]


async def test_a_copy_that_telegram_does_not_know(kiosk: BotUnderTest) -> None:
    """The clip is uploaded anew, and the new copy is remembered."""
    await kiosk.person().say("/start")
    kiosk.screen.clips.clear()
    await kiosk.person().say("/start")
    anew = _newest_clip(kiosk)
    assert isinstance(anew.clip, BufferedInputFile)
    await kiosk.person().say("/start")
    assert _newest_clip(kiosk).clip == f"clip-{anew.id}"


async def test_where_no_clip_may_be_sent(kiosk: BotUnderTest) -> None:
    """The words come without it."""
    kiosk.screen.refuse = SendAnimation
    await kiosk.person().say("/start")
    (shown,) = kiosk.screen.messages.values()
    assert "I create videos" in shown.text
    assert shown.clip is None


async def test_the_welcome_becomes_the_shelf(kiosk: BotUnderTest) -> None:
    """The words are a message of their own below the clip, so that a tap turns them into the next screen."""
    ann = kiosk.person()
    await ann.say("/start")
    welcome = kiosk.screen.last
    assert "I create videos" in welcome.text
    await ann.tap("🎬 Video")
    assert kiosk.screen.last.id == welcome.id
    assert kiosk.screen.last.text.startswith("<b>Video</b>")


@pytest.mark.parametrize("command", ["/start", "/menu"])
async def test_somebody_who_was_here_before(kiosk: BotUnderTest, command: str) -> None:
    """No clip, but what they made last with everything they set, one tap up to its price."""
    ann = kiosk.person()
    await kiosk.make(ann, "kling-2.5-turbo 10s a <fox> in the snow")
    await ann.say(command)
    shown: Any = kiosk.screen.last
    assert shown.clip is None
    assert "Last time: Kling 2.5 Turbo — a &lt;fox&gt; in the snow" in shown.text
    assert shown.labels[:2] == ["🔁 Same again · Kling 2.5 Turbo", "🎬 Video"]
    await ann.tap("🔁 Same again")
    assert "10 s" in kiosk.screen.last.text
    assert "a &lt;fox&gt; in the snow" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_what_is_not_sold_any_more_is_not_offered_again(kiosk: BotUnderTest) -> None:
    """A last model that the operator has switched off leads nowhere, so the menu is as for everybody."""
    ann = kiosk.person()
    await kiosk.make(ann, "qwen-image a fox")
    await kiosk.person(99).say("/model qwen-image off")
    await ann.say("/menu")
    assert kiosk.screen.last.labels[0] == "🎬 Video"


async def test_a_group_does_not_see_what_was_made_elsewhere(kiosk: BotUnderTest) -> None:
    """In a group the menu brings back only what was asked for there, and no one is greeted with a clip."""
    group = Chat(id=-100, type="supergroup")
    await kiosk.make(kiosk.person(), "qwen-image a secret")
    ann = kiosk.person(chat=group)
    for command in ("/start", "/menu"):
        await ann.say(command)
        assert "secret" not in kiosk.screen.last.text
        assert kiosk.screen.last.labels[0] == "🎬 Video"
        assert kiosk.screen.last.clip is None
    await kiosk.make(ann, "qwen-image a fox")
    await ann.say("/menu")
    assert kiosk.screen.last.labels[0].startswith("🔁")


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_what_was_made_without_words(kiosk: BotUnderTest, language: str) -> None:
    """The menu and the history name the model alone: no dash stands where words would."""
    ann = kiosk.person(language=language)
    await ann.photo("/gen recraft-remove-bg")
    await ann.tap("✨")
    await kiosk.finish((await kiosk.history.open(ann.id))[-1], Asset(url="https://x/y", kind=Kind.IMAGE))
    await ann.say("/menu")
    last = next(line for line in kiosk.screen.last.text.splitlines() if "Recraft" in line)
    assert not last.rstrip().endswith(("—", "–"))
    await ann.say("/history")
    assert all("–" not in line for line in kiosk.screen.last.text.splitlines())
