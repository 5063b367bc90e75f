"""What aiogram finds out about handlers is found out once in the tests, and is the same."""

from __future__ import annotations

from handlers import build_router
from tests.support.inspected_callbacks import inspect_anew


def test_the_same_is_found() -> None:
    """Each handler and filter of a dispatcher takes the arguments that aiogram, asked anew, says it takes."""
    router = build_router()
    wrong = [
        called.callback
        for conversation in router.chain_tail
        for observer in conversation.observers.values()
        for handler in observer.handlers
        for called in (handler, *(handler.filters or ()))
        if inspect_anew(called) != (called.awaitable, called.params, called.varkw)
    ]
    assert wrong == []
