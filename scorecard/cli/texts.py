"""What the terminal says beside problems, in English and Chinese."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "problems": ("{count} problems", "{count} 个问题"),
    "problems.one": ("1 problem", "1 个问题"),
    "warnings": ("{count} warnings", "{count} 个警告"),
    "warnings.one": ("1 warning", "1 个警告"),
    "teams": ("{count} teams", "{count} 个团队"),
    "teams.one": ("1 team", "1 个团队"),
    "found": ("{problems}, {warnings}", "{problems}，{warnings}"),
    "done": ("{period}: {teams}, payable {money}, {warnings}", "{period}：{teams}，应发合计 {money}，{warnings}"),
    "further": ("… and {teams} more", "……另有 {teams}"),
    "above": ("as above", "同上"),
    "stdout": ("standard output", "标准输出"),
    "reading": ("reading {what}", "正在读取 {what}"),
    "calculating": ("calculating", "正在计算"),
    "writing": ("writing", "正在写入"),
    "workbook": ("writing the workbook", "正在写工作簿"),
    "statements": ("writing statements", "正在写说明书"),
    "pdf": ("making PDFs", "正在生成 PDF"),
    "no-month": (
        "{text!r} is no month; write it like 2026-03",
        "{text!r} 不是月份；请写成 2026-03 这样的格式",
    ),
    "no-command": (
        "there is no command {name!r}; did you mean {near!r}?",
        "没有命令 {name!r}；是否想写 {near!r}？",
    ),
}


def text(key: str, language: str, **args: object) -> str:
    """The text in ``zh`` or ``en``, its braces filled."""
    english, chinese = TEXTS[key]
    return (chinese if language == "zh" else english).format_map(args)


def counted(key: str, count: int, language: str) -> str:
    """``1 team``, ``2 teams``."""
    return text(f"{key}.one" if count == 1 else key, language, count=f"{count:,}")
