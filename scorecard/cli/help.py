"""Help and usage in the language of the call: click's own texts by its gettext catalogue, ours from a table."""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import click

from scorecard.cli import help_ledger, help_start
from scorecard.cli.console import language

LANGUAGES = ("zh", "en")
LOCALES = Path(__file__).with_name("locale")
"""What click says itself, compiled from the .po file beside it: pybabel compile -D messages -d scorecard/cli/locale."""

PURPOSES: dict[str, tuple[str, str]] = {
    **help_start.PURPOSES,
    "check": ("Say everything that is wrong with a plan and its workbooks.", "检查方案与工作簿，列出全部问题"),
    "run": ("Calculate a period and write its folder.", "计算并输出一期结果"),
    "explain": ("Derive one team's numbers, down to the cells.", "说明一个团队的每个数，直到单元格"),
    "plan": ("Write the plan as a page to read.", "输出供阅读的方案说明"),
    **help_ledger.PURPOSES,
    "schema": ("Print the JSON Schema of plan files.", "输出方案文件的 JSON Schema"),
}
"""Each command's purpose in a line: help is shown without importing the commands."""

INPUT = (
    "INPUT is a workbook, a CSV or Parquet file, or a folder of them.",
    "INPUT 是工作簿、CSV 或 Parquet 文件，或装有它们的文件夹。",
)
"""What the inputs may be."""

COMMANDS: dict[str, tuple[str, str]] = {
    "scorecard": (
        """Bonus pools for key-account teams, right to the cent, each cent explained.

        \b
        Example:
          scorecard run configs/key-accounts-2026.yaml samples/key-accounts --period 2026-07

        Every message, by the word in brackets, with an example: docs/errors.md

        \b
        Completion of commands and options in the shell (bash; likewise zsh, fish):
          eval "$(_SCORECARD_COMPLETE=bash_source scorecard)"
        """,
        """大客户团队奖金包：分文不差，笔笔有据。

        \b
        示例：
          scorecard run configs/key-accounts-2026.yaml samples/key-accounts --period 2026-07

        \b
        全部消息及示例（按方括号中的代码查找）：docs/errors.zh.md

        \b
        在 shell 中补全命令和选项（bash；zsh、fish 类似）：
          eval "$(_SCORECARD_COMPLETE=bash_source scorecard)"
        """,
    ),
    "check": (
        f"""Say everything that is wrong with PLAN and, where given, the workbooks INPUT; write nothing, but with --mark
        copies that show what is wrong.

        {INPUT[0]}

        \b
        Example:
          scorecard check configs/key-accounts-2026.yaml samples/key-accounts --period 2026-07
        """,
        f"""\b
        检查方案 PLAN 以及（如已给出）工作簿 INPUT，列出全部问题；除 --mark 的副本外不写任何文件。
        {INPUT[1]}

        \b
        示例：
          scorecard check configs/key-accounts-2026.yaml samples/key-accounts --period 2026-07
        """,
    ),
    "run": (
        f"""Calculate a period of PLAN from the workbooks INPUT and write its folder: workbook, pages, result, inputs.

        {INPUT[0]} With --json and without --out nothing is written: the result is printed.

        \b
        Example:
          scorecard run configs/key-accounts-2026.yaml samples/key-accounts --period 2026-07
        """,
        f"""\b
        按方案 PLAN 和工作簿 INPUT 计算一期，输出文件夹：工作簿、网页、结果、输入文件。
        {INPUT[1]}
        用 --json 而不用 --out 时不写文件，只打印结果。

        \b
        示例：
          scorecard run configs/key-accounts-2026.yaml samples/key-accounts --period 2026-07
        """,
    ),
    "explain": (
        f"""Derive one team's numbers of a period as a tree: each with its rule, its section of the rules, inputs
        their cell.

        {INPUT[0]}

        \b
        Example:
          scorecard explain configs/key-accounts-2026.yaml samples/key-accounts --period 2026-07 --team T03
        """,
        f"""\b
        以树状列出一个团队一期的每个数：附算式和规则章节，输入数据注明单元格。
        {INPUT[1]}

        \b
        示例：
          scorecard explain configs/key-accounts-2026.yaml samples/key-accounts --period 2026-07 --team T03
        """,
    ),
    "plan": (
        """Write PLAN as a page that employees and audit can read: weights, curves, gates, funding, an example.

        \b
        Example:
          scorecard plan configs/key-accounts-2026.yaml -o plan.html --lang en
        """,
        """\b
        把方案 PLAN 写成员工和审计都能读的网页：权重、曲线、门槛、奖金来源和一个算例。

        \b
        示例：
          scorecard plan configs/key-accounts-2026.yaml -o plan.html --lang zh
        """,
    ),
    "schema": (
        """Print the JSON Schema of plan files, so that an editor completes and checks while one types.

        \b
        Example:
          scorecard schema > configs/plan.schema.json
        """,
        """\b
        输出方案文件的 JSON Schema，编辑器可据此在输入时补全和检查。

        \b
        示例：
          scorecard schema > configs/plan.schema.json
        """,
    ),
    **help_start.COMMANDS,
    **help_ledger.COMMANDS,
}
"""Each command's help, by its names below ``scorecard``."""

