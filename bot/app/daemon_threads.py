"""The threads that the event loop gives blocking calls to: at the end no one waits for them.

A look-up at a name server that does not answer takes tens of seconds and cannot be broken off. Python's own pool is waited
for when the loop is closed, and once more when the interpreter ends.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final, ParamSpec, TypeVar

MOST: Final = 16
"""Threads. Most calls take a millisecond; a few look-ups without an answer must not keep files from being written."""

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


class DaemonThreads(ThreadPoolExecutor):
    """A pool whose threads end with the process. asyncio takes nothing but a ThreadPoolExecutor."""

    def __init__(self, most: int = MOST) -> None:
        super().__init__(most)
        self._most = most
        self._started = 0
        self._calls: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()

    def submit(
        self, fn: Callable[_Parameters, _Result], /, *args: _Parameters.args, **kwargs: _Parameters.kwargs
    ) -> Future[_Result]:
        """Have it called. From the event loop's thread only."""
        future: Future[_Result] = Future()
        self._calls.put((future, partial(fn, *args, **kwargs)))
        if self._started < self._most:
            Thread(target=self._work, name=f"call {self._started}", daemon=True).start()
            self._started += 1
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave what is under way alone, whatever is asked for."""

    def _work(self) -> None:
        while True:
            future, call = self._calls.get()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = call()
            except BaseException as error:  # noqa: BLE001  it is the caller's
                future.set_exception(error)
            else:
                future.set_result(result)
            del future, call
