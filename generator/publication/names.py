"""What tables are called where they are printed."""

from __future__ import annotations


def number_line(name: str) -> str:
    """The line above a table: 表5 as 表 5.

    Example:
        >>> number_line("表5"), number_line("附表")
        ('表 5', '附表')
    """
    head = name.rstrip("0123456789")
    return f"{head} {name[len(head) :]}".strip()
