"""PostgreSQL beside SQLite: the same schema and the same statements, translated where the two differ. No backend yet: tests load the schema."""
