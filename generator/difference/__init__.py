"""The difference (差异) of two workbooks or folders: what was entered otherwise, what that does to tables."""
