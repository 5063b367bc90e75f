"""The HTTP side of the Bot API: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator, Sequence
from typing import Any, Final

import aiohttp
from aiogram import methods
from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.sandbox.telegram import (
    ephemeral,
    methods_bot,
    methods_chats,
    methods_edit,
    methods_inline,
    methods_send,
    methods_stars,
)
from bot.sandbox.telegram.calls import RawCall, parse, read_request, read_webhook_answer
from bot.sandbox.telegram.core import Core
from bot.sandbox.telegram.errors import ApiError, bad_request
from bot.sandbox.telegram.faults import Fault

_METHODS: Final = {
    **ephemeral.METHODS,
    **methods_bot.METHODS,
    **methods_chats.METHODS,
    **methods_edit.METHODS,
    **methods_inline.METHODS,
    **methods_send.METHODS,
    **methods_stars.METHODS,
}
_WITHOUT_EFFECT: Final = frozenset(
    {
        methods.Close,
        methods.DeleteChatPhoto,
        methods.LogOut,
        methods.SetChatDescription,
        methods.SetChatTitle,
        methods.SetMyDefaultAdministratorRights,
    }
)
"""Methods that are accepted and change nothing that people see here. Every other one that is not played is refused."""
_LARGEST_FORM: Final = 4 * 1024 * 1024


class BotApi:
    """Answers the bot's calls on behalf of a `Core`."""

    def __init__(self, core: Core, token: str) -> None:
        self._core = core
        self._token = token
        core.updates.answer = self._answer_webhook

    def routes(self) -> list[web.RouteDef]:
        """Where calls and downloads arrive."""
        return [
            web.route("*", "/bot{token}/{method}", self._call),
            web.get("/file/bot{token}/{path:.+}", self._download),
        ]

    async def push_updates(self, _app: web.Application) -> AsyncIterator[None]:
        """Push updates to the webhook while the application runs (for `cleanup_ctx`)."""
        async with asyncio.TaskGroup() as group:
            pusher = group.create_task(self._core.updates.push_forever())
            yield
            pusher.cancel()

    def _check_token(self, request: web.Request) -> None:
        if not hmac.compare_digest(request.match_info["token"].encode(), self._token.encode()):
            raise ApiError(401, "Unauthorized")

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            self._check_token(request)
            raw = await read_request(request, self._core.files, self._core.options.upload_limit)
            result, fault = await self.execute(method, raw)
        except ApiError as refused:
            return web.json_response(refused.as_json(), status=refused.code)
        if fault is not None and fault.page is not None:
            page = fault.page
            return web.Response(body=page.body, status=page.status, headers=page.headers)
        if fault is not None and fault.cut is not None:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        if fault is not None:
            result = fault.altered(result)
        return web.json_response({"ok": True, "result": result})

    async def execute(self, method: str, raw: RawCall) -> tuple[Any, Fault | None]:
        """Carry a call out, through the faults and into the log; `ApiError` when it is refused."""
        started = self._core.clock()
        refused: ApiError | None = None
        fault = self._core.faults.take(method, raw.fields)
        try:
            if fault and fault.seconds:
                await asyncio.sleep(fault.seconds)
            if fault and fault.error and not fault.after:
                raise fault.error
            if fault and not fault.is_carried_out:
                return None, fault
            result = await self._carry_out(method, raw)
            if fault and fault.error:
                raise fault.error
            return result, fault
        except ApiError as problem:
            refused = problem
            raise
        finally:
            self._core.log.note(method, raw.for_log(), refused, self._core.clock() - started)

    async def _carry_out(self, method: str, raw: RawCall) -> Any:
        call = parse(method, raw)
        implementation = _METHODS.get(type(call))
        if implementation is not None:
            return await implementation(self._core, call)
        if type(call) in _WITHOUT_EFFECT:
            return True
        raise bad_request(f"method {method} is not supported by the sandbox")

    async def _answer_webhook(self, response: aiohttp.ClientResponse) -> None:
        raw = await read_webhook_answer(response, self._core.files, self._core.options.upload_limit)
        if raw is not None:
            await self.execute(str(raw.fields.pop("method")), raw)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request)
        except ApiError as refused:
            return web.json_response(refused.as_json(), status=refused.code)
        stored = self._core.files.at(request.match_info["path"])
        if stored is None:
            return web.json_response(ApiError(404, "Not Found").as_json(), status=404)
        return web.FileResponse(stored.blob.path, headers={"Content-Type": "application/octet-stream"})


def application(middlewares: Sequence[Middleware]) -> web.Application:
    """An empty application that accepts forms as large as Telegram does."""
    return web.Application(middlewares=middlewares, client_max_size=_LARGEST_FORM)
