"""After it was made or failed: the buttons of results and failures, /status, /cancel."""
