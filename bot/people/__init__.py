"""What belongs to one person: balance, quiet hours, an own KIE key, and erasing all of it."""
