"""The pages of the ledger: what has been decided, one entry of it, and a copy to take along."""
