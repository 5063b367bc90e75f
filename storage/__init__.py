"""The books on disk: the database, its migrations and one module per table family."""
