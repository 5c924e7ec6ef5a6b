"""Test oracles: independent ways to learn what a workbook says, and what it ought to say.

stored            what stands in the file
display           what a number format makes of a value
ironcalc_oracle   what the formulas alone give in IronCalc
office            what LibreOffice computes, prints and lets a person do
comparison        where two of them differ
fixtures          how tests ask for LibreOffice
"""
