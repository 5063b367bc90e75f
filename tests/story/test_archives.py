"""/history zip: the originals of one's results as ZIP files, also when the process dies on the way."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from bot.sandbox.telegram import Message
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story

DOCUMENT = frozenset({"document"})
WORDS = {
    "en": {
        "file": "2 files",
        "empty": "nothing to pack",
        "again": "/history zip",
        "unclear": "Write the month",
    },
    "ru": {
        "file": "2 файла",
        "empty": "Упаковывать нечего",
        "again": "/history архив",
        "unclear": "Напишите месяц",
    },
}


def names_in(document: Message) -> list[str]:
    """What is in a ZIP that came, each file of which can be read."""
    with zipfile.ZipFile(io.BytesIO(document.read())) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def files_left(kiosk: BotUnderTest) -> list[Path]:
    """Temporary files on the disk."""
    return [path for path in (kiosk.folder / "data" / "media").glob("*") if path.is_file()]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_month_comes_as_one_zip(folder: Path, language: str) -> None:
    """In private: this month's results, none of another person, and nothing stays on the disk."""
    words = WORDS[language]
    async with kiosk_between(folder, "live", FREE_CREDITS="unlimited") as kiosk:
        person = kiosk.telegram.person("Nina", language=language)
        empty = await person.send("/history zip 2020-01")
        await person.private.wait(words["empty"], after=empty, timeout=20)
        unclear = await person.send("/history zip yesterday")
        await person.private.wait(words["unclear"], after=unclear, timeout=20)
        other = await kiosk.generate(kiosk.boris, "nano-banana a secret")
        await kiosk.media(kiosk.boris.private, after=other)
        for line in ("nano-banana a cat", "kling-2.6 a boat"):
            card = await kiosk.generate(person, line)
            await kiosk.media(person.private, after=card)
        await until(
            lambda: (
                kiosk.rows("SELECT count(*) AS n FROM generations WHERE state = 'delivered'") == [{"n": 3}]
            )
        )
        asked = await person.send(words["again"])
        document = await kiosk.media(person.private, after=asked, kinds=DOCUMENT, timeout=60)
        assert words["file"] in document.caption
        names = names_in(document)
        assert len(names) == 2
        assert all(model in name for model, name in zip(("nano-banana", "kling-2.6"), names, strict=True))
        await until(
            lambda: (
                kiosk.rows("SELECT state, files, parts FROM archives")
                == [{"state": "sent", "files": 2, "parts": 1}]
            )
        )
        await until(lambda: not files_left(kiosk))


async def test_a_group_packs_what_one_has_made_there(folder: Path) -> None:
    """Neither what others have made there, nor what one has made in private."""
    async with kiosk_between(folder, "live", FREE_CREDITS="unlimited") as kiosk:
        alice, boris = kiosk.alice, kiosk.boris
        group = kiosk.telegram.group("Shop", [alice, boris], kind="supergroup")
        await group.wait(lambda one: one.sender.is_bot, timeout=20)
        hidden = await kiosk.generate(alice, "nano-banana a secret")
        await kiosk.media(alice.private, after=hidden)
        for person in (alice, boris):
            card = await kiosk.quote(person, "nano-banana a cat", room=group)
            await person.tap(card, (0, 0))
            await kiosk.media(group, after=card)
        await until(
            lambda: (
                kiosk.rows("SELECT count(*) AS n FROM generations WHERE state = 'delivered'") == [{"n": 3}]
            )
        )
        asked = await alice.send("/history zip", chat=group)
        document = await kiosk.media(group, after=asked, kinds=DOCUMENT, timeout=60)
        [own] = kiosk.rows(
            "SELECT id FROM generations WHERE chat_id < 0 AND person_id = (SELECT person_id FROM archives)"
        )
        assert [name.split("_")[1] for name in names_in(document)] == [str(own["id"])]


async def test_a_zip_that_was_killed_comes_after_the_restart(folder: Path) -> None:
    """What was under way is packed anew, and comes as often as sending was begun, at most."""
    async with kiosk_between(folder, "live", FREE_CREDITS="unlimited") as kiosk:
        card = await kiosk.generate(kiosk.alice, "nano-banana a cat")
        await kiosk.media(kiosk.alice.private, after=card)
        await until(lambda: kiosk.rows("SELECT state FROM generations") == [{"state": "delivered"}])
        asked = await kiosk.alice.send("/history zip")
        await until(
            lambda: kiosk.rows("SELECT count(*) AS n FROM archives WHERE state <> 'asked'") == [{"n": 1}]
        )
        await kiosk.kill()
        await kiosk.start()
        await until(
            lambda: kiosk.rows("SELECT state FROM archives WHERE parts = 1") == [{"state": "sent"}],
            seconds=60,
        )
        came = [one for one in kiosk.alice.private.messages if one.kind == "document" and one.id > asked.id]
        assert 1 <= len(came) <= 2
        assert all(len(names_in(one)) == 1 for one in came)
