"""A department on the page of the status: one row with everything that sorts, one that unfolds."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.messages import Language
from generator.model.amount import display
from generator.reply.markup import Markup, element
from generator.status.shown import further_facts, lateness, light, moment
from generator.status.standing import DepartmentStanding, State, Status, UnitStanding, Version
from generator.status.words import say

_NUMBERS = frozenset(
    ("versions", "to_mend", "to_explain", "notes", "waived", "items", "income", "expenditure")
)
_SORTED_AS_NUMBERS = _NUMBERS | {"state", "received_at"}
_ORDER = {state: str(place) for place, state in enumerate(State)}
_DIGEST_SIGNS = 12


def light_of(state: State, language: Language) -> Markup:
    """The light of a state."""
    return element("span", light(state, language), class_=f"light {state}")


class DepartmentRows:
    """Makes the rows of departments in one language; columns that nobody fills are left out."""

    def __init__(self, status: Status, language: Language) -> None:
        self.status = status
        self.language = language
        self.columns = tuple(self._shown_columns())

    def _say(self, name: str, **values: object) -> str:
        return say(name, self.language, **values)

    def _shown_columns(self) -> Iterator[str]:
        yield from ("code", "department")
        if any(each.group for each in self.status.departments):
            yield "group"
        if any(each.contact for each in self.status.departments):
            yield "contact"
        yield from ("state", "versions", "to_mend", "to_explain", "received_at", "income", "expenditure")

    def head(self) -> Markup:
        """The headings, each with the way its column sorts."""
        cells = [
            element(
                "th",
                self._say(name),
                scope="col",
                class_="number" if name in _NUMBERS else False,
                data_order="number" if name in _SORTED_AS_NUMBERS else "text",
            )
            for name in self.columns
        ]
        return element("thead", element("tr", *cells))

    def rows(self, standing: DepartmentStanding) -> Iterator[Markup]:
        """The row of a department, and the one below it with what unfolds."""
        cells = self._cells(standing)
        yield element("tr", *(cells[name] for name in self.columns), class_="facts")
        inside = element("td", *self._details(standing), colspan=str(len(self.columns)))
        yield element("tr", inside, class_="details")

    def _cells(self, standing: DepartmentStanding) -> dict[str, Markup]:
        """Every cell by its column; `data-value` is what a column sorts by where it shows another text."""
        newest = standing.newest
        return {
            "code": element("td", standing.code),
            "department": element("th", standing.name, scope="row"),
            "group": element("td", standing.group),
            "contact": element("td", standing.contact),
            "state": element("td", *self._state(standing), class_="tight", data_value=_ORDER[standing.state]),
            "versions": self._number(len(standing.versions)),
            "to_mend": self._number(newest.to_mend if newest else 0),
            "to_explain": self._number(newest.to_explain if newest else 0),
            "received_at": self._moment(newest.received_at if newest else None),
            "income": self._amount(standing.income_fen if standing.in_force else None),
            "expenditure": self._amount(standing.expenditure_fen if standing.in_force else None),
        }

    def _moment(self, at: datetime.datetime | None) -> Markup:
        shown, value = ("", "") if at is None else (moment(at), f"{at.timestamp():.0f}")
        return element("td", shown, class_="tight", data_value=value)

    def _amount(self, fen: int | None) -> Markup:
        """An amount in 万元; of none, nothing."""
        shown, value = ("", "") if fen is None else (display(fen), str(fen))
        return element("td", shown, class_="number", data_value=value)

    def _number(self, count: int) -> Markup:
        return element("td", str(count) if count else "", class_="number")

    def _state(self, standing: DepartmentStanding) -> Iterator[Markup]:
        yield light_of(standing.state, self.language)
        if said := lateness(standing, self.language):
            yield element("span", f"！ {said}", class_="light late")

    def _details(self, standing: DepartmentStanding) -> Iterator[Markup]:
        """The newest file and what else is to be known; below it, folded, units and everything sent."""
        newest = standing.newest
        facts = [newest.file if newest else self._say("no_file")]
        facts += further_facts(self.status, standing, self.language)
        line = [element("span", each) for each in facts]
        tables = [*self._units(standing), *self._versions(standing)]
        if tables:
            yield element("details", element("summary", *line), *tables)
        else:
            yield element("div", *line, class_="nothing")

    def _units(self, standing: DepartmentStanding) -> Iterator[Markup]:
        if standing.units:
            names = ("unit_code", "unit", "state", "items", "income", "expenditure")
            yield self._table(names, (self._unit(unit) for unit in standing.units))

    def _unit(self, unit: UnitStanding) -> Iterator[Markup]:
        said = self._say("submitted" if unit.submitted else "not_submitted")
        if not unit.on_roster and self.status.has_roster:
            said += self._say("and") + self._say("outside_roster")
        yield element("td", unit.code)
        yield element("td", unit.name)
        yield element("td", said)
        yield self._number(unit.items)
        yield element("td", display(unit.income_fen), class_="number")
        yield element("td", display(unit.expenditure_fen), class_="number")

    def _versions(self, standing: DepartmentStanding) -> Iterator[Markup]:
        if standing.versions:
            counts: tuple[str, ...] = ("to_mend", "to_explain", "notes")
            if any(each.waived for each in standing.versions):
                counts += ("waived",)
            names = ("version", "file", "source", "sent_at", "received_at", "state", *counts, "digest_short")
            rows = (self._version(each, counts) for each in reversed(standing.versions))
            yield self._table(names, rows)

    def _version(self, version: Version, counts: tuple[str, ...]) -> Iterator[Markup]:
        yield element("td", self._say("version_number", number=version.number), class_="tight")
        yield element("td", version.file)
        yield element("td", version.source)
        yield element("td", moment(version.sent_at), class_="tight")
        yield element("td", moment(version.received_at), class_="tight")
        in_force = [" ", element("strong", self._say("valid"))] if version.in_force else []
        yield element("td", light_of(version.state, self.language), *in_force, class_="tight")
        yield from (self._number(getattr(version, name)) for name in counts)
        yield element("td", element("code", version.digest[:_DIGEST_SIGNS], title=version.digest))

    def _table(self, names: tuple[str, ...], rows: Iterator[Iterator[Markup]]) -> Markup:
        headings = [
            element("th", self._say(name), scope="col", class_="number" if name in _NUMBERS else False)
            for name in names
        ]
        body = [element("tr", *cells) for cells in rows]
        return element(
            "table", element("thead", element("tr", *headings)), element("tbody", *body), class_="listed"
        )
