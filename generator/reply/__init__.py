"""The reply (回复): what goes back to a department, and what programs get."""
