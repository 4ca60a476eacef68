"""Messages about workbooks (inputs.md). ``.near`` names what was probably meant; ``.more`` counts further cells."""

READING: dict[str, tuple[str, str]] = {
    # files
    "file-missing": ("there is no such file or folder; check the path", "没有这个文件或文件夹；请检查路径"),
    "file-unreadable": (
        "the file cannot be read: {reason}; look at the path, or copy the file to a place where it can be read",
        "无法读取：{reason}；请检查路径，或将文件复制到可读取的位置",
    ),
    "file-empty": (
        "there is nothing in the file (0 bytes); copy or export it anew",
        "文件为空（0 字节）；请重新复制或导出",
    ),
    "file-twice": (
        "this file is byte for byte the same as {other}; give only one of them",
        "此文件与 {other} 完全相同；请只提供其中一个",
    ),
    "folder-empty": (
        "the folder holds nothing to read (.xlsx, .xlsm, .xls, .xlsb, .ods, .csv, .parquet)",
        "文件夹中没有可读取的文件（.xlsx、.xlsm、.xls、.xlsb、.ods、.csv、.parquet）",
    ),
    "folder-left-alone": (
        "folders within a folder are left alone; name this one too if it is to be read",
        "子文件夹未读取；如需读取，请单独写出这个文件夹",
    ),
    "unknown-format": (
        "{format} is no format that is read; save the file as .xlsx",
        "不支持 {format} 格式；请另存为 .xlsx",
    ),
    "not-a-workbook": (
        "the file is no workbook, whatever its name says; open it in Excel and save it as .xlsx",
        "文件内容不是工作簿（与扩展名无关）；请用 Excel 打开并另存为 .xlsx",
    ),
    "workbook-damaged": (
        "the file is damaged; open it in Excel, let it repair it, and save it anew",
        "文件已损坏；请用 Excel 打开、修复后重新保存",
    ),
    "workbook-damaged.cell": (
        "what stands in this cell can be read in several ways; clear it, type it anew, and save the workbook",
        "此单元格的内容可以有多种读法；请清空后重新输入并保存工作簿",
    ),
    "parquet-damaged": (
        "the file is damaged, or no Parquet file; export it anew from where it comes",
        "文件已损坏，或不是 Parquet 文件；请从来源系统重新导出",
    ),
    "workbook-encrypted": (
        "the workbook has a password; save it without one",
        "工作簿设有密码；请另存为不带密码的文件",
    ),
    "workbook-entities": (
        "the workbook holds a document type declaration, which no spreadsheet program writes, so it is not read; "
        "ask where it comes from, and export it anew",
        "工作簿中含有文档类型声明（DTD），正常的表格软件不会写入，因此未读取；请核实文件来源并重新导出",
    ),
    "workbook-too-large": (
        "the file unpacks beyond a sane size; it is not read; split it, or delete what is not needed",
        "文件解压后过大，未予读取；请拆分文件或删除不需要的内容",
    ),
    "workbook-too-large.sheet": (
        "this sheet reaches to row {rows} and column {columns}; delete the stray cells far out, then save",
        "此工作表延伸到第 {rows} 行、第 {columns} 列；请删除远处的多余单元格后保存",
    ),
    "csv-encoding": (
        "the text is neither UTF-8 nor GB18030; save it as CSV UTF-8",
        "文本既不是 UTF-8 也不是 GB18030 编码；请另存为 CSV UTF-8",
    ),
    "csv-damaged": (
        "this is no table of comma-separated values; save it as .xlsx",
        "内容不是逗号分隔的表格；请另存为 .xlsx",
    ),
    "csv-quote": (
        "a quotation mark opens in line {line} and is not closed where its cell ends; close it, or remove it",
        "第 {line} 行的引号没有在该单元格末尾闭合；请补上另一个引号或将其删除",
    ),
    # sheets
    "missing-sheet": (
        "no workbook has a filled sheet named {names}; add it, or give the workbook that has it",
        "所有工作簿中都没有填写了内容的“{names}”表；请补上，或加上含有该表的工作簿",
    ),
    "missing-sheet.empty": (
        "this sheet holds nothing below its header yet; fill it in, or give the workbook that has its rows",
        "此表表头以下还没有内容；请填写，或加上含有这些内容的工作簿",
    ),
    "sheet-left-alone": (
        "nothing is read from this sheet, since no table has its name",
        "此工作表的名称不在读取范围内，未读取",
    ),
    "sheet-left-alone.near": (
        "nothing is read from this sheet; did you mean to call it {near}?",
        "未读取此工作表；名称是否应为“{near}”？",
    ),
    "hidden-rows": (
        "what is hidden or filtered counts like the rest; delete it if it should not (row {rows}; in all: {count})",
        "{count} 个隐藏或被筛选的行同样计入（第 {rows} 行）；如不应计入请删除",
    ),
    "hidden-sheet": (
        "this sheet is hidden, yet it is read; delete it if it should not be",
        "此工作表虽被隐藏仍会读取；如不应读取请删除",
    ),
    "ignored-rows": (
        "rows left out because Teams does not know their {column} (others: ignore): {count}",
        "“{column}”不在团队表中，按 others: ignore 未计入的行数：{count}",
    ),
    "ignored-alike": (
        '{column} is "{value}", which Teams writes {near}; the row is left out (others: ignore); '
        "write it alike if that is meant",
        "“{column}”为“{value}”，团队表中写作“{near}”；该行按 others: ignore 未计入，如指同一对象请统一写法",
    ),
    "ignored-alike.more": (
        "further rows, from here on, written almost like {near}, which are left out (others: ignore): {count}",
        "自此另有 {count} 行的写法与“{near}”相近，按 others: ignore 未计入",
    ),
    "outside-year": (
        "rows outside the fiscal year {first} to {last}, which are left out: {count}",
        "{count} 行不在财年 {first} 至 {last} 之内，未计入",
    ),
    "missing-column": (
        "the header in row {row} lacks: {names}; add it",
        "第 {row} 行的表头缺少列：{names}；请补上",
    ),
    "missing-column.near": (
        "the header in row {row} lacks: {names}; is that the column {near}? Then rename it",
        "第 {row} 行的表头缺少列：{names}；是否就是“{near}”列？如是请改名",
    ),
    "missing-column.all": (
        "no row of this sheet is a header; it needs the columns {names}",
        "此工作表中没有表头行；需要以下列：{names}",
    ),
    "column-twice": (
        "the column {column} stands here a second time (first in column {first}); keep one",
        "“{column}”列重复出现（首次在 {first} 列）；请只保留一列",
    ),
    "misspelt-column": (
        "the column {column} is not read; did you mean {near}?",
        "未读取“{column}”列；是否想写“{near}”？",
    ),
    "unknown-column": (
        "the column {column} is no measure of the plan and is not read",
        "“{column}”列不是方案中的度量，未读取",
    ),
    "unknown-column.near": (
        "the column {column} is no measure of the plan and is not read; did you mean {near}?",
        "“{column}”列不是方案中的度量，未读取；是否想写“{near}”？",
    ),
    "unknown-column.source": (
        "the column {column} is not read here: the plan takes this measure from the sheet {near}",
        "此处的“{column}”列未读取：方案从“{near}”表取得该度量",
    ),
    "unknown-column.long": (
        "the column {column} is not read, since this sheet gives the numbers in rows, by measure and value",
        "“{column}”列未读取：此表按“度量”和“数值”逐行给出数据",
    ),
    # cells
    "empty-cell": ("{column} is empty; fill it in", "“{column}”为空；请填写"),
    "error-cell": (
        "{column} is the error {value}; mend the formula, or leave the cell empty if there is no value",
        "“{column}”为错误值 {value}；请修正公式，没有数值时请留空",
    ),
    "error-cell.unknown": (
        "the cell holds the error {value}, at which reading stops; mend the formula, or clear the cell",
        "单元格为错误值 {value}，读取在此中断；请修正公式或清空单元格",
    ),
    "formula-without-value": (
        "{column} is the formula {value}, whose value was never saved; open the workbook in Excel and save it",
        "“{column}”为公式 {value}，但未保存其计算结果；请用 Excel 打开工作簿并保存",
    ),
    "not-a-key": (
        "{column} is {value}, which is neither text nor a number; format the cell as text and type the key anew",
        "“{column}”为 {value}，既不是文本也不是数字；请将单元格设为文本格式后重新输入",
    ),
    "not-a-key.long": (
        "{column} is {value}, a number with more digits than a cell keeps; format the cell as text and type it anew",
        "“{column}”为 {value}，位数超出单元格可保留的范围；请将单元格设为文本格式后重新输入",
    ),
    "not-a-number": (
        '{column} is "{value}"; write a number, or leave the cell empty if there is none',
        "“{column}”为“{value}”；请填写数字，没有数值时请留空",
    ),
    "not-a-number.unit": (
        '{column} is "{value}"; write the number out in digits, without a unit',
        "“{column}”为“{value}”；请用数字写出完整数值，不带单位（如“万”“元”）",
    ),
    "not-a-number.boolean": (
        "{column} is {value}; write a number, or leave the cell empty if there is none",
        "“{column}”为 {value}；请填写数字，没有数值时请留空",
    ),
    "not-a-number.date": (
        "{column} is the date or time {value}; format the cell as a number and type it anew",
        "“{column}”为日期或时间 {value}；请将单元格设为数字格式后重新输入",
    ),
    "number-too-large": (
        "{column} is {value}; at most {digits} digits may stand before the point",
        "“{column}”为 {value}；小数点前最多 {digits} 位",
    ),
    "number-too-large.product": (
        "{column} is {value}; the product that the plan makes of this row has more than {digits} digits",
        "“{column}”为 {value}；方案对此行计算的乘积超过 {digits} 位",
    ),
    "money-decimals": (
        "{column} is {value}; money has at most {decimals} decimals here, so round it",
        "“{column}”为 {value}；此处金额最多 {decimals} 位小数，请先取整",
    ),
    "text-number": (
        '{column} is the text "{value}"; it is read as the number {number}',
        "“{column}”为文本“{value}”；已按数字 {number} 读取",
    ),
    "text-number.more": (
        "further cells of {column}, from here on, with texts that are read as numbers: {count}",
        "自此处起，“{column}”另有 {count} 个文本单元格按数字读取",
    ),
    "rounded-input": (
        "{column} is {value}; it is rounded to {number} ({decimals} decimals)",
        "“{column}”为 {value}；已四舍五入为 {number}（{decimals} 位小数）",
    ),
    "rounded-input.more": (
        "further cells of {column}, from here on, that are rounded to {decimals} decimals: {count}",
        "自此处起，“{column}”另有 {count} 个单元格四舍五入到 {decimals} 位小数",
    ),
    "large-factor": (
        "{column} is {value}, that is {value} times; if a percentage is meant, write it like 1.05 or 105%",
        "“{column}”为 {value}，即 {value} 倍；如指百分比，请写成 1.05 或 105%",
    ),
    "large-factor.more": (
        "further cells of {column}, from here on, that are as large: {count}",
        "自此处起，“{column}”另有 {count} 个单元格同样过大",
    ),
    "below-zero.cell": ("{column} is {value}; it must not be below 0", "“{column}”为 {value}；不能为负"),
    "not-a-date": (
        '{column} is "{value}"; write a date, like 2026-03-15',
        "“{column}”为“{value}”；请填写日期，例如 2026-03-15",
    ),
    "not-a-date.open": (
        '{column} is "{value}"; write a date, like 2026-03-15, or leave the cell empty if there is none',
        "“{column}”为“{value}”；请填写日期，例如 2026-03-15；没有日期时请留空",
    ),
    "to-before-from": (
        "{column} is {value}, before the row's first day; correct one of the two",
        "“{column}”为 {value}，早于该行的开始日期；请更正其中一个",
    ),
    "not-a-period": (
        '{column} is "{value}"; write a month, like {month}',
        "“{column}”为“{value}”；请填写月份，例如 {month}",
    ),
    "not-a-period.year": (
        "{column} is the year {value}; this sheet goes by months: write one, like {month}",
        "“{column}”为年份 {value}；此表按月填写，例如 {month}",
    ),
    "not-a-period.or-year": (
        '{column} is "{value}"; write a month, like {month}, or the fiscal year, {year}',
        "“{column}”为“{value}”；请填写月份（例如 {month}）或财年（{year}）",
    ),
    "ambiguous-period": (
        "{column} is {value}; as a number, January (2026.1) and October (2026.10) look the same, so write the month "
        "like {month}",
        "“{column}”为 {value}；作为数字，1 月（2026.1）与 10 月（2026.10）无法区分；请写成 {month} 这样的格式",
    ),
    "other-year": (
        "{column} is {value}, not the plan's fiscal year {year}; the row is left out",
        "“{column}”为 {value}，不是本方案的财年 {year}；该行未计入",
    ),
    "other-year.more": (
        "further rows, from here on, of other years than the plan's fiscal year {year}, which are left out: {count}",
        "自此处起，另有 {count} 行不属于本方案的财年 {year}，未计入",
    ),
    "far-year": (
        "{column} is the date {value}: probably a number in a cell that is formatted as a date; the row is left out; "
        "write a month, like {month}",
        "“{column}”为日期 {value}，可能是设为日期格式的单元格中填了数字；该行未计入；请填写月份，例如 {month}",
    ),
    "far-year.more": (
        "further rows, from here on, with such dates, which are left out: {count}",
        "自此处起，另有 {count} 行为此类日期，未计入",
    ),
    "empty-target": (
        "the row of {value} has no number; fill in the target, or delete the row",
        "“{value}”这一行没有任何数值；请填写目标或删除该行",
    ),
    "empty-target.more": (
        "further rows, from here on, that have no number: {count}",
        "自此处起，另有 {count} 行没有任何数值",
    ),
    # names
    "unknown-team": (
        "there is no team {value}; add it to Teams, or correct it (there are: {known})",
        "没有团队 {value}；请补入“团队”表或更正（现有：{known}）",
    ),
    "unknown-team.near": ("there is no team {value}; did you mean {near}?", "没有团队 {value}；是否想写 {near}？"),
    "unknown-stage": ("the plan has no stage {value}; it has {known}", "方案中没有阶段“{value}”；现有：{known}"),
    "unknown-stage.near": (
        "the plan has no stage {value}; did you mean {near}?",
        "方案中没有阶段“{value}”；是否想写“{near}”？",
    ),
    "unknown-role": ("the plan has no role {value}; it has {known}", "方案中没有角色“{value}”；现有：{known}"),
    "unknown-role.near": (
        "the plan has no role {value}; did you mean {near}?",
        "方案中没有角色“{value}”；是否想写“{near}”？",
    ),
    "unknown-metric": ("the plan has no metric {value}; it has {known}", "方案中没有指标“{value}”；现有：{known}"),
    "unknown-metric.near": (
        "the plan has no metric {value}; did you mean {near}?",
        "方案中没有指标“{value}”；是否想写“{near}”？",
    ),
    "unknown-measure": (
        "the plan reads no measure {value} here; it reads {known}",
        "方案不在此处读取度量“{value}”；可读取的有：{known}",
    ),
    "unknown-measure.near": (
        "the plan reads no measure {value} here; did you mean {near}?",
        "方案不在此处读取度量“{value}”；是否想写“{near}”？",
    ),
    "unknown-kind": (
        "{value} is no kind of adjustment; write one of {known}",
        "“{value}”不是调整类别；应为以下之一：{known}",
    ),
    "unknown-kind.near": (
        "{value} is no kind of adjustment; did you mean {near}?",
        "“{value}”不是调整类别；是否想写“{near}”？",
    ),
    "unknown-name.again": (
        "{value} stands in further cells of {column}, from here on: {count}; it is wrong there too",
        "自此处起，“{column}”另有 {count} 个单元格同样写作“{value}”，也需更正",
    ),
    "unknown-account": (
        "no team has the account {value}; add it to Teams, or let the plan say others: ignore for this sheet",
        "没有团队负责客户 {value}；请补入“团队”表，或在方案中为此表写 others: ignore",
    ),
    "unknown-account.near": (
        "no team has the account {value}; did you mean {near}?",
        "没有团队负责客户 {value}；是否想写 {near}？",
    ),
    "unknown-account.inactive": (
        "no team of the account {value} is active on the row's date; correct the date, or the dates in Teams",
        "在该行的日期，没有负责客户 {value} 的团队处于有效期；请更正日期或“团队”表中的起止日期",
    ),
    "account-twice": (
        "the account {value} belongs to several teams on the row's date ({teams}); end all but one in Teams",
        "在该行的日期，客户 {value} 属于多个团队（{teams}）；请在“团队”表中只保留一个有效",
    ),
    "where-alike": (
        '{column} is "{value}", which is almost {near}, but the plan counts only the latter; rows left out so: {count}',
        "“{column}”为“{value}”，与“{near}”相近，但方案只计入后者；因此未计入的行数：{count}",
    ),
    # rows
    "lone-text": (
        "{value} stands alone in this row; if it is a remark, put it above the header or on another sheet, "
        "else fill in the rest",
        "此行只有“{value}”；如为备注，请移到表头上方或其他工作表，否则请补全此行",
    ),
    "totals-row": (
        "this looks like a row of totals or averages ({value}); remove it, or put it on another sheet",
        "此行看起来是合计或平均行（{value}）；请删除，或移到其他工作表",
    ),
    "two-latest": (
        "{measure} takes the last row of a month, but {other} is of the same date; correct a date, or remove a row",
        "“{measure}”取当月最后一行，但 {other} 的日期相同；请更正日期或删去一行",
    ),
    "adjustment-sign.award": (
        "{column} is {value}, yet an award must not be below 0; drop the minus, or change the kind",
        "“{column}”为 {value}，但专项奖不能为负；请去掉负号或更改类别",
    ),
    "adjustment-sign.penalty": (
        "{column} is {value}, yet a penalty must not be above 0; write a minus, or change the kind",
        "“{column}”为 {value}，但处罚不能为正；请加上负号或更改类别",
    ),
    "row-twice": (
        "{key} stands here again, after {other}; keep one",
        "{key} 在此重复，已见于 {other}；请只保留一个",
    ),
    "two-names": (
        "{employee} is {name} here, and {first} at {other}; if these are two people, correct the employee number, "
        "else the name",
        "工号 {employee} 在此为“{name}”，在 {other} 为“{first}”；如为两人请更正工号，否则请更正姓名",
    ),
    "two-names.more": (
        "further rows, from here on, in which an employee number has another name: {count}",
        "自此处起，另有 {count} 行的工号对应不同姓名",
    ),
    "year-and-months": (
        "{key} has a row of this month and, at {other}, one of the whole year; keep one or the other",
        "{key} 既有本月的行，又有全年的行（{other}）；请只保留一种",
    ),
    "spells-overlap": (
        "{key} is in this role twice at the same time, here and at {other}; end one before the other begins",
        "{key} 在同一时间重复担任该角色（此处与 {other}）；请使前一段在后一段开始前结束",
    ),
}
