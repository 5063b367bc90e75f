"""People in: one file per conversation. A handler reads the update, calls one use case and renders the answer."""
