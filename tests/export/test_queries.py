"""The questions of docs/store.md: on each database the sample store gives the answer that stands there."""

from decimal import Decimal

import pytest
from sqlalchemy import text

from generator.store.store import Store
from tests.export.queries import QUERIES, Query


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.title.split(" · ")[1])
def test_a_question_is_answered_as_the_page_says(store: Store, query: Query) -> None:
    with store.reading() as connection:
        result = connection.execute(text(query.sql))
        headings = tuple(result.keys())
        rows = [tuple(shown(value) for value in row) for row in result]
    assert headings == query.headings
    assert rows == list(query.rows)


def shown(value: object) -> str:
    """A value as the page shows it: amounts in yuan with two decimals."""
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, Decimal):
        return f"{value:.2f}" if value.as_tuple().exponent else f"{value:f}"
    return str(value)
