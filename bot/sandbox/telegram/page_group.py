"""What the page does to groups: who is in them and who administers them, topics, growing, and new ones.

The page may do all of it, for every person.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from bot.sandbox.telegram.chats import ChatHandle, Group
from bot.sandbox.telegram.page_json import json_body
from bot.sandbox.telegram.people import Person
from bot.sandbox.telegram.world import ChatKind, Json, Status, User

if TYPE_CHECKING:
    from bot.sandbox.telegram.simulator import TelegramSimulator

_LONGEST_NAME: Final = 128
"""Characters of a title or a topic's name (Bot API, createForumTopic)."""
_INSIDE: Final = (Status.CREATOR, Status.ADMINISTRATOR, Status.MEMBER)


def members_view(simulator_people: dict[int, Person], bot: User, handle: ChatHandle) -> list[Json]:
    """Everybody of the sandbox, the bot included, with their status in a group; an empty list for a private chat."""
    if handle.chat.is_private:
        return []
    everybody = [*(person.user for person in simulator_people.values()), bot]
    standing = handle.chat.members
    return [
        {
            "id": user.id,
            "name": user.first_name,
            "bot": user.is_bot,
            "status": status.value if (status := standing.get(user.id)) in _INSIDE and status else "",
        }
        for user in everybody
    ]


class PageGroup:
    """Carries out what the page asks for.

    Args:
        simulator: who and what there is.
        person: finds a person by what a request says.
        handle: finds a chat of theirs.
    """

    def __init__(
        self,
        simulator: TelegramSimulator,
        person: Callable[[Any], Person],
        handle: Callable[[Person, Any], ChatHandle],
    ) -> None:
        self._simulator = simulator
        self._person = person
        self._handle = handle

    def routes(self) -> list[web.RouteDef]:
        """Changing a group, and making one."""
        return [web.post("/sandbox/group", self._change), web.post("/sandbox/groups", self._make)]

    async def _make(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        founder = self._person(asked.get("person"))
        others = [person for person in self._simulator.people.values() if person is not founder]
        kind = str(asked.get("kind"))
        if kind not in {ChatKind.GROUP, ChatKind.SUPERGROUP, ChatKind.FORUM}:
            raise web.HTTPBadRequest(text="a group, a supergroup or a forum")
        group = self._simulator.group(_name(asked), [founder, *others], kind=kind)
        return web.json_response({"chat": group.id})

    async def _change(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        handle = self._handle(self._person(asked.get("person")), asked.get("chat"))
        if not isinstance(handle, Group) or handle.chat.migrated_to is not None:
            raise web.HTTPBadRequest(text="not a group")
        match asked.get("do"):
            case "add" | "remove" | "promote" | "demote" as verb_request:
                self._move(handle, verb_request, self._user(asked.get("who")))
            case "topic":
                if handle.chat.kind is not ChatKind.FORUM:
                    raise web.HTTPBadRequest(text="only forums have topics")
                handle.open_topic(_name(asked))
            case "untopic":
                topic = handle.chat.topics.get(_number(asked.get("topic")))
                if topic is None:
                    raise web.HTTPNotFound(text="no such topic")
                handle.delete_topic(topic)
            case "grow":
                if handle.chat.kind is not ChatKind.GROUP:
                    raise web.HTTPBadRequest(text="it is a supergroup already")
                return web.json_response({"chat": handle.migrate().id})
            case _:
                raise web.HTTPBadRequest(text="do what?")
        return web.json_response({"chat": handle.id})

    def _move(self, group: Group, verb_request: str, user: User) -> None:
        inside = group.chat.members.get(user.id) in _INSIDE
        if group.chat.members.get(user.id) is Status.CREATOR:
            raise web.HTTPBadRequest(text="who made the group stays its owner")
        if inside is (verb_request == "add"):
            raise web.HTTPBadRequest(text=f"{user.first_name} is {'' if inside else 'not '}in the group")
        {"add": group.add, "remove": group.remove, "promote": group.promote, "demote": group.demote}[
            verb_request
        ](user)

    def _user(self, number: Any) -> User:
        if str(number) == str(self._simulator.bot.id):
            return self._simulator.bot
        return self._person(number).user


def _name(asked: Json) -> str:
    name = " ".join(str(asked.get("name", "")).split())
    if not 1 <= len(name) <= _LONGEST_NAME:
        raise web.HTTPBadRequest(text="a name has 1 to 128 characters")
    return name


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise web.HTTPBadRequest(text="which one?") from None
