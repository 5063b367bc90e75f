"""What the writer has proven, and how much it was used."""
