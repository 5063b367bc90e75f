"""What a person's next message is for. A draft's row holds the draft; the state says which draft, and where it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup

from bot.catalog.spec import Kind
from bot.domain.message_ref import MessageRef

Conversation = tuple[str | None, Mapping[str, Any]]
"""A state's name and its data."""

_WORDS_KEPT: Final = 40_000
"""Characters of the words that a draft's prompt is made from; no model takes as many."""
_NAMES_KEPT: Final = 5
"""Of files that are not used, however many there are."""


class DraftStates(StatesGroup):
    """Putting a draft together: the next words or media are for it."""

    draft = State()
    files = State()
    """Files are collected; the same is made with each of them."""


class SettingsStates(StatesGroup):
    """Setting something that is typed."""

    auto_confirm_below = State()
    time_zone = State()


class SupportStates(StatesGroup):
    """Writing to the operator about a payment."""

    words = State()


async def suggest_draft(state: FSMContext, draft_id: int, *, asked: int | None, album: str = "") -> None:
    """A draft was suggested: should it be taken up, answers go to `asked`. No conversation begins yet, and an earlier one ends.

    Args:
        state: of the person in this chat.
        draft_id: the suggested draft.
        asked: the person's message that answers go to as replies.
        album: the album whose pictures are arriving.
    """
    await state.set_state(None)
    await state.set_data({"draft": draft_id, "asked": asked, "album": album, "chat": state.key.chat_id})


async def note_shelf(state: FSMContext, kind: Kind) -> None:
    """The shelf of this kind was opened last: words are for one of its models. Whatever is begun next ends that."""
    await state.update_data(shelf=kind.value)


async def noted_shelf(state: FSMContext) -> Kind | None:
    """The kind of the shelf that was opened last, None when something else was."""
    shelf: str | None = (await state.get_data()).get("shelf")
    return Kind(shelf) if shelf is not None else None


async def forget_shelf(state: FSMContext) -> None:
    """Something else is opened."""
    data = await state.get_data()
    if data.pop("shelf", None) is not None:
        await state.set_data(data)


async def set_current_draft(
    state: FSMContext, draft_id: int, *, asked: int | None = None, album: str = "", files: bool = False
) -> None:
    """From now on text and media are for this draft; `asked` stays as it was unless it is given.

    `files` says that each of the media is a request of its own (`DraftStates.files`).
    """
    data: dict[str, Any] = {"draft": draft_id, "asked": asked, "album": album, "chat": state.key.chat_id}
    known = await _data_here(state)
    if known.get("draft") == draft_id:
        data |= {"asked": asked or known.get("asked"), "answer": known.get("answer")}
        data |= {"guess": True} if known.get("guess") else {}
    if data["asked"] is not None and data["asked"] == known.get("asked"):  # still made from the same messages
        data |= {name: known[name] for name in ("said", "line", "media") if name in known}
    await state.set_state(DraftStates.files if files else DraftStates.draft)
    await state.set_data(data)


async def note_left_out(state: FSMContext, why: str, name: str = "") -> None:
    """One more of the files that were sent is not used, for this reason; `name` is what it is called, if it is."""
    left_out = await noted_left_out(state)
    count, names = left_out.get(why, (0, ()))
    kept = [*names, name] if name and len(names) < _NAMES_KEPT else list(names)
    await state.update_data(left_out={**left_out, why: [count + 1, kept]})


async def noted_left_out(state: FSMContext) -> dict[str, tuple[int, Sequence[str]]]:
    """By the reason, how many of the files that were sent are not used, and the names of the first that have one."""
    found: dict[str, tuple[int, Sequence[str]]] = (await state.get_data()).get("left_out", {})
    return found


async def note_file_name(state: FSMContext, file_id: str, name: str) -> None:
    """What a file that was sent is called."""
    await state.update_data(file_names={**await noted_file_names(state), file_id: name})


async def noted_file_names(state: FSMContext) -> dict[str, str]:
    """What the files that were sent are called, by their file ids."""
    found: dict[str, str] = (await state.get_data()).get("file_names", {})
    return found


async def note_guess(state: FSMContext) -> None:
    """That the words are about the media of the current draft is a guess."""
    await state.update_data(guess=True)


