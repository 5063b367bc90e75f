"""The simulator's HTTP face: routes of both dialects, the key, the limits, the envelope of every answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox.kie import legacy
from bot.sandbox.kie.accounts import Accounts
from bot.sandbox.kie.catalogue import model_list, model_schema, price_words, success_rate
from bot.sandbox.kie.chat import ChatEndpoint
from bot.sandbox.kie.engine import Engine, GatewayDownError
from bot.sandbox.kie.faults import Fault
from bot.sandbox.kie.fields import Refusal
from bot.sandbox.kie.files import Files
from bot.sandbox.kie.integration import services
from bot.sandbox.kie.limits import Limits
from bot.sandbox.kie.market import MODEL_NOT_SUPPORTED, Market
from bot.sandbox.kie.request_log import RequestLog
from bot.sandbox.kie.schema import Schema
from bot.sandbox.kie.schema_files import market
from bot.sandbox.kie.settings import Settings
from bot.sandbox.kie.suno import Suno
from bot.sandbox.kie.tasks import JSON, Family, SimTask
from bot.sandbox.kie.uploads import Uploads

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

BODY_LIMIT = 32 * 1024 * 1024
"""Bytes of a request's body; multipart uploads are streamed and not bound by it."""

_QUERIES = {"gpt4o": 3, "suno": 3}
"""How often in a second a task of some older families may be asked for."""

_ACCOUNT = web.RequestKey("account", str)
"""Where a request carries the name of the account whose key it has; empty for no key that opens one."""

_GATEWAY_PAGE = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
    "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)


