"""A group's rules, its account, who pays in it, and whether the bot may work there."""
