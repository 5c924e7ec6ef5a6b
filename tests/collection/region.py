"""The returned workbooks of a region, as they lie in a bureau's inbox, and what is true of them.

Most are in order. Some are damaged, some hostile, some came twice, some from departments that are not on
the roster; copies lie about under other names and in archives. `python -m tests.collection.region FOLDER
COUNT` writes one and says what collecting it has to come to.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from generator import api
from generator.intake.submissions import WORKBOOK_SUFFIXES
from generator.model.budget import Department, IncomeEntry, LineItem, Unit
from generator.workbook.plan import Capacity
from generator.workbook.stencil import Stencil
from tests.reader.workbench import Workbench
from tests.spreadsheet.hostile_files import MIB, sheet_bomb, with_entities_used

YEAR, ROUND = 2024, "一上"
BEGIN = datetime(2024, 11, 20, 1, 0, tzinfo=UTC)
GENERAL = "一般财力"
STAFF = [
    *("30101", "30102", "30103", "30201", "30202", "30207"),
    *("30211", "30213", "30228", "30229", "30239", "30299"),
]
"""Economic codes that no check pairs with a function code."""
PROJECTS = ["30201", "30213", "30227", "30299", "31002", "31007"]
_ROOM = Capacity(10, 3, 3, 2, spare=1, table=16, growing=False)

_ARCHIVE = "邮件附件.zip"

DAMAGES = ("text", "income", "figure", "reason")
"""An amount that is text; income that is not expenditure; a figure typed over; something to explain."""
HOSTILE = ("cut off", "bomb", "noise", "entities", "old", "locked")
"""A file cut off; a zip bomb; random bytes; XML entities; an OLE header; an archive with a password."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A workbook that a department sent; `entered` is what stands in it where that is sound."""

    file: str
    digest: str
    outcome: str
    sent_at: datetime
    entered: Department | None = None


@dataclass(frozen=True, slots=True)
class Sender:
    """A department, and what it sent that can be recognised as its own, in the order of sending."""

    code: str
    name: str
    on_roster: bool
    versions: tuple[Sent, ...] = ()

    @property
    def state(self) -> str:
        """Where it stands: by its newest version."""
        return self.versions[-1].outcome if self.versions else "missing"

    @property
    def in_force(self) -> Sent | None:
        """The last accepted version."""
        accepted = [each for each in self.versions if each.outcome == "accepted"]
        return accepted[-1] if accepted and self.on_roster else None


@dataclass(slots=True)
class Region:
    """An inbox and a roster, and what is true of them.

    `unreadable` are files of which nobody can tell whose they are. `files` counts the workbooks in the
    inbox with all copies, `others` the files that are none, `left_out` those to be looked at.
    """

    inbox: Path
    roster: Path
    senders: list[Sender] = field(default_factory=list)
    unreadable: list[Sent] = field(default_factory=list)
    files: int = 0
    others: int = 0
    left_out: int = 0

    @property
    def distinct(self) -> list[Sent]:
        """Every workbook once."""
        return [*(sent for sender in self.senders for sent in sender.versions), *self.unreadable]

    @property
    def new(self) -> dict[str, int]:
        """How many different workbooks there are of each outcome."""
        found = Counter(each.outcome for each in self.distinct)
        return {name: found[name] for name in ("accepted", "to_explain", "refused", "unreadable")}

    @property
    def counts(self) -> dict[str, object]:
        """What a run that collects all of it has to say of itself."""
        identical = self.files - len(self.distinct)
        return {
            "files": self.files,
            "new": self.new,
            "identical": identical,
            "noted_before": 0,
            "others": self.others,
            "left_out": self.left_out,
        }

    def assert_counted(self, data: Mapping[str, object]) -> None:
        """What a run says of itself is true."""
        assert {name: data[name] for name in self.counts} == self.counts

    @property
    def resubmitted(self) -> list[Sender]:
        """Those that sent more than one version."""
        return [sender for sender in self.senders if len(sender.versions) > 1]


