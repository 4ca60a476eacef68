"""The built wheel works by itself, far from the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"

pytestmark = pytest.mark.xdist_group("wheel")


def run(*command: str | Path, cwd: Path) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment that holds the wheel and what it asks for, nothing else."""
    folder = tmp_path_factory.mktemp("bare")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    programs = folder / "venv" / "bin"
    run(programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=folder)
    return programs


def test_the_wheel_carries_templates_plans_types_and_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {f"scorecard/{path.relative_to(ROOT)}" for path in (ROOT / "configs").glob("*.yaml")}
    assert shipped
    assert shipped | {"scorecard/templates/README.md", "scorecard/py.typed"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_carries_no_tests_samples_or_benchmarks(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"scorecard"}


def test_schema_prints_a_json_schema_from_the_wheel(bare: Path, tmp_path: Path) -> None:
    schema = json.loads(run(bare / "scorecard", "schema", cwd=tmp_path))
    assert "stages" in schema["properties"]


def test_a_folder_to_start_from_is_made_from_the_wheel(bare: Path, tmp_path: Path) -> None:
    run(bare / "scorecard", "new", "start", cwd=tmp_path)
    said = run(bare / "scorecard", "check", "plan.yaml", "--lang", "en", cwd=tmp_path / "start")
    assert said == "0 problems, 0 warnings\n"


def test_the_samples_give_the_expected_result_from_the_wheel(bare: Path, tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "key-accounts", tmp_path / "books")
    find = "import scorecard; print(scorecard.__path__[0])"
    package = Path(run(bare / "python", "-c", find, cwd=tmp_path).strip())
    assert ROOT not in package.parents
    plan = package / "configs" / "key-accounts-2026.yaml"
    run(bare / "scorecard", "run", plan, "books", "--period", "2026-07", cwd=tmp_path)
    found = (tmp_path / "out" / "2026-07" / "result.json").read_bytes()
    assert found == (SAMPLES / "expected" / "2026-07" / "result.json").read_bytes()
