"""How cells look: one format per style word; words joined by blanks combine.

Fonts exist on Chinese office computers; family and character set tell other programs what to take
instead.
"""

from __future__ import annotations

from typing import Any

BODY_FONT, TITLE_FONT = "宋体", "黑体"
_CHINESE_FAMILY, _CHINESE_CHARSET = 3, 134
"""As Excel itself writes them for 宋体 and 黑体: GB 2312."""
AMOUNT_FORMAT = "#,##0.00;-#,##0.00;;@"
"""万元 or 元 with two decimals; zero shows as blank."""
YUAN_FORMAT, WHOLE_FORMAT, COUNT_FORMAT = "#,##0.00", "#,##0", "0"

MARK_FILLS = {"error": "#F6B3AA", "warning": "#FFD98A", "note": "#CFE3F7"}
"""What marks a cell with something to mend, to explain, to know: light enough to read what stands there."""

_INK, _LINE, _ENTRY, _HEAD, _SOFT = "#1F2933", "#8A9BA8", "#FFFDF3", "#E8EEF4", "#6B7785"
_BORDER = {"border": 1, "border_color": _LINE}
_LINE_COLORS = {f"{side}_color": _LINE for side in ("left", "right", "top")}
_ENTRY_CELL = {**_BORDER, "bg_color": _ENTRY, "locked": False, "valign": "vcenter"}

