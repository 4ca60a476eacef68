"""Messages about workbooks (inputs.md). ``.near`` names what was probably meant; ``.more`` counts further cells."""

from scorecard.model.messages.reading_cells import READING_CELLS
from scorecard.model.messages.reading_files import READING_FILES

READING: dict[str, tuple[str, str]] = {
    **READING_FILES,
    **READING_CELLS,
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
    "year-as-month": (
        "periods here are dates of {month}, and nothing is of a later month: {count}; a date is its month, also where "
        "it shows the year alone; if the year is meant, write {year} as a number or text",
        "此表有 {count} 行的期间为 {month} 的日期，且没有更晚月份的行；日期按月份读取，即使只显示年份；如指全年请填"
        "数字或文本 {year}",
    ),
    "merged-cells": (
        "the cells {range} are merged and show one value, but each is read by itself: the others are empty, or hold "
        "what nobody sees; unmerge them and fill in each",
        "单元格 {range} 已合并，只显示一个值，但逐格读取：其余各格为空，或含有看不到的内容；请取消合并并逐格填写",
    ),
    "merged-cells.header": (
        "the heading {range} is merged over several columns, of which the first alone is read; unmerge it and give "
        "each column its own heading",
        "表头 {range} 由多列合并而成，只读取其中第一列；请取消合并，并为每一列填写各自的表头",
    ),
    "merged-cells.more": (
        "further merged cells of this table, from here on: {count}",
        "自此处起，此表另有 {count} 处合并单元格",
    ),
    "unit-said": (
        'above the table stands "{text}", but its numbers are read as they stand, not in {unit}; if they are in '
        "{unit}, write them out in the plan's currency",
        "表头上方写着“{text}”，但数值按原样读取，不按{unit}换算；如确为{unit}，请改填方案币种的完整数额",
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
    "missing-column.unit": (
        "the header in row {row} lacks: {names}; is that the column {near}? Then rename it; its numbers count as they "
        "stand, whatever unit its name says",
        "第 {row} 行的表头缺少列：{names}；是否就是“{near}”列？如是请改名；"
        "数值按原样计算，不按列名中的单位（如万元）换算",
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
    "unread-columns": (
        "these columns are filled, yet not read: {columns}",
        "以下各列有内容但未读取：{columns}",
    ),
    "unread-columns.lacking": (
        "these columns are filled, yet not read: {columns}; the sheet has no column {lacking}: "
        "rename one if it is meant",
        "以下各列有内容但未读取：{columns}；此表没有这些列：{lacking}，如有对应请改名",
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
    # names
    "unknown-team": (
        "there is no team {value}; add it to Teams, or correct it (there are: {known})",
        "没有团队 {value}；请补入“团队”表或更正（现有：{known}）",
    ),
    "unknown-team.title": (
        "{value} is a team's name; write its key: {near}",
        "{value} 是团队名称；请写团队编号：{near}",
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
    **{
        f"unknown-{what}.again": (
            "{value} stands in further cells of {column}, from here on: {count}; it is wrong there too",
            "自此处起，“{column}”另有 {count} 个单元格同样写作“{value}”，也需更正",
        )
        for what in ("team", "stage", "role", "metric", "measure", "kind")
    },
    "unknown-kind.near": (
        "{value} is no kind of adjustment; did you mean {near}?",
        "“{value}”不是调整类别；是否想写“{near}”？",
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
    "totals-row.units": (
        "this looks like a row of units ({value}); remove it (numbers are read as they stand, "
        "money in the plan's currency)",
        "此行看起来是单位行（{value}）；请删除（数值按原样读取，金额以方案币种计）",
    ),
    "totals-row.headings": (
        "this row repeats the headings; remove it",
        "此行重复了表头；请删除",
    ),
    "totals-row.unnamed": (
        "this row has numbers, but no team and no period; if it holds sums, remove it, else fill these in",
        "此行有数值，却没有团队和期间；如为合计请删除，否则请补上",
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
    "row-twice.more": (
        "further rows, from here on, that stand here again, after {other}: {count}; keep one of each",
        "自此处起，另有 {count} 行在此重复，已见于 {other}；每行请只保留一个",
    ),
    "and-further": (
        "from here on, {count} more in this sheet are [{code}]; mend those above first, in the same way",
        "自此处起，本表另有 {count} 处同为 [{code}]；请先照此更正以上各处",
    ),
    "and-further.teams": (
        "from here on, {count} more teams or months are [{code}]; mend those above first, in the same way",
        "自此处起，另有 {count} 个团队或月份同为 [{code}]；请先照此更正以上各处",
    ),
    "and-further.groups": (
        "further warnings: {count}; a run writes all of them",
        "其他警告：{count} 条；运行结果中会全部列出",
    ),
    "and-further.odd": (
        "what is odd besides: {count}; look at the first ones, and check again",
        "其他异常：{count} 条；请先查看已列出的，再次检查",
    ),
    "two-numbers": (
        "the employee numbers {employee} and {first} ({other}) differ in zeros alone; if they are one person, write "
        "the number alike, as text",
        "工号 {employee} 与 {first}（{other}）只差前面的零；如为同一人请统一写法，并设为文本",
    ),
    "two-numbers.more": (
        "further employee numbers, from here on, that another one is but for zeros: {count}",
        "自此处起，另有 {count} 个工号与其他工号只差前面的零",
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