def make_region(folder: Path, count: int, seed: int = 1, jobs: int = 1) -> Region:
    """Write the inbox and the roster of so many departments; the same for the same seed."""
    inbox = folder / "收件"
    inbox.mkdir(parents=True)
    parts = _parts(count, seed)
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            sent = list(pool.map(_send, [str(inbox)] * count, parts, [seed] * count, chunksize=16))
    else:
        sent = [_send(str(inbox), part, seed) for part in parts]
    region = Region(inbox, folder / "名册.csv")
    for part, files in zip(parts, sent, strict=True):
        is_nobodys = part.hostile != ""
        versions = () if is_nobodys else tuple(sorted(files, key=lambda each: each.sent_at))
        region.senders.append(Sender(part.code, part.name, part.on_roster, versions))
        region.unreadable += files if is_nobodys else ()
    _write_roster(region)
    _pack(region, Random(f"{seed}/packing"))
    _litter(region)
    region.files = sum(_workbooks(inbox))
    return region


@dataclass(frozen=True, slots=True)
class _Part:
    """What a department does in the region."""

    place: int
    on_roster: bool = True
    missing: bool = False
    damage: str = ""
    hostile: str = ""
    resubmits: int = -1
    """Which way of resubmitting, or -1: none."""

    @property
    def code(self) -> str:
        return f"{1001 + self.place}"

    @property
    def name(self) -> str:
        body = ["教育局", "水务局", "林业站", "文化馆", "档案馆"][self.place % 5]
        return f"石榆市第{self.place + 1}{body}"


