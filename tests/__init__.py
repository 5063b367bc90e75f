"""What Kiosk promises, as tests."""
