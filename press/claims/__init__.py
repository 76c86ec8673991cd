"""The ledger of claims: its vocabulary, its rules, its entries."""