async def is_guess(state: FSMContext, draft_id: int) -> bool:
    """Whether that the words of this draft are about its media is a guess."""
    data = await _data_here(state)
    return data.get("draft") == draft_id and bool(data.get("guess"))


async def set_answer(state: FSMContext, draft_id: int, message: MessageRef) -> None:
    """This message shows the current draft now; without effect when the conversation is about another one."""
    if (await state.get_data()).get("draft") == draft_id:
        await state.update_data(answer=message.as_json())


async def answer_of(state: FSMContext, draft_id: int) -> MessageRef | None:
    """The message that shows the draft, None when there is none or the conversation is about another draft."""
    data = await _data_here(state)
    return MessageRef.from_json(data.get("answer")) if data.get("draft") == draft_id else None


async def await_answer(state: FSMContext, message: MessageRef) -> None:
    """This message of the current draft is about to get an answer of the writer; whatever touches the draft ends the waiting."""
    await state.update_data(awaits=message.as_json())


async def awaited_answer(state: FSMContext) -> MessageRef | None:
    """The message that is about to get an answer of the writer, None when nothing is awaited (any more)."""
    return MessageRef.from_json((await _data_here(state)).get("awaits"))


async def note_words(state: FSMContext, words: Mapping[int, str]) -> None:
    """The draft's prompt is made from the words of these messages, by their ids; replaces what was noted before.

    Of words that are too many none are noted: edits of their messages mean nothing then.
    """
    if sum(map(len, words.values())) <= _WORDS_KEPT:
        await state.update_data(said={str(message_id): said for message_id, said in words.items()})


