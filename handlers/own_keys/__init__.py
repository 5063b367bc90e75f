"""A person's own KIE key: /key, and messages that hold one."""
