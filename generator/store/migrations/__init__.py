"""The steps from one form of the store to the next (Alembic).

A new step is a file in `versions` and, here, the new head.
"""

HEAD = "0002"
"""The form that this program needs."""
VERSION_TABLE = "budgetbook_version"
"""Where a store says which form it has."""
