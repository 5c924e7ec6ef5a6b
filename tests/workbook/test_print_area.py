"""What is printed of a sheet of pieces: of each piece in use what is in use, each on its own page."""

import re

from generator.workbook.print_area import LONGEST_FORMULA, print_area
from generator.workbook.sheet import Page, Piece


def page(pieces: int, in_use: str = "次序") -> Page:
    """Pieces of ten rows, of which the last six grow."""
    return Page(
        last_column=2,
        pieces=tuple(Piece(1 + 10 * place, 5 + 10 * place, 10 + 10 * place, 4) for place in range(pieces)),
        pieces_in_use=in_use,
    )


def test_a_single_piece_ends_with_the_last_row_that_has_a_mark() -> None:
    assert print_area("表", page(1, "")) == "'表'!$A$2:INDEX('表'!$C$2:$C$11,4+COUNT('表'!$E$6:$E$11))"


def test_as_many_pieces_are_printed_as_are_in_use_and_one_at_least() -> None:
    area = print_area("表", page(3))
    chosen, *unions = re.split(r",(?=\()", area)
    assert chosen == "CHOOSE(IF(COUNT(次序)>3,3,IF(COUNT(次序)<1,1,COUNT(次序)))"
    assert [union.count("INDEX") for union in unions] == [1, 2, 3]
    assert unions[2].startswith(unions[1].rstrip(")"))


def test_very_many_pieces_are_printed_as_one_up_to_the_last_in_use() -> None:
    area = print_area("项目支出绩效目标表", page(60))
    assert len(area) < LONGEST_FORMULA
    assert area == (
        "'项目支出绩效目标表'!$A$2:INDEX('项目支出绩效目标表'!$C$2:$C$601,"
        "10*IF(COUNT(次序)>60,60,IF(COUNT(次序)<1,1,COUNT(次序))))"
    )
