"""The console's server: who gets in, which page answers, and the headers of every answer.

To who is not in, and to whose role a page does not exist for, every address is one at which there is nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import structlog
from aiohttp import web

from bot.console.pages.refused import refused
from bot.console.rendering import FOLDER, Renderer
from bot.console.theme import THEME_COOKIE, packed_theme, theme_css
from bot.console.visit import Answer, Download, GoneTo, Page, View, Visit
from bot.domain.console import SESSION_LIFE, ConsoleLink, ConsoleSession, Entrance
from bot.domain.person import PersonRepository
from bot.domain.staff import may
from bot.errors import Refusal
from bot.i18n import Texts, Translator
from bot.ports import Clock
from bot.staff.console import ConsoleAccess
from bot.staff.staff import Staff

CONSOLE_PATH: Final = "/console"
COOKIE: Final = "kiosk_console"
LARGEST_FORM: Final = 16_384
"""Bytes."""
_MOST_FIELDS: Final = 20
_STATIC: Final[Mapping[str, str]] = {"console.css": "text/css", "enter.js": "text/javascript"}
_ENTER: Final = re.compile(r"/enter/(?P<link>[\w-]{1,40})(?:/(?P<file>[\w.]{1,40}))?", re.ASCII)
_STATIC_PATH: Final = re.compile(r"/static/(?P<file>[\w.]{1,40})", re.ASCII)
_ADDRESSES_LEFT_BY_PROXIES: Final = ("Forwarded", "Via", "X-Forwarded-For", "X-Real-IP")

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleAddress:
    """Where the console is for browsers.

    Attributes:
        url: its root, as `https://bot.example/console`.
        is_local: whether only this machine may ask.
    """

    url: str
    is_local: bool

    @property
    def root(self) -> str:
        """The path of its root."""
        return urlsplit(self.url).path

    @property
    def origin(self) -> str:
        """What browsers send as the origin of its forms."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def is_https(self) -> bool:
        """Whether cookies are for encrypted connections only."""
        return self.url.startswith("https://")


