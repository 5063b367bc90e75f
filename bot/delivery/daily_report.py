"""Sends the daily report to an operator (`bot.payments.daily_report.DailyReportSender`)."""

from __future__ import annotations

import logging
from typing import Protocol

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import SendPhoto
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup
from aiohttp import ClientConnectorError

from bot.domain.generation import Destination
from bot.domain.person import Person
from bot.payments.daily_report import DailyReport
from bot.telegram.errors import is_chat_gone, translated
from bot.telegram.send import MessageSender

_log = logging.getLogger(__name__)


class DailyReportTemplates(Protocol):
    """Writes and draws it in the person's language."""

    def text(self, person: Person, report: DailyReport) -> str:
        """HTML, short enough for a caption."""
        ...

    def buttons(self, person: Person) -> InlineKeyboardMarkup | None:
        """What stands below it."""
        ...

    async def picture(self, person: Person, report: DailyReport) -> bytes:
        """PNG."""
        ...


class TelegramDailyReportSender:
    """Sends a picture with the report below it; where the picture is refused, the report alone."""

    def __init__(self, bot: Bot, templates: DailyReportTemplates) -> None:
        self._sender = MessageSender(bot)
        self._templates = templates

    async def send_daily_report(self, person: Person, report: DailyReport) -> None:
        """Send it; see `DailyReportSender.send_daily_report`."""
        text = self._templates.text(person, report)
        buttons = self._templates.buttons(person)
        picture = await self._templates.picture(person, report)
        destination = Destination(chat_id=person.id)
        try:
            await self._sender.send(
                SendPhoto,
                destination,
                upload=len(picture),
                photo=BufferedInputFile(picture, "daily.png"),
                caption=text,
                parse_mode=ParseMode.HTML,
                reply_markup=buttons,
            )
        except AiogramError as error:
            _raise_if_unsent(error)
            _log.info("a daily report was not taken: %s", translated(error))
            if not is_chat_gone(error) and not isinstance(error, TelegramNetworkError):
                await self._send_text(destination, text, buttons)

    async def _send_text(
        self, destination: Destination, text: str, buttons: InlineKeyboardMarkup | None
    ) -> None:
        try:
            await self._sender.send_text(destination, text, buttons)
        except AiogramError as error:
            _raise_if_unsent(error)
            _log.warning("an operator has no daily report: %s", translated(error))


def _raise_if_unsent(error: AiogramError) -> None:
    """Raises DeliveryPostponed where Telegram has surely not taken it, and may another time.

    When the connection broke later it may have: it is not sent twice.
    """
    never_left = isinstance(error, TelegramNetworkError) and isinstance(error.__cause__, ClientConnectorError)
    if never_left or isinstance(error, TelegramRetryAfter | TelegramServerError):
        raise translated(error) from None
