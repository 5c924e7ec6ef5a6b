"""The styles of a published document: headings with levels, prose, contents, tables.

Headings keep their names in Word (标题 1 to 3), so that navigation and the contents know them.
"""

from __future__ import annotations

from generator.publication import fonts
from generator.publication.docx_fonts import fonts_of
from generator.publication.docx_markup import Element, node, twips

HEADINGS = {1: "Heading1", 2: "Heading2", 3: "Heading3"}
CONTENTS = {1: "TOC1", 2: "TOC2", 3: "TOC3"}
PROSE, COVER, CONTENTS_TITLE, CLOSING = "BodyText", "BudgetCover", "BudgetContents", "BudgetClosing"
NUMBER, TITLE, NOTE, CELL = "BudgetTableNumber", "BudgetTableTitle", "BudgetTableNote", "BudgetCell"
STATEMENT, SUBTITLE, END, SEAM = "BudgetStatement", "BudgetFormYear", "BudgetEnd", "BudgetSeam"
HEADER, FOOTER = "Header", "Footer"

PROSE_SIZE = 16.0
PITCH = 28.9
"""Points from line to line: 22 lines on a page of prose."""
PART_SIZE, PART_LINE, PART_SPACE = 22.0, 34.0, 22.0
"""The heading of a part: its size, its lines, the space around it, in points."""
NUMBER_LINE, TITLE_LINE, NOTE_LINE = 18.0, 28.0, 18.0
"""The lines above a table, in points."""
YEAR_SPACE = 4.0
"""The space below the year of a form."""
CONTENTS_SIZE, CONTENTS_LINE = 14.0, 24.0
CONTENTS_INDENT, CONTENTS_HANGS = 14.0, 28.0
"""How far entries of the contents stand in with each level, and further lines of an entry, in points."""

_OWN = "Budget"
"""What the ids of our own styles begin with; Word knows the others."""
_KEPT = ("DefaultParagraphFont", "TableNormal", "NoList")
_SEAM = 0.05
"""The gap between two tables that look like one."""


def restyle(styles: Element, line_width: float) -> None:
    """Set the styles anew. `styles` is the part's root; lines of prose are so many points wide."""
    for style in [style for style in styles.style_lst if style.styleId not in _KEPT]:
        styles.remove(style)
    _set_defaults(styles)
    styles.append(_normal())
    styles.extend(_prose())
    styles.extend(_tables())
    styles.extend(_contents(line_width))


def _prose() -> list[Element]:
    part = _flow(align="center", before=6, after=PART_SPACE - 6, line=PART_LINE, keeps=True, level=0)
    section, subsection = (_flow(indent=2, line=PITCH, keeps=True, level=level) for level in (1, 2))
    return [
        _style(HEADINGS[1], "heading 1", fonts.TITLE, PART_SIZE, part, then=PROSE),
        _style(HEADINGS[2], "heading 2", fonts.BLACK, PROSE_SIZE, section, then=PROSE),
        _style(HEADINGS[3], "heading 3", fonts.REGULAR, PROSE_SIZE, subsection, then=PROSE, is_bold=True),
        _style(PROSE, "Body Text", fonts.BODY, PROSE_SIZE, _flow(indent=2, line=PITCH)),
        _style(COVER, "封面题", fonts.TITLE, 36, _flow(align="center", after=24)),
        _style(CLOSING, "落款", fonts.BODY, PROSE_SIZE, _flow(align="right", line=PITCH)),
        _style(HEADER, "header", fonts.BLACK, 12, _flow(align="center")),
        _style(FOOTER, "footer", fonts.SONG, 14, _flow(align="center")),
    ]


def _tables() -> list[Element]:
    number, note = _flow(align="left", line=NUMBER_LINE, keeps=True), _flow(line=NOTE_LINE, keeps=True)
    title = _flow(align="center", line=TITLE_LINE, keeps=True)
    year = _flow(align="center", after=YEAR_SPACE, line=NUMBER_LINE, keeps=True)
    return [
        _style(NUMBER, "表号", fonts.BLACK, 12, number),
        _style(TITLE, "表题", fonts.TITLE, 18, title),
        _style(SUBTITLE, "表题年度", fonts.BODY, 12, year),
        _style(NOTE, "表注", fonts.BODY, 10.5, note),
        _style(CELL, "表格文字", fonts.BODY, 10.5, _flow(align="left")),
        _style(STATEMENT, "空表说明", fonts.BODY, 12, _flow(indent=2, before=10, line=22)),
        _style(END, "表后", fonts.BODY, 1, _flow(line=1)),
        _style(SEAM, "表间", fonts.BODY, 1, _flow(line=_SEAM, keeps=True)),
    ]


