"""Logs: one line an event, for people or as JSON, and never a secret in them."""

from __future__ import annotations

import json
import logging
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import EventDict, Processor

_HIDDEN = "[hidden]"
_SHORTEST_SECRET = 6


_HIDDEN_LATER = 200
"""Secrets that come to be known later and are looked for in every line; of more, the newest."""


def configure_logs(*, level: str, style: str, secrets: Iterable[str]) -> Callable[[str], None]:
    """Send structlog's and the libraries' lines to standard error.

    Args:
        level: the least that is shown.
        style: `console` or `json`.
        secrets: texts that are cut out of every line, wherever they stand in it.

    Returns:
        Takes a secret that comes to be known later, to be cut out as well.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    redaction = _Redaction(secrets)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_rendered(style),
                redaction,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for chatty in ("aiogram", "aiohttp.access", "httpx", "httpcore", "aiosqlite"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return redaction.hide


def _rendered(style: str) -> list[Processor]:
    """How a line looks. Tracebacks are without variables: those hold people's words and addresses with tokens, cut so
    that no redaction recognises them, and drawing them (the console's default) stops the event loop for seconds.
    """
    if style == "json":
        return [
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    plain = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]


class _Redaction:
    """The last processor: works on the finished line, tracebacks included."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._known = tuple(secrets)
        self._later: deque[str] = deque(maxlen=_HIDDEN_LATER)
        self._secrets = self._spelled()

    def hide(self, secret: str) -> None:
        """Cut this out from now on."""
        if secret not in self._later:
            self._later.append(secret)
            self._secrets = self._spelled()

    def _spelled(self) -> list[str]:
        """Every spelling of every secret, longer ones first."""
        hidden = {
            spelling
            for secret in (*self._known, *self._later)
            if len(secret) >= _SHORTEST_SECRET
            for spelling in _spellings(secret)
        }
        return sorted(hidden, key=len, reverse=True)

    def __call__(self, logger: Any, name: str, line: EventDict | str | bytes) -> str:
        """The line without secrets."""
        text = line if isinstance(line, str) else str(line)
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return text


def _spellings(secret: str) -> Iterator[str]:
    """A secret as it may stand in a line: quotes and backslashes are written differently in JSON and in a `repr`."""
    for written in (secret, repr(secret)[1:-1]):
        yield written
        yield json.dumps(written, ensure_ascii=False)[1:-1]
