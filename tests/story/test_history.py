"""What was made is found again: the gallery of /history, and inline mode in any chat."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]


def _album(person: Person) -> list[Message]:
    """The thumbnails that the private chat shows now."""
    return [message for message in person.private.messages if message.album_id]


async def _make(kiosk: BotUnderTest, person: Person, *lines: str) -> list[Message]:
    """The media of these requests, one after the other."""
    media = []
    for line in lines:
        card = await kiosk.quote(person, line)
        await person.tap(card, (0, 0))
        media.append(await kiosk.media(person.private, after=card))
        await kiosk.concluded(card)
    return media


def _repeat(kiosk: BotUnderTest, person: Person, times: int) -> None:
    """The person's newest generation again and again: "…, take 1", "…, take 2", as if it had been made so often."""
    path = kiosk.environment["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.row_factory = sqlite3.Row
        row = dict(
            connection.execute(
                "SELECT * FROM generations WHERE person_id = ? ORDER BY id DESC LIMIT 1", (person.id,)
            ).fetchone()
        )
        asset = dict(
            connection.execute("SELECT * FROM assets WHERE generation_id = ?", (row.pop("id"),)).fetchone()
        )
        del asset["id"]
        for number in range(1, times + 1):
            words = f", take {number}"
            copy = row | {
                "token": f"{row['token']}-{number}",
                "prompt": row["prompt"] + words,
                "folded_prompt": row["folded_prompt"] + words,
                "quote_id": None,
            }
            _insert(connection, "assets", asset | {"generation_id": _insert(connection, "generations", copy)})


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> int:
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    return connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row).lastrowid or 0


async def test_a_gallery_in_english(live: BotUnderTest) -> None:
    """Thumbnails and a list; a number opens the result; another page replaces the first; words and kinds narrow it."""
    alice = live.telegram.person("Alice", language="en")
    _, newest = await _make(live, alice, "veo-3.1-fast a paper boat", "flux-pro a blue vase")
    _repeat(live, alice, 6)
    asked = await alice.send("/history")
    first = await alice.private.wait("8 results", after=asked)
    assert _album(alice)[0].file_id == newest.file_id
    assert [message.caption for message in _album(alice)] == [f"{place} · Flux Pro" for place in range(1, 7)]
    tasks = len(live.kie.tasks)
    await alice.tap(first, "1")
    again = await live.media(alice.private, after=first)
    assert again.file_id == newest.file_id
    assert "Again" in " ".join(again.labels)
    earlier = _album(alice)
    await alice.tap(first, "▶")
    second = await alice.private.wait("page 2 of 2", after=first)
    await alice.private.wait_until(lambda: first.deleted and all(message.deleted for message in earlier))
    assert sorted(message.kind for message in _album(alice)) == ["photo", "video"]
    await alice.tap(second, "🎬")
    films = await alice.private.wait("1 result", after=second)
    assert "paper boat" in films.text
    await alice.tap(films, "All")
    everything = await alice.private.wait("8 results", after=films)
    await alice.tap(everything, "Search")
    question = await alice.private.wait("looking for", after=everything)
    said = await alice.send("TAKE 3")
    found = await alice.private.wait("“TAKE 3”", after=said)
    assert "take 3" in found.text
    await alice.private.wait_until(lambda: question.deleted)
    assert len(live.kie.tasks) == tasks, "nothing was made anew"


async def test_inline_in_english(live: BotUnderTest) -> None:
    """`@bot words` offers one's own media in any chat, Share exactly one; the prompt stays, a stranger gets a button."""
    alice, bob = live.telegram.person("Alice", language="en"), live.telegram.person("Bob", language="en")
    group = live.telegram.group("Friends", [alice, bob], "supergroup")
    picture, clip = await _make(live, alice, "flux-pro a secret garden", "veo-3.1-fast a secret river")
    shared = (await alice.tap(clip, "Share")).inline or "nothing"
    offered = await alice.inline("SECRET", chat=group)
    assert [result.media.file.file_id for result in offered.results if result.media] == [
        clip.file_id,
        picture.file_id,
    ]
    assert offered.is_personal
    assert [result.kind for result in (await alice.inline("secret picture", chat=group)).results] == ["photo"]
    [only] = (await alice.inline(shared, chat=group)).results
    sent = await alice.choose(only, chat=group)
    assert (sent.kind, sent.caption) == ("video", "Veo 3.1 Fast")
    assert "secret river" in (await alice.inline(f"{shared} +")).results[0].body.text
    stranger = await bob.inline("secret", chat=group)
    assert stranger.results == ()
    assert stranger.button == "Nothing here yet: create something"
    assert not live.rows("SELECT id FROM people WHERE id = ?", bob.id)
    started = await bob.start(stranger.start_parameter)
    menu = await bob.private.wait(lambda message: bool(message.buttons), after=started)
    assert any("Video" in label for label in menu.labels)
    said = await alice.send("/history", chat=group)
    here = await group.wait(lambda message: message.reply_to is said)
    assert "Nothing yet" in here.text, "what was made in private is not shown to a group"
    assert "inline mode is off" not in live.log


async def test_gallery_and_inline_in_russian(live: BotUnderTest) -> None:
    """The same in Russian: words in any case and with either е, kinds by their Russian names, sound in its own album."""
    boris = live.telegram.person("Борис", language="ru")
    await _make(
        live,
        boris,
        "flux-pro Ёжик в ТУМАНЕ",
        "suno-v5 песня про ёжика",
        "elevenlabs-tts Доброе утро, ёжик",
    )
    asked = await boris.send("/history ежик")
    listed = await boris.private.wait("3 результата", after=asked)
    assert "«ежик»" in listed.text
    assert [message.kind for message in boris.private.messages if message.caption.endswith("Flux Pro")] == [
        "photo"
    ]
    await boris.tap(listed, "🎵")
    songs = await boris.private.wait("1 результат", after=listed)
    assert "песня про ёжика" in songs.text
    await boris.tap(songs, "✕ «ежик»")
    await boris.private.wait(
        lambda message: "1 результат" in message.text and "«" not in message.text, after=songs
    )
    offered = await boris.inline("ЁЖИКА музыка")
    assert {result.kind for result in offered.results} == {"audio"}
    none = await boris.inline("жираф")
    assert none.button == "Ничего не нашлось: создайте новое"
    reference = await boris.choose((await boris.inline("картинка")).results[0])
    answer = await boris.private.wait(lambda message: bool(message.buttons), after=reference)
    assert "Flux Pro" not in answer.text, "the bot's own caption is no prompt"
