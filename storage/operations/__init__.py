"""Broadcasts, alerts, disabled models, metrics and uploads of bundled media."""
