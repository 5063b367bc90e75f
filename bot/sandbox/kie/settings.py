"""How a simulator behaves. Most of it may be changed while it runs; what decides its routes may not."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from bot.sandbox.kie.prompt_reading import Kind

Dialect = Literal["integration", "live"]

_USUAL_SECONDS = {Kind.VIDEO: 6.0, Kind.MUSIC: 6.0}
_USUAL_OTHER_SECONDS = 3.0


@dataclass(kw_only=True)
class Settings:
    """The options of `KieSimulator`; times are in seconds, prices and balances in credits.

    `dialect`, `code_in_data` and `log_size` are read when it starts, the rest at every use.
    """

    api_key: str = "sandbox-kie-key"
    dialect: Dialect = "live"
    hmac_key: str | None = None
    """Signs callbacks when set."""
    seconds_to_finish: float | None = None
    """How long every task takes; None: six seconds for video and music, three for the rest."""
    hold: bool = False
    """Tasks end only when a test says `task.finish()` or `task.fail()`."""
    limits: bool = True
    """Refuse more than 20 creations in 10 s, 10 status queries of a task in 1 s, 1 question about models in 1 s."""
    credits: float = 10_000
    """Balance; goes down at creation and comes back when a task fails."""
    not_allowed: frozenset[str] = frozenset()
    """Ids of models that the key may not use: KIE refuses them to it, and goes on with the others."""
    most_running: int | None = None
    """How many tasks of an account may run at once; more are refused with 429. None: as many as come."""
    full_queues: frozenset[str] = frozenset()
    """Ids of models whose tasks wait in a queue until KIE gives them up with 524."""
    refuses_people: bool = False
    """Fail every task that a picture goes with at once, as a filter for people does."""
    undocumented: frozenset[str] = frozenset()
    """Ids of models whose schema KIE does not have (yet): `openapi` is null."""
    takes_forgotten_tasks: bool = True
    """Go on from tasks that this simulator never had, as KIE does from those of last week."""
    success_rates: dict[str, float] = field(default_factory=dict)
    """Percent of the tasks that succeed, by model; others always do, and dead models never."""
    price: float | None = None
    """Price of every task; None: that of KIE's price list."""
    charges: dict[str, float] = field(default_factory=dict)
    """What models cost, by id, whatever their price list says: a price list that we have wrong."""
    charge_factors: dict[str, float] = field(default_factory=dict)
    """By what the price of models is multiplied, by id."""
    validation_code: int = 0
    """Code of every refusal of a body, where it is not the usual one: KIE answers 500 for some of them."""
    blind_seconds: float = 0.0
    """For so long after its creation a task is not found ("recordInfo is null"), as observed at KIE."""
    callback_clock_skew: float = 0.0
    """How far KIE's clock is ahead of ours in signed callbacks; negative: behind."""
    callback_retry_seconds: float = 5.0
    queue_seconds: float = 8.0
    """How long a full queue lasts before KIE gives a task up: its twenty minutes, made short."""
    late_callback_seconds: float = 60.0
    slow_seconds: float = 20.0
    """How long a file takes whose prompt says `slow-url`."""
    code_in_data: bool = False
    """Integration dialect: repeat the callback's code inside `data`."""
    real_statuses: bool | None = None
    """Answer errors with their code as HTTP status instead of HTTP 200; None: in the integration dialect only."""
    chat_models: frozenset[str] = frozenset({"gemini-2.5-flash"})
    """Language models that answer."""
    chat_script: list[Any] = field(default_factory=list)
    """What the next questions to them meet, in order: a `ChatFault`, words, or a whole answer as JSON; then they are answered."""
    log_size: int = 2000
    """How many requests are remembered."""

    @property
    def uses_real_statuses(self) -> bool:
        """Whether an error's code is also its HTTP status."""
        return self.dialect == "integration" if self.real_statuses is None else self.real_statuses

    def charged(self, model: str, price: Decimal) -> Decimal:
        """Return the credits that a task of this model takes, whose price in the list is `price`."""
        fixed = self.charges.get(model, self.price)
        if fixed is not None:
            return Decimal(str(fixed))
        return price * Decimal(str(self.charge_factors.get(model, 1)))

    def seconds_for(self, kind: Kind) -> float:
        """Return how long a task of this kind takes by itself; for ever in hold mode."""
        if self.hold:
            return float("inf")
        if self.seconds_to_finish is not None:
            return self.seconds_to_finish
        return _USUAL_SECONDS.get(kind, _USUAL_OTHER_SECONDS)
