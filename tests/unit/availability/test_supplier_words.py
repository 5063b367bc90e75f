"""Words of the supplier's that an admin says mean success."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.availability.supplier_words import SupplierWords, question_key
from bot.domain.generation import Generation, State
from bot.errors import GenerationUnknown
from bot.ports import Progress, Result, TaskStatus
from storage.operations.accepted_words import SqliteAcceptedWordRepository
from tests.support.core import Core


async def in_state(core: Core, generation: Generation, word: str) -> Generation:
    """The generation while KIE calls its state so."""
    now = await core.now(generation)
    async with core.store.transaction() as tx:
        await tx.save(replace(now, stage=word), expected=State.RUNNING, at=core.clock.now())
    return await core.now(generation)


async def test_another_word_than_what_was_asked_about(core: Core) -> None:
    """The state has changed before the admin pressed: the new word is not taken, the one of the question is."""
    accepted = SqliteAcceptedWordRepository(core.database, core.clock)
    words = SupplierWords(accepted, core.store, core.clock, lambda *_: None)
    generation = await core.asked(await core.ran())
    asked = question_key(f"{generation.model}: archived")
    await in_state(core, generation, "revoked")
    with pytest.raises(GenerationUnknown):
        await words.accept(generation.id, asked, by=5)
    assert not await accepted.is_accepted(generation.model, "revoked")
    generation = await in_state(core, generation, "archived")
    assert await words.accept(generation.id, asked, by=5) == "archived"
    status = TaskStatus(
        progress=Progress.RUNNING,
        stage="archived",
        results=(Result(url="https://cdn.example/0"),),
        unknown="archived",
    )
    assert (await words.judge(generation, status)).progress is Progress.DONE
