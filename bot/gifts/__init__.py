"""Gift cards: credits that a person gives to another by a link."""
