"""Middlewares of the bot's session: what applies to every call to Telegram."""
