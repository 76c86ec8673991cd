"""The files of the site beside its pages: figures, tables, ledger and notebooks, search, feeds."""
