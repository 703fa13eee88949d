"""Regesta's one app: records, their ledger, and everything that is made from them."""