class ConsoleSite:
    """Answers every request below `CONSOLE_PATH`.

    Args:
        address: where it is.
        access: who may come in and who is in.
        staff: who has which role now.
        people: whose language is spoken.
        texts: the words.
        clock: the time.
        pages: what there is, in the order of the navigation.
    """

    def __init__(
        self,
        *,
        address: ConsoleAddress,
        access: ConsoleAccess,
        staff: Staff,
        people: PersonRepository,
        texts: Texts,
        clock: Clock,
        pages: Sequence[Page],
    ) -> None:
        self._address = address
        self._access = access
        self._staff = staff
        self._people = people
        self._texts = texts
        self._clock = clock
        self._pages = [(re.compile(page.path, re.ASCII), page) for page in pages]
        self._renderer = Renderer()
        self._files = {name: (FOLDER / "static" / name).read_bytes() for name in _STATIC}

    def routes(self) -> list[web.RouteDef]:
        """The one route: whether there is anything at an address depends on who asks."""
        return [web.route("*", f"{CONSOLE_PATH}{{rest:(/.*)?}}", self.answer)]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a request."""
        path = request.path.removeprefix(CONSOLE_PATH)
        if not self._is_reachable(request):
            raise web.HTTPNotFound
        if request.content_length is not None and request.content_length > LARGEST_FORM:
            raise web.HTTPRequestEntityTooLarge(LARGEST_FORM, request.content_length)
        if entering := _ENTER.fullmatch(path):
            return await self._enter(request, entering["link"], entering["file"])
        session = await self._access.session(request.cookies.get(COOKIE, ""))
        if session is None:
            raise web.HTTPNotFound
        if not path:
            return self._gone_to("/", session)
        if static := _STATIC_PATH.fullmatch(path):
            return self._file(request, static["file"])
        if path == "/theme.css":
            return self._css(request, session)
        return await self._page(request, session, path)

    # coming in

    async def _enter(self, request: web.Request, link_id: str, file: str | None) -> web.StreamResponse:
        link = await self._access.link(link_id)
        if link is None:
            raise web.HTTPNotFound
        if file is not None:
            return self._file(request, file)
        t = await self._words(link.person_id)
        if request.method == "POST":
            return await self._let_in(request, link, t)
        if request.method not in {"GET", "HEAD"}:
            raise web.HTTPNotFound
        return self._html("enter", t, link.entrance, self._enter_values(link, t, failed=False), scripts=True)

    async def _let_in(self, request: web.Request, link: ConsoleLink, t: Translator) -> web.StreamResponse:
        if not self._is_own_form(request):
            raise web.HTTPForbidden
        form = await _form(request)
        is_link = link.entrance is Entrance.LINK
        if is_link:
            token = await self._access.enter_by_secret(link, form.get("secret", ""))
        else:
            token = await self._access.enter_by_launch(link, form.get("launch", ""))
        if token is None:
            _log.warning("console_entry_refused", person=link.person_id, entrance=link.entrance.value)
            values = self._enter_values(link, t, failed=True)
            return self._html("enter", t, link.entrance, values, scripts=True, status=403)
        _log.info("console_entered", person=link.person_id, entrance=link.entrance.value)
        response = web.Response(status=303, headers={"Location": f"{self._address.root}/"})
        self._secure(response, link.entrance)
        self._set_cookie(response, COOKIE, token, link.entrance)
        if theme := packed_theme(form.get("theme", "")):
            self._set_cookie(response, THEME_COOKIE, theme, link.entrance)
        return response

    def _enter_values(self, link: ConsoleLink, t: Translator, *, failed: bool) -> Mapping[str, Any]:
        return {
            "title": t.plain("console-enter-title"),
            "assets": f"{self._address.root}/enter/{link.id}",
            "is_link": link.entrance is Entrance.LINK,
            "failed": failed,
        }

    # being in

    async def _page(self, request: web.Request, session: ConsoleSession, path: str) -> web.StreamResponse:
        role = self._staff.role_of(session.person_id)
        found = next(
            (
                (match, page)
                for pattern, page in self._pages
                if (match := pattern.fullmatch(path)) and may(role, page.act)
            ),
            None,
        )
        if found is None or role is None:
            raise web.HTTPNotFound
        match, page = found
        token = request.cookies[COOKIE]
        form: Mapping[str, str] = {}
        view = page.show
        if request.method == "POST":
            if not self._is_own_form(request):
                raise web.HTTPForbidden
            form = await _form(request)
            if not hmac.compare_digest(form.get("csrf", "").encode(), _csrf(token).encode()):
                raise web.HTTPForbidden
            view = page.change
        elif request.method not in {"GET", "HEAD"}:
            view = None
        if view is None:
            raise web.HTTPNotFound
        t = await self._words(session.person_id)
        visit = Visit(
            session=session,
            role=role,
            t=t,
            now=self._clock.now(),
            arguments=match.groupdict(),
            query=dict(request.query),
            form=form,
        )
        answer = await self._answer_of(view, visit)
        if answer is None:
            raise web.HTTPNotFound
        if isinstance(answer, GoneTo):
            return self._gone_to(answer.path, session)
        if isinstance(answer, Download):
            return await self._download(request, answer, session)
        values = {
            **answer.values,
            "title": answer.title,
            "csrf": _csrf(token),
            "visit": visit,
            "section": page.section or page.name,
            "navigation": [one for _, one in self._pages if one.name and may(role, one.act)],
        }
        return self._html(answer.template, t, session.entrance, values, status=answer.status)

    async def _answer_of(self, view: View, visit: Visit) -> Answer | None:
        """What a page says; a refusal of a use case is a page, too."""
        try:
            return await view(visit)
        except Refusal as error:
            return refused(visit, error)

    def _gone_to(self, path: str, session: ConsoleSession) -> web.StreamResponse:
        response = web.Response(status=303, headers={"Location": f"{self._address.root}{path}"})
        self._secure(response, session.entrance)
        return response

    async def _download(
        self, request: web.Request, file: Download, session: ConsoleSession
    ) -> web.StreamResponse:
        response = (
            web.Response(body=file.content) if isinstance(file.content, bytes) else web.StreamResponse()
        )
        response.content_type, response.charset = file.kind, "utf-8"
        response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
        self._secure(response, session.entrance)
        if not isinstance(file.content, bytes):
            await response.prepare(request)
            async for part in file.content:
                await response.write(part)
            await response.write_eof()
        return response

    def _css(self, request: web.Request, session: ConsoleSession) -> web.Response:
        response = web.Response(
            text=theme_css(request.cookies.get(THEME_COOKIE, "")), content_type="text/css"
        )
        self._secure(response, session.entrance)
        return response

    # answers

    def _html(
        self,
        template: str,
        t: Translator,
        entrance: Entrance,
        values: Mapping[str, Any],
        *,
        scripts: bool = False,
        status: int = 200,
    ) -> web.Response:
        text = self._renderer.render(
            template, {"t": t.plain, "language": t.language, "root": self._address.root, **values}
        )
        response = web.Response(text=text, content_type="text/html", status=status)
        self._secure(response, entrance, scripts=scripts)
        return response

    def _file(self, request: web.Request, name: str) -> web.Response:
        if name not in self._files or request.method not in {"GET", "HEAD"}:
            raise web.HTTPNotFound
        response = web.Response(body=self._files[name], content_type=_STATIC[name], charset="utf-8")
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "private, max-age=300"
        return response

    def _secure(self, response: web.StreamResponse, entrance: Entrance, *, scripts: bool = False) -> None:
        """What browsers may do with an answer: no script but ours at the entrance, no frame but Telegram's."""
        frames = "https://web.telegram.org" if entrance is Entrance.APP else "'none'"
        script = "; script-src 'self'" if scripts else ""
        response.headers["Content-Security-Policy"] = (
            f"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'{script};"
            f" frame-ancestors {frames}"
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"

    def _set_cookie(self, response: web.StreamResponse, name: str, value: str, entrance: Entrance) -> None:
        """A cookie for the console alone. Within Telegram's page in a browser it is a third party's, and says so."""
        parts = [f"{name}={value}", f"Path={self._address.root}", "HttpOnly"]
        parts.append(f"Max-Age={SESSION_LIFE.total_seconds():.0f}")
        if entrance is Entrance.APP:
            parts += ["SameSite=None", "Secure", "Partitioned"]  # Python's own cookies know no partitions
        else:
            parts += ["SameSite=Strict", *(["Secure"] if self._address.is_https else [])]
        response.headers.add("Set-Cookie", "; ".join(parts))

    # checks

    def _is_reachable(self, request: web.Request) -> bool:
        """Whether it may be asked from there at all."""
        if not self._address.is_local:
            return True
        if any(header in request.headers for header in _ADDRESSES_LEFT_BY_PROXIES):
            return False
        return is_loopback(request.remote) and is_loopback(urlsplit(f"//{request.host}").hostname)

    def _is_own_form(self, request: web.Request) -> bool:
        """Whether one of our own pages has sent it."""
        wanted = f"http://{request.host}" if self._address.is_local else self._address.origin
        return request.headers.get("Origin") == wanted

    async def _words(self, person_id: int) -> Translator:
        person = await self._people.person(person_id)
        if person is None:
            return self._texts.speaking("")
        return self._texts.speaking(self._texts.pick(person.language, person.telegram_language))


def is_loopback(host: str | None) -> bool:
    """Whether it is this machine's own name or address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


async def _form(request: web.Request) -> Mapping[str, str]:
    """The fields of a form, each once.

    Raises:
        HTTPUnsupportedMediaType, HTTPRequestEntityTooLarge, HTTPBadRequest: it is none of ours.
    """
    if request.content_type != "application/x-www-form-urlencoded":
        raise web.HTTPUnsupportedMediaType
    body = await request.read()
    if len(body) > LARGEST_FORM:
        raise web.HTTPRequestEntityTooLarge(LARGEST_FORM, len(body))
    try:
        fields = parse_qs(
            body.decode(), keep_blank_values=True, strict_parsing=bool(body), max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise web.HTTPBadRequest from None
    return {name: values[-1] for name, values in fields.items()}


def _csrf(token: str) -> str:
    """What a form of this session carries: it follows from the cookie, which no other page can read."""
    return hmac.digest(token.encode(errors="surrogateescape"), b"form", hashlib.sha256).hex()
