"""/join: clips of one's own become one film, for free, also when the process dies on the way."""

from __future__ import annotations

import io
from pathlib import Path

import av
import pytest

from bot.sandbox.telegram import ChatHandle, Message, Person
from handlers.core.buttons.join import AddToJoinButton, BeginJoinButton, CancelJoinButton
from tests.story.kiosk import kiosk_between, until
from tests.story.media import clip, picture, sound

pytestmark = pytest.mark.story

WORDS = {
    "en": {"title": "Join clips", "clip": "can’t be used", "over": "closed", "long": "longer than 120"},
    "ru": {"title": "Склеить ролики", "clip": "не подходит", "over": "закрыт", "long": "длиннее 120"},
}


def label_of(message: Message, data: str) -> str:
    """What the first button with such data says."""
    return next(b.label for row in message.buttons for b in row if (b.data or "").split(":")[0] == data)


async def listed(person: Person, room: ChatHandle, after: Message, title: str) -> Message:
    """The list that follows a message, with its way to begin."""
    return await room.wait(lambda one: title in one.text and bool(one.buttons), after=after, timeout=20)


async def two_clips(person: Person, title: str, *, second: bytes | None = None) -> Message:
    """The list of two clips that were sent in private."""
    first = await person.send_video(clip(1.0), "/join")
    await listed(person, person.private, first, title)
    other = await person.send_video(second or clip(1.0, width=240, height=320))
    return await listed(person, person.private, other, title)


def shape_of(film: Message) -> tuple[int, int, float, bool]:
    """Sides, seconds, and whether it has sound."""
    with av.open(io.BytesIO(film.read()), "r") as container:
        video = container.streams.video[0].codec_context
        assert video is not None
        return video.width, video.height, (container.duration or 0) / 1_000_000, bool(container.streams.audio)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_clips_that_are_sent_become_one_film(folder: Path, language: str) -> None:
    """Clips of other sizes get bars, a song lies below them, nothing is paid, and an old button starts nothing more."""
    words = WORDS[language]
    async with kiosk_between(folder, "live") as kiosk:
        person = kiosk.telegram.person("Nina", language=language)
        await two_clips(person, words["title"])
        song = await person.send_audio(sound(5.0))
        shown = await listed(person, person.private, song, words["title"])
        begin = label_of(shown, BeginJoinButton.__prefix__)
        await person.tap(shown, begin)
        film = await kiosk.media(person.private, after=shown, kinds=frozenset({"video"}), timeout=60)
        width, height, seconds, has_sound = shape_of(film)
        assert (width, height, has_sound) == (320, 240, True)
        assert seconds == pytest.approx(2.0, abs=0.2)
        await person.private.wait_until(lambda: shown.deleted, timeout=20)
        assert kiosk.rows("SELECT count(*) AS n FROM generations") == [{"n": 0}]
        assert kiosk.rows("SELECT state, begun, sent FROM joins") == [
            {"state": "sent", "begun": 1, "sent": 1}
        ]