class Server:
    """Joins the endpoints into one application.

    Args:
        settings: dialect, key, HTTP statuses.
        engine: runs the tasks.
        files: the file host.
        uploads: the upload endpoints.
        request_log: remembers requests.
        accounts: tells keys apart.

    """

    def __init__(
        self,
        settings: Settings,
        engine: Engine,
        files: Files,
        uploads: Uploads,
        request_log: RequestLog,
        accounts: Accounts,
    ) -> None:
        self._settings = settings
        self._engine = engine
        self._files = files
        self._uploads = uploads
        self._request_log = request_log
        self._accounts = accounts
        self._chat_endpoint = ChatEndpoint(settings, accounts)

    def application(self) -> web.Application:
        """Build the application."""
        app = web.Application(middlewares=[self._guard], client_max_size=BODY_LIMIT)
        app.add_routes(
            [
                web.get("/api/v1/chat/credit", self._credit),
                web.post("/api/v1/common/download-url", self._download_url),
                web.post("/api/v1/gpt4o-image/download-url", self._download_url),
                web.get("/api/v1/models", self._models),
                web.post("/{model}/v1/chat/completions", self._chat),
                *(
                    web.get(f"/api/v1/models/{{model:.+}}/{what}", answer)
                    for what, answer in self._about().items()
                ),
                *self._uploads.routes(),
                *self._files.routes(),
            ]
        )
        app.add_routes(
            self._integration_routes() if self._settings.dialect == "integration" else self._live_routes()
        )
        return app

    def _integration_routes(self) -> list[web.RouteDef]:
        offered = services(code_in_data=self._settings.code_in_data)
        routes = [web.post(f"/api/v1/{item.name}/{item.action}", self._submitting(item)) for item in offered]
        names = dict.fromkeys(item.name for item in offered)
        routes += [
            web.get(f"/api/v1/{name}/record-info", self._querying(name, "record is null")) for name in names
        ]
        return routes

    def _live_routes(self) -> list[web.RouteDef]:
        measure = self._uploads.seconds_of
        current = Market(measure, self._engine.earlier)
        routes = [
            web.post("/api/v1/jobs/createTask", self._submitting(current)),
            web.get("/api/v1/jobs/recordInfo", self._querying(current.name, "recordInfo is null")),
        ]
        families: tuple[legacy.Legacy | Suno, ...] = (*legacy.families(measure), Suno(measure))
        for family in families:
            routes.append(web.post(f"/api/v1/{family.submit_path}", self._submitting(family)))
            routes.append(
                web.get(
                    f"/api/v1/{family.status_path}",
                    self._querying(family.name, "record is null", _QUERIES.get(family.name, 10)),
                )
            )
        return routes

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Note the request, check the key, and word every refusal as KIE does."""
        account = self._accounts.named(request.headers.get("Authorization", ""))
        request[_ACCOUNT] = account
        await self._request_log.note(request, account)
        try:
            if request.path.startswith("/api/") and not account:
                raise Refusal(401, "You do not have access permissions")
            return await handler(request)
        except Refusal as refusal:
            return self._refused(refusal.code, refusal.message)
        except GatewayDownError:
            return web.Response(status=502, text=_GATEWAY_PAGE, content_type="text/html")
        except web.HTTPNotFound:
            return web.json_response({"code": 404, "msg": "Not Found", "data": None}, status=404)

    def _limits(self, request: web.Request) -> Limits:
        return self._accounts.limits(request[_ACCOUNT])

    def _submitting(self, family: Family) -> Handler:
        async def submit(request: web.Request) -> web.Response:
            self._limits(request).creation()
            task = self._engine.submit(family, await _object(request), request[_ACCOUNT])
            if task.fault is Fault.CUT_CONNECTION and request.transport is not None:
                request.transport.abort()
            return _answer({"taskId": task.id})

        return submit

    def _querying(self, family_name: str, not_found: str, most: int = 10) -> Handler:
        async def query(request: web.Request) -> web.Response:
            task_id = request.query.get("taskId", "")
            self._limits(request).query(task_id, most)
            task = self._engine.find(family_name, task_id, request[_ACCOUNT])
            if task is None:
                raise Refusal(404 if self._settings.dialect == "integration" else 422, not_found)
            return _answer(task.family.status(task))

        return query

    async def _chat(self, request: web.Request) -> web.Response:
        if not request[_ACCOUNT]:
            raise Refusal(401, "You do not have access permissions")
        return await self._chat_endpoint.answer(
            request.match_info["model"], request[_ACCOUNT], await _object(request)
        )

    async def _credit(self, request: web.Request) -> web.Response:
        balance = self._accounts.balance(request[_ACCOUNT]).credits
        return _answer(int(balance) if balance == int(balance) else balance)

    async def _download_url(self, request: web.Request) -> web.Response:
        body = await _object(request)
        url = body.get("url")
        if not isinstance(url, str) or not any(
            task.account == request[_ACCOUNT] and self._has_made(task, url)
            for task in self._engine.tasks.values()
        ):
            raise Refusal(422, "Invalid URL: only files generated by this service are supported")
        return _answer(self._files.fresh_link(url))

    def _has_made(self, task: SimTask, url: str) -> bool:
        return url.partition("?")[0] in task.urls

    async def _models(self, request: web.Request) -> web.Response:
        self._limits(request).models()
        not_allowed = self._accounts.balance(request[_ACCOUNT]).not_allowed
        return _answer(model_list(request.query, not_allowed))

    def _about(self) -> dict[str, Handler]:
        """What can be asked about a model: its fields, its price, how often it succeeds."""

        def schema(model: Schema) -> JSON:
            return model_schema(model, documented=model.id not in self._settings.undocumented)

        def rate(model: Schema) -> JSON:
            return success_rate(model, self._settings.success_rates.get(model.id))

        return {
            "schema": self._telling(schema),
            "price": self._telling(price_words),
            "success-rate": self._telling(rate),
        }

    def _telling(self, tell: Callable[[Schema], JSON]) -> Handler:
        async def answer(request: web.Request) -> web.Response:
            self._limits(request).models()
            model = market().get(request.match_info["model"])
            if model is None:
                raise Refusal(404, MODEL_NOT_SUPPORTED)
            return _answer(tell(model))

        return answer

    def _refused(self, code: int, message: str) -> web.Response:
        status = code if self._settings.uses_real_statuses else 200
        return web.json_response({"code": code, "msg": message, "data": None}, status=status)


def _answer(data: Any) -> web.Response:
    return web.json_response({"code": 200, "msg": "success", "data": data})


async def _object(request: web.Request) -> dict[str, Any]:
    """Read the body as a JSON object.

    Raises:
        Refusal: 400 for anything else.

    """
    try:
        body = await request.json()
    except ValueError as error:
        raise Refusal(400, "The request body is not JSON") from error
    if not isinstance(body, dict):
        raise Refusal(400, "The request body is not an object")
    return body
