"""A group: the bot's membership, /group with its settings and spending, mentions, menus that are cleared away."""
