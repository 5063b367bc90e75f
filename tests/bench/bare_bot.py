"""The least bot that one could run: aiogram by polling, one handler, one SQLite connection. Its arguments: token, Telegram's address, file."""

from __future__ import annotations

import asyncio
import sys

import aiosqlite
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message


async def main(token: str, address: str, path: str) -> None:
    """Answer every message until the process is killed."""
    async with aiosqlite.connect(path) as connection:
        await connection.execute("PRAGMA journal_mode = WAL")
        dispatcher = Dispatcher()

        async def answer(message: Message) -> None:
            await message.answer("Hello")

        dispatcher.message.register(answer)
        bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))
        await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
