"""A group's quiet hours and covers reach everything that comes into it, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from aiogram import Bot
from aiogram.methods import (
    EditMessageText,
    SendAnimation,
    SendAudio,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendVideo,
    TelegramMethod,
)
from aiogram.types import InputMediaAudio, InputMediaPhoto, InputMediaVideo

from bot.delivery.session.group_settings import GroupSettingsMiddleware
from bot.domain.group import Group, GroupRules
from bot.domain.quiet_hours import QuietHours
from tests.support.fake_clock import FakeClock

GROUP = -100


async def sent(rules: GroupRules | None, method: TelegramMethod[Any], clock: FakeClock) -> Any:
    """The call that leaves, in a group with these rules; None = a group that no one introduced."""
    left: list[Any] = []

    async def make_request(_: Bot, made: TelegramMethod[Any]) -> Any:
        left.append(made)
        return True

    async def group(chat_id: int) -> Group | None:
        return Group(chat_id=chat_id, rules=rules) if rules is not None else None

    await GroupSettingsMiddleware(group, clock)(make_request, Bot("42:TEST"), method)
    return left[0]


COVERED = GroupRules(spoiler=True)


@pytest.mark.parametrize(
    "method",
    [
        SendPhoto(chat_id=GROUP, photo="a"),
        SendVideo(chat_id=GROUP, video="a"),
        SendAnimation(chat_id=GROUP, animation="a"),
    ],
    ids=lambda method: type(method).__name__,
)
async def test_pictures_are_covered_where_admins_want_it(
    method: TelegramMethod[Any], clock: FakeClock
) -> None:
    """Photos, videos and animations; not elsewhere, not in private, and not what says that it is no result."""
    assert (await sent(COVERED, method, clock)).has_spoiler is True
    assert (await sent(GroupRules(), method, clock)).has_spoiler is None
    assert (await sent(None, method, clock)).has_spoiler is None
    private = method.model_copy(update={"chat_id": 7})
    assert (await sent(COVERED, private, clock)).has_spoiler is None
    chart = method.model_copy(update={"has_spoiler": False})
    assert (await sent(COVERED, chart, clock)).has_spoiler is False


async def test_every_item_of_an_album_is_covered(clock: FakeClock) -> None:
    """Pictures and videos of an album; songs have no cover."""
    album = SendMediaGroup(chat_id=GROUP, media=[InputMediaPhoto(media="a"), InputMediaVideo(media="b")])
    assert [item.has_spoiler for item in (await sent(COVERED, album, clock)).media] == [True, True]
    songs = SendMediaGroup(chat_id=GROUP, media=[InputMediaAudio(media="a"), InputMediaAudio(media="b")])
    assert await sent(COVERED, songs, clock) == songs


async def test_quiet_hours_of_a_group(clock: FakeClock) -> None:
    """By the group's own clock nothing makes a sound in them; an hour later it does."""
    hour = clock.now().hour
    rules = GroupRules(quiet=QuietHours((hour + 2) % 24, (hour + 3) % 24), utc_offset=120)
    for method in (SendMessage(chat_id=GROUP, text="a"), SendAudio(chat_id=GROUP, audio="a")):
        assert (await sent(rules, method, clock)).disable_notification is True
        assert (await sent(replace(rules, utc_offset=0), method, clock)).disable_notification is None
    edit = EditMessageText(chat_id=GROUP, message_id=1, text="a")
    assert await sent(rules, edit, clock) == edit
    clock.advance(hours=1)
    assert (await sent(rules, SendMessage(chat_id=GROUP, text="a"), clock)).disable_notification is None
