"""A request with characters in it: what is quoted, sent, refused and shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cast.editor import CastEditor
from bot.cast.refusals import CharacterGone
from bot.catalog.spec import CastRule
from bot.domain.cast import Character, CharacterKind
from tests.support.core import Core
from tests.support.samples import FILM, PHOTO, generation_request


async def anna(core: Core, chat_id: int = 1) -> Character:
    """Anna with a picture, in the cast of a chat."""
    editor = CastEditor(core.store, core.clock, core.members)
    proposal = await editor.propose(chat_id, 1, "Anna", [PHOTO])
    await editor.agree(proposal.character.id, chat_id, 1)
    return await editor.keep(proposal.character.id, chat_id, 1, CharacterKind.PERSON)


async def delete(core: Core, character: Character) -> None:
    """It goes."""
    await CastEditor(core.store, core.clock, core.members).delete(character.id, character.chat_id, 1)


async def test_the_words_sent_are_not_the_words_shown(core: Core) -> None:
    """The model reads which picture is whom; quote, messages, history and search have the person's own words."""
    character = await anna(core)
    core.catalog.get("film")
    explained = replace(FILM, cast=CastRule(words=True))
    core.catalog = type(core.catalog)([explained])
    await core.start()
    priced = await core.quoter.quote(
        generation_request(prompt="@Anna waves", references=character.references)
    )
    assert (priced.quote.prompt, priced.quote.first.said) == ("@Anna waves", "@Anna waves")
    made = (await core.confirmer.confirm(priced.quote.token, 1)).generation
    kept = await core.store.generation(made.id)
    assert kept is not None
    assert kept.prompt == "Anna is the person in image 1. Anna waves"
    assert (kept.shown_prompt, kept.user_prompt) == ("@Anna waves", "@Anna waves")
    assert [one.character for one in kept.references] == [character.id]


async def test_where_a_model_wants_no_words_nothing_is_added(core: Core) -> None:
    """A plain name goes as it is written."""
    character = await anna(core)
    made = await core.ordered(prompt="Anna waves", references=character.references)
    assert (made.prompt, made.user_prompt, made.shown_prompt) == ("Anna waves", "", "Anna waves")


async def test_deleted_while_a_quote_is_open(core: Core) -> None:
    """What was priced with her pictures is not made any more, and nothing is held."""
    character = await anna(core)
    token = await core.quoted(references=character.references)
    await delete(core, character)
    with pytest.raises(CharacterGone):
        await core.confirmer.confirm(token, 1)
    assert await core.money() == (100, 0)


async def test_deleted_after_the_confirmation(core: Core) -> None:
    """What was agreed to is made with what was agreed to; the same tap once more finds it."""
    character = await anna(core)
    token = await core.quoted(references=character.references)
    first = await core.confirmer.confirm(token, 1)
    await delete(core, character)
    again = await core.confirmer.confirm(token, 1)
    assert (again.repeated, again.generation.id) == (True, first.generation.id)


async def test_pictures_of_another_chats_cast_are_not_taken(core: Core) -> None:
    """A request that names a character of a group elsewhere goes without it."""
    character = await anna(core, -100500)
    priced = await core.quoter.quote(generation_request(references=(PHOTO, *character.references)))
    assert priced.quote.references == (PHOTO,)
