"""The explanations (预算情况说明): sentences as expressions, live on the sheet 说明.

Each sentence of the layout is read once and becomes one expression; the sheet shows it as a formula, and
the published document takes the same parts as stretches of text, each with what it states.
"""
