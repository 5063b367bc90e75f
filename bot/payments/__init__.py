"""Credits for Telegram Stars: packs, orders, payments and what becomes of them."""
