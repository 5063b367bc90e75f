"""The database on disk: its connections, its migrations and one module per group of tables."""