OPTIONS: dict[str, tuple[str, str]] = {
    "period": (
        "A month like 2026-03 (default: the newest in Actuals).",
        "月份，如 2026-03（默认：“实际”中最新的月份）",
    ),
    "before": (
        "Last month's run folder or workbooks: targets and pools are held against theirs (default: its folder in out).",
        "上月的结果文件夹或工作簿，目标和奖金基数与其比较（默认：out 中上月的文件夹）",
    ),
    "lang": (
        "Language (default: of messages the locale's, of files the plan's).",
        "语言（默认：消息随系统语言，文件随方案）",
    ),
    "as_json": ("Print one JSON object.", "打印一个 JSON 对象"),
    "team": ("The team's key, like T03.", "团队编号，如 T03"),
    "metric": ("Only this metric's lines.", "只列出该指标"),
    "out": ("Where the period's folder goes (default: out).", "本期文件夹的位置（默认：out）"),
    "pdf": ("Write each statement as PDF too (needs the extra pdf).", "同时输出各团队说明书的 PDF（需安装 pdf 组件）"),
    "tables": (
        "parquet: every table as a Parquet file beside the workbook too, which is an overview where rows fit no sheet.",
        "parquet：每张表另存为 Parquet 文件；行数超过工作表上限时，工作簿只含概览",
    ),
    "engine": (
        "Who calculates: this machine, or a Dask cluster (needs the extra dask); the result is the same.",
        "由谁计算：本机，或 Dask 集群（需安装 dask 组件）；结果相同",
    ),
    "scheduler": (
        "The Dask scheduler, like tcp://10.0.0.5:8786 (default: a cluster of this machine's processors).",
        "Dask 调度器，如 tcp://10.0.0.5:8786（默认：用本机处理器组成的集群）",
    ),
    "slips": ("Write a page for each member, with their own money only.", "为每位成员输出一页，只含本人的金额"),
    "templates": (
        "A folder of your own page templates; they go before those of the program.",
        "自备网页模板的文件夹；优先于程序自带的模板",
    ),
    "output": (
        "Where the page goes, written whole or not at all (default: -, standard output).",
        "网页写到哪里，要么完整写出，要么不写（默认：-，标准输出）",
    ),
    "mark": (
        "A folder for copies of the workbooks in which each faulty cell is coloured and says what is wrong.",
        "在此文件夹中生成工作簿副本：标出每个有问题的单元格并附说明",
    ),
    "help": ("Show this message and exit.", "显示本帮助"),
    "version": ("Show the version and exit.", "显示版本"),
    **help_start.OPTIONS,
    **help_ledger.OPTIONS,
}
"""Each option's help, by the name of its parameter."""


def asked_language(arguments: Sequence[str]) -> str:
    """Of messages: what --lang says, else the locale. Click is not asked, since what it refuses is told as well."""
    said = None
    for this, following in pairwise([*arguments, ""]):
        if this == "--":
            break
        if this == "--lang":
            said = following
        elif this.startswith("--lang="):
            said = this.removeprefix("--lang=")
    return language(said if said in LANGUAGES else None)


def translate_click(spoken: str) -> None:
    """Have click complain in this language."""
    gettext.bindtextdomain("messages", str(LOCALES))
    os.environ["LANGUAGE"] = spoken


def spoken_in(ctx: click.Context | None) -> str:
    """The language of a call: main puts it into the context's ``obj``."""
    return ctx.obj if ctx is not None and ctx.obj in LANGUAGES else language()


def chosen(texts: tuple[str, str], ctx: click.Context | None) -> str:
    """English or Chinese."""
    return texts[spoken_in(ctx) == "zh"]


class Option(click.Option):
    """An option whose help stands in OPTIONS."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """As click does, in the language of the call."""
        self.help = chosen(OPTIONS[self.name or ""], ctx)
        return super().get_help_record(ctx)


class Command(click.Command):
    """A command whose help stands in COMMANDS."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """As click does, in the language of the call."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = chosen(OPTIONS["help"], ctx)
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click does, in the language of the call."""
        self.help = chosen(COMMANDS[names_of(ctx)], ctx)
        super().format_help_text(ctx, formatter)


def names_of(ctx: click.Context) -> str:
    """``run``, ``ledger log``: a command's names below ``scorecard``, which is none below itself."""
    names: list[str] = []
    while ctx.parent is not None:
        names.insert(0, ctx.info_name or "")
        ctx = ctx.parent
    return " ".join(names) or "scorecard"


class Group(Command, click.Group):
    """The commands below ``scorecard ledger``, whose purposes stand in help_ledger."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Names and purposes, in the order of work."""
        with formatter.section(gettext.gettext("Commands")):
            purposes = help_ledger.LEDGER_PURPOSES
            formatter.write_dl([(name, chosen(purpose, ctx)) for name, purpose in purposes.items()])
