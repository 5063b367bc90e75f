"""Kiosk: a Telegram bot that sells AI media made by KIE.ai."""
