"""Encrypted credentials."""
