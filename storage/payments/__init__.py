"""Packs, orders, payments, subscriptions and Telegram's list of Star transactions, as rows."""
