"""KIE and Telegram simulated on this machine: for people to play with and for tests to talk to."""
