"""Keeping, renaming and deleting characters, and who may."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cast.editor import CastEditor
from bot.cast.refusals import (
    CastFull,
    CharacterGone,
    CharacterNameTaken,
    CharacterNotYours,
    CharacterPhotosFull,
    CharacterWithoutPicture,
    PicturesNotAgreed,
)
from bot.catalog.spec import Media
from bot.domain.cast import OF_GROUP, OF_PERSON, PHOTOS, Character, CharacterKind
from bot.errors import Refusal
from bot.ports import Standing, Store
from storage.cast.characters import SqliteCastReader
from storage.core.database import Database
from storage.store import SqliteStore
from tests.support.fake_chat_members import FakeChatMembers
from tests.support.fake_clock import FakeClock
from tests.support.samples import PHOTO

PERSON, OTHER, ADMIN, GROUP = 1, 2, 3, -100500


@pytest.fixture
def store(database: Database, clock: FakeClock) -> Store:
    """An empty store."""
    return SqliteStore(database, clock)


@pytest.fixture
def editor(store: Store, clock: FakeClock) -> CastEditor:
    """Changes casts; one person is an admin of every group."""
    return CastEditor(store, clock, FakeChatMembers({ADMIN: Standing.ADMIN}))


async def kept(
    editor: CastEditor, name: str = "Anna", person: int = PERSON, chat: int | None = None
) -> Character:
    """A character of this person's, in their own cast unless said otherwise."""
    chat_id = person if chat is None else chat
    proposal = await editor.propose(chat_id, person, name, [PHOTO])
    await editor.agree(proposal.character.id, chat_id, person)
    return await editor.keep(proposal.character.id, chat_id, person, CharacterKind.PERSON)


async def names(database: Database, chat_id: int) -> list[str]:
    """The names of a cast."""
    return [one.name for one in await SqliteCastReader(database).cast_of(chat_id)]


async def test_it_is_in_the_cast_once_it_has_a_kind(editor: CastEditor, database: Database) -> None:
    """Until then it is a proposal, of which a person has one in a chat."""
    first = await editor.propose(PERSON, PERSON, "Anna", [PHOTO])
    second = await editor.propose(PERSON, PERSON, "Boris", [PHOTO])
    assert await names(database, PERSON) == []
    with pytest.raises(CharacterGone):
        await editor.agree(first.character.id, PERSON, PERSON)
    await editor.agree(second.character.id, PERSON, PERSON)
    await editor.keep(second.character.id, PERSON, PERSON, CharacterKind.PLACE)
    assert await names(database, PERSON) == ["Boris"]


async def test_consent_is_asked_for_once(editor: CastEditor) -> None:
    """Nothing is kept without it; what was said once counts from then on, also in a group."""
    proposal = await editor.propose(PERSON, PERSON, "Anna", [PHOTO])
    assert not proposal.is_agreed
    with pytest.raises(PicturesNotAgreed):
        await editor.keep(proposal.character.id, PERSON, PERSON, CharacterKind.PERSON)
    await editor.agree(proposal.character.id, PERSON, PERSON)
    assert (await editor.propose(GROUP, PERSON, "Boris", [PHOTO])).is_agreed
    assert not (await editor.propose(GROUP, OTHER, "Carl", [PHOTO])).is_agreed


async def test_a_name_is_taken_once_in_a_cast(editor: CastEditor) -> None:
    """Whatever its case; another chat's cast has names of its own, and a proposal takes none away."""
    await kept(editor, "Анна")
    with pytest.raises(CharacterNameTaken):
        await editor.propose(PERSON, PERSON, "АННА", [PHOTO])
    assert (await kept(editor, "Анна", OTHER)).name == "Анна"
    await editor.propose(GROUP, PERSON, "Анна", [PHOTO])
    assert (await kept(editor, "анна", OTHER, GROUP)).name == "анна"


async def test_two_proposals_of_one_name(editor: CastEditor) -> None:
    """Of two members who keep the same name at once the second is refused, with words."""
    first = (await editor.propose(GROUP, PERSON, "Anna", [PHOTO])).character
    second = (await editor.propose(GROUP, OTHER, "anna", [PHOTO])).character
    for one, person in ((first, PERSON), (second, OTHER)):
        await editor.agree(one.id, GROUP, person)
    await editor.keep(first.id, GROUP, PERSON, CharacterKind.PERSON)
    with pytest.raises(CharacterNameTaken):
        await editor.keep(second.id, GROUP, OTHER, CharacterKind.PERSON)


