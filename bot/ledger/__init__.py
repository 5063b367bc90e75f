"""WHO may spend: accounts, the ledger's entries and the rules of money. No I/O."""
