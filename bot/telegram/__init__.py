"""What every part that writes to Telegram shares: the call that sends, and what its refusals mean."""
