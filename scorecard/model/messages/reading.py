"""Messages about workbooks (inputs.md)."""

READING: dict[str, tuple[str, str]] = {
    "folder-empty": (
        "the folder holds no workbook (.xlsx, .xlsm, .xls, .xlsb, .ods, .csv, .parquet)",
        "文件夹中没有工作簿（.xlsx、.xlsm、.xls、.xlsb、.ods、.csv、.parquet）",
    ),
    "workbook-unreadable": ("the file cannot be read: {reason}", "无法读取文件：{reason}"),
    "workbook-encrypted": (
        "the workbook is encrypted; save it without a password",
        "工作簿已加密；请另存为不带密码的文件",
    ),
    "workbook-damaged": (
        "the file is damaged, or not what its name says ({reason}); open it in Excel and save it anew",
        "文件已损坏，或与扩展名不符（{reason}）；请用 Excel 打开后重新保存",
    ),
    "workbook-too-large": (
        "the workbook unpacks beyond a sane size; it is not read",
        "工作簿解压后过大，未予读取",
    ),
    "unknown-format": (
        "{format} is no format that is read; save the file as .xlsx",
        "不支持 {format} 格式；请另存为 .xlsx",
    ),
    "csv-encoding": (
        "the text is neither UTF-8 nor GB18030; save it as UTF-8",
        "文本既不是 UTF-8 也不是 GB18030 编码；请另存为 UTF-8",
    ),
    "blind-format": (
        "in {format} files an error cell looks like an empty one; save the workbook as .xlsx to be sure",
        "{format} 文件中的错误单元格无法与空单元格区分；为稳妥起见请另存为 .xlsx",
    ),
    "missing-sheet": (
        "no workbook has a sheet named {names}; add it",
        "所有工作簿中都没有名为 {names} 的工作表；请补上",
    ),
    "missing-column": (
        "no row of this sheet holds all needed headers; missing: {wanted}",
        "本表中没有一行包含全部必需的列名；缺少：{wanted}",
    ),
    "missing-column.near": (
        "no row of this sheet holds all needed headers; missing: {wanted} (is it the column {near}?)",
        "本表中没有一行包含全部必需的列名；缺少：{wanted}（是否就是“{near}”列？）",
    ),
    "column-twice": (
        "the column {column} stands here twice (first in column {first}); keep one",
        "列“{column}”重复出现（首次在 {first} 列）；请只保留一列",
    ),
    "unknown-column": (
        "the column {column} is no measure of the plan; it is left alone",
        "列“{column}”不是方案中的度量，未读取",
    ),
    "unknown-column.near": (
        "the column {column} is no measure of the plan and is left alone; did you mean {near}?",
        "列“{column}”不是方案中的度量，未读取；是否想写“{near}”？",
    ),
    "sheet-left-alone": ("this sheet is none that is read; it is left alone", "此工作表不在读取范围内，未读取"),
    "sheet-left-alone.near": (
        "this sheet is none that is read and is left alone; did you mean {near}?",
        "此工作表不在读取范围内，未读取；是否想写“{near}”？",
    ),
    "hidden-rows": (
        "{count} hidden or filtered rows count like the others (rows {rows})",
        "{count} 个隐藏或被筛选的行同样计入（第 {rows} 行）",
    ),
    "outside-year": (
        "{count} rows lie outside the fiscal year {first} to {last} and are left out",
        "{count} 行不在财年 {first} 至 {last} 之内，未计入",
    ),
    "other-year": (
        "{value} is another fiscal year than the plan's ({wanted}); the row is left out",
        "{value} 不是本方案的财年（{wanted}），该行未计入",
    ),
    "empty-cell": ("{column} is empty; fill it in", "“{column}”为空；请填写"),
    "error-cell": (
        "{column} holds the error {value}; mend the formula, or leave the cell empty if there is no value",
        "“{column}”为错误值 {value}；请修正公式，确无数值时请留空",
    ),
    "formula-without-value": (
        "{column} holds a formula whose value was never saved; open the workbook in Excel and save it",
        "“{column}”的公式没有保存计算结果；请用 Excel 打开工作簿并保存",
    ),
    "not-a-number": (
        '{column} is "{value}"; write a number, or leave the cell empty if there is none',
        "“{column}”为“{value}”；请填写数字，没有数值时请留空",
    ),
    "not-a-number.boolean": ("{column} is {value}; write a number", "“{column}”为 {value}；请填写数字"),
    "not-a-number.date": (
        "{column} is the date {value}; write a number and format the cell as one",
        "“{column}”为日期 {value}；请填写数字，并将单元格设为数字格式",
    ),
    "number-too-large": (
        "{column} is {value}; at most 12 digits may stand before the point",
        "“{column}”为 {value}；小数点前最多 12 位",
    ),
    "money-decimals": (
        "{column} is {value}; money has at most {decimals} decimals here",
        "“{column}”为 {value}；金额最多 {decimals} 位小数",
    ),
    "text-number": (
        '{column} is the text "{value}"; it is read as the number it looks like',
        "“{column}”为文本“{value}”；已按其数值读取",
    ),
    "rounded-input": (
        "{column} is {value}; it is rounded to {decimals} decimals",
        "“{column}”为 {value}；已四舍五入到 {decimals} 位小数",
    ),
    "below-zero-cell": ("{column} is {value}; it must not be below 0", "“{column}”为 {value}；不能为负"),
    "not-a-date": (
        '{column} is "{value}"; write a date, like 2026-03-15',
        "“{column}”为“{value}”；请填写日期，例如 2026-03-15",
    ),
    "to-before-from": ("{column} is {value}, before the row's first day", "“{column}”为 {value}，早于该行的开始日期"),
    "not-a-period": (
        '{column} is "{value}"; write a month, like {first}',
        "“{column}”为“{value}”；请填写月份，例如 {first}",
    ),
    "ambiguous-period": (
        "{column} is the number {value}, which could mean two months (2026.10 is kept as 2026.1); "
        "write it like {first}",
        "“{column}”为数字 {value}，可能指两个不同的月份（2026.10 会变成 2026.1）；请写成 {first} 这样的格式",
    ),
    "unknown-team": (
        "there is no team {value}; add it to Teams, or correct the key (teams: {known})",
        "没有团队 {value}；请补入“团队”表或更正编号（现有：{known}）",
    ),
    "unknown-team.near": ("there is no team {value}; did you mean {near}?", "没有团队 {value}；是否想写 {near}？"),
    "unknown-stage": ("the plan has no stage {value}; it has {known}", "方案中没有阶段“{value}”；现有 {known}"),
    "unknown-stage.near": (
        "the plan has no stage {value}; did you mean {near}?",
        "方案中没有阶段“{value}”；是否想写“{near}”？",
    ),
    "unknown-role": ("the plan has no role {value}; it has {known}", "方案中没有角色“{value}”；现有 {known}"),
    "unknown-role.near": (
        "the plan has no role {value}; did you mean {near}?",
        "方案中没有角色“{value}”；是否想写“{near}”？",
    ),
    "unknown-metric": ("the plan has no metric {value}; it has {known}", "方案中没有指标“{value}”；现有 {known}"),
    "unknown-metric.near": (
        "the plan has no metric {value}; did you mean {near}?",
        "方案中没有指标“{value}”；是否想写“{near}”？",
    ),
    "unknown-measure": ("the plan has no measure {value}; it has {known}", "方案中没有度量“{value}”；现有 {known}"),
    "unknown-measure.near": (
        "the plan has no measure {value}; did you mean {near}?",
        "方案中没有度量“{value}”；是否想写“{near}”？",
    ),
    "unknown-kind": (
        "{value} is no kind of adjustment; write one of {known}",
        "“{value}”不是调整类别；应为 {known} 之一",
    ),
    "unknown-kind.near": (
        "{value} is no kind of adjustment; did you mean {near}?",
        "“{value}”不是调整类别；是否想写“{near}”？",
    ),
    "unknown-account": (
        "no team has the account {value} on this date; add it to Teams, or set others: ignore in the plan",
        "该日期没有团队负责客户 {value}；请补入“团队”表，或在方案中设置 others: ignore",
    ),
    "unknown-account.near": (
        "no team has the account {value}; did you mean {near}?",
        "没有团队负责客户 {value}；是否想写 {near}？",
    ),
    "account-twice": (
        "the account {value} belongs to several teams on this date ({teams}); end all but one in Teams",
        "该日期有多个团队负责客户 {value}（{teams}）；请在“团队”表中只保留一个",
    ),
    "two-latest": (
        "the measure takes the month's last row, but {other} has the same date {value}; "
        "make one date later, or remove a row",
        "该度量取当月最后一行，但 {other} 的日期同为 {value}；请更正其中一个日期或删去一行",
    ),
    "adjustment-sign": (
        "{column} is {value}: an award must not be below 0 and a penalty not above 0 (this is: {kind})",
        "“{column}”为 {value}：专项奖不能为负，处罚不能为正（此行为 {kind}）",
    ),
    "row-twice": (
        "{key} stands here a second time; it already stands at {other}; keep one",
        "{key} 重复出现，已在 {other} 出现；请只保留一个",
    ),
    "year-and-months": (
        "there is a row for the whole year ({other}) beside this row of a month; keep one or the other",
        "除本月的行外，还有全年的行（{other}）；请只保留一种",
    ),
    "spells-overlap": (
        "{employee} is in this role twice at the same time (also {other}); let the dates not overlap",
        "{employee} 在同一时间重复担任该角色（另见 {other}）；请使起止日期不重叠",
    ),
}
