"""Promo codes as rows."""
