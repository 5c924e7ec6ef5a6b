"""A remark (校对意见): a finding at a place of the document, and the relation that it breaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from generator.messages import catalogue, finding
from generator.model.finding import Finding, Place, Severity
from generator.proofreading.manuscript import Spot


@dataclass(frozen=True, slots=True)
class Remark:
    """One contradiction.

    `relation` is the number of the relation that is broken: P01 to P18 in prose, X21 for statements, T for
    the cells of official tables, F for forms of performance targets. `order` is the place of the passage
    or table among the elements of the document, `start` the place within it.
    """

    finding: Finding
    spot: Spot
    relation: str
    order: int = 0
    start: int = 0
    because: tuple[int, ...] = ()
    """Other elements that it draws on."""

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.finding.severity

    def detail(self, name: str) -> str:
        """A fact of the finding, or ""."""
        return dict(self.finding.details).get(name, "")


@dataclass(frozen=True, slots=True)
class Pen:
    """Makes remarks about one document."""

    file: str

    def remark(
        self,
        code: str,
        spot: Spot,
        relation: str,
        found: str = "",
        *,
        order: int = 0,
        start: int = 0,
        because: tuple[int, ...] = (),
        **details: str,
    ) -> Remark:
        """A remark with the words of the catalogue; facts that are not given are left out of them."""
        place = Place(self.file, spot.line, replace(spot, line=0).words("zh"))
        facts = {name: details.get(name, "") for name in _facts(code)}
        return Remark(finding(code, place, found=found, **facts), spot, relation, order, start, because)


@cache
def _facts(code: str) -> tuple[str, ...]:
    """The facts that the words of a message name."""
    wordings = catalogue()[code].wordings.values()
    names = {name for wording in wordings for name in wording.placeholders()}
    return tuple(sorted(names - {"found"}))
