"""Whether amounts look as if they had been entered in 万元 instead of yuan."""

from __future__ import annotations

from generator.expression.nodes import CountWhere, Expression, Named, Operation, both, number
from generator.model.amount import FEN_PER_YUAN

FEWEST = 3
"""With fewer amounts than these nothing can be said."""


def amounts(fen: Named) -> Expression:
    """How many amounts other than zero there are."""
    return CountWhere(((fen, "<>", number(0)),))


def small_amounts(fen: Named, below: int) -> Expression:
    """How many amounts other than zero are smaller than `below` yuan, whatever their sign."""
    limit = below * FEN_PER_YUAN
    within = CountWhere(((fen, ">", number(-limit)), (fen, "<", number(limit))))
    return Operation("-", within, CountWhere(((fen, "=", number(0)),)))


def looks_like_ten_thousands(fen: Named, below: int) -> Expression:
    """Whether more than half of at least three amounts are smaller than `below` yuan."""
    enough = Operation(">=", amounts(fen), number(FEWEST))
    most = Operation(">", Operation("*", small_amounts(fen, below), number(2)), amounts(fen))
    return both(enough, most)
