"""Which of last year's submissions belongs to which department of the roster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.intake.department_file import Facts
from generator.intake.roster import Listed, listed_by_facts
from generator.intake.submissions import Submission
from generator.messages import LANGUAGES, Language, finding, words
from generator.model.finding import Finding, Place, Severity
from generator.model.wording import nearest_word, plain_name


@dataclass(frozen=True, slots=True)
class Candidate:
    """A submission with its facts, which say whose it is and for which year."""

    submission: Submission
    facts: Facts

    @property
    def name(self) -> str:
        """The department's name."""
        return self.facts.name or ""

    @property
    def written(self) -> str:
        """Code and name, as the submission gives them."""
        return f"{self.facts.code} {self.name}".strip()

    @property
    def place(self) -> Place:
        """Where the submission lies."""
        return Place(self.submission.place)


@dataclass(frozen=True, slots=True)
class Pair:
    """A department and its submission of last year; None when it has none that can be used."""

    listed: Listed
    last: Candidate | None = None


def of_year(submissions: Iterable[Submission], year: int) -> tuple[tuple[Candidate, ...], list[Finding]]:
    """The submissions that are for `year`; the others are findings.

    One whose year cannot be read is a candidate still: reading all of it says why.
    """
    candidates: list[Candidate] = []
    findings: list[Finding] = []
    for submission in submissions:
        facts, wrong = submission.reader.facts()
        candidate = Candidate(submission, facts)
        if facts.name is None:
            findings.append(not_used(candidate.place, wrong))
        elif facts.year not in (year, None):
            findings.append(finding("PRV-004", candidate.place, str(facts.year), expected=year))
        else:
            candidates.append(candidate)
    return tuple(candidates), findings


def not_used(place: Place, findings: Iterable[Finding]) -> Finding:
    """A submission with errors: how many there are, and the first of them."""
    errors = [each for each in findings if each.severity is Severity.ERROR]
    chinese, english = (_title(errors[0], language) for language in LANGUAGES)
    return finding("PRV-009", place, place.file, errors=len(errors), first_zh=chinese, first_en=english)


def _title(error: Finding, language: Language) -> str:
    said = words(error, language)
    return f"{said.code} {said.place} {said.title}"


def roster_of(candidates: Iterable[Candidate]) -> tuple[Listed, ...]:
    """The departments that submitted last year, each once, as a roster.

    Of two that have one code the later goes without.
    """
    roster: dict[str, Listed] = {}
    codes: set[str] = set()
    for candidate in candidates:
        listed = listed_by_facts(candidate.facts)
        if listed is None or plain_name(listed.name) in roster:
            continue
        code = plain_name(listed.code)
        roster[plain_name(listed.name)] = replace(listed, code="") if code in codes else listed
        codes |= {code} - {""}
    return tuple(roster.values())


def match(
    roster: Sequence[Listed], candidates: Iterable[Candidate]
) -> tuple[tuple[Pair, ...], list[Finding]]:
    """Give every department its submission: by code, else by name.

    A submission that belongs to nobody, or to two, and two that belong to one department are findings;
    they are not used.
    """
    by_code = {plain_name(listed.code): place for place, listed in enumerate(roster) if listed.code}
    by_name = {plain_name(listed.name): place for place, listed in enumerate(roster)}
    belonging: dict[int, list[Candidate]] = defaultdict(list)
    findings: list[Finding] = []
    for candidate in candidates:
        places = _places(candidate, by_code, by_name)
        if len(places) == 1:
            belonging[places[0]].append(candidate)
            findings += _renamed(candidate, roster[places[0]])
        elif places:
            names = [f"{roster[place].code} {roster[place].name}".strip() for place in places]
            written = candidate.written
            findings.append(finding("PRV-006", candidate.place, written, first=names[0], second=names[1]))
        else:
            near = nearest_word(candidate.name, [listed.name for listed in roster])
            findings.append(finding("PRV-005", candidate.place, candidate.written, nearest=near))
    pairs = []
    for place, listed in enumerate(roster):
        found = belonging[place]
        findings += [
            finding("PRV-007", other.place, listed.name, other=found[0].submission.place)
            for other in found[1:]
        ]
        pairs.append(Pair(listed, found[0] if len(found) == 1 else None))
    return tuple(pairs), findings


def _places(candidate: Candidate, by_code: Mapping[str, int], by_name: Mapping[str, int]) -> list[int]:
    """The places in the roster that a code and a name point to."""
    found = [by_code.get(plain_name(candidate.facts.code)), by_name.get(plain_name(candidate.name))]
    return list(dict.fromkeys(place for place in found if place is not None))


def _renamed(candidate: Candidate, listed: Listed) -> list[Finding]:
    """A note when only the code says that the department is the same."""
    if plain_name(candidate.name) == plain_name(listed.name):
        return []
    return [finding("PRV-008", candidate.place, candidate.name, its_code=listed.code, name=listed.name)]
