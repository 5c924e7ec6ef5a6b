"""The reference page of the store is made from the views: `--update-golden` rewrites it."""

from pathlib import Path

import pytest

from generator.export.dictionary import RELATIONS
from generator.store.views import VIEWS
from tests.export.store_page import store_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "store.md"


def test_the_reference_page_follows_the_views(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        PAGE.write_text(store_page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == store_page()


def test_every_relation_has_its_section() -> None:
    page = store_page()
    assert all(f"\n## {view.name}\n" in page for view in VIEWS)


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_the_dictionary_has_the_columns_of_the_view_in_its_order(relation) -> None:
    (view,) = (view for view in VIEWS if view.name == relation.name)
    assert [field.name for field in relation.fields] == list(view.columns)


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_titles_differ_in_both_languages_and_keys_are_columns(relation) -> None:
    names = {field.name for field in relation.fields}
    for language in ("zh", "en"):
        assert len(set(relation.headings(language))) == len(relation.fields)
        assert all(relation.meanings(language).values())
    assert {*relation.order, *relation.key, *relation.submission} <= names
