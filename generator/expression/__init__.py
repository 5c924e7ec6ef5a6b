"""Expressions: what a cell says, written once, rendered twice.

`excel` renders an expression to formula text, `evaluate` to its exact value. `habits` keeps in one
place what every spreadsheet program does by habit.
"""