def _parts(count: int, seed: int) -> list[_Part]:
    """Who does what: shares of a large region, one of each kind in a small one as far as there is room."""
    order = list(range(count))
    Random(f"{seed}/parts").shuffle(order)
    parts = {place: _Part(place) for place in order}
    ample = count >= 40

    def share(percent: int, least: int) -> Iterator[tuple[int, int]]:
        wanted = max(count * percent // 100, least if ample else 1)
        return enumerate(order.pop() for _ in range(wanted))

    for number, place in share(5, len(DAMAGES)):
        parts[place] = _Part(place, damage=DAMAGES[(number + seed) % len(DAMAGES)])
    for number, place in share(2, len(HOSTILE)):
        parts[place] = _Part(place, hostile=HOSTILE[(number + seed) % len(HOSTILE)])
    for number, place in share(10, 4):
        parts[place] = _Part(place, resubmits=(number + seed) % 4)
    for _, place in share(3, 2):
        parts[place] = _Part(place, on_roster=False)
    for _, place in share(3, 2):
        parts[place] = _Part(place, missing=True)
    return [parts[place] for place in range(count)]


def _send(inbox: str, part: _Part, seed: int) -> list[Sent]:
    """Write what a department sends."""
    if part.missing:
        return []
    random = Random(f"{seed}/{part.place}")
    first = department(part.code, part.name, random)
    folder = Path(inbox) / ("综合科", "农业科", "")[part.place % 3]
    folder.mkdir(exist_ok=True)
    name = f"{part.code}-{part.name}"
    begin = BEGIN + timedelta(minutes=2 * part.place)
    if part.hostile:
        return _send_hostile(inbox, folder / f"{name}.xlsx", part.hostile, part.place, begin, first)
    if part.resubmits < 0:
        return [_sent(inbox, folder / f"{name}.xlsx", first, part.damage, begin)]
    second = changed(first, random, 3)
    third = changed(second, random, 2)
    later = begin + timedelta(days=3)
    ways: dict[int, list[tuple[str, Department, str, datetime]]] = {
        0: [(name, first, "", begin), (f"{name}（改）", second, "", later)],
        1: [(name, first, "", begin), (f"{name}（改）", second, "income", later)],
        2: [(name, first, "text", begin), (f"{name}（改）", second, "", later)],
        3: [  # the names say another order than the times
            (f"{name}（最终）", first, "", begin),
            (f"{name}（2）", second, "reason", begin + timedelta(days=1)),
            (name, third, "", later),
        ],
    }
    return [
        _sent(inbox, folder / f"{file}.xlsx", entered, damage, sent_at)
        for file, entered, damage, sent_at in ways[part.resubmits]
    ]


def _sent(inbox: str, path: Path, entered: Department, damage: str, sent_at: datetime) -> Sent:
    write_workbook(entered, path, damage)
    return _noted(inbox, path, _OUTCOMES[damage], sent_at, None if damage == "text" else entered)


def _noted(inbox: str, path: Path, outcome: str, sent_at: datetime, entered: Department | None) -> Sent:
    os.utime(path, (sent_at.timestamp(), sent_at.timestamp()))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Sent(path.relative_to(inbox).as_posix(), digest, outcome, sent_at, entered)


_OUTCOMES = {
    "": "accepted",
    "text": "refused",
    "income": "refused",
    "figure": "refused",
    "reason": "to_explain",
}


def department(code: str, name: str, random: Random) -> Department:
    """A department with a few line items that nothing is wrong with."""
    units = [Unit(name, code, "行政单位")]
    if random.random() < 0.3:
        units.append(Unit(f"{name}服务中心", f"{code}02", "事业单位"))
    items = [
        LineItem(random.choice(units).name, "2010301", economic, "基本支出", "", GENERAL, _fen(random))
        for economic in random.sample(STAFF, random.randint(4, 7))
    ]
    items += [
        LineItem(
            *(random.choice(units).name, "2010302", economic, "项目支出"),
            *(f"{random.choice(('设施', '宣传', '监测'))}项目", GENERAL, _fen(random)),
        )
        for economic in random.sample(PROJECTS, random.randint(1, 3))
    ]
    whole = Department(name, YEAR, tuple(units), tuple(items), (), (), code, compiled_on="2024-02-25")
    return balanced(whole)


def _fen(random: Random) -> int:
    return random.randint(10_000, 90_000_000)


def balanced(department: Department) -> Department:
    """The department with the income that pays for its items."""
    sums: Counter[str] = Counter()
    for item in department.items:
        sums[item.unit] += item.fen or 0
    income = tuple(IncomeEntry(unit, GENERAL, fen) for unit, fen in sums.items())
    return replace(department, income=income)


def changed(department: Department, random: Random, count: int) -> Department:
    """The department with other amounts in so many of its lines."""
    items = list(department.items)
    for place in random.sample(range(len(items)), count):
        items[place] = replace(items[place], fen=(items[place].fen or 0) + random.randint(1, 500_000))
    return balanced(replace(department, items=tuple(items)))


@cache
def _stencil() -> Stencil:
    return Stencil(api.load_layout("xinjiang", YEAR), _ROOM)


def write_workbook(department: Department, path: Path, damage: str = "") -> None:
    """Write a department's workbook, damaged in one of the ways of `DAMAGES`."""
    if damage == "income":
        first, *others = department.income
        department = replace(department, income=(replace(first, fen=(first.fen or 0) + 12_345), *others))
    if damage == "reason":
        first_item, *other_items = department.items
        training = replace(first_item, economic_code="30216")  # of which 2050803 has nothing
        department = replace(department, items=(training, *other_items))
    _stencil().write(department, path)
    if damage in ("text", "figure"):
        with zipfile.ZipFile(path) as package:
            book = Workbench({part: package.read(part) for part in package.namelist()})
        if damage == "text":
            book["支出录入"]["I7"] = "一百元"
        else:
            book["表3"]["F10"] = Decimal("1.5")
        path.write_bytes(book.content())


def _send_hostile(
    inbox: str, path: Path, kind: str, number: int, sent_at: datetime, entered: Department
) -> list[Sent]:
    """Write a file that nobody can read. One in an archive with a password does not even come in."""
    if kind == "locked":
        write_workbook(entered, path)
        zipped = path.with_suffix(".zip")
        zipped.write_bytes(locked(path.name, path.read_bytes()))
        path.unlink()
        return []
    if kind == "cut off":
        write_workbook(entered, path)
        content = path.read_bytes()[: 50_000 + number]
    else:
        content = _HOSTILE[kind](number)
    path.write_bytes(content)
    return [_noted(inbox, path, "unreadable", sent_at, None)]


def _bomb(number: int) -> bytes:
    return _with_more(sheet_bomb('<row><c t="str"><v>x</v></c></row>', 300 * MIB), number)


def _with_more(package: bytes, number: int) -> bytes:
    """One more part, so that no two are the same."""
    file = io.BytesIO(package)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(zipfile.ZipInfo("docProps/number.txt"), str(number))  # of no time
    return file.getvalue()


_HOSTILE: Mapping[str, Callable[[int], bytes]] = {
    "bomb": _bomb,
    "noise": lambda number: Random(number).randbytes(20_000),
    "entities": lambda number: _with_more(with_entities_used(), number),
    "old": lambda number: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096) + str(number).encode(),
}


