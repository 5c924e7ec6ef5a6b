"""The bureau's store (收件库): everything that was received, what was read in it, what was decided about it.

Nothing in it is ever changed or deleted. What is in force follows from what was added.

address     which database: SQLite in one file, or PostgreSQL by URL
tables      the relations, as they are kept
views       the relations, as analysts read them
record      one file as it goes in: its content, what was read, where it came from
"""
