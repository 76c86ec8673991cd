"""Claims in the document tree: their numbers in the text, the ledger, and the strip of verdicts."""
