"""Spreadsheet files of unknown origin (.xlsx, .xlsm, .xls, .ods), opened safely, as they lie: a `RawBook`.

Nothing in a file is run, fetched, extracted or believed; nothing is understood yet.
"""
