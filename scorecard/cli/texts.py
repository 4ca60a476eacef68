"""What the terminal says beside problems, in English and Chinese."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "problems": ("{count} problems", "{count} 个问题"),
    "problems.one": ("1 problem", "1 个问题"),
    "warnings": ("{count} warnings", "{count} 个警告"),
    "warnings.one": ("1 warning", "1 个警告"),
    "teams": ("{count} teams", "{count} 个团队"),
    "teams.one": ("1 team", "1 个团队"),
    "found-of": ("{period}: {found}", "{period}：{found}"),
    "found": ("{problems}, {warnings}", "{problems}，{warnings}"),
    "totals": (
        "Control totals: select a column's cells in Excel, and its status bar shows the same sum and numerical count",
        "核对数：在 Excel 中选中一列的单元格，状态栏的“求和”与“数值计数”应与此相同",
    ),
    "totals.rows": ("rows = used + skipped", "行数 = 计入 + 略过"),
    "totals.texts": ("texts read as numbers", "按数字读取的文本"),
    "totals.unread": ("not read as numbers", "未能读作数字"),
    "totals.used": ("used", "计入"),
    "totals.skipped": ("skipped: {reasons}", "略过：{reasons}"),
    "totals.skipped.in": ("skipped in {sheet}: {reasons}", "{sheet} 略过：{reasons}"),
    "totals.parts": ("{folder}/ ({count} files)", "{folder}/（{count} 个文件）"),
    "totals.and": (", ", "，"),
    "totals.measures": ("used, all sheets together", "计入，各表合计"),
    "skipped.outside-year": ("{count} outside the fiscal year", "财年以外 {count} 行"),
    "skipped.other-year": ("{count} of another year", "其他年度 {count} 行"),
    "skipped.ignored": ("{count} of others (others: ignore)", "其他团队或客户 {count} 行（others: ignore）"),
    "skipped.where": ("{count} that no measure counts (where)", "不属于任何度量 {count} 行（where）"),
    "skipped.empty": ("{count} without a number", "没有数值 {count} 行"),
    "skipped.faulty": ("{count} faulty", "有错误 {count} 行"),
    "done": ("{period}: {teams}, payable {money}, {warnings}", "{period}：{teams}，应发合计 {money}，{warnings}"),
    "values": ("{count} values", "{count} 个数值"),
    "values.one": ("1 value", "1 个数值"),
    "the-plan": ("the plan", "方案"),
    "and": (" and ", "和"),
    "changed": (
        "changed in closed months since the closing of {month}: {what} ({teams}); this due holds {money} of "
        "that (sheet Changes 变动)",
        "已关账月份自 {month} 关账以来有变动：{what}（{teams}），其影响 {money} 计入本期应计（见“Changes 变动”表）",
    ),
    "changed.untold": (
        "changed in closed months since the closing of {month}: {what} ({teams}); what this due holds of that "
        "cannot be told for every team (sheet Changes 变动)",
        "已关账月份自 {month} 关账以来有变动：{what}（{teams}）；"
        "部分团队计入本期应计的影响无法得出（见“Changes 变动”表）",
    ),
    "no-pages": (
        "so many teams have no pages of their own: the numbers are in tables/ and result.json",
        "团队过多，未生成各团队网页；数据见 tables/ 与 result.json",
    ),
    "further": ("… and {teams} more", "……另有 {teams}"),
    "above": ("as above", "同上"),
    "stdout": ("standard output", "标准输出"),
    "reading": ("reading {what}", "正在读取 {what}"),
    "rows": ("reading rows", "正在读取数据行"),
    "calculating": ("calculating", "正在计算"),
    "writing": ("writing", "正在写入"),
    "marking": ("marking copies", "正在标记副本"),
    "marked": (
        "{folder}: {overview} lists everything; marked copies: {count}",
        "{folder}：{overview} 列出全部内容；标记副本 {count} 个",
    ),
    "marked.none": (
        "{folder}: {overview} lists everything; there is no workbook to mark",
        "{folder}：{overview} 列出全部内容；没有需要标记的工作簿",
    ),
    "marked.nothing": ("nothing to mark", "没有需要标记的内容"),
    "workbook": ("writing the workbook", "正在写工作簿"),
    "statements": ("writing statements", "正在写说明书"),
    "pdf": ("making PDFs", "正在生成 PDF"),
    "files": ("{count} files", "{count} 个文件"),
    "files.one": ("1 file", "1 个文件"),
    "entries": ("{count} entries", "{count} 条记录"),
    "entries.one": ("1 entry", "1 条记录"),
    "closings": ("{count} closings", "{count} 次关账"),
    "closings.one": ("1 closing", "1 次关账"),
    "signed": (
        "{period} signed as {role} by {by}: result {result}",
        "{period} 已由 {by} 以 {role} 身份签核：结果 {result}",
    ),
    "closed": ("{period} closed: {teams}, payable {money}", "{period} 已关账：{teams}，应发合计 {money}"),
    "made": (
        "a new ledger was made: {ledger}. From now on give the same one, or work in this folder",
        "已创建新台账：{ledger}。今后请使用同一台账，或在此文件夹中操作",
    ),
    "voided": ("the closing of {period} is taken back, by {by}", "{period} 的关账已由 {by} 撤销"),
    "digest": ("digest {digest}", "摘要 {digest}"),
    "verified": (
        "{files}, made anew from the inputs: every byte is what it should be",
        "{files}，按输入重新生成：每个字节都一致",
    ),
    "whole": (
        "{entries}, {closings}: every hash and every result is what it should be",
        "{entries}，{closings}：每个摘要、每个结果都一致",
    ),
    "shown": ("{plan} {period}, closed {moment} by {by}", "{plan} {period}，{moment} 由 {by} 关账"),
    "entry.closing": ("closed", "关账"),
    "entry.taken_back": ("closed, taken back since", "关账（已撤销）"),
    "entry.void": ("voided", "撤销"),
    "entry.sign_off": ("signed as {role}", "签核（{role}）"),
    "migrated": (
        "the ledger's tables are of version {now} now, before of {before}",
        "台账表结构已由版本 {before} 升级到 {now}",
    ),
    "migrated.not": ("the ledger's tables are of version {now} already", "台账表结构已是版本 {now}"),
    "close?": ("Close {folder}? What is closed stays", "确定对 {folder} 关账？关账后不再更改"),
    "void?": ("Take back the closing of {period}?", "确定撤销 {period} 的关账？"),
    "no-month": (
        "{text!r} is no month; write it like 2026-03",
        "{text!r} 不是月份；请写成 2026-03 这样的格式",
    ),
    "empty-path": ("the path is empty; write the file or folder", "路径为空；请写出文件或文件夹"),
    "scheduler-without-dask": (
        "--scheduler names a Dask scheduler; it goes with --engine dask",
        "--scheduler 指定 Dask 调度器，须与 --engine dask 一起使用",
    ),
    "new.next": (
        "Begin with the guide: README.md tells of the first hour",
        "请先阅读“使用说明.md”：最初一小时怎样做",
    ),
    "no-workbook": (
        "{name!r} is no name of a workbook; end it in .xlsx, like inputs.xlsx",
        "{name!r} 不是工作簿文件名；请以 .xlsx 结尾，例如 inputs.xlsx",
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