async def noted_words(state: FSMContext) -> dict[int, str]:
    """The words that the draft's prompt is made from, by the ids of their messages."""
    return {int(key): words for key, words in (await _data_here(state)).get("said", {}).items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMedium:
    """The medium of one of the messages that a draft was made from.

    Attributes:
        unique_id: what names it for good.
        file_id: by which the draft knows it.
    """

    unique_id: str
    file_id: str


async def note_medium(state: FSMContext, message_id: int, medium: SentMedium) -> None:
    """The draft has this medium from this message, beside those that were noted before."""
    known = (await _data_here(state)).get("media", {})
    noted = {"unique": medium.unique_id, "file": medium.file_id}
    await state.update_data(media={**known, str(message_id): noted})


async def noted_medium(state: FSMContext, message_id: int) -> SentMedium | None:
    """The medium that the draft has from this message, or None."""
    noted = (await _data_here(state)).get("media", {}).get(str(message_id))
    return SentMedium(unique_id=noted["unique"], file_id=noted["file"]) if noted else None


def joined(words: Mapping[int, str]) -> str:
    """The words of several messages in the order of the messages, a line each."""
    return "\n".join(said for _, said in sorted(words.items()) if said)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandLine:
    """The line that a draft was made from, to be compared with what becomes of it by an edit.

    Attributes:
        words: what stands behind the command.
        media: the media that it came with or replies to, by Telegram's unique ids.
        files: the same by the file ids that the draft knows them by, which differ from one update to the next.
    """

    words: str
    media: tuple[str, ...] = ()
    files: tuple[str, ...] = field(default=(), compare=False)


async def note_line(state: FSMContext, line: CommandLine) -> None:
    """The draft was made from this line."""
    await state.update_data(line={"words": line.words, "media": list(line.media), "files": list(line.files)})


async def noted_line(state: FSMContext) -> CommandLine | None:
    """The line that the draft was made from, or None."""
    line = (await _data_here(state)).get("line")
    if not line:
        return None
    return CommandLine(words=line["words"], media=tuple(line["media"]), files=tuple(line["files"]))


class PromoCodeStates(StatesGroup):
    """Typing a promo code."""

    code = State()


async def expect_promo_code(state: FSMContext, message_id: int) -> None:
    """The next words are a code; this message asks for it, perhaps not for the first time."""
    await state.set_state(PromoCodeStates.code)
    await state.set_data({"asker": message_id})


async def asking_message(state: FSMContext) -> int | None:
    """The command that has asked for the next words, where that is noted."""
    asker: int | None = (await state.get_data()).get("asker")
    return asker


class BroadcastStates(StatesGroup):
    """Typing what belongs to a broadcast."""

    value = State()


async def expect_of_broadcast(state: FSMContext, broadcast_id: int, what: str) -> None:
    """The next words are for this broadcast: a condition of its segment, its time or a button."""
    await state.set_state(BroadcastStates.value)
    await state.set_data({"broadcast": broadcast_id, "what": what})


async def expected_of_broadcast(state: FSMContext) -> tuple[int, str] | None:
    """The broadcast and what of it the words are for, or None."""
    data = await state.get_data()
    return (data["broadcast"], data["what"]) if "broadcast" in data else None


class ConfigStates(StatesGroup):
    """Typing a setting's value."""

    value = State()


async def expect_setting(state: FSMContext, name: str) -> None:
    """The next words are the value of this setting."""
    await state.set_state(ConfigStates.value)
    await state.set_data({"setting": name})


async def expected_setting(state: FSMContext) -> str | None:
    """The setting whose value is asked for, or None."""
    if await state.get_state() != ConfigStates.value.state:
        return None
    name: str | None = (await state.get_data()).get("setting")
    return name


class CastStates(StatesGroup):
    """Keeping a character, or changing one."""

    name = State()
    new_name = State()
    photo = State()


@dataclass(frozen=True, slots=True, kw_only=True)
class CastQuestion:
    """What is asked for about a character.

    Attributes:
        generation: whose pictures are to be kept under the name that is asked for.
        character: what is to be changed.
        album: the album whose pictures are arriving.
        answer: the message that shows the character since the first of them.
    """

    generation: int | None = None
    character: int | None = None
    album: str = ""
    answer: MessageRef | None = None


async def expect_of_cast(state: FSMContext, wanted: State, question: CastQuestion) -> None:
    """The next words, or the next photo, answer this question."""
    await state.set_state(wanted)
    await state.set_data(
        {
            "generation": question.generation,
            "character": question.character,
            "album": question.album,
            "answer": question.answer.as_json() if question.answer is not None else None,
        }
    )


async def cast_question(state: FSMContext) -> CastQuestion:
    """What is asked for about a character; empty when nothing is."""
    data = await state.get_data()
    return CastQuestion(
        generation=data.get("generation"),
        character=data.get("character"),
        album=data.get("album") or "",
        answer=MessageRef.from_json(data.get("answer")),
    )


class LookStates(StatesGroup):
    """Typing what belongs to a look."""

    name = State()
    """Of a new one; the number is the generation's."""
    new_name = State()
    words = State()
    title = State()
    """Of a published one, in a language."""


async def expect_look_text(state: FSMContext, which: State, number: int, *, language: str = "") -> None:
    """The next words are for this look, or for that of this generation."""
    await state.set_state(which)
    await state.set_data({"look": number, "language": language})


async def expected_look(state: FSMContext) -> tuple[int, str]:
    """Which look, or generation, the next words are for, and in which language."""
    data = await state.get_data()
    return int(data.get("look") or 0), str(data.get("language") or "")


class ReportStates(StatesGroup):
    """An operator decides about a reported result."""

    reason = State()
    """Why its maker is blocked."""


async def expect_block_reason(state: FSMContext, reported_id: int, seen: str) -> None:
    """The next words are the reason for which the maker of this reported result is blocked, as it was seen."""
    await state.set_state(ReportStates.reason)
    await state.set_data({"reported": reported_id, "seen": seen})


async def expected_block(state: FSMContext) -> tuple[int, str]:
    """Which reported result a reason is asked for, and the state in which it was seen."""
    data = await state.get_data()
    return int(data.get("reported") or 0), str(data.get("seen") or "")


class JoinStates(StatesGroup):
    """Putting a film of clips together: clips and songs that are sent are for it."""

    clips = State()


@dataclass(frozen=True, slots=True)
class ExpectedClips:
    """What clips that are sent are for.

    Attributes:
        join_id: the list.
        album: the album whose clips are arriving, or empty.
    """

    join_id: int
    album: str = ""


async def expect_clips(state: FSMContext, join_id: int, message_id: int, *, album: str = "") -> None:
    """Clips that are sent next are for this list; this message asks for them, perhaps not for the first time."""
    await state.set_state(JoinStates.clips)
    await state.set_data({"join": join_id, "asker": message_id, "album": album})


async def expected_clips(state: FSMContext) -> ExpectedClips:
    """The list that clips are for; one that is not there when none is being put together."""
    data = await state.get_data()
    return ExpectedClips(data.get("join", 0), data.get("album", ""))


class PersonActStates(StatesGroup):
    """Typing what an operator does for a person."""

    words = State()


async def expect_of_person(state: FSMContext, what: str, person_id: int, message_id: int) -> None:
    """The next words are for this act; this message asks for them."""
    await state.set_state(PersonActStates.words)
    await state.set_data({"act": what, "person": person_id, "asker": message_id})


async def expected_of_person(state: FSMContext) -> tuple[str, int]:
    """Which act, and for whom, the next words are."""
    data = await state.get_data()
    return str(data.get("act") or ""), int(data.get("person") or 0)


class GroupSettingStates(StatesGroup):
    """Writing down a rule of a group."""

    rule = State()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedRule:
    """A rule of a group whose value was asked for. The answer uses the question and the panel up.

    Attributes:
        rule: its name.
        chat: the group.
        question: the message that asked; None while none has.
        panel: the panel on which it was asked for.
    """

    rule: str
    chat: int
    question: MessageRef | None = None
    panel: MessageRef | None = None


async def expect_rule(state: FSMContext, expected: ExpectedRule) -> None:
    """The answer to the question is the value of this rule."""
    question, panel = expected.question, expected.panel
    await state.set_state(GroupSettingStates.rule)
    await state.set_data(
        {
            "rule": expected.rule,
            # A group may get another id; that of the conversation follows it.
            "group": expected.chat if expected.chat != state.key.chat_id else None,
            "question": question.as_json() if question is not None else None,
            "panel": panel.as_json() if panel is not None else None,
        }
    )


async def expected_rule(state: FSMContext) -> ExpectedRule | None:
    """The rule that is asked for, or None."""
    if await state.get_state() != GroupSettingStates.rule.state:
        return None
    data = await state.get_data()
    rule, question = data.get("rule"), MessageRef.from_json(data.get("question"))
    if not rule or question is None:
        return None
    return ExpectedRule(
        rule=rule,
        chat=data.get("group") or state.key.chat_id,
        question=question,
        panel=MessageRef.from_json(data.get("panel")),
    )


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
    asked: int | None = (await _data_here(state)).get("asked")
    return asked


async def _data_here(state: FSMContext) -> dict[str, Any]:
    """The data without ids of messages of a chat that this one was before: a supergroup numbers them anew."""
    data = await state.get_data()
    if data.get("chat") != state.key.chat_id:
        for message in ("asked", "answer", "awaits", "said", "line", "media"):
            data.pop(message, None)
    return data


async def current_draft(state: FSMContext) -> int | None:
    """The draft that words and media are for, or None outside a conversation."""
    if await state.get_state() not in {DraftStates.draft.state, DraftStates.files.state}:
        return None
    draft: int | None = (await state.get_data()).get("draft")
    return draft


async def suggested_draft(state: FSMContext) -> int | None:
    """The draft of what was said or sent last, while no conversation has begun with it."""
    data = await state.get_data()
    draft: int | None = data.get("draft")
    return draft if draft is not None and await state.get_state() is None else None


async def clear_state(state: FSMContext) -> None:
    """End the conversation; the draft's cards go on working."""
    await state.clear()


async def end_request(state: FSMContext, draft_id: int) -> None:
    """The draft is over, or what was said and sent for it is used: the next words and media begin something new.

    Without effect when the conversation, or what was said last, is about another draft.
    """
    if draft_id in (await current_draft(state), await suggested_draft(state)):
        await clear_state(state)


async def conversation_of(state: FSMContext) -> Conversation:
    """All that is known of it, for `restore`."""
    return await state.get_state(), await state.get_data()


async def restore(state: FSMContext, known: Conversation) -> None:
    """The conversation is what it was."""
    await state.set_state(known[0])
    await state.set_data(dict(known[1]))


async def draft_of_album(state: FSMContext, album: str | None) -> int | None:
    """The draft that this album's earlier pictures went to, or None for the first picture (or no album)."""
    data = await state.get_data()
    draft: int | None = data.get("draft")
    return draft if album and data.get("album") == album else None
