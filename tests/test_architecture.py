"""The architecture shows: imports point one way, heavy ones wait, and the project stands alone."""

import ast
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator"

LAYERS = (
    ("cli",),
    ("api", "bureau", "region", "disclosure", "frames"),
    ("collection", "status", "export"),
    ("store", "consolidation"),
    ("issue", "reply", "difference", "proofreading"),
    ("publication",),
    ("reader",),
    ("checks",),
    ("workbook", "intake", "spreadsheet"),
    ("layout", "messages"),
    ("expression", "resources", "whole_file", "formula_guard", "collector"),
    ("model",),
)
"""From the top down: a module may import from its own layer or from those below it."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def layer_of(module: str) -> int:
    """The layer of a dotted module name below the package."""
    return next(place for place, names in enumerate(LAYERS) if module.split(".", maxsplit=1)[0] in names)


def imported(path: Path) -> set[str]:
    """The modules of our package that a file imports, without the package's name."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "generator":
                names |= {alias.name for alias in node.names}
            elif node.module.startswith("generator."):
                names.add(node.module.removeprefix("generator."))
        elif isinstance(node, ast.Import):
            names |= {
                alias.name.removeprefix("generator.")
                for alias in node.names
                if alias.name.startswith("generator.")
            }
    return {name for name in names if name not in ("__version__",)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    here = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    if here == "__init__":
        assert imported(path) == set()
        return
    upwards = {name for name in imported(path) if layer_of(name) < layer_of(here)}
    assert upwards == set()


def test_the_siblings_of_a_layer_do_not_lean_on_each_other() -> None:
    layers = (
        ("collection", "status", "export"),
        ("store", "consolidation"),
        ("intake", "workbook", "spreadsheet"),
        ("layout", "messages"),
    )
    for first, second in (pair for layer in layers for pair in permutations(layer, 2)):
        files = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] == first]
        leaning = {path.name for path in files for name in imported(path) if name.split(".")[0] == second}
        assert leaning == set()


def test_pandas_is_imported_at_the_border_only() -> None:
    users = {
        path.relative_to(PACKAGE).as_posix() for path in MODULES if "import pandas" in path.read_text("utf-8")
    }
    assert users == {"frames.py"}


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from generator.cli.main import make_app\n"
        "make_app('zh')\n"
        "heavy = {'pandas', 'numpy', 'xlsxwriter', 'pydantic', 'yaml', 'python_calamine', 'openpyxl',\n"
        "         'sqlalchemy', 'alembic', 'fsspec', 'distributed', 'pyarrow'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_can_be_read_at_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 700
