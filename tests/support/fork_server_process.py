"""Imports the bot once and forks a process of it for each request: importing takes seconds, a fork milliseconds.

It reads and writes JSON lines: `{"id", "environment", "folder", "log", "armed", "paced"}` starts a process; it writes `{"ready": true}` once,
`{"id", "pid"}` when one has begun, and `{"id", "code"}` when it has ended, negative for a signal. No loop, thread or
connection exists before the fork, so every process makes its own.
"""

from __future__ import annotations

import functools
import gc
import json
import os
import random
import resource
import selectors
import signal
import ssl
import sys
import threading
import traceback
import warnings
from typing import Any

import httpx
import PIL.JpegImagePlugin
import PIL.PngImagePlugin
from fluent.runtime import FluentResource

import bot.__main__
import bot.app.run
import bot.i18n
from bot.catalog.load import load_catalog
from bot.delivery.session import rate_limit
from tests.chaos import mortal

_FAILED = 70
_LOADED = (bot.app.run, PIL.JpegImagePlugin, PIL.PngImagePlugin)
"""What children would otherwise import, each again."""


def main() -> None:
    """Serve until standard input ends; then every child is killed."""
    _preload()
    assert threading.active_count() == 1, "a fork keeps only one thread"
    gc.freeze()
    wakeup_read, wakeup_write = os.pipe()
    os.set_blocking(wakeup_read, False)
    os.set_blocking(wakeup_write, False)
    signal.set_wakeup_fd(wakeup_write)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    children: dict[int, int] = {}
    _write({"ready": True})
    with selectors.DefaultSelector() as selector:
        selector.register(0, selectors.EVENT_READ)
        selector.register(wakeup_read, selectors.EVENT_READ)
        rest = b""
        while True:
            ready = {key.fd for key, _ in selector.select()}
            if wakeup_read in ready:
                os.read(wakeup_read, 4096)
                _reap(children)
            if 0 in ready:
                received = os.read(0, 1 << 16)
                if not received:
                    break
                *lines, rest = (rest + received).split(b"\n")
                for line in lines:
                    _fork(json.loads(line), children)
    for pid in children:
        os.kill(pid, signal.SIGKILL)


def _preload() -> None:
    """What is the same in every process and slow to make: the parsed locales, the certificates, the catalogue's schema."""
    vars(bot.i18n)["FluentResource"] = functools.cache(FluentResource)
    vars(ssl)["create_default_context"] = functools.cache(ssl.create_default_context)
    bot.i18n.Texts.load()
    load_catalog()
    with httpx.Client():
        pass


def _fork(request: dict[str, Any], children: dict[int, int]) -> None:
    pid = os.fork()
    if pid == 0:
        _run_bot(request)
    children[pid] = request["id"]
    _write({"id": request["id"], "pid": pid})


def _reap(children: dict[int, int]) -> None:
    """Report children that have ended; only those that are known are waited for."""
    while children:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        _write({"id": children.pop(pid), "code": os.waitstatus_to_exitcode(status)})


def _run_bot(request: dict[str, Any]) -> None:
    """What the child does, and never returns from."""
    code = _FAILED
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        log = os.open(request["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.closerange(3, 64)
        random.seed()
        os.environ.clear()
        os.environ.update(request["environment"])
        os.chdir(request["folder"])
        warnings.resetwarnings()
        warnings.simplefilter("default" if "PYTHONWARNINGS" in os.environ else "ignore")
        if not request["paced"]:
            _unpace()
        code = mortal.live(os.environ) if request["armed"] else bot.__main__.main(["run"])
    except BaseException:  # noqa: BLE001  the child must not go on as a second fork server
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (most, most)
        )  # a test may have left it without room for this
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _unpace() -> None:
    """Let one chat have what all chats may have together."""
    for name in ("PRIVATE", "GROUP", "GROUP_ANSWERS"):
        vars(rate_limit)[name] = (*rate_limit.EVERYWHERE,)


def _write(line: dict[str, Any]) -> None:
    os.write(1, json.dumps(line).encode() + b"\n")


if __name__ == "__main__":
    main()
