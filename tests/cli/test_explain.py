from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecard.cli.explain import command

ROOT = Path(__file__).parents[2]
PLAN = str(ROOT / "configs" / "key-accounts-2026.yaml")
BOOKS = str(ROOT / "samples" / "key-accounts")


def explain(*options: str, books: str = BOOKS) -> tuple[int, Result]:
    done = CliRunner().invoke(command, [PLAN, books, "--period", "2026-07", *options], standalone_mode=False)
    assert done.exception is None, done.exception
    return done.return_value, done


def test_in_a_pipe_each_line_has_name_value_rule_section_and_cell() -> None:
    code, done = explain("--team", "T03", "--lang", "en")
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert code == 0
    assert "Attainment  96.3307  = 100 × (33083821.53 − 0) / (34344000 − 0)  [§4]" in lines
    assert "2026-07  5307729.640000  [§2]  ← 2026-07-actuals.xlsx!实际!C7" in lines


def test_in_a_pipe_children_stand_two_spaces_further_in_and_nothing_is_coloured() -> None:
    _, done = explain("--team", "T03", "--lang", "en")
    lines = done.stdout.splitlines()
    assert lines[1].startswith("  Payable") and lines[2].startswith("    Due")
    assert "\x1b" not in done.stdout


def test_the_language_option_makes_it_chinese() -> None:
    _, done = explain("--team", "T03", "--lang", "zh")
    assert "  本期应发  54269.64" in done.stdout


def test_a_metric_leaves_out_the_lines_of_the_others() -> None:
    code, done = explain("--team", "T03", "--metric", "revenue", "--lang", "en")
    assert code == 0
    assert "Revenue · Points" in done.stdout
    assert "Pipeline" not in done.stdout and "Payable" not in done.stdout


def test_an_unknown_team_and_an_unknown_metric_are_told_together_with_the_known_ones() -> None:
    code, done = explain("--team", "T99", "--metric", "turnover", "--lang", "en")
    assert code == 1
    assert done.stdout == ""
    assert "error[unknown-team-option]: there is no team T99 in this period; there are T01, T02" in done.stderr
    assert "error[unknown-metric-option]: the plan has no metric turnover" in done.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--team", "T3"), "there is no team T3 in this period; did you mean T03?"),
        (("--team", "T03", "--metric", "reveneu"), "the plan has no metric reveneu; did you mean revenue?"),
    ],
)
def test_a_slip_in_a_name_gets_the_one_that_was_probably_meant(options: tuple[str, ...], told: str) -> None:
    code, done = explain(*options, "--lang", "en")
    assert (code, done.stdout) == (1, "")
    assert done.stderr.rstrip().endswith(told)


def test_a_month_outside_the_fiscal_year_is_told_in_one_line() -> None:
    code, done = explain("--team", "T03", "--period", "2031-01", "--lang", "en")
    assert (code, done.stdout) == (1, "")
    assert done.stderr == (
        "error[unknown-period]: 2031-01 is not a month of the fiscal year 2026-01 to 2026-12; say another month, or "
        "take the plan of that year\n"
    )


def test_without_a_period_it_is_the_newest_month_of_actuals() -> None:
    done = CliRunner().invoke(command, [PLAN, BOOKS, "--team", "T03", "--lang", "en"], standalone_mode=False)
    assert done.return_value == 0
    assert done.stdout.splitlines()[0] == "T03 云麓乳业核心团队 · 2026-07  CNY 54269.64"


@pytest.mark.parametrize("options", [(), ("--team", "T03", "--period", "2026-13")])
def test_a_missing_team_and_a_month_that_is_none_are_wrong_usage(options: tuple[str, ...]) -> None:
    done = CliRunner().invoke(command, [PLAN, BOOKS, *options])
    assert done.exit_code == 2


def test_a_metric_may_be_named_by_its_title() -> None:
    code, done = explain("--team", "T03", "--metric", "营业收入", "--lang", "en")
    assert code == 0
    assert "Revenue · Points" in done.stdout


def test_a_metric_that_the_stage_does_not_weigh_says_so() -> None:
    code, done = explain("--team", "T03", "--metric", "new_product_share", "--lang", "en")
    assert code == 0
    assert done.stdout.splitlines()[1] == "  2026-01/2026-07 Growth  the stage does not weigh this metric"


def test_a_team_key_in_full_width_letters_is_the_same_key() -> None:
    code, done = explain("--team", "Ｔ０３", "--lang", "en")
    assert code == 0
    assert done.stdout.startswith("T03 ")


def test_problems_of_the_inputs_are_shown_instead_of_a_tree() -> None:
    code, done = explain("--team", "T03", "--lang", "en", books=str(ROOT / "samples/key-accounts/master.xlsx"))
    assert code == 1
    assert done.stdout == ""
    assert "error[missing-sheet]" in done.stderr


def test_problems_of_the_inputs_are_one_object_with_json() -> None:
    code, done = explain("--team", "T03", "--json", books=str(ROOT / "samples/key-accounts/master.xlsx"))
    assert code == 1
    assert "missing-sheet" in {problem["code"] for problem in json.loads(done.stdout)["problems"]}


def test_json_is_the_tree_as_one_object() -> None:
    code, done = explain("--team", "T03", "--json", "--lang", "en")
    said = json.loads(done.stdout)
    assert code == 0
    assert said["children"][0]["label"] == "Payable"
    assert said["children"][0]["value"] == "54269.64"


@pytest.mark.parametrize("no_color", [True, False])
def test_on_a_terminal_it_is_a_tree_with_colours_unless_told_otherwise(
    no_color: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from scorecard.cli.explain import print_tree
    from scorecard.report.explanation import Node

    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    print_tree(Node("Payable", "1.00", children=(Node("Due [red]", "1.00"),)))
    shown = capsys.readouterr().out
    assert "└── " in shown and "Due [red]" in shown
    assert "\x1b[3" not in shown if no_color else "\x1b[" in shown


def test_control_characters_from_a_workbook_do_not_reach_the_terminal() -> None:
    from scorecard.cli.explain import plain_lines
    from scorecard.report.explanation import Node

    assert list(plain_lines(Node("a\x1b[31m\nb"))) == ["a [31m b"]


def test_months_that_stood_before_are_named_and_not_repeated() -> None:
    _, done = explain("--team", "T09", "--lang", "en")
    lines = [line.strip() for line in done.stdout.splitlines()]
    cells = [line for line in lines if line.endswith("2026-06-actuals.xlsx!实际!C13")]
    assert len(cells) == 1
    assert "2026-01 … 2026-07  as above" in lines


def test_as_json_the_tree_is_whole() -> None:
    _, done = explain("--team", "T09", "--lang", "en", "--json")
    assert done.stdout.count("2026-06-actuals.xlsx!实际!C13") > 1
    assert "as above" not in done.stdout


def test_a_single_line_is_repeated_rather_than_referred_to() -> None:
    from scorecard.cli.folding import folded
    from scorecard.report.explanation import Node

    once = Node("Actual", "1", children=(Node("2026-01", "1"),))
    tree = Node("Score", "1", children=(once, once))
    assert folded(tree, "zh") == tree
