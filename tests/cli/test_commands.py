"""What the commands print, and the code they end with (commands.md)."""

from __future__ import annotations

import json
import re
from gettext import GNUTranslations
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from babel.messages.pofile import read_po
from freezegun import freeze_time

from scorecard.cli.help import COMMANDS, LOCALES
from tests.cli.calling import scorecard, written

ACTUALS = [["period", "team", "revenue"], ["2026-01", "A", "100000"], ["2026-02", "A", "90000"]]
CALLED = [name for name in COMMANDS if name not in ("scorecard", "ledger")]
"""Every command that does something."""
FAULTY = [["period", "team", "revenue"], ["2026-01", "A", "n/a"]]


@pytest.fixture(autouse=True)
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    written(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


PURPOSES = {
    "C.UTF-8": ("check     Say everything", "run       Calculate a period", "Commands:"),
    "zh_CN.UTF-8": ("check     检查方案与工作簿", "run       计算并输出一期结果", "用法：", "命令:"),
}


@pytest.mark.parametrize("locale", PURPOSES)
def test_help_names_every_command_with_its_purpose_in_the_language_of_the_locale(locale: str) -> None:
    done = scorecard("--help", LC_ALL=locale)
    assert done.code == 0
    for line in PURPOSES[locale]:
        assert line in done.out


@pytest.mark.parametrize("command", CALLED)
@pytest.mark.parametrize(("language", "example"), [("en", "Example:"), ("zh", "示例：")])
def test_each_command_explains_itself_with_an_example(command: str, language: str, example: str) -> None:
    done = scorecard(f"{command} --help", LC_ALL=language)
    assert done.code == 0
    assert f"{example}\n    scorecard {command}" in done.out


@pytest.mark.parametrize("command", CALLED)
def test_chinese_help_is_chinese_throughout_and_stays_within_the_terminal(command: str) -> None:
    lines = scorecard(f"{command} --help", LC_ALL="zh_CN.UTF-8").out.splitlines()
    prose = [line for line in lines if line and "scorecard" not in line]
    assert [line for line in prose if not re.search("[一-鿿]", line)] == []
    assert all(sum(2 if east_asian_width(mark) in "WF" else 1 for mark in line) <= 100 for line in prose)


def test_what_click_says_in_chinese_is_compiled_from_its_source() -> None:
    source = next(LOCALES.rglob("*.po"))
    with source.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    with source.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    assert len(messages) > 20
    for message in messages:
        if isinstance(message.id, str):
            assert compiled.gettext(message.id) == message.string
        else:
            assert (compiled.ngettext(*message.id, 2),) == message.string


def test_check_counts_what_it_found_and_ends_with_0_without_problems() -> None:
    done = scorecard("check plan.yaml inputs.xlsx --period 2026-01")
    assert (done.code, done.out.splitlines()[-1]) == (0, "2026-01: 0 problems, 1 warning")
    assert done.err.startswith("plan.yaml:13:3: warning[unused]: margin")


def test_check_of_a_plan_alone_reads_no_workbook(base: Path) -> None:
    (base / "inputs.xlsx").unlink()
    assert scorecard("check plan.yaml").code == 0


def test_check_writes_nothing(base: Path) -> None:
    before = sorted(base.rglob("*"))
    scorecard("check plan.yaml inputs.xlsx")
    assert sorted(base.rglob("*")) == before


def test_a_problem_is_one_line_that_begins_with_the_path_as_it_was_given_and_ends_with_1(base: Path) -> None:
    written(base, sheets={"Actuals": FAULTY})
    done = scorecard("check plan.yaml ./inputs.xlsx")
    assert done.code == 1
    assert done.err.splitlines()[0] == (
        'inputs.xlsx!Actuals!C2: error[not-a-number]: revenue is "n/a"; '
        "write a number, or leave the cell empty if there is none"
    )
    assert done.out.endswith("\n\n2026-01: 1 problem, 1 warning\n")


@pytest.mark.parametrize(
    ("language", "environment"),
    [(" --lang zh", {}), ("", {"LC_ALL": "zh_CN.UTF-8"}), ("", {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN"})],
)
def test_messages_follow_the_option_else_the_locale(base: Path, language: str, environment: dict[str, str]) -> None:
    written(base, sheets={"Actuals": FAULTY})
    done = scorecard(f"check plan.yaml inputs.xlsx{language}", **environment)
    assert "error[not-a-number]: “revenue”为“n/a”" in done.err
    assert done.out.endswith("\n\n2026-01：1 个问题，1 个警告\n")


def test_check_as_json_is_one_object_of_problems_and_warnings(base: Path) -> None:
    written(base, sheets={"Actuals": FAULTY})
    done = scorecard("check plan.yaml inputs.xlsx --json")
    found = json.loads(done.out)
    assert (done.code, done.err) == (1, "")
    (problem,), (warning,) = found["problems"], found["warnings"]
    assert (problem["code"], problem["level"]) == ("not-a-number", "error")
    assert (problem["where"], problem["team"]) == ("inputs.xlsx!Actuals!C2", "A")
    assert (warning["code"], warning["where"]) == ("unused", "plan.yaml:13:3")


def test_run_writes_the_folder_of_the_period_and_says_where(base: Path) -> None:
    done = scorecard("run plan.yaml inputs.xlsx --period 2026-01")
    assert (done.code, done.out) == (0, "2026-01: 1 team, payable CNY 10000.00, 1 warning\n→ out/2026-01\n")
    assert sorted(path.name for path in (base / "out" / "2026-01").iterdir()) == [
        "bonus-pools.xlsx",
        "index.html",
        "inputs",
        "manifest.json",
        "plan.html",
        "result.json",
        "statements",
    ]


def test_the_default_period_is_the_newest_month_in_actuals(base: Path) -> None:
    written(base, sheets={"Actuals": ACTUALS})
    assert scorecard("run plan.yaml inputs.xlsx").out.startswith("2026-02: ")


def test_run_with_json_prints_the_object_of_result_json_and_writes_nothing(base: Path) -> None:
    done = scorecard("run plan.yaml inputs.xlsx --period 2026-01 --json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["totals"]["payable"] == "10000.00"
    assert not (base / "out").exists()


def test_run_with_json_and_out_does_both(base: Path) -> None:
    done = scorecard("run plan.yaml inputs.xlsx --period 2026-01 --json --out results")
    assert done.out == (base / "results" / "2026-01" / "result.json").read_text("utf-8")


def test_run_with_problems_and_json_prints_them_as_one_object(base: Path) -> None:
    written(base, sheets={"Actuals": FAULTY})
    done = scorecard("run plan.yaml inputs.xlsx --json")
    assert (done.code, done.err) == (1, "")
    checked = json.loads(scorecard("check plan.yaml inputs.xlsx --json").out)
    assert {**json.loads(done.out), "totals": checked["totals"]} == checked
    assert [warning["code"] for warning in json.loads(done.out)["warnings"]] == ["unused"]


def test_run_with_problems_writes_nothing(base: Path) -> None:
    written(base, sheets={"Actuals": FAULTY})
    done = scorecard("run plan.yaml inputs.xlsx")
    assert (done.code, done.out) == (1, "")
    assert not (base / "out").exists()


def test_files_are_in_the_language_of_the_option_else_of_the_plan_whatever_the_locale(base: Path) -> None:
    spoken = {}
    for language in ("", " --lang zh"):
        command = f"run plan.yaml inputs.xlsx --period 2026-02 --json{language}"
        (warning,) = [w for w in json.loads(scorecard(command, LC_ALL="zh_CN").out)["warnings"] if w["where"] is None]
        spoken[language] = warning["message"][:5]
    assert spoken == {"": "no cl", " --lang zh": "没有关账记"}


def test_the_manifest_names_the_moment_of_the_one_clock_there_is(base: Path) -> None:
    with freeze_time("2026-04-03 08:00:00"):
        scorecard("run plan.yaml inputs.xlsx --period 2026-01")
    manifest = json.loads((base / "out/2026-01/manifest.json").read_text("utf-8"))
    assert manifest["moment"] == "2026-04-03T08:00:00+00:00"


def test_a_given_moment_stands_for_the_clock(base: Path) -> None:
    scorecard("run plan.yaml inputs.xlsx --period 2026-01", SOURCE_DATE_EPOCH="0")
    manifest = json.loads((base / "out/2026-01/manifest.json").read_text("utf-8"))
    assert manifest["moment"] == "1970-01-01T00:00:00+00:00"


def test_a_metric_may_be_named_by_its_title_in_any_case(base: Path) -> None:
    metrics = {"revenue": {"title": "Sales", "perspective": "financial", "actual": "revenue", "curve": "standard"}}
    written(base, plan={"metrics": metrics})
    done = scorecard("explain plan.yaml inputs.xlsx --period 2026-01 --team A --metric SALES")
    assert done.code == 0
    assert "Sales · Points" in done.out


def test_schema_is_one_json_object() -> None:
    assert json.loads(scorecard("schema").out)["type"] == "object"


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        ("run plan.yaml", "Missing argument 'INPUT"),
        ("check plan.yaml --perod 2026-01", "Did you mean '--period'"),
        ("check plan.yaml --period march", "'march' is no month; write it like 2026-03"),
        ("check plan.yaml --lang fr", "'zh', 'en'"),
        ("check plan.yaml ''", "the path is empty; write the file or folder"),
        ("verify ''", "the path is empty"),
        ("rum plan.yaml", "there is no command 'rum'; did you mean 'run'?"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_hint(command: str, hint: str) -> None:
    done = scorecard(command)
    assert (done.code, done.out) == (2, "")
    assert hint.casefold() in done.err.casefold()


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        ("", "用法： scorecard"),
        ("run", "错误：缺少参数 'PLAN'"),
        ("run plan.yaml", "错误：缺少参数 'INPUT...'"),
        ("explain plan.yaml inputs.xlsx", "错误：缺少选项 '--team'"),
        ("check plan.yaml --perod 2026-01", "错误：没有选项"),
        ("check plan.yaml --perod 2026-01", "是否想写 '--period'"),
        ("check plan.yaml --period", "错误：选项 '--period' 后面缺少值"),
        ("check plan.yaml --json=yes", "错误：选项 '--json' 不带值"),
        ("check plan.yaml --period march", "错误：'--period' 的值不正确：'march' 不是月份；请写成 2026-03 这样的格式"),
        ("run plan.yaml ''", "路径为空；请写出文件或文件夹"),
        ("check plan.yaml --lang fr", "错误：'--lang' 的值不正确：'fr' 不是 'zh', 'en' 之一"),
        ("plan plan.yaml inputs.xlsx", "错误：多余的参数：inputs.xlsx"),
        ("run plan.yaml inputs.xlsx --templates mine", "'mine' 不存在"),
        ("rum plan.yaml", "错误：没有命令 'rum'；是否想写 'run'？"),
        ("xyz", "错误：没有命令 'xyz'"),
    ],
)
def test_wrong_usage_is_told_in_chinese_where_the_locale_is(command: str, hint: str) -> None:
    done = scorecard(command, LC_ALL="zh_CN.UTF-8")
    assert (done.code, done.out) == (2, "")
    assert hint in done.err
    assert not re.search("[a-z]{3,} [a-z]{3,} [a-z]{3,}", done.err.split("示例")[0].split("错误")[-1])


@pytest.mark.parametrize("command", ["check --lang zh", "check --lang=zh", "check plan.yaml --perod 1 --lang zh"])
def test_the_language_that_is_asked_for_is_known_before_the_rest_is_right(command: str) -> None:
    assert "错误：" in scorecard(command).err
    assert "Error: " in scorecard(command.replace("zh", "en"), LC_ALL="zh_CN.UTF-8").err


def test_after_two_hyphens_nothing_is_an_option() -> None:
    assert "Error: " in scorecard("plan -- plan.yaml --lang zh").err


def test_no_text_can_steer_the_terminal() -> None:
    done = scorecard("check 'plan\x1b[31m\u202e.yaml'")
    assert done.code == 1
    assert done.err.startswith("plan [31m .yaml:1:1: error[plan-unreadable]")
