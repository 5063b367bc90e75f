"""The browser page and its JSON, under `/` and `/sandbox/`. For loopback only."""

from __future__ import annotations

import asyncio
import ipaddress
import json
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

import aiohttp
from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.sandbox.telegram import limits
from bot.sandbox.telegram.calls import part_chunks
from bot.sandbox.telegram.chats import ChatHandle
from bot.sandbox.telegram.files import Blob, FileTooLargeError
from bot.sandbox.telegram.page_group import PageGroup, members_view
from bot.sandbox.telegram.page_inline import PageInline
from bot.sandbox.telegram.page_json import json_body
from bot.sandbox.telegram.page_stars import PageStars, holdings_view, invoice_view
from bot.sandbox.telegram.page_upload import send_files
from bot.sandbox.telegram.page_view import chat_view, message_view, state_view
from bot.sandbox.telegram.people import Person
from bot.sandbox.telegram.world import Json, Message, Status

if TYPE_CHECKING:
    from bot.sandbox.telegram.simulator import TelegramSimulator

_PAGE: Final = Path(__file__).parent / "page"
_ASSETS: Final = {"page.css": "text/css"} | dict.fromkeys(
    ("page.js", "render.js", "album.js", "group.js", "inline.js", "stars.js"), "text/javascript"
)
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_THUMB: Final = "👍"
_TAP_TIMEOUT: Final = 15.0
_HEARTBEAT: Final = 2.0
_LARGEST_UPLOAD: Final = 2_000 * limits.MEGABYTE  # what people may send; bots can download only 20 MB of it
_SHOWN_INLINE: Final = ("image/jpeg", "image/png", "image/gif", "image/webp", "video/", "audio/")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def loopback_only(allowed_hosts: Iterable[str] = ()) -> Middleware:
    """A middleware that refuses what another site could make a browser send.

    A Host that is neither loopback nor in `allowed_hosts` is a rebound name (403); so is a POST of another origin.
    """
    extra = frozenset(allowed_hosts)

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        host = urlsplit(f"//{request.host}").hostname or ""
        if host not in extra and not _is_loopback(host):
            raise web.HTTPForbidden(text="this sandbox answers only on loopback")
        origin = request.headers.get("Origin")
        if request.method != "GET" and origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden(text="requests of other sites are refused")
        return await handler(request)

    return guard


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _require_start(person: Person, where: Json) -> None:
    """Telegram's clients show a bot's chat without a composer until Start was pressed there."""
    if where["chat"].id == person.id and not person.private.chat.started:
        raise web.HTTPBadRequest(text="press Start first")


