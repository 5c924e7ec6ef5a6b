"""A notice (通知) to one department: what was received, what came of it, what to do by when."""

from __future__ import annotations

from collections.abc import Iterator

from generator.messages import Language, words
from generator.model.amount import yuan
from generator.model.finding import Severity
from generator.reader.submission import Submission, Told
from generator.reply.places import place_in, places_text, titled
from generator.reply.point import following, places_in
from generator.reply.printable import one_line
from generator.reply.words import PARTS
from generator.reply.words import say as say_of_finding
from generator.status.notice_words import say
from generator.status.shown import light, moment, otherwise
from generator.status.standing import DepartmentStanding, State, Version

Paragraph = list[str]


def notice(
    standing: DepartmentStanding,
    submission: Submission | None = None,
    language: Language = "zh",
    *,
    copy: str = "",
    signed: str = "",
) -> str:
    """The notice as plain text, ready to be sent.

    Shape:   greeting; file, version and conclusion; each root cause to be mended and to be explained, with
             its places; what to do next, and by when. One without anything to do is short, so is the
             reminder of one that is missing. Nothing in it depends on the day on which it is written.
             `submission` is the newest version, read, without what the bureau let pass; without it the
             findings are only counted. `copy` is the file name of the marked copy that goes with it,
             `signed` who writes.
    """
    writer = _Writer(standing, submission, language, one_line(copy))
    paragraphs = [[writer.greeting()], *writer.paragraphs()]
    if signed:
        paragraphs.append([one_line(signed)])
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines) + "\n"


