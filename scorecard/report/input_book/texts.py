"""What the input workbook says of its sheets and columns, in English and Chinese; a prompt holds 255 characters."""

from __future__ import annotations

PURPOSES: dict[str, tuple[str, str]] = {
    "Teams": (
        "One row for each team. What stands here can be chosen on the other sheets, so begin here.",
        "每个团队一行。此处填写的团队可在其他表中选择，因此请先填此表。",
    ),
    "Stages": (
        "From which day a team's account is in which stage. A change of stage is a further row.",
        "团队的客户从哪天起处于哪个阶段。换阶段时另加一行。",
    ),
    "Owners": (
        "Who is the team's first-responsible owner, from which day. A change is a further row.",
        "从哪天起由谁担任团队的第一责任人。换人时另加一行。",
    ),
    "Members": ("One row for each person and role in a team.", "团队中每人每个角色一行。"),
    "Pools": (
        "A team's target pool: one row for the year, or a row a month. Not both for one team.",
        "团队的奖金基数：全年一行，或每月一行；同一团队不可并用。",
    ),
    "Targets": (
        "A team's goals for each metric: one row for the year, or a row a month. Not both for one metric.",
        "团队各指标的目标：全年一行，或每月一行；同一指标不可并用。",
    ),
    "Actuals": (
        "One row for each team and month. Put a new month's rows below the old ones, or into a workbook of its own.",
        "每个团队每月一行。新的月份接在下面填写，也可另存为单独的工作簿。",
    ),
    "Evidence": (
        "What supports a number: a row wherever the plan wants evidence, or somebody will ask.",
        "数值的依据：方案要求佐证、或可能有人问起时填一行。",
    ),
    "Adjustments": (
        "Money added or taken beside the calculation. Empty where there is none.",
        "计算之外增加或扣减的金额。没有则空着。",
    ),
    "Paid": (
        "What was paid for months before this program was used. Empty if you begin with the year's first month.",
        "使用本程序之前各月已发的金额。从财年首月开始使用则空着。",
    ),
    "source": ("One row for each entry; they make up: {measures}.", "每笔一行，汇总为：{measures}。"),
}
"""What a row of each sheet is."""

WANTED = ("Needed here: {metrics}.", "本方案须有佐证的指标：{metrics}。")
"""Of Evidence, where the plan wants some."""

