"""Cells as text: what a person saw in the cell, whatever the file stored."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal


def cell_text(value: object) -> str:
    """The value of a cell as the person sees it; nothing and NaN are blank.

    A whole number has no decimals (2010301.0 is 2010301), any other float is written in its
    shortest form.

    Example:
        >>> cell_text(2010301.0), cell_text(1234.5), cell_text(None), cell_text(float("nan"))
        ('2010301', '1234.5', '', '')
    """
    if value is None or (isinstance(value, float | Decimal) and math.isnan(value)):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)