async def test_a_group_joins_its_own_results(folder: Path) -> None:
    """By a reply and by a number; a private clip of another member is not found by its number."""
    async with kiosk_between(folder, "live", FREE_CREDITS="unlimited") as kiosk:
        alice, boris = kiosk.alice, kiosk.boris
        group = kiosk.telegram.group("Films", [alice, boris], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        hidden = await kiosk.generate(boris, "kling-2.6 a secret")
        await kiosk.media(boris.private, after=hidden)
        card = await kiosk.quote(boris, "kling-2.6 a boat", room=group)
        await boris.tap(card, (0, 0))
        made = await kiosk.media(group, after=card)
        [secret, shown_id] = [row["id"] for row in kiosk.rows("SELECT id FROM generations ORDER BY id")]
        asked = await alice.send("/join", chat=group, reply_to=made)
        await listed(alice, group, asked, "Join clips")
        prying = await alice.send(f"/join #{secret}", chat=group)
        answer = await group.wait(lambda one: one.sender.is_bot, after=prying, timeout=20)
        assert "no such request" in answer.text
        again = await alice.send(f"/join #{shown_id}", chat=group)
        shown = await listed(alice, group, again, "Join clips")
        toast = await boris.tap(shown, label_of(shown, BeginJoinButton.__prefix__))
        assert toast.text, "the list is alice's"
        await alice.tap(shown, label_of(shown, BeginJoinButton.__prefix__))
        await kiosk.media(group, after=shown, kinds=frozenset({"video"}), timeout=90)


async def test_anothers_clip_is_not_found_in_private(folder: Path) -> None:
    """A number of another person's result is no clip of one's own, typed, in the list or on a forged button."""
    async with kiosk_between(folder, "live", FREE_CREDITS="unlimited") as kiosk:
        card = await kiosk.generate(kiosk.boris, "kling-2.6 a secret")
        await kiosk.media(kiosk.boris.private, after=card)
        [number] = [row["id"] for row in kiosk.rows("SELECT id FROM generations")]
        asked = await kiosk.alice.send(f"/join #{number}")
        await kiosk.alice.private.wait(lambda one: one.sender.is_bot, after=asked, timeout=20)
        assert kiosk.rows("SELECT count(*) AS n FROM joins") == [{"n": 0}]
        opened = await kiosk.alice.send("/join")
        shown = await listed(kiosk.alice, kiosk.alice.private, opened, "Join clips")
        assert AddToJoinButton.__prefix__ not in [
            (b.data or "").split(":")[0] for row in shown.buttons for b in row
        ]
        [join] = [row["id"] for row in kiosk.rows("SELECT id FROM joins")]
        await kiosk.alice.press(shown, AddToJoinButton(join=join, generation=number, position=0).pack())
        assert kiosk.rows("SELECT clips FROM joins") == [{"clips": "[]"}]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_what_is_no_clip_is_said(folder: Path, language: str) -> None:
    """A picture that is named .mp4 makes no film: it is said which one, and nothing is left on the disk."""
    words = WORDS[language]
    async with kiosk_between(folder, "live") as kiosk:
        person = kiosk.telegram.person("Nina", language=language)
        shown = await two_clips(person, words["title"], second=picture())
        await person.tap(shown, label_of(shown, BeginJoinButton.__prefix__))
        refused = await person.private.wait(words["clip"], after=shown, timeout=60)
        assert {"en": "Clip 2 ", "ru": "Ролик 2 "}[language] in refused.text
        await until(lambda: kiosk.rows("SELECT state FROM joins") == [{"state": "failed"}])
        assert not [path for path in (kiosk.folder / "data" / "media").glob("*") if path.is_file()]


async def test_a_cancelled_list_starts_nothing(folder: Path) -> None:
    """Its buttons are gone, and the next command begins another list."""
    async with kiosk_between(folder, "live") as kiosk:
        shown = await two_clips(kiosk.alice, "Join clips")
        await kiosk.alice.tap(shown, label_of(shown, CancelJoinButton.__prefix__))
        await kiosk.alice.private.wait_until(lambda: not shown.buttons, timeout=20)
        assert kiosk.rows("SELECT state FROM joins") == [{"state": "cancelled"}]


async def test_a_film_that_was_killed_comes_after_the_restart(folder: Path) -> None:
    """What was under way when the process died is made anew, and comes: as often as sending was begun, at most."""
    async with kiosk_between(folder, "live") as kiosk:
        shown = await two_clips(kiosk.alice, "Join clips")
        await kiosk.alice.tap(shown, label_of(shown, BeginJoinButton.__prefix__))
        await kiosk.kill()
        await kiosk.start()
        await until(lambda: kiosk.rows("SELECT state FROM joins") == [{"state": "sent"}], seconds=60)
        films = [
            one
            for one in kiosk.alice.private.messages
            if one.kind == "video" and one.sender.is_bot and not one.deleted
        ]
        (row,) = kiosk.rows("SELECT sent FROM joins")
        assert row["sent"] >= 1
        assert 1 <= len(films) <= row["sent"], "one for each time that sending was begun, at most"
