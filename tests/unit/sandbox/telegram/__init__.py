"""The simulated Telegram, driven by a real aiogram client over HTTP."""
