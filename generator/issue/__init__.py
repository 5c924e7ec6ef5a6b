"""Issuing (下发): next year's blank workbooks for every department of a roster."""
