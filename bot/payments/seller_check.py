"""Whether people who buy can read whom they buy from: Telegram asks it of every bot that sells."""

from __future__ import annotations

import logging

from bot.domain.legal import Operator
from bot.payments.packs import Packs
from bot.ports import Alert, AlertKind, AlertSender

_log = logging.getLogger(__name__)


class SellerCheck:
    """Notifies the admins when packs are on sale and the operator has no name or no contact. It refuses nothing.

    Args:
        packs: what is on sale.
        operator: who sells.
        alert_sender: notifies the admins, once for each process.
    """

    def __init__(self, packs: Packs, operator: Operator, alert_sender: AlertSender) -> None:
        self._packs = packs
        self._operator = operator
        self._alert_sender = alert_sender
        self._logged = False
        self._notified = False

    async def check(self) -> None:
        """Look once; until the admins have it they are notified again."""
        missing = [
            variable
            for variable, value in (
                ("OPERATOR_NAME", self._operator.name),
                ("OPERATOR_CONTACT", self._operator.contact),
            )
            if not value
        ]
        if not missing or self._notified or not await self._packs.on_sale():
            return
        names = ", ".join(missing)
        if not self._logged:
            self._logged = True
            _log.warning("packs are on sale and people cannot read who sells: set %s", names)
        self._notified = await self._alert_sender.alert(Alert(kind=AlertKind.SELLER_UNKNOWN, detail=names))