def locked(name: str, content: bytes) -> bytes:
    """An archive whose one member says that it has a password."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    packed = bytearray(file.getvalue())
    packed[6] |= 1
    packed[packed.rindex(b"PK\1\2") + 8] |= 1
    return bytes(packed)


def zip_of(members: Mapping[str, tuple[bytes, datetime]], encoding: str = "gbk") -> bytes:
    """An archive as Chinese programs write it: names in GBK, and nothing that says so."""
    file = io.BytesIO()
    stand_ins: dict[bytes, bytes] = {}
    with zipfile.ZipFile(file, "w") as archive:
        for number, (name, (content, changed_at)) in enumerate(members.items()):
            raw = name.encode(encoding)
            stand_in = f"<{number}>".ljust(len(raw), "=")
            assert len(stand_in) == len(raw), name
            stand_ins[stand_in.encode()] = raw
            archive.writestr(zipfile.ZipInfo(stand_in, changed_at.astimezone().timetuple()[:6]), content)
    packed = file.getvalue()
    for stand_in_bytes, raw in stand_ins.items():
        assert packed.count(stand_in_bytes) == 2, raw
        packed = packed.replace(stand_in_bytes, raw)
    return packed


def _write_roster(region: Region) -> None:
    lines = ["部门编码,部门名称,分组"]
    lines += [f"{each.code},{each.name},综合科" for each in region.senders if each.on_roster]
    region.roster.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")


def _pack(region: Region, random: Random) -> None:
    """Some files lie in archives, and in archives within these; some lie there, too, under other names."""
    sent = [(region.inbox / each.file, each.sent_at) for each in region.distinct]
    chosen = random.sample(sent, max(len(sent) // 12, min(4, len(sent))))
    moved, copied = chosen[::2], chosen[1::2]
    late = timedelta(days=30)  # a copy is no older than what it was made from
    inner = {f"打包 {path.name}": (path.read_bytes(), at) for path, at in moved[::2]}
    outer = {f"二科/{path.name}": (path.read_bytes(), at) for path, at in moved[1::2]}
    outer |= {f"副本 {path.name}": (path.read_bytes(), at + late) for path, at in copied[::2]}
    outer["二科/各单位.zip"] = (zip_of(inner), BEGIN)
    (region.inbox / _ARCHIVE).write_bytes(zip_of(outer))
    for path, at in copied:
        again = path.with_name(f"{path.stem} - 副本{path.suffix}")
        again.write_bytes(path.read_bytes())
        os.utime(again, ((at + late).timestamp(),) * 2)
    for path, _ in moved:
        path.unlink()


def _litter(region: Region) -> None:
    """What else lies in an inbox: locks and leftovers that nobody looks at, letters, another archive."""
    nothing = ("~$1001.xlsx", ".~lock.1002.xlsx#", "Thumbs.db", ".DS_Store", "desktop.ini")
    for name in nothing:
        (region.inbox / name).write_bytes(b"\0" * 165)
    resources = region.inbox / "__MACOSX"
    resources.mkdir()
    (resources / "._1001.xlsx").write_bytes(b"\0")
    (region.inbox / "说明.txt").write_text("请查收", encoding="utf-8")
    (region.inbox / "报送函.docx").write_bytes(b"PK")
    (region.inbox / "打包.rar").write_bytes(b"Rar!")
    with_password = [path for path in region.inbox.rglob("*.zip") if path.name != _ARCHIVE]
    region.others = 2
    region.left_out = len(with_password) + 1


def _workbooks(inbox: Path) -> Iterator[int]:
    """How many workbooks there are, file by file."""
    for path in inbox.rglob("*"):
        if path.suffix in WORKBOOK_SUFFIXES and not path.name.startswith(("~$", "._")):
            yield 1
    yield from _packed_workbooks((inbox / _ARCHIVE).read_bytes())


def _packed_workbooks(packed: bytes) -> Iterator[int]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for name in archive.namelist():
            if name.endswith(".zip"):
                yield from _packed_workbooks(archive.read(name))
            elif name.endswith(WORKBOOK_SUFFIXES):
                yield 1


def main(folder: str, count: str) -> None:
    """Write a region with both cores."""
    region = make_region(Path(folder), int(count), jobs=os.cpu_count() or 1)
    print(json.dumps(region.counts, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
