"""What a bureau counts after collecting a region is what is true of the region."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text

from generator import bureau
from generator.model.budget import Department
from generator.store.store import Store
from generator.store.submissions import entered, submissions
from tests.collection.region import ROUND, YEAR, Region, Sender, make_region
from tests.collection.runs import Run

COUNT = int(os.environ.get("BUDGETBOOK_DEPARTMENTS", "64"))
"""How many departments there are; set it to try 1,000."""
pytestmark = pytest.mark.xdist_group("collection")


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return make_region(tmp_path_factory.mktemp("region"), COUNT, jobs=1 if COUNT < 200 else 2)


def as_kept(department: Department) -> list[tuple[object, ...]]:
    """The line items without what is filled in by formulas."""
    return [
        (item.unit, item.function_code, item.economic_code, str(item.kind), item.project, item.fen)
        for item in department.items
    ]


def test_every_department_of_a_region_stands_as_it_should(
    region: Region, store_address: str, bureau_run: Run
) -> None:
    collected = bureau_run.collect(store_address, region.inbox, roster=region.roster)
    region.assert_counted(collected.as_data())
    store = Store.open(store_address)
    with store.reading() as connection:
        received = submissions(connection, 0, ROUND)
        assert len(received) == len(region.distinct)
        for sender in region.senders:
            theirs = [
                each
                for each in received
                if each.on_roster == sender.on_roster and each.department_name == sender.name
            ]
            assert [(each.version, each.digest, each.state, each.year) for each in theirs] == [
                (place, sent.digest, sent.outcome, YEAR) for place, sent in enumerate(sender.versions, 1)
            ], sender.name
            assert [each.sent_at for each in theirs] == [sent.sent_at for sent in sender.versions]
            in_force = [each.digest for each in theirs if each.in_force]
            assert in_force == ([sender.in_force.digest] if sender.in_force else []), sender.name
            for stored, sent in zip(theirs, sender.versions, strict=True):
                if sent.entered is not None and sent.outcome == "accepted":
                    read = entered(connection, stored.reading_id).department
                    assert as_kept(read) == as_kept(sent.entered)
        nobodys = Counter(each.digest for each in received if not each.written_name)
        assert nobodys == Counter(sent.digest for sent in region.unreadable)
        summed = connection.execute(text("SELECT SUM(fen) FROM line_items WHERE in_force = 1")).scalar()
        assert summed == sum(
            item.fen or 0
            for sender in region.senders
            if sender.in_force is not None and sender.in_force.entered is not None
            for item in sender.in_force.entered.items
        )
    assert_resubmissions(store, collected, region)


def assert_resubmissions(store: Store, collected: bureau.Collected, region: Region) -> None:
    """Each version after the first is told once, against the one in force by then."""
    told = [
        (each.after.department_name, each.before.version, each.after.version)
        for each in bureau.resubmissions(store, collected.run_id)
    ]
    expected = [pair for sender in region.resubmitted for pair in compared(sender)]
    assert Counter(told) == Counter(expected)


def compared(sender: Sender) -> list[tuple[str, int, int]]:
    """Which versions of a department ought to be compared."""
    pairs = []
    for after in range(2, len(sender.versions) + 1):
        earlier = range(1, after)
        accepted = [number for number in earlier if sender.versions[number - 1].outcome == "accepted"]
        pairs.append((sender.name, (accepted or earlier)[-1], after))
    return pairs


def test_a_region_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    one, other = (make_region(tmp_path / name, 5, seed=7) for name in ("a", "b"))
    assert [each.digest for each in one.distinct] == [each.digest for each in other.distinct]
