"""What one update reads of casts and looks: each once, however often it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from bot.catalog.spec import Dialect, Kind, Media
from bot.domain.cast import Character, CharacterKind
from bot.domain.generation import Asset, Reference
from bot.domain.look import Look
from handlers.core.buttons.look import LookButton, UseLookButton
from handlers.core.buttons.result import ResultButton, ResultPage
from storage.core.database import Reader
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import MOMENT

pytestmark = pytest.mark.usefixtures("no_hints")

_ALICE = 7


@pytest.fixture
def dialect() -> Dialect:
    """In which models take pictures of a cast."""
    return Dialect.LIVE


def _anna() -> Character:
    return Character(
        chat_id=_ALICE,
        added_by=_ALICE,
        kind=CharacterKind.PERSON,
        name="Anna",
        photos=(Reference(file_id="anna", media=Media.PHOTO),),
        created_at=MOMENT,
    )


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that is read outside of transactions."""
    statements: list[str] = []
    read = Reader.rows

    async def recorded(self: Reader, sql: str, parameters: Iterable[Any] = ()) -> Sequence[Any]:
        statements.append(sql)
        return await read(self, sql, parameters)

    monkeypatch.setattr(Reader, "rows", recorded)
    return statements


async def test_the_cast_is_read_once_for_an_update(kiosk: BotUnderTest, reads: list[str]) -> None:
    """A line with a price, a tap on an option and other words ask three to five times who is in the request."""
    async with kiosk.store.transaction() as tx:
        await tx.add_character(_anna())
    person = kiosk.person(_ALICE)
    for step in (lambda: person.say("/gen nano-banana Anna on a roof"), lambda: person.tap("×2")):
        reads.clear()
        await step()
        assert sum("FROM characters" in sql for sql in reads) == 1


async def test_a_character_of_the_next_update_is_seen(kiosk: BotUnderTest) -> None:
    """Nothing of an update is remembered for the one after it."""
    person = kiosk.person(_ALICE)
    await person.say("/gen nano-banana Anna on a roof")
    assert "Anna" not in str(kiosk.screen.last.labels)
    async with kiosk.store.transaction() as tx:
        await tx.add_character(_anna())
    await person.say("/gen nano-banana Anna on a roof")
    assert "Anna" in str(kiosk.screen.last.labels)


async def test_a_look_is_read_once_for_a_tap(kiosk: BotUnderTest, reads: list[str]) -> None:
    """What the press is compared with is what the handler works with."""
    person = kiosk.person(_ALICE)
    await person.say("/start")
    async with kiosk.store.transaction() as tx:
        look = await tx.add_look(
            Look(
                person_id=_ALICE,
                name="Noir",
                model="flux-pro",
                kind=Kind.IMAGE,
                created_at=MOMENT,
                used_at=MOMENT,
            )
        )
    await person.say("/looks")
    for button in (LookButton(look=look.id), UseLookButton(look=look.id)):
        reads.clear()
        await person.tap_data(button.pack(), kiosk.screen.last.id)
        assert sum("FROM looks" in sql and "WHERE l.id" in sql for sql in reads) == 1


async def test_the_proof_is_read_for_the_page_that_offers_it(kiosk: BotUnderTest, reads: list[str]) -> None:
    """Whether the writer sees: once where *Describe* may stand, and not for the other pages of a result."""
    person = kiosk.person(_ALICE)
    url = "https://cdn.example/a.png"
    picture = Asset(url=url, kind=Kind.IMAGE, file_id="sent", sent_as="photo", message_id=77)
    made = await kiosk.make(person, "nano-banana a cat", picture)
    for page in ResultPage:
        reads.clear()
        await person.tap_data(ResultButton(generation=made.id, page=page).pack(), 77)
        assert sum("FROM writer_proof" in sql for sql in reads) == (page is ResultPage.MORE)
