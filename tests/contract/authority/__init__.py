"""Who may press what, for every kind of button."""