HINTS: dict[str, tuple[str, str]] = {
    "team": ("The team's key, as on the sheet Teams.", "团队编号，与“团队”表一致。"),
    "Teams.team": (
        "A short key of your own, like T01, for each team only once. Later it stays as it is.",
        "自定的团队编号，如 T01；不可重复，定下后不再更改。",
    ),
    "Teams.name": ("The team's name, as it will stand on all pages.", "团队名称，将显示在各页面上。"),
    "account": ("The customer's number, as other sheets and exports write it.", "客户编号，与其他表或导出数据一致。"),
    "account_name": ("The customer's name.", "客户名称。"),
    "unit": ("The unit that the team belongs to; totals are shown by unit.", "团队所属单位；汇总按单位列示。"),
    "Teams.from": ("The team's first day. Empty: it was always there.", "团队开始的日期。空着表示一直都有。"),
    "Teams.to": ("The team's last day. Empty: it has no end.", "团队结束的日期。空着表示没有结束。"),
    "stage": ("Choose from the list.", "请从列表中选择。"),
    "Stages.from": ("The first day in this stage.", "处于该阶段的第一天。"),
    "evidence": ("What shows it: a contract, minutes of a meeting.", "阶段依据，如合同、会议纪要。"),
    "approved_by": ("Who approved it.", "批准人姓名。"),
    "employee": ("The employee number, with its leading zeros.", "员工工号，保留开头的零。"),
    "name": ("The person's name.", "员工姓名。"),
    "Owners.from": ("The first day as owner.", "担任第一责任人的第一天。"),
    "role": ("Choose from the list.", "请从列表中选择。"),
    "personal_factor": (
        "1 is a whole part, 0.8 four fifths of one; no percent. Empty: 1.",
        "1 为全额，0.8 为八成；不要写成百分数。空着为 1。",
    ),
    "Members.from": (
        "The first day in this role. Empty: from the beginning.",
        "担任该角色的第一天。空着表示一直担任。",
    ),
    "Members.to": ("The last day in this role. Empty: no end.", "担任该角色的最后一天。空着表示没有结束。"),
    "period": ("A month like {month}.", "月份，如 {month}。"),
    "Pools.period": ("The year, {year}, or a month like {month}.", "全年写 {year}，或写月份，如 {month}。"),
    "Targets.period": ("The year, {year}, or a month like {month}.", "全年写 {year}，或写月份，如 {month}。"),
    "period.date": ("The day, or a month like {month}.", "日期，或月份，如 {month}。"),
    "Pools.amount": ("The target pool in {currency}, 0 or more.", "奖金基数（{currency}），不小于 0。"),
    "metric": ("Choose from the list.", "请从列表中选择。"),
    "target": (
        "What is to be reached. A rate is written 0.2 or 20%. Empty where there is no target.",
        "要达到的值。比率写 0.2 或 20%。没有目标则空着。",
    ),
    "baseline": (
        "What the metric starts from. Empty: 0, or twice the target where lower is better.",
        "起点值。空着按 0；越低越好的指标按目标的两倍。",
    ),
    "threshold": (
        "The team's own threshold, where the plan's curve asks for it.",
        "方案曲线用到时，填本团队的门槛值。",
    ),
    "stretch": ("The team's own stretch, where the plan's curve asks for it.", "方案曲线用到时，填本团队的挑战值。"),
    "Evidence.measure": ("The number that is supported; choose from the list.", "所佐证的度量，请从列表中选择。"),
    "note": ("What supports it, in a sentence.", "用一句话说明依据。"),
    "link": ("Where it can be looked up.", "可查阅的位置或链接。"),
    "kind": ("Choose from the list.", "请从列表中选择。"),
    "Adjustments.amount": (
        "In {currency}, with its sign: an award is above 0, a penalty below 0.",
        "金额（{currency}），带正负号：专项奖为正，处罚为负。",
    ),
    "reason": ("Why; it is shown to the team.", "原因，会向团队展示。"),
    "Paid.amount": ("What the team was paid for that month, in {currency}.", "该月已发给团队的金额（{currency}）。"),
    "total.sum": ("This month's own number, not the year so far.", "只填当月数，不填累计数。"),
    "total.last": ("As it stands at the end of the month.", "填月末时的数。"),
    "total": ("This month's own number.", "填当月的数。"),
    "missing.error": ("It must not be empty.", "不可空着。"),
    "missing.zero": ("Empty counts as 0.", "空着按 0。"),
    "missing.carry": (
        "Empty: the last number stands, so the first month must be filled in.",
        "空着沿用上次的数，因此第一个月必须填写。",
    ),
    "source.number": ("A number; it goes into: {measures}.", "数值，计入：{measures}。"),
    "source.where": ("Rows count where this is: {values}.", "此列为以下内容的行才计入：{values}。"),
    "source.other": ("For your own use; nothing is computed from it.", "供备查，不参与计算。"),
}
"""What goes into a column: of one sheet, or of all."""

EXAMPLES: dict[str, tuple[str, str]] = {
    "team": ("T01", "T01"),
    "Teams.name": ("Team North", "北方团队"),
    "account": ("C001", "C001"),
    "account_name": ("Northern Steel", "北方钢铁"),
    "unit": ("Region North", "北方大区"),
    "from": ("{month}-01", "{month}-01"),
    "evidence": ("Contract 12/7", "合同 12-7 号"),
    "approved_by": ("Li Na", "李娜"),
    "employee": ("00123", "00123"),
    "name": ("Wang Fang", "王芳"),
    "personal_factor": ("1", "1"),
    "Pools.amount": ("120,000", "120,000"),
    "target.size": ("1,200,000", "1,200,000"),
    "threshold.size": ("900,000", "900,000"),
    "stretch.size": ("1,500,000", "1,500,000"),
    "target.rate": ("0.25", "0.25"),
    "threshold.rate": ("0.2", "0.2"),
    "stretch.rate": ("0.3", "0.3"),
    "note": ("Accepted on site, signed by the customer", "客户已在现场验收签字"),
    "link": ("https://intranet/minutes/31", "https://intranet/minutes/31"),
    "kind": ("award", "专项奖"),
    "Adjustments.amount": ("5,000", "5,000"),
    "reason": ("First order of a new customer", "新客户首单"),
    "Paid.amount": ("8,000", "8,000"),
    "other": ("…", "……"),
}
"""What one row may hold."""

