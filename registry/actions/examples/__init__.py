"""The example organisations: from one readable file each to records, through the ledger."""