STYLES: dict[str, dict[str, Any]] = {
    "unlocked": {"locked": False},
    "link": {"font_color": "#0B5CAD", "underline": 1, "align": "left"},
    "link-cell": {"font_color": "#0B5CAD", "underline": 1, **_BORDER, "valign": "vcenter"},
    "banner-light": {"align": "right", "bold": True},
    "title": {"font_name": TITLE_FONT, "font_size": 16, "align": "center", "valign": "vcenter"},
    "title-left": {"font_name": TITLE_FONT, "font_size": 15, "valign": "vcenter"},
    "section": {"font_name": TITLE_FONT, "font_size": 12},
    "paragraph": {"text_wrap": True, "valign": "top"},
    "note": {"font_color": _SOFT},
    "top": {"valign": "top"},
    "amber-note": {"text_wrap": True, "valign": "top", "font_color": "#9A6700"},
    "table-number": {"font_name": TITLE_FONT},
    "prepared-line": {"align": "left"},
    "unit-line": {"align": "right"},
    "statement": {"align": "left", "bold": True},
    "heading": {
        **_BORDER,
        "bg_color": _HEAD,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "bold": True,
    },
    "number-row": {**_BORDER, "align": "center", "font_color": _SOFT},
    "amount": {"num_format": AMOUNT_FORMAT, "align": "right", "valign": "vcenter", "indent": 1},
    "name": {"align": "left", "valign": "vcenter", "text_wrap": True},
    "code": {"align": "center", "valign": "vcenter"},
    "framed": dict(_BORDER),
    "bold": {"bold": True},
    "shrink": {"shrink": True},
    "left": {"align": "left"},
    "indent1": {"indent": 1},
    "indent2": {"indent": 4},
    "entry-heading": {
        **_BORDER,
        "bg_color": "#DCE9DC",
        "bold": True,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "entry-text": {**_ENTRY_CELL, "num_format": "@", "shrink": True},
    "entry-code": {**_ENTRY_CELL, "num_format": "@"},
    "entry-amount": {**_ENTRY_CELL, "num_format": YUAN_FORMAT, "align": "right", "indent": 1},
    "entry-whole": {**_ENTRY_CELL, "num_format": WHOLE_FORMAT, "align": "right", "indent": 1},
    "entry-number": {**_ENTRY_CELL, "align": "right", "indent": 1},
    "entry-filled": {**_ENTRY_CELL, "bg_color": "#F4F5F7", "font_color": _SOFT, "shrink": True},
    "entry-hint": {**_ENTRY_CELL, "bg_color": "#F4F5F7", "font_color": "#B42318"},
    "figure-live": {
        **_BORDER,
        "bg_color": "#F4F5F7",
        "num_format": YUAN_FORMAT,
        "align": "right",
        "valign": "vcenter",
        "indent": 1,
        "locked": False,
    },
    "number-live": {
        **_BORDER,
        "bg_color": "#F4F5F7",
        "align": "right",
        "valign": "vcenter",
        "indent": 1,
        "locked": False,
    },
    "computed": {"bg_color": "#EEF3F8", "locked": True},
    "entry-wrapped": {**_ENTRY_CELL, "text_wrap": True},
    "entry-fixed": {**_BORDER, "bg_color": "#F4F5F7", "valign": "vcenter", "align": "left"},
    "example": {"italic": True, "font_color": _SOFT, "num_format": "@", "valign": "vcenter", "shrink": True},
    "example-amount": {
        "italic": True,
        "font_color": _SOFT,
        "align": "right",
        "valign": "vcenter",
        "indent": 1,
    },
    "status": {"bold": True, "font_color": _SOFT},
    "search-box": {**_ENTRY_CELL, "num_format": "@", "font_size": 13, "border": 2, "border_color": "#C9A227"},
    "found": {"valign": "vcenter", "num_format": "@"},
    "found-above": {"valign": "vcenter", "font_color": _SOFT, "shrink": True},
    "check-code": {"align": "left", "valign": "vcenter"},
    "fact-hint": {"font_color": "#B42318", "valign": "vcenter"},
    "centre": {**_BORDER, "align": "center", "valign": "vcenter"},
    "form-subtitle": {"align": "center", "valign": "vcenter"},
    "form-label": {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True},
    "form-text": {"align": "center", "valign": "vcenter", "text_wrap": True},
    "form-long": {"align": "left", "valign": "vcenter", "text_wrap": True},
    "form-amount": {"num_format": YUAN_FORMAT, "align": "center", "valign": "vcenter"},
    "told": {**_BORDER, "text_wrap": True, "valign": "top"},
    "told-place": {
        "font_color": "#0B5CAD",
        "underline": 1,
        **_BORDER,
        "text_wrap": True,
        "valign": "top",
    },
    "below": {"font_color": _SOFT},
    "sign-error": {"bg_color": MARK_FILLS["error"]},
    "sign-warning": {"bg_color": MARK_FILLS["warning"]},
    "sign-note": {"bg_color": MARK_FILLS["note"]},
    "wrapped": {**_BORDER, "text_wrap": True, "valign": "vcenter"},
    "verdict": {**_BORDER, "align": "center", "valign": "vcenter", "bold": True},
    "figure": {**_BORDER, "num_format": YUAN_FORMAT, "valign": "vcenter", "align": "right", "indent": 1},
    "count": {**_BORDER, "num_format": COUNT_FORMAT, "valign": "vcenter", "align": "right", "indent": 1},
    "light": {"bold": True, "font_size": 12},
    "light-cell": {**_BORDER, "bold": True, "align": "center", "valign": "vcenter"},
    "text-cell": {**_BORDER, "valign": "vcenter"},
    "code-cell": {**_BORDER, "num_format": "@", "valign": "vcenter"},
    "cover-name": {
        "font_name": TITLE_FONT,
        "font_size": 22,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "cover-title": {"font_name": TITLE_FONT, "font_size": 26, "align": "center", "valign": "vcenter"},
    "cover-statement": {"align": "center", "valign": "vcenter", "text_wrap": True},
    "cover-light": {"font_size": 16, "bold": True, "align": "center", "valign": "vcenter"},
    "cover-label": {"font_size": 12, "align": "right", "valign": "vcenter", "font_color": _SOFT},
    "cover-fact": {"font_size": 12, "bottom": 1, "bottom_color": _LINE, "valign": "vcenter", "indent": 1},
    "cover-note": {"font_color": _SOFT, "align": "center", "text_wrap": True},
    "cover-link": {"font_size": 14, "font_color": "#0B5CAD", "underline": 1, "align": "center"},
}

CONDITION_STYLES: dict[str, dict[str, Any]] = {
    "used-row": {"border": 1, "border_color": _LINE},
    "bold-row": {"bold": True, "border": 1, "border_color": _LINE},
    "part-heading": {"bold": True, "bg_color": "#DCE9F7"},
    "section-heading": {"bold": True, "bg_color": "#EEF3F8"},
    "sub-heading": {"bold": True},
    "group-first": {"left": 1, "right": 1, "top": 1, **_LINE_COLORS},
    "group-inner": {"left": 1, "right": 1, **_LINE_COLORS},
    "group-end": {"top": 1, **_LINE_COLORS},
    "row-to-mend": {"bg_color": "#FDE7E4"},
    "marked-error": {"bg_color": MARK_FILLS["error"]},
    "marked-warning": {"bg_color": MARK_FILLS["warning"]},
    "marked-note": {"bg_color": MARK_FILLS["note"]},
    "ready-hint": {"font_color": "#1B6B3A"},
    "amber-hint": {"font_color": "#9A6700"},
    "waiting-hint": {"font_color": _SOFT},
    "red-row": {"bg_color": "#FDE7E4", "font_color": "#9B1C0F"},
    "amber-row": {"bg_color": "#FFF3D6"},
    "green-verdict": {"font_color": "#1B6B3A"},
    "grey-row": {"font_color": "#98A2AD"},
    "light-red": {"font_color": "#B42318"},
    "light-amber": {"font_color": "#9A6700"},
    "light-green": {"font_color": "#1B6B3A"},
}

TABS = {
    "front": "#44546A",
    "region": "#1B6B3A",
    "entry": "#C9A227",
    "official": "#2F6FAB",
    "check": "#B42318",
    "list": "#8A9BA8",
}


def properties(style: str) -> dict[str, Any]:
    """The format of a style: the basic font, then the properties of its words from left to right."""
    combined: dict[str, Any] = {
        "font_name": BODY_FONT,
        "font_size": 11,
        "font_color": _INK,
        "font_family": _CHINESE_FAMILY,
        "font_charset": _CHINESE_CHARSET,
    }
    for word in style.split():
        combined |= STYLES[word]
    return combined
