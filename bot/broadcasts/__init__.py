"""What operators do with a message to many people: put it together, confirm it, hold it up, give it up."""
