"""The fonts of official documents, and what stands in for them where they are not installed.

Source: GB/T 9704—2012 党政机关公文格式.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Font:
    """A font by the name that Word shows in China, other names of it and its like, and a free one.

    `panose` describes its shapes to programs that look for the nearest; `is_serif` likewise.
    """

    name: str
    others: tuple[str, ...]
    free: str
    panose: str
    is_serif: bool = True


TITLE = Font(
    "方正小标宋简体",
    ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "华文中宋", "STZhongsong", "SimSun"),
    "Noto Serif CJK SC",
    "02010601030101010101",
)
BLACK = Font(
    "黑体",
    ("SimHei", "Microsoft YaHei", "STHeiti"),
    "Noto Sans CJK SC",
    "02010609060101010101",
    is_serif=False,
)
REGULAR = Font(
    "楷体", ("KaiTi", "楷体_GB2312", "KaiTi_GB2312", "STKaiti"), "Noto Serif CJK SC", "02010609060101010101"
)
BODY = Font(
    "仿宋",
    ("FangSong", "仿宋_GB2312", "FangSong_GB2312", "STFangsong"),
    "Noto Serif CJK SC",
    "02010609060101010101",
)
SONG = Font("宋体", ("SimSun", "NSimSun", "STSong"), "Noto Serif CJK SC", "02010600030101010101")

FONTS = (TITLE, BLACK, REGULAR, BODY, SONG)