class _Writer:
    """Writes the paragraphs of one notice."""

    def __init__(
        self, standing: DepartmentStanding, submission: Submission | None, language: Language, copy: str
    ) -> None:
        self.standing = standing
        self.submission = submission
        self.language = language
        self.copy = copy
        self.numbers = 0

    def say(self, name: str, **values: object) -> str:
        return say(name, self.language, **values)

    def greeting(self) -> str:
        name, code, contact = (
            one_line(text).strip() for text in (self.standing.name, self.standing.code, self.standing.contact)
        )
        department = self.say("named", department=name, code=code) if code else name
        if contact:
            return self.say("to_contact", department=department, contact=contact)
        return self.say("greeting", department=department)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Everything between greeting and signature."""
        match self.standing.state:
            case State.MISSING:
                yield [self.hello("missing"), self.due()]
                yield [self.say("missing_steps"), self.say("thanks")]
            case State.ACCEPTED:
                yield [self.hello("accepted")]
                yield [*self.facts(), *self.amounts()]
                yield [*self.circumstances(), self.say("nothing_to_do"), self.say("thanks")]
            case _:
                unreadable = self.standing.state is State.UNREADABLE
                yield [self.hello("received_unreadable" if unreadable else "received")]
                yield [*self.facts()]
                yield [*self.circumstances()]
                yield from self.problems()
                yield [self.say("steps"), *self.numbered(self.steps())]
                yield [self.due(), self.say("thanks")]

    def hello(self, name: str) -> str:
        """The first sentence, which says what it is about."""
        kind = "budget_round" if self.standing.round else "budget"
        year = self.say("year", year=self.standing.year) if self.standing.year else ""
        budget = self.say(kind, year=year, round=one_line(self.standing.round))
        between = "" if self.language == "zh" else " "
        return self.say("hello") + between + self.say(name, budget=budget)

    def facts(self) -> Iterator[str]:
        """Which file it is about, and what came of it."""
        newest = self.standing.newest
        if newest is None:
            return
        yield self.say("file", file=one_line(newest.file))
        yield self.say("version", number=newest.number, moment=moment(newest.received_at))
        shown = light(self.standing.state, self.language)
        if self.standing.state in (State.REFUSED, State.TO_EXPLAIN):
            shown = self.say("with_counts", light=shown, counts=self.counts(newest))
        yield self.say("conclusion", light=shown)

    def counts(self, newest: Version) -> str:
        """How much there is to do; what the bureau let pass is not in a submission any more."""
        to_mend, to_explain, notes = newest.to_mend, newest.to_explain, newest.notes
        if self.submission is not None:
            to_mend, to_explain, notes = self.submission.counts.values()
        return self.say("counts", to_mend=to_mend, to_explain=to_explain, notes=notes)

    def amounts(self) -> Iterator[str]:
        if self.standing.in_force is not None:
            sums = (self.standing.income_fen, self.standing.expenditure_fen)
            income, expenditure = (f"{yuan(fen):,.2f}" for fen in sums)
            yield self.say("amounts", income=income, expenditure=expenditure)

    def circumstances(self) -> Iterator[str]:
        """What else is to be known: that it is late, what is in force, what was let pass, who it may be."""
        standing = self.standing
        if standing.late and standing.due_on is not None:
            yield self.say("late", day=standing.due_on.isoformat())
        if standing.in_force is not None and standing.in_force != standing.newest:
            yield self.say("in_force", number=standing.in_force.number)
        if standing.waived:
            yield self.say("waived", count=standing.waived)
        yield from map(one_line, otherwise(standing, self.language))
        if not standing.on_roster:
            stranger = self.say("stranger", department=one_line(standing.name))
            names = one_line(("、" if self.language == "zh" else ", ").join(standing.suspected))
            between = "" if self.language == "zh" else " "
            yield stranger + between + self.say("suspected", names=names) if names else stranger

    def problems(self) -> Iterator[Paragraph]:
        """What has to be mended, then what has to be explained, each with a heading."""
        if self.submission is None:
            yield [self.say("counted_only")]
            return
        for severity, heading in ((Severity.ERROR, "mend"), (Severity.WARNING, "explain")):
            told = [each for each in self.submission.told if each.finding.severity is severity]
            if told:
                yield [self.say(heading, count=self.submission.counts[severity])]
                yield from (list(self.problem(self.submission.file, each)) for each in told)

    def problem(self, file: str, told: Told) -> Iterator[str]:
        """One root cause: where it is, what was found and expected, how to mend it, where else it is."""
        rendered = words(told.finding, self.language)
        self.numbers += 1
        place = place_in(file, told.finding.place, self.language)
        title = titled(place, rendered.title, self.language)
        yield self.say("problem", number=self.numbers, title=title, code=rendered.code)
        for part in PARTS:
            text: str = getattr(rendered, part)
            for number, line in enumerate(text.splitlines()):
                label = say_of_finding(part, self.language)
                yield self.say("more_of_part" if number else "part", label=label, text=line)
        if told.also:
            places = places_text(told.also, self.language)
            also = say_of_finding("also", self.language, count=len(told.also), places=places)
            yield self.say("below", text=also)
        if knock_ons := tuple(following(told)):
            follows = say_of_finding("knock_ons_short", self.language, count=places_in(knock_ons))
            yield self.say("below", text=follows)

    def steps(self) -> Iterator[str]:
        if self.standing.state is State.UNREADABLE:
            yield self.say("step_readable")
            return
        if self.copy:
            yield self.say("step_copy", copy=self.copy)
        elif self.submission is not None:
            yield self.say("step_own")
        newest = self.standing.newest
        if newest is not None and newest.to_explain:
            yield self.say("step_reason")
        yield self.say("step_light")

    def numbered(self, steps: Iterator[str]) -> Iterator[str]:
        texts = list(steps)
        if len(texts) == 1:
            yield from texts
        else:
            yield from (self.say("step", number=place, text=text) for place, text in enumerate(texts, 1))

    def due(self) -> str:
        """By when; that the day is past is known only while nothing has come."""
        standing = self.standing
        if standing.due_on is None:
            return self.say("no_due")
        past = standing.late and standing.state is State.MISSING
        return self.say("due_past" if past else "due", day=standing.due_on.isoformat())
