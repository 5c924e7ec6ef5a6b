"""Layouts: the official tables, entry sheets and checks of one jurisdiction and year, as data.

`source` reads YAML with its line numbers, `schema` says what may stand there, `layout_set` puts one
year's layout together, `language` reads the short formulas of checks and entry rules.
"""
