"""The database with its one writer, the ledger, and how records become columns."""
