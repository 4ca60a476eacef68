"""Messages about single cells (inputs.md). ``.more`` counts further cells."""

_NARROW = (
    "{column} is {value}, which a spreadsheet shows in a column too narrow for a number, and saves into a text "
    "file; widen the column and save the file anew",
    "“{column}”为 {value}：列宽不足时电子表格会这样显示数字，并原样存入文本文件；请加宽该列后重新保存",
)

READING_CELLS: dict[str, tuple[str, str]] = {
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
    "not-a-key.rounded": (
        "{column} is {value}, as a spreadsheet shows a long number, and saves it into a text file; give the column the "
        "format 0, so that all digits show, and save the file anew",
        "“{column}”为 {value}：电子表格这样显示长数字，并存入文本文件；请将该列设为格式 0 以显示全部数字，再保存",
    ),
    "not-a-key.formula": (
        "{column} is {value}, a formula, which a text file does not calculate; open the file in Excel and save it "
        "anew, or write the key alone",
        "“{column}”为公式 {value}，文本文件不会计算公式；请用 Excel 打开后重新保存，或只填写代码本身",
    ),
    "not-a-key.narrow": _NARROW,
    "not-a-number": (
        '{column} is "{value}"; write a number, or leave the cell empty if there is none',
        "“{column}”为“{value}”；请填写数字，没有数值时请留空",
    ),
    "not-a-number.comma": (
        '{column} is "{value}"; write decimals behind a point, and nothing between thousands',
        "“{column}”为“{value}”；小数点请用“.”，千位之间不加分隔",
    ),
    "not-a-number.rounded": (
        "{column} is {value}, as a spreadsheet shows a long number, and saves it into a text file; give the column the "
        "format 0.00, so that all digits show, and save the file anew",
        "“{column}”为 {value}：电子表格这样显示长数字，并存入文本文件；请将该列设为格式 0.00 以显示全部数字，再保存",
    ),
    "not-a-number.narrow": _NARROW,
    "not-a-number.letters": (
        '{column} is "{value}", with a letter (O, l or I) in place of a digit; type 0 or 1 instead',
        "“{column}”为“{value}”，数字中混有字母（O、l 或 I）；请改为数字 0 或 1",
    ),
    "not-a-number.unit": (
        '{column} is "{value}"; write the number out in digits, without a unit',
        "“{column}”为“{value}”；请用数字写出完整数值，不带单位（如“万”“元”）",
    ),
    "not-a-number.separator": (
        '{column} is "{value}"; in a text file like this one that may be thousands or decimals: '
        "write it without a sign between thousands and with other than three decimals, or save the file as a workbook",
        "“{column}”为“{value}”；在这样的文本文件中，这可能是千位分隔，也可能是小数：请去掉千位分隔符并避免恰好三位小数，或另存为工作簿",
    ),
    "not-a-number.boolean": (
        "{column} is {value}; write a number, or leave the cell empty if there is none",
        "“{column}”为 {value}；请填写数字，没有数值时请留空",
    ),
    "not-a-number.date": (
        "{column} is the date or time {value}; format the cell as a number and type it anew",
        "“{column}”为日期或时间 {value}；请将单元格设为数字格式后重新输入",
    ),
    "number-too-large.date": (
        "a number in this sheet has the format of a date or a time, and is too large for one; give its cell the format "
        "of a number, or mend it",
        "此表中有一个数设为日期或时间格式，但数值超出了日期范围；请将该单元格改为数字格式，或更正数值",
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
        "{column} is {value}, that is {value} times; if a fraction is meant, write it like 0.8, 1.05 or 105%",
        "“{column}”为 {value}，即 {value} 倍；如指小数或百分比，请写成 0.8、1.05 或 105%",
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
    "ambiguous-period.year": (
        "{column} is the date {value}, of which the cell shows the year alone; format the cell as text and type anew "
        "what is meant: the year like {year}, or the month like {month}",
        "“{column}”为日期 {value}，但单元格只显示其年份；"
        "请将单元格设为文本格式后重新输入：全年写 {year}，月份写 {month}",
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
    "far-date": (
        "{column} is the date {value}; if its year was mistyped, correct it",
        "“{column}”为日期 {value}；如年份填错，请更正",
    ),
    "far-date.more": (
        "further rows, from here on, with such dates: {count}",
        "自此处起，另有 {count} 行为此类日期",
    ),
    "empty-target": (
        "the row of {value} has no number; fill in the target, or delete the row",
        "“{value}”这一行没有任何数值；请填写目标或删除该行",
    ),
    "empty-target.more": (
        "further rows, from here on, that have no number: {count}",
        "自此处起，另有 {count} 行没有任何数值",
    ),
}
