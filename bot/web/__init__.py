"""Our HTTP server: KIE's callbacks, Telegram's updates, health and metrics. Small handlers over use cases."""
