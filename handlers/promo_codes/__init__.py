"""Promo codes: people redeem them, the operator makes them."""
