"""A draft becomes a price: cards, options, prompts, references, verbs, quotes, approval."""
