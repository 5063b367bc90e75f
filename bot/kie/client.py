"""The way to KIE: HTTP with our key, time spelled out, and nothing repeated that costs money."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Protocol

import httpx  # the only import of it here: a renamed fork is one line (`import httpx2 as httpx`)
import stamina
from pydantic import SecretStr

from bot.errors import (
    NotAccepted,
    SettingsError,
    StatusUnavailable,
    SubmissionInDoubt,
    UploadFailed,
    WriterSlow,
    WriterUnavailable,
)
from bot.kie.envelope import Envelope, read_envelope
from bot.kie.limits import KeyLimits

USER_AGENT = "Kiosk/0.1"
"""KIE's file host answers 403 to clients that do not say who they are (observed)."""
LARGEST_ANSWER = 2_000_000
"""Bytes of an answer that are read; the longest real one, the list of models, has some 200 kB."""

_TIMEOUTS = httpx.Timeout(connect=10.0, read=30.0, write=30.0, pool=10.0)
_ANSWER_SECONDS = 45.0
_SUBMISSION_SECONDS = 90.0
_UPLOAD_SECONDS = 300.0
"""Each call as a whole, since the time-outs above only count the silence between two pieces."""

_LARGEST_CHAT_ANSWER = 256_000
"""Bytes of an answer of a language model that are read; the longest useful one has some 30 kB."""

_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""Without a connection KIE has not seen the request."""
_BROKEN = (httpx.HTTPError, TimeoutError)
_REPEATABLE = (httpx.TransportError, TimeoutError)
_SHORTEST_KEY = 12


class Form(Protocol):
    """A request body that is streamed and can be streamed again."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Its type and length."""

    def chunks(self) -> AsyncIterator[bytes]:
        """The bytes, from the start."""


Observer = Callable[[str, str, float], object]
"""Hears of each request: its kind (`submit`, `status`, `read`, `upload`, `chat`), what became of it (`ok`, `refused` by KIE,
`unclear` when a gateway answered, `unreachable`), and the seconds that it took. Must not raise."""


def trusted_authorities() -> ssl.SSLContext:
    """Certificate authorities, read from disk: that takes some 100 ms during which nothing else happens.

    Those of SSL_CERT_FILE, else of SSL_CERT_DIR, else of the package certifi.

    Raises:
        SettingsError: the variable names nothing that holds certificates.
    """
    try:
        return httpx.create_ssl_context()
    except OSError as error:  # ssl.SSLError is one
        msg = f"SSL_CERT_FILE, SSL_CERT_DIR: no certificates can be read there ({error.strerror})"
        raise SettingsError(msg) from None


