"""Inline mode on the page: words typed behind the bot's name, a strip of results, and one that is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from aiohttp import web

from bot.sandbox.telegram import limits
from bot.sandbox.telegram.inline import InlineAnswer, InlineResult
from bot.sandbox.telegram.page_json import json_body
from bot.sandbox.telegram.page_view import message_view
from bot.sandbox.telegram.people import Person
from bot.sandbox.telegram.world import Json

_TIMEOUT: Final = 8.0


class PageInline:
    """What the page asks for; `where` finds the person and the place that a request names."""

    def __init__(self, where: Callable[[Json], tuple[Person, Json]]) -> None:
        self._where = where
        self._offered: dict[int, dict[str, InlineResult]] = {}

    def routes(self) -> list[web.RouteDef]:
        """Asking and choosing."""
        return [web.post("/sandbox/inline", self._ask), web.post("/sandbox/choose", self._choose)]

    async def _ask(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        person, place = self._where(asked)
        words, offset = str(asked.get("query", "")), str(asked.get("offset", ""))
        if limits.utf16_length(words) > limits.INLINE_QUERY:
            raise web.HTTPBadRequest(text="an inline query has at most 256 characters")
        try:
            answer = await person.inline(words, chat=place["chat"], offset=offset, timeout=_TIMEOUT)
        except AssertionError as problem:
            raise web.HTTPGatewayTimeout(text=str(problem)) from None
        kept = self._offered.get(person.id, {}) if offset else {}
        self._offered[person.id] = kept | {result.id: result for result in answer.results}
        return web.json_response(_answer_view(answer))

    async def _choose(self, request: web.Request) -> web.StreamResponse:
        asked = await json_body(request)
        person, place = self._where(asked)
        result = self._offered.get(person.id, {}).get(str(asked.get("result", "")))
        if result is None:
            raise web.HTTPNotFound(text="no such result")
        message = await person.choose(result, chat=place["chat"], topic=place["topic"])
        return web.json_response(message_view(message))


def _answer_view(answer: InlineAnswer) -> Json:
    return {
        "results": [_result_view(result) for result in answer.results],
        "next": answer.next_offset,
        "button": answer.button,
        "parameter": answer.start_parameter,
    }


def _result_view(result: InlineResult) -> Json:
    media = result.media
    if media is None:
        picture = None
    elif media.kind == "photo":
        picture = media.sizes[0]
    else:
        picture = media.thumbnail
    return {
        "id": result.id,
        "kind": result.kind,
        "title": result.title or (media.title if media else "") or result.body.text or result.kind,
        "description": result.description,
        "picture": f"/sandbox/files/{picture.file_id}" if picture else None,
        "url": f"/sandbox/files/{media.file.file_id}" if media else None,
    }
