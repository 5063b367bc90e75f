"""Privacy, terms and help with payments: answered always and everywhere, as Telegram asks of every bot."""
