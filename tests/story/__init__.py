"""Stories: the real process between a simulated Telegram and a simulated KIE, looked at as its users do."""
