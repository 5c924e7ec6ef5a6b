"""A disk that fills up: it is said, nothing is lost, and the next run carries on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from generator.cli.exit_codes import ExitCode
from generator.store.store import Store
from tests.collection.region import Region
from tests.collection.runs import COMMAND, Run, command
from tests.stores import Dump, difference, store_dump

pytestmark = [
    pytest.mark.xdist_group("collection"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files"),
]
MIB = 1 << 20
_LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); "


def test_a_file_that_may_not_grow_further_is_told_and_the_next_run_carries_on(
    small_region: Region, bureau_run: Run, undisturbed: Dump, tmp_path: Path
) -> None:
    address = str(tmp_path / "收件库.db")
    arguments = [str(small_region.inbox), "--roster", str(small_region.roster), "--store", address, "-j", "1"]
    told = {}
    for language, size in (("zh", 2 * MIB), ("en", 3 * MIB)):
        python, option, script = COMMAND
        limited = [python, option, _LIMITED.format(size) + script, "collect", *arguments, "--lang", language]
        done = subprocess.run(limited, capture_output=True, encoding="utf-8", timeout=120, check=False)
        assert done.returncode == ExitCode.OUTPUT, done.stderr
        assert "Traceback" not in done.stderr
        told[language] = done.stderr
        assert _integrity(address) == "ok"
    assert "磁盘满了或者出错" in told["zh"]
    assert "已经收进去的都完好" in told["zh"]
    assert "the disk is full or failing" in told["en"]
    assert "run the same command again: it carries on" in told["en"]
    partly = store_dump(address)
    assert 0 < len(partly["content"]) < len(undisturbed["content"])
    bureau_run.collect(address, small_region.inbox, roster=small_region.roster)
    assert difference(store_dump(address), undisturbed) == {}


@pytest.fixture
def tight_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for a few workbooks."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2500k", "tmpfs", str(folder)]
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    mounted = subprocess.run(mount, capture_output=True, encoding="utf-8", check=False)
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_is_told_and_the_next_run_carries_on_with_more_room(
    small_region: Region, bureau_run: Run, undisturbed: Dump, tight_disk: Path
) -> None:
    address = str(tight_disk / "收件库.db")
    arguments = (small_region.inbox, "--roster", small_region.roster, "--store", address)
    done = command("collect", *arguments, "--jobs", "1")
    assert done.returncode == ExitCode.OUTPUT, done.stderr
    assert "磁盘满了或者出错" in done.stderr
    assert "Traceback" not in done.stderr
    assert _integrity(address) == "ok"
    remount = ["mount", "-o", "remount,size=100m", str(tight_disk)]
    subprocess.run(remount, check=True, capture_output=True)
    bureau_run.collect(address, small_region.inbox, roster=small_region.roster)
    assert difference(store_dump(address), undisturbed) == {}
    assert _integrity(address) == "ok"


def test_a_full_place_for_files_is_told(small_region: Region, tight_disk: Path, tmp_path: Path) -> None:
    address, files = str(tmp_path / "收件库.db"), tight_disk / "来件"
    done = command("collect", small_region.inbox, "--store", address, "--files", files, "--jobs", "1")
    assert done.returncode == ExitCode.OUTPUT, done.stderr
    assert "存放来件的地方出错" in done.stderr
    assert "Traceback" not in done.stderr


def _integrity(address: str) -> object:
    with Store.open(address).reading() as connection:
        return connection.execute(text("PRAGMA integrity_check")).scalar()
