"""aiogram inspects each function that it is given anew: a dispatcher has thousands, and a thousand tests have one each."""

from __future__ import annotations

from collections.abc import Hashable
from copy import copy
from types import FunctionType, MethodType
from typing import Any

from aiogram.dispatcher.event.handler import CallableObject
from aiogram.filters import Filter

_inspect = CallableObject.__post_init__


def inspect_once() -> None:
    """From now on what aiogram found out about a function is used for all functions of the same code."""
    found: dict[Hashable, dict[str, Any]] = {}

    def post_init(self: CallableObject) -> None:
        key = _what_decides(self.callback)
        if key is not None and (known := found.get(key)) is not None:
            self.__dict__.update(known)
            return
        _inspect(self)
        if key is not None:
            found[key] = {"awaitable": self.awaitable, "params": self.params, "varkw": self.varkw}

    CallableObject.__post_init__ = post_init  # type: ignore[method-assign]  # in tests alone


def inspect_anew(called: CallableObject) -> tuple[bool, set[str], bool]:
    """What aiogram finds out about it: whether it is awaited, its arguments, and whether it takes any others."""
    fresh = copy(called)
    _inspect(fresh)
    return fresh.awaitable or isinstance(called.callback, Filter), fresh.params, fresh.varkw


def _what_decides(callback: object) -> Hashable | None:
    """What says which arguments are taken, and whether the answer is awaited; None where that is not known."""
    if isinstance(callback, FunctionType):
        return None if hasattr(callback, "__wrapped__") else callback.__code__
    if isinstance(callback, MethodType):
        return None if hasattr(callback, "__wrapped__") else callback.__func__
    return type(callback) if isinstance(callback, Filter) else None
