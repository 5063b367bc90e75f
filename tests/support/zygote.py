"""Imports the bot once and forks a life from it for each request: importing takes seconds, a fork milliseconds.

It speaks JSON lines: `{"id", "environment", "folder", "log", "armed"}` starts a life; it says `{"ready": true}` once,
`{"id", "pid"}` when a life has begun, and `{"id", "code"}` when it has ended, negative for a signal. No loop, thread or
connection exists before the fork, so every life makes its own.
"""

from __future__ import annotations

import functools
import gc
import json
import os
import random
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
from tests.chaos import mortal

_FAILED = 70
_LOADED = (bot.app.run, PIL.JpegImagePlugin, PIL.PngImagePlugin)
"""What lives would otherwise import one by one."""


def main() -> None:
    """Serve until standard input ends; then every life ends too."""
    _learn_by_heart()
    assert threading.active_count() == 1, "a fork keeps only one thread"
    gc.freeze()
    wakeup, waker = os.pipe()
    os.set_blocking(wakeup, False)
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    lives: dict[int, int] = {}
    _say({"ready": True})
    with selectors.DefaultSelector() as selector:
        selector.register(0, selectors.EVENT_READ)
        selector.register(wakeup, selectors.EVENT_READ)
        rest = b""
        while True:
            ready = {key.fd for key, _ in selector.select()}
            if wakeup in ready:
                os.read(wakeup, 4096)
                _bury(lives)
            if 0 in ready:
                heard = os.read(0, 1 << 16)
                if not heard:
                    break
                *lines, rest = (rest + heard).split(b"\n")
                for line in lines:
                    _obey(json.loads(line), lives)
    for pid in lives:
        os.kill(pid, signal.SIGKILL)


def _learn_by_heart() -> None:
    """What is the same in every life and slow to make: the parsed locales, the certificates, the catalogue's schema."""
    vars(bot.i18n)["FluentResource"] = functools.cache(FluentResource)
    vars(ssl)["create_default_context"] = functools.cache(ssl.create_default_context)
    bot.i18n.Texts.load()
    load_catalog()
    with httpx.Client():
        pass


def _obey(request: dict[str, Any], lives: dict[int, int]) -> None:
    pid = os.fork()
    if pid == 0:
        _live(request)
    lives[pid] = request["id"]
    _say({"id": request["id"], "pid": pid})


def _bury(lives: dict[int, int]) -> None:
    """Report the dead. Only children that are known are waited for, until no one is left."""
    while lives:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        _say({"id": lives.pop(pid), "code": os.waitstatus_to_exitcode(status)})


def _live(request: dict[str, Any]) -> None:
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
        code = mortal.live(os.environ) if request["armed"] else bot.__main__.main(["run"])
    except BaseException:  # noqa: BLE001  the child must not go on as another zygote
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _say(words: dict[str, Any]) -> None:
    os.write(1, json.dumps(words).encode() + b"\n")


if __name__ == "__main__":
    main()
