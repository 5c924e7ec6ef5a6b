"""The reader (收件): workbooks that people have edited, read back.

raw book → places → entries → submission. Inputs are trusted, totals are computed again; everything that
is wrong is a finding at a sheet and cell of the person's own file.
"""
