"""Promo codes: credits, or more of them with a purchase, for a word."""
