"""handlers/operator."""
