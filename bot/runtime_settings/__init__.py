"""The operator's settings that hold now, and their change while the bot runs."""
