"""Where a person is in a dialogue. The draft's row holds the data; the state only says which draft is meant."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup


class DraftStates(StatesGroup):
    """Putting a draft together: the next words or media are for it."""

    draft = State()


class SettingsStates(StatesGroup):
    """Setting something that is typed."""

    auto_confirm_below = State()


async def suggest_draft(state: FSMContext, draft_id: int, *, asked: int, album: str = "") -> None:
    """A draft was suggested: should it be taken up, answers go to `asked`. No dialogue begins yet.

    Args:
        state: of the person in this chat.
        draft_id: the suggested draft.
        asked: the person's message that answers go to as replies.
        album: the album whose pictures are arriving.
    """
    await state.set_data({"draft": draft_id, "asked": asked, "album": album})


async def set_current_draft(
    state: FSMContext, draft_id: int, *, asked: int | None = None, album: str = ""
) -> None:
    """From now on words and media are for this draft; `asked` stays as it was unless it is given."""
    known = await state.get_data()
    if asked is None and known.get("draft") == draft_id:
        asked = known.get("asked")
    await state.set_state(DraftStates.draft)
    await state.set_data({"draft": draft_id, "asked": asked, "album": album})


class GroupSettingStates(StatesGroup):
    """Writing down a rule of a group."""

    rule = State()


async def expect_rule(state: FSMContext, rule: str, *, asked: int, panel: int | None) -> None:
    """The answer to the question `asked` is the value of this rule of the group; both, and the panel, are used up by it."""
    await state.set_state(GroupSettingStates.rule)
    await state.set_data({"rule": rule, "asked": asked, "panel": panel})


async def rule_panel(state: FSMContext) -> int | None:
    """The panel on which a rule's value was asked for."""
    panel: int | None = (await state.get_data()).get("panel")
    return panel


@dataclass(frozen=True, slots=True)
class ExpectedRule:
    """A rule of a group whose value was asked for.

    Attributes:
        rule: its name.
        question_id: the message that asked.
    """

    rule: str
    question_id: int


async def expected_rule(state: FSMContext) -> ExpectedRule | None:
    """The rule that is asked for, or None."""
    if await state.get_state() != GroupSettingStates.rule.state:
        return None
    data = await state.get_data()
    rule, asked = data.get("rule"), data.get("asked")
    return ExpectedRule(rule, asked) if rule and asked else None


async def expect_option(state: FSMContext, draft_id: int, option: str) -> None:
    """The next words are the value of this option; anything else that touches a draft ends the waiting."""
    await set_current_draft(state, draft_id)
    await state.update_data(option=option)


async def expected_option(state: FSMContext) -> str | None:
    """The option that the next words are for."""
    option: str | None = (await state.get_data()).get("option")
    return option


async def expect_song_step(state: FSMContext, draft_id: int, step: str, *, option: str | None) -> None:
    """The next words answer this question for a song: the lyrics, or the value of an option.

    What was heard of the lyrics stays in mind: their next piece may still come.
    """
    piece = (await state.get_data()).get("piece")
    await set_current_draft(state, draft_id)
    await state.update_data(song=step, option=option, piece=piece)


async def song_step(state: FSMContext) -> str | None:
    """The question for a song that the next words answer."""
    step: str | None = (await state.get_data()).get("song")
    return step


async def reply_target(state: FSMContext) -> int | None:
    """The message that the answers reply to."""
    asked: int | None = (await state.get_data()).get("asked")
    return asked


async def current_draft(state: FSMContext) -> int | None:
    """The draft that words and media are for, or None outside a dialogue."""
    if await state.get_state() != DraftStates.draft.state:
        return None
    draft: int | None = (await state.get_data()).get("draft")
    return draft


async def clear_state(state: FSMContext) -> None:
    """End the dialogue; the draft's cards go on working."""
    await state.clear()


async def draft_of_album(state: FSMContext, album: str | None) -> int | None:
    """The draft that this album's earlier pictures went to, or None for the first picture (or no album)."""
    data = await state.get_data()
    draft: int | None = data.get("draft")
    return draft if album and data.get("album") == album else None
