"""Three hundred copies of the reference document, each with one mistake: every one is told at its place."""

from collections import Counter
from collections.abc import Hashable

import pytest

from generator.proofreading.opening import manuscript_of
from generator.proofreading.proof import proofread
from generator.proofreading.remarks import Remark
from tests.proofreading.mutations import KINDS, mutations
from tests.proofreading.reference import reference_text
from tests.proofreading.sample import sample_document

SHARES, EACH, SEED = 6, 50, 20240126
"""Runs side by side, copies in each, and the seed of the first."""
ONE_FALSE_ALARM_IN = 20


def remarks_on(text: str) -> list[Remark]:
    return list(proofread(manuscript_of("公开.md", text.encode()), sample_document()).remarks)


def told(remark: Remark) -> Hashable:
    """A remark without its place: the mistake may have moved the lines below it."""
    return (remark.finding.code, remark.finding.found, remark.spot.row, remark.detail("expected"))


@pytest.mark.parametrize("share", range(SHARES))
def test_every_mistake_is_told_at_its_place_and_false_alarms_are_rare(share):
    genuine = Counter(map(told, remarks_on(reference_text())))
    missed, alarms, kinds = [], [], Counter[str]()
    for mutation in mutations(reference_text(), EACH, SEED + share):
        kinds[mutation.kind] += 1
        before, new = Counter(genuine), []
        for remark in remarks_on(mutation.text):
            if before[told(remark)]:
                before[told(remark)] -= 1
            else:
                new.append(remark)
        if not any(map(mutation.is_told_by, new)):
            missed.append((mutation.kind, mutation.what))
        false = [told(remark) for remark in new if not mutation.is_told_by(remark)]
        if false:
            alarms.append((mutation.kind, mutation.what, false))
    assert set(kinds) == set(KINDS)
    assert missed == []
    assert len(alarms) * ONE_FALSE_ALARM_IN <= EACH, alarms
