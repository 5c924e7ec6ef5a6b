"""The command line: parse, call the API, print, exit code. One file for each group of commands."""