class KieClient:
    """Speaks HTTP with KIE and its file host. It reads no JSON beyond the envelope; texts of errors never hold the key.

    Args:
        api_key: goes to the two hosts below and nowhere else; redirects are not followed.
        api_url: KIE's root.
        upload_url: root of its file host.
        limits: waited for by `await_turn` and before every status query.
        transport: replaces the network in tests.
        observer: hears of each request.
        authorities: who may vouch for KIE's hosts (`trusted_authorities`), shared by the clients of many keys; None =
            those of the package certifi.
        proxy: address of an HTTP proxy, possibly with a user and a password; None = a direct connection, whatever the
            environment says.
    """

    def __init__(
        self,
        api_key: SecretStr | str,
        api_url: str,
        upload_url: str,
        limits: KeyLimits,
        transport: httpx.AsyncBaseTransport | None = None,
        observer: Observer = lambda kind, outcome, seconds: None,
        authorities: ssl.SSLContext | None = None,
        proxy: SecretStr | None = None,
    ) -> None:
        self._authorities = authorities
        self._proxy = proxy.get_secret_value() if proxy is not None else None
        self._observer = observer
        self._key = api_key if isinstance(api_key, SecretStr) else SecretStr(api_key)
        self._api_url = api_url.rstrip("/")
        self._upload_url = upload_url.rstrip("/")
        self._limits = limits
        self._http = self._new_http(transport, kept_connections=20)
        # A kept connection that the server closes just then would leave a submission in doubt: each gets a new one.
        self._submissions = self._new_http(transport, kept_connections=0)

    @property
    def creations(self) -> int:
        """How many tasks the key has created in the window that KIE limits, or is about to."""
        return self._limits.creations

    async def await_turn(self, turn: int) -> None:
        """Wait until the key's limit lets one more task be created; the turn is taken when this returns, until `turn_used`.

        Args:
            turn: names the request.
        """
        await self._limits.creation(turn)

    def turn_used(self, turn: int) -> None:
        """The request of a turn was answered, or never will be."""
        self._limits.created(turn)

    async def submit(self, path: str, body: Mapping[str, Any]) -> Envelope:
        """Send a request that creates a task, once; a turn for it was taken before.

        Raises:
            NotAccepted: no connection came about.
            SubmissionInDoubt: it broke later; KIE may have the request.
        """
        request = self._submissions.build_request("POST", _joined(self._api_url, path), json=body)
        try:
            return await self._exchange("submit", request, self._submissions, _SUBMISSION_SECONDS)
        except _NEVER_LEFT as error:
            raise NotAccepted(f"KIE cannot be reached ({type(error).__name__})") from error
        except _BROKEN as error:
            raise SubmissionInDoubt(f"the submission broke off ({type(error).__name__})") from error

    async def status(self, path: str, task_id: str, *, called: bool = False) -> Envelope:
        """Ask for a task's state, before all routine polling if KIE `called`.

        Raises:
            StatusUnavailable: KIE does not answer, or wants to be left alone for now.
        """
        turn = partial(self._limits.status_query, task_id, called=called)
        answer = await self._read("GET", path, "status", turn, params={"taskId": task_id})
        self._limits.status_answered(too_many=answer.is_too_many, retry_after=answer.retry_after)
        return answer

    async def look_up(self, path: str) -> Envelope:
        """Ask something about models, as often as the key's limit lets. Raises StatusUnavailable when KIE does not answer."""
        return await self._read("GET", path, "read", self._limits.model_query)

    async def get(self, path: str) -> Envelope:
        """Ask for something else. Raises StatusUnavailable when KIE does not answer."""
        return await self._read("GET", path, "read", _at_once)

    async def post(self, path: str, body: Mapping[str, Any]) -> Envelope:
        """Ask by POST for something that costs nothing. Raises StatusUnavailable when KIE does not answer."""
        return await self._read("POST", path, "read", _at_once, json=body)

    async def chat(self, path: str, body: Mapping[str, Any], seconds: float) -> Envelope:
        """Ask a language model, once: an answer costs a fraction of a credit.

        Raises:
            WriterSlow: there is no answer within so many seconds.
            WriterUnavailable: the way to KIE is broken.
        """
        request = self._http.build_request("POST", _joined(self._api_url, path), json=body)
        try:
            return await self._exchange("chat", request, self._http, seconds, most=_LARGEST_CHAT_ANSWER)
        except (TimeoutError, httpx.ReadTimeout) as error:
            raise WriterSlow from error
        except _BROKEN as error:
            raise WriterUnavailable from error

    async def upload(self, path: str, form: Form) -> Envelope:
        """Stream a form to the file host. Raises UploadFailed when it does not answer."""
        url = _joined(self._upload_url, path)
        try:
            async for attempt in stamina.retry_context(on=_REPEATABLE, attempts=3, timeout=_UPLOAD_SECONDS):
                with attempt:
                    request = self._http.build_request(
                        "POST", url, content=form.chunks(), headers=form.headers
                    )
                    return await self._exchange("upload", request, self._http, _UPLOAD_SECONDS)
        except _BROKEN as error:
            raise UploadFailed(f"the file host cannot be reached ({type(error).__name__})") from error
        raise AssertionError("stamina ends with an answer or an error")

    async def aclose(self) -> None:
        """Close all connections."""
        await self._http.aclose()
        await self._submissions.aclose()

    async def _read(
        self, method: str, path: str, kind: str, turn: Callable[[], Awaitable[None]], **content: Any
    ) -> Envelope:
        url = _joined(self._api_url, path)
        try:
            async for attempt in stamina.retry_context(on=_REPEATABLE, attempts=3, timeout=_ANSWER_SECONDS):
                with attempt:
                    await turn()
                    request = self._http.build_request(method, url, **content)
                    return await self._exchange(kind, request, self._http, _ANSWER_SECONDS)
        except _BROKEN as error:
            raise StatusUnavailable(f"KIE cannot be reached ({type(error).__name__})") from error
        raise AssertionError("stamina ends with an answer or an error")

    async def _exchange(
        self,
        kind: str,
        request: httpx.Request,
        http: httpx.AsyncClient,
        seconds: float,
        *,
        most: int = LARGEST_ANSWER,
    ) -> Envelope:
        began = time.monotonic()
        try:
            answer = await self._answer(request, http, seconds, most)
        except _BROKEN:
            self._observer(kind, "unreachable", time.monotonic() - began)
            raise
        self._observer(kind, _outcome(answer), time.monotonic() - began)
        return answer

    async def _answer(
        self, request: httpx.Request, http: httpx.AsyncClient, seconds: float, most: int
    ) -> Envelope:
        request.headers["Authorization"] = f"Bearer {self._key.get_secret_value()}"
        async with asyncio.timeout(seconds):
            response = await http.send(request, stream=True)
            try:
                body = await _bounded_body(response, most)
            finally:
                await response.aclose()
        return read_envelope(
            response.status_code, self._without_key(body), response.headers.get("Retry-After", "")
        )

    def _without_key(self, body: bytes) -> bytes:
        """The answer, should KIE ever repeat our key in it; a made-up key of a few letters is no secret."""
        key = self._key.get_secret_value()
        return body.replace(key.encode(), b"***") if len(key) >= _SHORTEST_KEY else body

    def _new_http(
        self, transport: httpx.AsyncBaseTransport | None, kept_connections: int
    ) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=transport,
            verify=self._authorities or True,
            proxy=self._proxy,
            trust_env=False,  # proxies, and passwords from ~/.netrc
            timeout=_TIMEOUTS,
            follow_redirects=False,
            limits=httpx.Limits(max_connections=100, max_keepalive_connections=kept_connections),
            headers={"User-Agent": USER_AGENT},
        )


async def _at_once() -> None:
    """The turn of a call that KIE does not count."""


def _outcome(answer: Envelope) -> str:
    if answer.is_ok or "choices" in answer.payload:  # a language model's answer has no code
        return "ok"
    return "refused" if answer.is_kie else "unclear"


async def _bounded_body(response: httpx.Response, most: int) -> bytes:
    """The body, or nothing when it is absurdly long."""
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > most:
            return b""
    return bytes(body)


def _joined(root: str, path: str) -> str:
    # "https://api.kie.ai" + "@elsewhere/…" would be another host, with our key.
    if not path.startswith("/"):
        raise ValueError(f"not a path: {path!r}")
    return root + path
