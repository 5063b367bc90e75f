"""A person's balance and preferences: /balance, /quota, /settings, /language, quiet hours, /forget."""