class PageApi:
    """What the page asks for. `simulator.people` and `simulator.groups` are who and what it shows."""

    def __init__(self, simulator: TelegramSimulator) -> None:
        self._simulator = simulator
        self._core = simulator.core

    def routes(self) -> list[web.RouteDef]:
        """The page, its assets, its JSON."""
        return [
            web.get("/", self._asset),
            web.get("/page/{name}", self._asset),
            web.get("/sandbox/state", self._state),
            web.get("/sandbox/events", self._events),
            web.get("/sandbox/files/{file_id}", self._file),
            web.post("/sandbox/send", self._send),
            web.post("/sandbox/upload", self._upload),
            web.post("/sandbox/edit", self._edit),
            web.post("/sandbox/delete", self._delete),
            web.post("/sandbox/react", self._react),
            web.post("/sandbox/forward", self._forward),
            web.post("/sandbox/tap", self._tap),
            *PageInline(self._where).routes(),
            *PageGroup(self._simulator, self._person, self._handle).routes(),
            *PageStars(self._simulator, self._person, self._message).routes(),
        ]

    # --- reading -------------------------------------------------------------------------------------------------

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info.get("name", "index.html")
        if name != "index.html" and name not in _ASSETS:
            raise web.HTTPNotFound
        content = (_PAGE / name).read_text(encoding="utf-8")  # small, local, and only for the sandbox
        return web.Response(text=content, content_type=_ASSETS.get(name, "text/html"), headers=_HEADERS)

    async def _state(self, request: web.Request) -> web.StreamResponse:
        people = list(self._simulator.people.values())
        wanted = request.query.get("person")
        person = self._person(wanted) if wanted else people[0]
        state = state_view(self._core, person, people, self._handles(person))
        state["holdings"] = holdings_view(person)
        state["chats"] = [self._chat(person, handle) for handle in self._handles(person)]
        return web.json_response(state, headers=_HEADERS)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        person = self._person(request.query.get("person"))
        cursor = int(request.query.get("since", "0"))
        response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        shown: list[Json] = []
        holdings: Json = {}
        try:
            while True:
                seen = self._core.world.signal.count
                cursor = await self._write_changes(response, person, cursor)
                chats = [self._chat(person, handle) for handle in self._handles(person)]
                if chats != shown:
                    shown = chats
                    await _write(response, {"chats": chats})
                if holdings != holdings_view(person):
                    holdings = holdings_view(person)
                    await _write(response, {"holdings": holdings})
                await self._next_change(seen)
        except ConnectionResetError:
            return response

    async def _write_changes(self, response: web.StreamResponse, person: Person, cursor: int) -> int:
        changes, revision = self._core.world.changes, self._core.world.revision
        if changes and changes[0].revision > cursor + 1 and len(changes) == changes.maxlen:
            await _write(response, {"reload": True})
        visible = {handle.id for handle in self._handles(person)}
        changed = {id(message): message for message in changes if message.revision > cursor}
        for message in changed.values():
            if message.chat.id in visible and message.is_seen_by(person.id):
                await _write(response, {"message": message_view(message)})
        return revision

    async def _next_change(self, seen: int) -> None:
        """Also return now and then, to see that "typing" ended and that the browser left."""
        if self._core.world.signal.count != seen:
            return
        try:
            async with asyncio.timeout(_HEARTBEAT):
                await self._core.world.signal.wait()
        except TimeoutError:
            return

    async def _file(self, request: web.Request) -> web.StreamResponse:
        stored = self._core.files.get(request.match_info["file_id"])
        if stored is None:
            raise web.HTTPNotFound
        mime = stored.blob.mime_type
        headers = {**_HEADERS, "Content-Type": mime, "Content-Security-Policy": "sandbox"}
        if not mime.startswith(_SHOWN_INLINE) or "download" in request.query:
            name = quote(stored.blob.name or "file")
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        return web.FileResponse(stored.blob.path, headers=headers)

    # --- doing ---------------------------------------------------------------------------------------------------

    async def _send(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        person, where = self._where(asked)
        text = str(asked.get("text", "")).strip()
        if not 1 <= limits.utf16_length(text) <= limits.TEXT:
            raise web.HTTPBadRequest(text="a message has 1 to 4096 characters")
        if not text.startswith("/start"):
            _require_start(person, where)
        message = await person.send(text, **where)
        return web.json_response(message_view(message))

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        asked: Json = {}
        blobs: list[Blob] = []
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if not isinstance(part, aiohttp.BodyPartReader):
                continue
            if part.filename is None:
                asked[part.name or ""] = await part.text()
                continue
            try:
                blobs.append(
                    await self._core.files.receive(part_chunks(part), _LARGEST_UPLOAD, part.filename)
                )
            except FileTooLargeError:
                raise web.HTTPRequestEntityTooLarge(
                    max_size=_LARGEST_UPLOAD, actual_size=_LARGEST_UPLOAD
                ) from None
        person, where = self._where(asked)
        _require_start(person, where)
        await send_files(person, blobs, asked, where)
        return web.json_response({"sent": len(blobs)})

    async def _edit(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        person, message = self._own_message(asked)
        text = str(asked.get("text", "")).strip()
        if not text and not message.media:
            raise web.HTTPBadRequest(text="a message has 1 to 4096 characters")
        return web.json_response(message_view(await person.edit(message, text[: limits.TEXT])))

    async def _delete(self, request: web.Request) -> web.StreamResponse:
        person, message = self._own_message(await json_body(request))
        person.delete(message)
        return web.json_response({"deleted": message.id})

    async def _react(self, request: web.Request) -> web.StreamResponse:
        """Put a thumb on a message, or take it away."""
        person, message = self._message(await json_body(request))
        liked = bool(message.reactions.get(person.id))
        person.react(message, None if liked else _THUMB)
        return web.json_response({"liked": not liked})

    async def _forward(self, request: web.Request) -> web.StreamResponse:
        """Forward a message of the chat into the same chat: to the bot, in private."""
        asked = await json_body(request)
        person, message = self._message(asked)
        forwarded = await person.forward(message, chat=self._handle(person, asked.get("chat")))
        return web.json_response(message_view(forwarded))

    async def _tap(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        person, message = self._message(asked)
        try:
            place = int(asked["row"]), int(asked["column"])
            answer = await person.tap(message, place, timeout=_TAP_TIMEOUT)
        except (KeyError, ValueError):
            raise web.HTTPBadRequest(text="which button?") from None
        except AssertionError as problem:
            raise web.HTTPGatewayTimeout(text=str(problem)) from None
        shown: Json = {
            "text": answer.text,
            "alert": answer.show_alert,
            "url": answer.url,
            "copied": answer.copied,
        }
        if answer.invoice is not None:
            shown["invoice"] = invoice_view(answer.invoice)
        return web.json_response(shown)

    # --- finding -------------------------------------------------------------------------------------------------

    def _person(self, number: Any) -> Person:
        try:
            return self._simulator.people[int(number)]
        except (KeyError, TypeError, ValueError):
            raise web.HTTPNotFound(text="no such person") from None

    def _handles(self, person: Person) -> list[ChatHandle]:
        standing = self._core.world.standing
        outside = {Status.LEFT, Status.KICKED}
        groups = [group for group in self._simulator.groups if standing(group.chat, person.id) not in outside]
        return [person.private, *groups]

    def _chat(self, person: Person, handle: ChatHandle) -> Json:
        members = members_view(self._simulator.people, self._core.world.bot, handle)
        return {**chat_view(self._core, person, handle), "members": members}

    def _handle(self, person: Person, number: Any) -> ChatHandle:
        for handle in self._handles(person):
            if str(handle.id) == str(number):
                return handle
        raise web.HTTPNotFound(text="no such chat")

    def _where(self, asked: Json) -> tuple[Person, Json]:
        person = self._person(asked.get("person"))
        handle = self._handle(person, asked.get("chat"))
        reply, topic = asked.get("replyTo"), asked.get("topic")
        return person, {
            "chat": handle,
            "reply_to": handle.chat.find_for(int(reply), person.id) if reply else None,
            "topic": handle.chat.topics.get(int(topic)) if topic else None,
        }

    def _message(self, asked: Json) -> tuple[Person, Message]:
        person = self._person(asked.get("person"))
        message = self._handle(person, asked.get("chat")).chat.find_for(
            int(asked.get("message", 0)), person.id
        )
        if message is None:
            raise web.HTTPNotFound(text="no such message")
        return person, message

    def _own_message(self, asked: Json) -> tuple[Person, Message]:
        person, message = self._message(asked)
        if message.sender is not person.user:
            raise web.HTTPForbidden(text="not your message")
        return person, message


async def _write(response: web.StreamResponse, event: Json) -> None:
    await response.write(f"data: {json.dumps(event)}\n\n".encode())
