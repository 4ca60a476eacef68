"""Messages about what a sheet lacks altogether: a column, a month (inputs.md)."""

GAPS: dict[str, tuple[str, str]] = {
    "missing-value.column": (
        "the column {measure} is missing, so no team has it for {months}; add it, with a number for every team "
        "(sheets without it: {sheets})",
        "缺少“{measure}”列，所有团队都没有 {months} 的数值；请补上该列并为每个团队填写（缺少该列的表：{sheets}）",
    ),
    "missing-value.misspelt": (
        "the column {measure} is missing, so no team has it; did you mean it by the column {header}? "
        "Then rename that ({cells}); its numbers count as they stand, whatever unit the header names",
        "缺少“{measure}”列，所有团队都没有该数值；是否就是“{header}”列？如是请改名（{cells}）；"
        "数值按原样计算，不按列名中的单位（如万元）换算",
    ),
    "missing-value.empty": (
        "the column {measure} holds no number for any team, from here on (months: {months}); fill it in",
        "自此处起，“{measure}”列没有任何团队的数值（月份：{months}）；请填写",
    ),
    "missing-value.more": (
        "from here on, {measure} is missing for others too; fill in all of them (further ones: {count})",
        "自此处起，“{measure}”另有 {count} 处缺少数值；请一并填写",
    ),
    "missing-value.rows": (
        "no row gives {measure} for {months}; add a row for every team (sheets: {sheets})",
        "{months} 没有任何一行给出“{measure}”；请为每个团队补一行（表：{sheets}）",
    ),
    "missing-value.month": (
        "nothing stands in Actuals for {month}; add that month's rows, or give the workbook that has them",
        "“实际”表中没有 {month} 的任何数据；请补上该月的行，或加上含有该月数据的工作簿",
    ),
    "missing-target.column": (
        "the sheet has no column {column}, which the plan needs; add it and fill it in (for metrics of teams: {count})",
        "此表缺少 {column} 列，而方案需要该列；请补上并填写（涉及的团队指标数：{count}）",
    ),
}
"""Kinds of one problem that stands for many: of every team and month."""
