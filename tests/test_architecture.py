"""The house: who may enter which room, and how large a room may get."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "registry"
LINES = 400

MAY_IMPORT: dict[str, set[str]] = {
    "law": set(),
    "ledger": set(),
    "models": {"law", "ledger"},
    "access": {"models"},
    "documents": {"law"},
    "inventory": {"law", "models", "ledger", "documents"},
    "linter": {"law", "documents"},
    "render": {"law", "documents"},
    "actions": {"law", "ledger", "models", "access", "documents", "inventory", "linter", "render"},
    "imports": {"law", "ledger", "models", "access", "documents", "render"},
    "admin": {
        "law",
        "ledger",
        "models",
        "access",
        "documents",
        "inventory",
        "linter",
        "render",
        "actions",
        "imports",
    },
    "api": {"access", "inventory", "documents", "render", "linter"},
    "public": {"documents", "render"},
}
"""Package → the packages it may import beside itself; what is not listed here is wiring and may import all."""

PUBLIC_MODELS = {"registry.models.releases"}
"""The public may read publications and nothing else."""
PURE = ("law", "documents", "linter", "render")
"""Packages without database: they know no ORM."""


def python_files() -> list[Path]:
    ours = [*APP.rglob("*.py"), *(ROOT / "compliance").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    return sorted(path for path in ours if "migrations" not in path.parts)


def imported(path: Path) -> set[str]:
    """Every module that a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide where a name comes from"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def package_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "registry" and parts[1] in MAY_IMPORT else None


def breaches(path: Path) -> list[str]:
    own = path.relative_to(APP).parts[0]
    if own not in MAY_IMPORT:
        return []
    found = []
    for module in sorted(imported(path)):
        if module == "registry.models" or module.startswith("registry.models."):
            allowed = own == "public" and any(module.startswith(name) for name in PUBLIC_MODELS)
            if own not in ("models",) and "models" not in MAY_IMPORT[own] and not allowed:
                found.append(f"{path.relative_to(ROOT)}: {own} may not import {module}")
        elif (package := package_of(module)) and package != own and package not in MAY_IMPORT[own]:
            found.append(f"{path.relative_to(ROOT)}: {own} may not import {module}")
        if own in PURE and module.startswith(("django.db", "simple_history")):
            found.append(f"{path.relative_to(ROOT)}: {own} is pure and may not import {module}")
    return found


def test_every_package_imports_downwards_only() -> None:
    assert [breach for path in sorted(APP.rglob("*.py")) for breach in breaches(path)] == []


def test_every_package_is_in_the_table() -> None:
    packages = {path.parent.name for path in APP.glob("*/__init__.py")}
    assert packages - set(MAY_IMPORT) <= {"management", "migrations"}


def test_a_breach_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "APP", tmp_path)
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "documents").mkdir()
    file = tmp_path / "documents" / "wrong.py"
    file.write_text("from registry.models import Party\nfrom django.db import models\n")
    assert breaches(file) == [
        "documents/wrong.py: documents is pure and may not import django.db",
        "documents/wrong.py: documents is pure and may not import django.db.models",
        "documents/wrong.py: documents may not import registry.models",
        "documents/wrong.py: documents may not import registry.models.Party",
    ]


def test_no_file_is_long() -> None:
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in python_files()}
    assert {name: lines for name, lines in long.items() if lines > LINES} == {}


def test_every_file_says_what_lives_there() -> None:
    silent = [
        path
        for path in python_files()
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert [str(path.relative_to(ROOT)) for path in silent] == []