def _contents(line_width: float) -> list[Element]:
    title = _flow(align="center", after=16, line=PART_LINE)
    made = [_style(CONTENTS_TITLE, "目录题", fonts.TITLE, PART_SIZE, title)]
    for level, style in CONTENTS.items():
        flow = _flow(
            align="left",
            before=6 if level == 1 else 0,
            line=CONTENTS_LINE,
            hangs=((level - 1) * CONTENTS_INDENT, CONTENTS_HANGS),
            page_stop=line_width,
        )
        made.append(
            _style(style, f"toc {level}", fonts.BLACK if level == 1 else fonts.BODY, CONTENTS_SIZE, flow)
        )
    return made


def _set_defaults(styles: Element) -> None:
    """What holds where no style says otherwise: no theme's fonts, no space between paragraphs."""
    defaults = styles.find(node("docDefaults").tag)
    for child in list(defaults):
        defaults.remove(child)
    # Latin text has to be English: LibreOffice breaks a number of Chinese text anywhere.
    language = node("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    look = node("rPr", fonts_of(fonts.BODY), node("sz", val=32), node("szCs", val=32), language)
    defaults.extend([node("rPrDefault", look), node("pPrDefault", node("pPr"))])


def _normal() -> Element:
    name, look = node("name", val="Normal"), _look(fonts.BODY, PROSE_SIZE, is_bold=False)
    return node("style", name, node("qFormat"), _flow(), look, type="paragraph", default=1, styleId="Normal")


def _style(
    style_id: str,
    name: str,
    font: fonts.Font,
    size: float,
    flow: Element,
    *,
    then: str = "",
    is_bold: bool = False,
) -> Element:
    own: dict[str, str | int] = {"customStyle": 1} if style_id.startswith(_OWN) else {}
    return node(
        "style",
        node("name", val=name),
        node("basedOn", val="Normal"),
        node("next", val=then) if then else None,
        node("qFormat"),
        flow,
        _look(font, size, is_bold=is_bold),
        type="paragraph",
        styleId=style_id,
        **own,
    )


def _look(font: fonts.Font, size: float, *, is_bold: bool) -> Element:
    weight = int(is_bold)
    return node(
        "rPr",
        fonts_of(font),
        node("b", val=weight),
        node("bCs", val=weight),
        node("color", val="000000"),
        node("sz", val=round(size * 2)),
        node("szCs", val=round(size * 2)),
    )


def _flow(
    *,
    align: str = "both",
    indent: int = 0,
    before: float = 0,
    after: float = 0,
    line: float = 0,
    keeps: bool = False,
    level: int | None = None,
    hangs: tuple[float, float] | None = None,
    page_stop: float = 0,
) -> Element:
    """How a paragraph flows, in the order of the schema. Lengths are in points.

    `indent` is that of its first line in characters, `line` the exact pitch, `keeps`: on the page of what
    follows. `hangs`: left edge, how far further lines stand in. `page_stop`: a tab stop with dots.
    """
    rule: dict[str, str | int] = {"line": 240, "lineRule": "auto"}
    if line:
        rule = {"line": twips(line), "lineRule": "exact"}
    ind = None
    if indent:
        ind = node("ind", firstLineChars=indent * 100, firstLine=twips(indent * PROSE_SIZE))
    elif hangs is not None:
        left, hanging = hangs
        ind = node("ind", left=twips(left + hanging), hanging=twips(hanging))
    stop = node("tab", val="right", leader="dot", pos=twips(page_stop)) if page_stop else None
    return node(
        "pPr",
        node("keepNext") if keeps else None,
        node("keepLines") if keeps else None,
        node("widowControl"),
        None if stop is None else node("tabs", stop),
        node("snapToGrid", val=0),
        node("spacing", before=twips(before), after=twips(after), **rule),
        ind,
        node("jc", val=align),
        None if level is None else node("outlineLvl", val=level),
    )
