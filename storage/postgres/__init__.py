"""PostgreSQL in place of SQLite: the same schema and the same statements, translated where the two differ."""
