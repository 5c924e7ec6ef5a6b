"""The status as one page of HTML that needs nothing else: to be opened, searched, sorted and printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.messages import Language
from generator.reply.markup import Markup, element
from generator.reply.page import page
from generator.status.page_department import DepartmentRows, light_of
from generator.status.page_style import SCRIPT, STYLE
from generator.status.shown import moment_line, other_years, problem, summary, title
from generator.status.standing import State, Status
from generator.status.words import STATE_MARKS, STATES, say

_SHARES_WIDTH, _SHARES_HEIGHT = 1000, 16
_BEST_FIRST = tuple(reversed(State))
_LATE, _STRANGER = "late", "stranger"


def status_page(status: Status, language: Language = "zh") -> str:
    """The status as a page of HTML.

    Shape:   what is counted as a sentence, a bar of the shares, counts that filter, a search box; a table
             with two rows for each department, the second with its units and everything that it sent,
             folded; then files of unknown departments. The page fetches nothing and allows nothing but
             its own style and script, by their hashes; filter, search and sort need the script, all else
             reads without it. Whatever people wrote is text.
    """
    return page(title(status, language), _Page(status, language).main(), STYLE, SCRIPT, language)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of department that can be picked out: its key, sign and word, and how many there are."""

    key: str
    mark: str
    word: str
    count: int


class _Page:
    """One page in one language."""

    def __init__(self, status: Status, language: Language) -> None:
        self.status = status
        self.language = language

    def say(self, name: str, **values: object) -> str:
        return say(name, self.language, **values)

    def main(self) -> Markup:
        parts = [
            element("h1", title(self.status, self.language)),
            element("p", moment_line(self.status, self.language), class_="moment"),
            element("p", summary(self.status, self.language), class_="totals"),
        ]
        if said := other_years(self.status, self.language):
            parts.append(element("p", said, class_="moment"))
        if self.status.departments:
            parts += [self.shares(), self.tools(), self.departments()]
            parts.append(element("p", self.say("nothing_shown"), class_="unmatched", hidden=True))
        if self.status.unrecognised:
            parts.append(self.unrecognised())
        return element("main", *parts)

    def shares(self) -> Markup:
        """The shares of the states as one bar; the words for those who do not see it."""
        counts, total = self.status.counts, self.status.total
        bars: list[Markup] = []
        said: list[str] = []
        before = 0
        for state in _BEST_FIRST:
            if not counts[state]:
                continue
            left, right = (_SHARES_WIDTH * part / total for part in (before, before + counts[state]))
            bars.append(
                element(
                    "rect",
                    class_=str(state),
                    x=f"{left:.2f}",
                    width=f"{right - left:.2f}",
                    height=str(_SHARES_HEIGHT),
                )
            )
            said.append(
                self.say(
                    "share",
                    state=STATES[state][self.language],
                    count=counts[state],
                    percent=f"{counts[state] / total:.0%}".removesuffix("%"),
                )
            )
            before += counts[state]
        return element(
            "svg",
            *bars,
            class_="shares",
            viewBox=f"0 0 {_SHARES_WIDTH} {_SHARES_HEIGHT}",
            preserveAspectRatio="none",
            role="img",
            aria_label=self.say("shares", shares=self.say("and").join(said)),
        )

    def kinds(self) -> Iterator[_Kind]:
        """What can be picked out; the counts of the states are those of the sentence above."""
        yield _Kind("", "", self.say("all"), len(self.status.departments))
        counts = self.status.counts
        for state in _BEST_FIRST:
            if state is not State.MISSING or self.status.has_roster:
                yield _Kind(state, STATE_MARKS[state], STATES[state][self.language], counts[state])
        if self.status.late:
            yield _Kind(_LATE, "！", self.say("late_or_overdue"), self.status.late)
        if self.status.strangers:
            yield _Kind(_STRANGER, "＋", self.say("stranger"), len(self.status.strangers))

    def tools(self) -> Markup:
        """Counts that filter, and the search box; without the script the counts are only shown."""
        buttons = [
            element(
                "button",
                element("span", f"{kind.mark} {kind.word}".strip(), class_="word"),
                element("strong", str(kind.count)),
                type="button",
                class_=f"kind {kind.key}".strip(),
                data_kind=kind.key,
                aria_pressed="false" if kind.key else "true",
                disabled=True,
            )
            for kind in self.kinds()
        ]
        search = self.say("search")
        box = element("input", type="search", placeholder=search, aria_label=search, autocomplete="off")
        shown = element("output", data_text=self.say("shown", shown="{shown}", all="{all}"))
        return element(
            "div",
            element("div", *buttons, class_="kinds", role="group", aria_label=self.say("filter")),
            element("div", box, shown, class_="find", hidden=True),
            class_="tools",
            role="search",
        )

    def departments(self) -> Markup:
        rows = DepartmentRows(self.status, self.language)
        bodies = [
            element("tbody", *rows.rows(each), data_kinds=self.kinds_of(place))
            for place, each in enumerate(self.status.departments)
        ]
        caption = element("caption", self.say("departments"), class_="unseen")
        return element(
            "table", caption, rows.head(), *bodies, class_="departments", data_sort=self.say("sort")
        )

    def kinds_of(self, place: int) -> str:
        """The keys of a department: a stranger has no state here, so that counts and rows agree."""
        standing = self.status.departments[place]
        if self.status.has_roster and not standing.on_roster:
            return _STRANGER
        return f"{standing.state} {_LATE}" if standing.late else str(standing.state)

    def unrecognised(self) -> Markup:
        headings = [
            element("th", self.say(name), scope="col") for name in ("file", "source", "problem", "digest")
        ]
        rows = [
            element(
                "tr",
                element("td", light_of(State.UNREADABLE, self.language), " ", each.file),
                element("td", each.source),
                element("td", problem(each, self.language)),
                element("td", element("code", each.digest[:12], title=each.digest)),
            )
            for each in self.status.unrecognised
        ]
        heading = element("h2", self.say("unrecognised_title"), id="unrecognised")
        table = element(
            "table", element("thead", element("tr", *headings)), element("tbody", *rows), class_="listed"
        )
        return element("section", heading, table, class_="unrecognised", aria_labelledby="unrecognised")
