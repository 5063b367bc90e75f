"""Every kind of button, pressed by whom and where it does not belong: refused in words, without any effect."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import pytest
from aiogram.types import Chat
from pydantic.fields import FieldInfo

from bot.catalog.spec import Kind, Verb
from bot.domain.generation import Asset
from handlers.core.buttons import BUTTONS
from handlers.core.buttons.base import Button, Owner
from storage.core.database import Database
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

HERE = Chat(id=-100, type="supergroup", title="Cats")
ELSEWHERE = Chat(id=-200, type="supergroup", title="Dogs")
OWNER, STRANGER = 7, 8

ROWS = {
    Owner.DRAFT,
    Owner.QUOTE,
    Owner.GROUP_QUOTE,
    Owner.FOLLOW_UP,
    Owner.GENERATION,
    Owner.CHAT_GENERATION,
    Owner.GALLERY,
}
"""Owners of buttons that name a row."""

GUARDED = sorted((kind for kind in BUTTONS.values() if kind.owner in ROWS), key=lambda kind: kind.__prefix__)


def in_group(kiosk: BotUnderTest, person_id: int, chat: Chat) -> Person:
    """The person in a group."""
    return kiosk.person(person_id, chat=chat)


async def rows_of(kiosk: BotUnderTest, database: Database) -> Mapping[str, Any]:
    """One row of each sort, all of the owner in the group, by the field that names it in a button."""
    owner = in_group(kiosk, OWNER, HERE)
    generation = await kiosk.make(
        owner,
        "flux-pro a cat",
        Asset(url="https://cdn.test/a.jpg", kind=Kind.IMAGE, file_id="f", message_id=55),
    )
    await owner.say("/history")
    await owner.say("/recipe idea-to-video a cat on the moon")
    await owner.say("/gen flux-pro a dog")

    async def newest(sql: str) -> Any:
        found = await database.row(sql)
        assert found is not None, sql
        return found[0]

    return {
        "generation": generation.id,
        "asset": generation.assets[0].id,
        "gallery": await newest("SELECT max(id) FROM gallery_pages"),
        "draft": await newest("SELECT max(id) FROM drafts"),
        "quote": await newest("SELECT max(id) FROM quotes WHERE recipe IS NOT NULL"),
        "token": await newest("SELECT token FROM quotes WHERE recipe IS NULL ORDER BY id DESC LIMIT 1"),
    }


def button_of(kind: type[Button], rows: Mapping[str, Any]) -> Button:
    """A button of this kind that names the rows; whatever else it says is the first thing that it could say."""
    return kind(
        **{
            name: rows[name] if name in rows else _some(name, field)
            for name, field in kind.model_fields.items()
        }
    )


def _some(name: str, field: FieldInfo) -> Any:
    if not field.is_required():
        return field.default
    if isinstance(field.annotation, type) and issubclass(field.annotation, Enum):
        return Verb.ANIMATE if field.annotation is Verb else next(iter(field.annotation))
    return {bool: True, int: 0, str: "flux-pro" if name == "slug" else "x"}[field.annotation or str]


async def state_of(database: Database) -> Mapping[str, list[Any]]:
    """Whatever a press could change, apart from who was seen last."""
    tables = (
        "quotes",
        "drafts",
        "generations",
        "holds",
        "ledger_entries",
        "gallery_pages",
        "favourites",
        "default_models",
    )
    return {table: [tuple(row) for row in await database.rows(f"SELECT * FROM {table}")] for table in tables}


PRESSES = {
    "the owner in another group": (OWNER, ELSEWHERE),
    "a stranger in another group that they administer": (STRANGER, ELSEWHERE),
    "a stranger in the group": (STRANGER, HERE),
    "a stranger in private": (STRANGER, Chat(id=STRANGER, type="private")),
    "the owner in private": (OWNER, Chat(id=OWNER, type="private")),
}

ALLOWED = {
    ("a stranger in the group", Owner.CHAT_GENERATION),  # everybody there may go on with it
    ("the owner in private", Owner.GENERATION),  # /history in private lists what was made in groups
    ("the owner in private", Owner.FOLLOW_UP),
}
"""Presses that are no attacks."""


@pytest.mark.parametrize("who", PRESSES)
async def test_a_press_from_elsewhere_changes_nothing(
    kiosk: BotUnderTest, database: Database, who: str
) -> None:
    """The effect of a button belongs to the chat and the person of its row, whatever a client sends."""
    rows = await rows_of(kiosk, database)
    person_id, chat = PRESSES[who]
    kiosk.screen.admins = {STRANGER} if chat is ELSEWHERE else set()
    person = in_group(kiosk, person_id, chat)
    await person.say("/balance")  # both the person and the chat are known
    tried = 0
    for kind in GUARDED:
        if (who, kind.owner) in ALLOWED:
            continue
        before, said = await state_of(database), len(kiosk.screen.calls)
        await person.tap_data(button_of(kind, rows).pack(), 1)
        assert await state_of(database) == before, kind
        words = [str(getattr(call, "text", "") or "") for call in kiosk.screen.calls[said:]]
        assert any(words), f"{kind}: refused without a word"
        tried += 1
    assert tried > 20


async def test_the_owner_is_let_in(kiosk: BotUnderTest, database: Database) -> None:
    """The same buttons work where they belong: what is refused above is refused for the reason that is tested."""
    rows = await rows_of(kiosk, database)
    owner = in_group(kiosk, OWNER, HERE)
    refused = []
    for kind in GUARDED:
        if kind.owner not in {Owner.DRAFT, Owner.GALLERY}:
            continue
        said = len(kiosk.screen.calls)
        await owner.tap_data(button_of(kind, rows).pack(), 1)
        words = [str(getattr(call, "text", "") or "") for call in kiosk.screen.calls[said:]]
        refused += [
            kind.__name__ for text in words if "somebody else" in text or "not there any more" in text
        ]
    assert not refused


async def test_a_recipes_draft(kiosk: BotUnderTest, database: Database) -> None:
    """Whatever is pressed on the draft of a recipe, also what only a model has, is answered, and breaks nothing."""
    owner = in_group(kiosk, OWNER, HERE)
    for kind in GUARDED:
        if kind.owner is not Owner.DRAFT:
            continue
        await owner.say("/recipe idea-to-video a cat on the moon")
        row = await database.row("SELECT max(id) FROM drafts WHERE recipe IS NOT NULL")
        assert row is not None
        answered = len(kiosk.screen.calls)
        await owner.tap_data(button_of(kind, {"draft": row[0]}).pack(), 1)
        assert len(kiosk.screen.calls) > answered, kind
        assert "broke" not in kiosk.screen.last.text, kind


async def test_rows_that_do_not_exist(kiosk: BotUnderTest, database: Database) -> None:
    """Numbers and tokens that name nothing are refused in words as well."""
    await rows_of(kiosk, database)
    person = in_group(kiosk, OWNER, HERE)
    nothing = dict.fromkeys(("generation", "asset", "gallery", "draft", "quote"), 10**9) | {
        "token": "nothing"
    }
    for kind in GUARDED:
        before, said = await state_of(database), len(kiosk.screen.calls)
        await person.tap_data(button_of(kind, nothing).pack(), 1)
        assert await state_of(database) == before, kind
        assert len(kiosk.screen.calls) > said, kind
