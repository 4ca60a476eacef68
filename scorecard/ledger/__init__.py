"""Closings in a database: append only, chained by hashes (ledger.md)."""
