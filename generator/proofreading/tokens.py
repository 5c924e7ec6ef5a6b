"""A folded sentence as figures with units, years, directions and document numbers, and the signs between."""

from __future__ import annotations

import enum
import re
from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal


class TokenKind(enum.StrEnum):
    """What a token is."""

    FIGURE = "figure"
    YEAR = "year"
    DIRECTION = "direction"
    REFERENCE = "reference"
    """The number of an official document: 国办发〔2021〕10 号."""
    SIGN = "sign"
    """Any other sign, on its own."""


MONEY = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
"""Units of money, in yuan."""
UP = ("增加", "增长", "上升", "上涨")
DOWN = ("减少", "下降", "降低", "下滑")

_UNITS = (
    "万元|亿元|千元|元|个百分点|%|‰|万平方米|平方米|㎡|人次|小时|分钟|人|名|个|辆|台|套|家|篇|次|条|批|天|年|月|日"
    "|号|件|项|栋|间|户|份|期|公里"
)
FIGURE = r"\d+(?:,(?!(?:19|20)\d\d年)\d{1,4}(?!\d))*(?:\.\d+)?"
"""A figure in folded text; its thousands may be wrongly divided."""
_TOKEN = re.compile(
    r"(?P<reference>[〔\[(]\d{4}[〕\])]第?\d+号)"
    r"|(?P<year>(?<!\d)(?:19|20)\d\d年)"
    rf"|(?P<figure>{FIGURE})(?P<unit>{_UNITS})?"
    rf"|(?P<direction>{'|'.join((*UP, *DOWN))})"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_LABEL = re.compile(
    r"(?:\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\)|(?:\d{1,3}|[一二三四五六七八九十]{1,3})[、.])(?!\d)"
)
_LABEL_AFTER = "。;:"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: where it stands in the folded text, its number and unit, or its direction (1 or -1)."""

    kind: TokenKind
    text: str
    start: int
    number: Decimal | None = None
    unit: str = ""
    direction: int = 0

    @property
    def end(self) -> int:
        """Behind its last sign."""
        return self.start + len(self.text)

    @property
    def key(self) -> Hashable:
        """Equal for tokens that state the same: 增加 and 增长 do, and 23.20% and 23.2%."""
        if self.kind is TokenKind.FIGURE:
            return (self.number, self.unit)
        return self.direction or self.text

    @property
    def states(self) -> bool:
        """Whether it states something that can be wrong."""
        return self.kind is not TokenKind.SIGN


def tokens(plain: str) -> list[Token]:
    """The tokens of a folded text. Labels of items (1、) are signs: they state nothing.

    Example:
        >>> [each.text for each in tokens("2、比上年增加1,448.02万元") if each.states]
        ['增加', '1,448.02万元']
    """
    found: list[Token] = []
    place = 0
    while place < len(plain):
        if not place or plain[place - 1] in _LABEL_AFTER:
            label = _LABEL.match(plain, place)
            if label:
                found += [
                    Token(TokenKind.SIGN, sign, place + offset) for offset, sign in enumerate(label.group())
                ]
                place = label.end()
                continue
        match = _TOKEN.match(plain, place)
        assert match is not None, "any sign is a token"
        found.append(_token(match))
        place = match.end()
    return found


def _token(match: re.Match[str]) -> Token:
    kind = TokenKind(match.lastgroup or "sign") if match.lastgroup != "unit" else TokenKind.FIGURE
    text, start = match.group(), match.start()
    if kind is TokenKind.FIGURE:
        return Token(kind, text, start, number_of(match["figure"]), match["unit"] or "")
    if kind is TokenKind.DIRECTION:
        return Token(kind, text, start, direction=1 if text in UP else -1)
    return Token(kind, text, start)


def number_of(figure: str) -> Decimal:
    """The number that a figure of folded text states, whatever its commas."""
    return Decimal(figure.replace(",", ""))


def digits_after_point(figure: str) -> int:
    """How many digits a figure shows after its point."""
    return len(figure.partition(".")[2])


def without_label(plain: str) -> str:
    """A folded text without the label of an item at its beginning.

    Example:
        >>> without_label("(一)项目名称"), without_label("2024年"), without_label("3.5万元")
        ('项目名称', '2024年', '3.5万元')
    """
    label = _LABEL.match(plain)
    return plain[label.end() :] if label else plain


_SKELETON = re.compile(
    rf"[〔\[(]\d{{4}}[〕\])]第?\d+号|{FIGURE}(?:{_UNITS})?|{'|'.join((*UP, *DOWN))}",
)


def skeleton(plain: str) -> str:
    """A folded text with everything that can be wrong taken out: what tells a sentence apart.

    Example:
        >>> skeleton("1、基本支出2,760.92万元,增长23.20%。")
        '基本支出#,±#。'
    """
    return _SKELETON.sub(_blank, without_label(plain))


def _blank(match: re.Match[str]) -> str:
    return "±" if match.group() in (*UP, *DOWN) else "#"