WORDS: dict[str, tuple[str, str]] = {
    "notes": ("Notes", "填写说明"),
    "notes.2": ("How to fill in", "怎样填写"),
    "title": ("{plan}: input workbook", "{plan}：录入工作簿"),
    "about": ("{id} · {first} to {last} · {currency}", "{id} · {first} 至 {last} · {currency}"),
    "sheet": ("Sheet", "工作表"),
    "column": ("Column", "列"),
    "must": ("Must", "必填"),
    "hint": ("What goes there", "填什么"),
    "example": ("Example row", "示例行"),
    "level.error": ("Needed", "必须填写"),
    "level.warning": ("Wanted", "有则填写"),
    "level": ("If needed", "需要时填写"),
    "lists": ("What may be chosen", "可选内容"),
    "list": ("List", "列表"),
    "value": ("To choose", "选项"),
    "also": ("Also understood", "也可写作"),
    "list.stage": ("Stages", "阶段"),
    "list.role": ("Roles", "角色"),
    "list.metric": ("Metrics", "指标"),
    "list.measure": ("Measures", "度量"),
    "list.kind": ("Kinds of adjustment", "调整类别"),
    "list.month": ("Months", "月份"),
    "list.period": ("Year and months", "全年与月份"),
    "must be filled": ("Must be filled. ", "必填。"),
    "may be empty": ("May stay empty. ", "可空。"),
    "error": ("Please look again", "请再看一下"),
    "not.list": (
        "This is not in the list. Choose from the list; keep what you wrote only if you know that it is understood.",
        "列表中没有这一项。请从列表中选择；确知能够识别时才保留所写内容。",
    ),
    "not.strict": ("This is not in the list. Choose from the list.", "列表中没有这一项。请从列表中选择。"),
    "not.team": (
        "The sheet Teams has no such team. Add it there first; keep it only if its row is in another workbook.",
        "“团队”表中没有这个团队。请先在那里添加；仅当它在另一本工作簿中时才保留。",
    ),
    "not.date": ("This is no date. Write it like {month}-01.", "这不是日期。请写成 {month}-01 这样的格式。"),
    "not.number": (
        "This is no number. Write digits, like 1250.5; leave the cell empty if there is none.",
        "这不是数。请写数字，如 1250.5；没有则空着。",
    ),
    "not.factor": ("Write a number that is 0 or more, like 0.8.", "请写不小于 0 的数，如 0.8。"),
    "not.money": (
        "Write an amount in {currency} with at most {decimals} decimals.",
        "请写金额（{currency}），最多 {decimals} 位小数。",
    ),
    "not.pool": (
        "Write an amount in {currency} that is 0 or more, with at most {decimals} decimals.",
        "请写不小于 0 的金额（{currency}），最多 {decimals} 位小数。",
    ),
}
"""Everything else."""

STEPS: tuple[tuple[str, str], ...] = (
    (
        "Fill in the sheets from left to right, from row 2 on. Dark headings must be filled, light ones may stay "
        "empty. Click a cell, and a note says what goes there.",
        "从左到右逐表填写，自第 2 行起。深色表头的列必填，浅色的可以空着；点选单元格会显示填写提示。",
    ),
    (
        "Rows can be sorted, filtered, inserted and deleted. Only the headings are protected, so that they are "
        "recognised (Review → Unprotect Sheet; there is no password).",
        "行可以排序、筛选、插入、删除。只有表头受保护，以便程序识别（“审阅”→“撤消工作表保护”，没有密码）。",
    ),
    (
        "When you paste from elsewhere, paste values only: then drop-downs, checks and formats stay.",
        "从别处粘贴时请“只粘贴值”，下拉列表、检查和格式才会保留。",
    ),
    (
        "Afterwards run: scorecard check PLAN THIS-WORKBOOK. Each mistake is told with its cell, and what would be "
        "right.",
        "填好后运行：scorecard check 方案 本工作簿。每处错误都会指出单元格，并说明应怎样填写。",
    ),
    (
        "Nothing on this sheet is read. Sheets may also be spread over several workbooks, such as one a month.",
        "本表内容不会被读取。各表也可以分放在几本工作簿中，例如每月一本。",
    ),
)
"""How the workbook is used."""


def said(texts: tuple[str, str], language: str, **args: str) -> str:
    """English or Chinese, its braces filled."""
    return texts[language == "zh"].format_map(args)
