"""The admins get the alerts that they need, and not too many of them."""

from __future__ import annotations

from bot.availability.alerts import MOST, WHILE_SECONDS, AlertBudget
from bot.ports import Alert, AlertKind

DOUBT = Alert(kind=AlertKind.IN_DOUBT, generation_id=1)


def test_a_storm() -> None:
    """Of a thousand alerts at once the first few are sent, then once that more are held back, then nothing."""
    budget = AlertBudget(now=lambda: 0.0)
    notified = [alert for _ in range(1000) if (alert := budget.admit(DOUBT))]
    assert notified == [DOUBT] * MOST + [Alert(kind=AlertKind.HELD_BACK, detail="in-doubt")]


def test_kinds_do_not_silence_each_other() -> None:
    """A storm of one kind hides no other."""
    budget = AlertBudget(now=lambda: 0.0)
    for _ in range(100):
        budget.admit(DOUBT)
    refused = Alert(kind=AlertKind.ACCESS_REFUSED)
    assert budget.admit(refused) == refused


def test_afterwards() -> None:
    """When the while is over, alerts are sent again; a steady stream stays within its share."""
    moments = [0.0]
    budget = AlertBudget(now=lambda: moments[0])
    for _ in range(100):
        budget.admit(DOUBT)
    moments[0] = WHILE_SECONDS
    assert budget.admit(DOUBT) == DOUBT
    notified = 0
    for _ in range(600):
        moments[0] += 60
        notified += budget.admit(DOUBT) is not None
    assert notified <= (MOST + 1) * (600 * 60 / WHILE_SECONDS + 1)
