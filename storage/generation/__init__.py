"""Quotes, drafts, generations with their queue, voice samples, history and galleries as rows."""
