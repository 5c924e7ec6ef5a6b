"""What somebody typed into one cell: the amount, code, name or date that it means, and the repairs made."""