async def test_pictures(editor: CastEditor) -> None:
    """One to four pictures; other media are none, and what KIE has of them is not kept."""
    with pytest.raises(CharacterWithoutPicture):
        await editor.propose(PERSON, PERSON, "Anna", [replace(PHOTO, media=Media.VIDEO)])
    uploaded = replace(PHOTO, url="https://kie.example/a.png", url_until=2**40)
    proposal = await editor.propose(PERSON, PERSON, "Anna", [uploaded] * 6)
    assert proposal.character.photos == (PHOTO,) * PHOTOS
    character = await kept(editor, "Boris")
    grown = await editor.add_photos(character.id, PERSON, PERSON, [PHOTO] * 9)
    assert len(grown.photos) == PHOTOS
    with pytest.raises(CharacterPhotosFull):
        await editor.add_photos(character.id, PERSON, PERSON, [PHOTO])


@pytest.mark.parametrize(("chat", "most"), [(PERSON, OF_PERSON), (GROUP, OF_GROUP)])
async def test_ten_thousand_names(editor: CastEditor, database: Database, chat: int, most: int) -> None:
    """A cast is full at its bound, for the proposal and for the keeping; the table may be as long as it likes."""
    async with database.transaction() as connection:
        await connection.executemany(
            "INSERT INTO characters (chat_id, added_by, kind, name, name_key, photos, created_at)"
            " VALUES (?, ?, 'person', ?, ?, '[]', 0)",
            [(chat if at < most - 1 else 9000 + at, PERSON, f"N{at}", f"n{at}") for at in range(10_000)],
        )
    proposal = await editor.propose(chat, PERSON, "Anna", [PHOTO])
    await editor.agree(proposal.character.id, chat, PERSON)
    await editor.keep(proposal.character.id, chat, PERSON, CharacterKind.STYLE)
    with pytest.raises(CastFull) as full:
        await editor.propose(chat, PERSON, "Boris", [PHOTO])
    assert full.value.facts == {"maximum": most}
    assert len(await names(database, chat)) == most


@pytest.mark.parametrize("person", [OTHER, ADMIN])
async def test_a_group_trusts_who_added_it_and_its_admins(editor: CastEditor, person: int) -> None:
    """Other members may use it, and change nothing."""
    character = await kept(editor, "Anna", PERSON, GROUP)
    changes = (
        editor.rename(character.id, GROUP, person, "Anne"),
        editor.add_photos(character.id, GROUP, person, [PHOTO]),
        editor.delete(character.id, GROUP, person),
    )
    for change in changes:
        if person == ADMIN:
            await change
        else:
            with pytest.raises(CharacterNotYours):
                await change


async def test_from_another_chat_it_is_not_there(editor: CastEditor) -> None:
    """Made-up data from elsewhere finds nothing, no matter who presses."""
    character = await kept(editor, "Anna", PERSON, GROUP)
    attempts = (
        editor.find(character.id, PERSON),
        editor.rename(character.id, PERSON, PERSON, "Anne"),
        editor.delete(character.id, PERSON, PERSON),
        editor.keep(character.id, PERSON, PERSON, CharacterKind.STYLE),
        editor.agree(character.id, OTHER, OTHER),
        editor.find(2**52, PERSON),
    )
    for attempt in attempts:
        with pytest.raises(Refusal) as refusal:
            await attempt
        assert isinstance(refusal.value, CharacterGone)


async def test_a_new_name(editor: CastEditor, database: Database) -> None:
    """It may be the same one in another case, and none that another has."""
    character = await kept(editor, "Anna")
    await kept(editor, "Boris")
    await editor.rename(character.id, PERSON, PERSON, "ANNA")
    with pytest.raises(CharacterNameTaken):
        await editor.rename(character.id, PERSON, PERSON, "boris")
    assert await names(database, PERSON) == ["ANNA", "Boris"]


async def test_what_is_declined_goes_at_once(editor: CastEditor, store: Store) -> None:
    """Its pictures are not kept; no other person declines it, and what was kept meanwhile stays."""
    proposed = (await editor.propose(GROUP, PERSON, "Anna", [PHOTO])).character
    with pytest.raises(CharacterNotYours):
        await editor.decline(proposed.id, GROUP, OTHER)
    with pytest.raises(CharacterGone):
        await editor.decline(proposed.id, OTHER, PERSON)
    await editor.decline(proposed.id, GROUP, PERSON)
    async with store.transaction() as tx:
        assert await tx.character(proposed.id) is None
    with pytest.raises(CharacterGone):
        await editor.decline(proposed.id, GROUP, PERSON)
    stays = await kept(editor)
    with pytest.raises(CharacterGone):
        await editor.decline(stays.id, PERSON, PERSON)
    assert await editor.find(stays.id, PERSON) == stays
