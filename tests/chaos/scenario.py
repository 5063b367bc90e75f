"""What a scenario is: a story, and the processes in which it is cut."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.chaos.stall import Stall

GRANT = 50
"""Credits of each grant of a scenario."""

Story = Callable[[Stall], Awaitable[None]]


def _nothing_more(_: Stall) -> list[str]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A story and the processes in which it is cut.

    Attributes:
        name: one or two words.
        about: one sentence for the table.
        story: what happens.
        before: at which boundaries the processes before the one under test die; an empty text: when the story says so.
        kie: options of the simulator that differ.
        settings: variables of the operator that differ; None takes one away.
        of: pieces of labels that are under test; all when empty.
        grants: how many grants it makes.
        check: what else must hold at its end; the promises that were broken, in words.
    """

    name: str
    about: str
    story: Story
    before: tuple[str, ...] = ()
    kie: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, str | None] = field(default_factory=dict)
    of: tuple[str, ...] = ()
    grants: int = 0
    check: Callable[[Stall], list[str]] = _nothing_more
