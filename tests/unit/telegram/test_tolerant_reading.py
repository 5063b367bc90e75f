"""Updates with parts of a shape that aiogram does not know: the rest of them is read, and nothing is raised."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from aiogram.types import Chat, Message, Update
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.message_words import with_words
from bot.telegram.tolerant_reading import Unreadable, read, read_answer

PERSON = {"id": 5, "is_bot": False, "first_name": "Alice"}
CHAT = {"id": 5, "type": "private", "first_name": "Alice"}


def said(**more: Any) -> dict[str, Any]:
    """A message with the word that must not be lost."""
    return {"message_id": 1, "date": 1, "chat": CHAT, "from": PERSON, "text": "fox", **more}


PARTS: list[dict[str, Any]] = [
    {"external_reply": {"origin": {"type": "user", "date": 1, "sender_user": PERSON}, "story": {}}},
    {"external_reply": {"origin": {"type": "telepathy", "date": 1}}},
    {"forward_origin": {"type": "hidden_user", "date": 1422450181}},
    {"forward_origin": {"type": "chat", "date": 1, "sender_chat": {"id": 4}}},
    {"paid_media": {"star_count": 1, "paid_media": [{"type": "new"}]}},
    {"chat_background_set": {"type": {"type": "aurora"}}},
    {"reply_to_message": said(forward_origin={"type": "new"})},
    {"reply_to_message": {"message_id": 3}},
    {"entities": [{"type": "bold"}, {"type": "italic", "offset": 0, "length": 1}]},
    {"reply_markup": {"inline_keyboard": [[{"telepathy": 1}]]}},
    {"rich_message": {"blocks": [{"type": "hologram"}]}},
    {"checklist": {"tasks": 4}},
    {"gift": {}},
    {"boost_added": {"boost_count": "many"}},
    {"via_bot": 4},
    {"edit_date": "yesterday"},
]


@pytest.mark.parametrize("part", PARTS)
def test_the_words_beside_a_part_that_cannot_be_read(part: dict[str, Any]) -> None:
    """A message keeps its words, its person and its chat."""
    reading = read(Update, {"update_id": 9, "message": said(**part)}, {})
    message = reading.value.message
    assert (message.text, message.from_user.id, message.chat.id) == ("fox", 5, 5)


def test_a_press_keeps_its_message() -> None:
    """A press on a button below a message that holds something new is still one on that message."""
    press = {"id": "1", "from": PERSON, "chat_instance": "1", "data": "go", "message": said(gift={})}
    reading = read(Update, {"update_id": 9, "callback_query": press}, {})
    assert isinstance(reading.value.callback_query.message, Message)
    assert reading.left_out == ("callback_query.message.gift",)


@pytest.mark.parametrize("missing", ["can_send_welcome_messages", "can_manage_chat", "is_anonymous"])
def test_a_right_that_an_older_server_does_not_name_is_not_given(missing: str) -> None:
    """An administrator's record from another version of the server is read, with less and not with more."""
    rights: dict[str, Any] = {
        "status": "administrator",
        "user": PERSON,
        "can_be_edited": True,
        **dict.fromkeys(
            [
                "is_anonymous",
                "can_manage_chat",
                "can_delete_messages",
                "can_manage_video_chats",
                "can_restrict_members",
                "can_promote_members",
                "can_change_info",
                "can_invite_users",
                "can_post_stories",
                "can_edit_stories",
                "can_delete_stories",
                "can_send_welcome_messages",
            ],
            True,
        ),
    }
    del rights[missing]
    changed = {
        "chat": {"id": -5, "type": "group", "title": "x"},
        "from": PERSON,
        "date": 1,
        "old_chat_member": {"status": "left", "user": PERSON},
        "new_chat_member": rights,
    }
    member = read(
        Update, {"update_id": 9, "my_chat_member": changed}, {}
    ).value.my_chat_member.new_chat_member
    assert (member.status, getattr(member, missing), member.can_be_edited) == ("administrator", False, True)


@pytest.mark.parametrize("data", [None, 4, "x", [], {}, {"id": 5}, {"id": "x", "type": "private"}])
def test_what_is_nothing(data: object) -> None:
    """What lacks what it is about is no chat."""
    with pytest.raises(Unreadable):
        read(Chat, data, {})


CORPUS: list[dict[str, Any]] = [{"update_id": 9, "message": said(**part)} for part in PARTS] + [
    {
        "update_id": 9,
        "message_reaction": {
            "chat": CHAT,
            "message_id": 1,
            "date": 1,
            "user": PERSON,
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": "👍"}],
        },
    },
    {"update_id": 9, "callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "message": said()}},
    {"update_id": 9, "poll": {"id": "1", "question": "?", "options": []}},
    {
        "update_id": 9,
        "message": said(rich_message={"blocks": [{"type": "list", "items": [{"label": "1", "blocks": []}]}]}),
    },
]


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield from _places(part, (*path, key))


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.builds(list),
    st.builds(dict),
    st.builds(lambda: {"type": "new"}),
    st.builds(lambda: [{"type": "new"}]),
    st.just(10**400),
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(CORPUS), st.data())
def test_any_update_with_anything_in_any_place(update: dict[str, Any], data: st.DataObject) -> None:
    """Fields removed, of other types, of kinds that came later: an update is read, or is said to be unreadable."""
    torn = copy.deepcopy(update)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from([place for place in _places(torn) if place]))
        holder = torn
        for key in path[:-1]:
            holder = holder[key]
        if data.draw(st.booleans()):
            holder[path[-1]] = data.draw(JUNK)
        else:
            del holder[path[-1]]
        if not torn:
            return
    try:
        reading = read(Update, with_words(torn), {})
    except Unreadable:
        return
    assert isinstance(reading.value, Update)


@pytest.mark.parametrize("part", PARTS)
def test_the_answer_to_a_call(part: dict[str, Any]) -> None:
    """A message that was sent has its number, whatever else is said of it; so has each one of an album."""
    sent = said(**part)
    assert read_answer(Message, {"ok": True, "result": sent}, {}).value.message_id == 1
    edited = read_answer(Message | bool, {"ok": True, "result": sent}, {}).value
    assert isinstance(edited, Message)
    album = read_answer(list[Message], {"ok": True, "result": [sent, said()]}, {}).value
    assert [message.message_id for message in album] == [1, 1]


@pytest.mark.parametrize(
    "answer",
    [
        {"ok": True, "result": [said(), {"message_id": 2}]},
        {"ok": True},
        {"ok": False, "result": [said()]},
        {"result": [said()]},
        [said()],
        None,
    ],
)
def test_no_answer_to_a_call(answer: Any) -> None:
    """Of an album no message is left out, and what does not say that the call succeeded is not taken for its answer."""
    with pytest.raises(Unreadable):
        read_answer(list[Message], answer, {})
