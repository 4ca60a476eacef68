"""Messages of check about what is valid but odd; none of them stands in the way, and none goes into a result."""

ODD: dict[str, tuple[str, str]] = {
    "unusual-value.large": (
        "team {team}: {column} is {value} in {month}, {times} times what is usual for it ({usual}, the median of its "
        "other months); {hint}",
        "团队 {team}：“{column}”在 {month} 为 {value}，是其平常数值（其他月份的中位数 {usual}）的 {times} 倍；{hint}",
    ),
    "unusual-value.small": (
        "team {team}: {column} is {value} in {month}; what is usual for it ({usual}, the median of its other months) "
        "is {times} times as much; {hint}",
        "团队 {team}：“{column}”在 {month} 为 {value}，其平常数值（其他月份的中位数 {usual}）是它的 {times} 倍；{hint}",
    ),
    "unusual-value.above-target": (
        "team {team}: {column} is {value} in {month}, {times} times its target for a month ({usual}, from {other}); "
        "{hint}",
        "团队 {team}：“{column}”在 {month} 为 {value}，是其月度目标（{usual}，见 {other}）的 {times} 倍；{hint}",
    ),
    "unusual-value.below-target": (
        "team {team}: {column} is {value} in {month}; its target for a month ({usual}, from {other}) is {times} times "
        "as much; {hint}",
        "团队 {team}：“{column}”在 {month} 为 {value}，其月度目标（{usual}，见 {other}）是它的 {times} 倍；{hint}",
    ),
    "unusual-value.low-target": (
        "team {team}: the target of {metric} comes to {value} in {month}; what is usual for the team ({usual}, the "
        "median of its months) is {times} times as much; {hint}",
        "团队 {team}：“{metric}”在 {month} 的目标折合 {value}，该团队平常的实际值（中位数 {usual}）是它的 {times} "
        "倍；{hint}",
    ),
    "unusual-value.high-target": (
        "team {team}: the target of {metric} comes to {value} in {month}, {times} times what is usual for the team "
        "({usual}, the median of its months); {hint}",
        "团队 {team}：“{metric}”在 {month} 的目标折合 {value}，是该团队平常的实际值（中位数 {usual}）的 {times} 倍；"
        "{hint}",
    ),
    "unusual-value.halves": (
        "team {team}: {column} is of two sizes, in half of its months near {usual}, in the others near {value} (first "
        "in {month}), {times} times apart; {hint}",
        "团队 {team}：“{column}”有两种量级，一半月份接近 {usual}，另一半接近 {value}（首见于 {month}），相差 {times} "
        "倍；{hint}",
    ),
    "unusual-value.column-halves": (
        "{column} is of two sizes for {odd} of the {count} numbers that this sheet has for {month}: in half of their "
        "teams' months one, in the others another (typically {times} times apart); {hint}",
        "此表 {month} 的“{column}”共 {count} 个数值，其中 {odd} 个所属团队的数值有两种量级，各占一半月份（多为相差 "
        "{times} 倍）；{hint}",
    ),
    "unusual-value.column-large": (
        "{odd} of the {count} numbers that this sheet has of {column} for {month} are far above what is usual or aimed "
        "at for their teams (typically {times} times as much); {hint}",
        "此表 {month} 的“{column}”共 {count} 个数值，其中 {odd} 个远高于各团队的平常数值或目标（多为其 {times} "
        "倍）；{hint}",
    ),
    "unusual-value.column-small": (
        "{odd} of the {count} numbers that this sheet has of {column} for {month} are far below what is usual or aimed "
        "at for their teams (typically {times} times less); {hint}",
        "此表 {month} 的“{column}”共 {count} 个数值，其中 {odd} 个远低于各团队的平常数值或目标（后者多为其 "
        "{times} 倍）；{hint}",
    ),
    "unusual-value.large-pool": (
        "team {team}: {column} is {value}, {times} times what the other teams have for as long ({usual}, the median); "
        "{hint}",
        "团队 {team}：“{column}”为 {value}，是其他团队同样时长的奖金基数（中位数 {usual}）的 {times} 倍；{hint}",
    ),
    "unusual-value.small-pool": (
        "team {team}: {column} is {value}; what the other teams have for as long ({usual}, the median) is {times} "
        "times as much; {hint}",
        "团队 {team}：“{column}”为 {value}，其他团队同样时长的奖金基数（中位数 {usual}）是它的 {times} 倍；{hint}",
    ),
    "unusual-value.more": (
        "further cells of {column}, from here on, that are unusual in the same way: {count}",
        "自此处起，“{column}”另有 {count} 个单元格同样异常",
    ),
    "month-without-actuals": (
        "nothing stands in Actuals for {months}, so every number of it counts as the plan says of missing ones (0, or "
        "the one before); if there are any, give the workbook that has them",
        "“实际”表中没有 {months} 的任何数据，各数值将按方案规定处理（按零或沿用上次）；如有数据，请加上含有该月数据的"
        "工作簿",
    ),
    "month-without-actuals.team": (
        "team {team} has no row in Actuals for {months}, though others have; if nothing happened, write 0",
        "团队 {team} 在“实际”表中没有 {months} 的行，而其他团队有；确实没有发生请填 0",
    ),
    "team-inactive": (
        "team {team} has numbers in Actuals for {months}, but is not active then, so that they do not count; correct "
        "from and to in Teams, or delete the rows",
        "团队 {team} 在“实际”表中有 {months} 的数据，但这些月份不在其有效期内，因此不计入；请更正“团队”表中的"
        "起止日期，或删除这些行",
    ),
    "team-inactive.more": (
        "further teams, from here on, with numbers for months in which they are not active: {count}",
        "自此处起，另有 {count} 个团队在有效期之外的月份有数据",
    ),
    "column-absent": (
        "there is no column {measure} here, so it counts as 0 (months of teams: {count}); if there are numbers, add "
        "the column; if there are none, write 0",
        "此表没有“{measure}”列，{count} 个团队月份的该数值按 0 计算；如有数据请补上该列，确实没有请填 0",
    ),
    "column-absent.nowhere": (
        "no sheet of Actuals has a column {measure}, so it counts as 0 for every team; if there are numbers, add the "
        "column",
        "“实际”表中均没有“{measure}”列，所有团队的该数值按 0 计算；如有数据请补上该列",
    ),
    "column-absent.more": (
        "further sheets, from here on, that lack the column of a measure which then counts as 0: {count}",
        "自此处起，另有 {count} 张表缺少某个度量的列，按 0 计算",
    ),
    "paid-incomplete": (
        "nothing stands in Paid for {months}, and what it does not name counts as not paid and is paid now; if "
        "anything was paid then, add it",
        "“已发”表中没有 {months} 的任何行；表中没有的视为未发，会在本期补发；如当时已发放，请补上",
    ),
    "paid-incomplete.team": (
        "team {team} has no row in Paid for {months}, though others have, so that what was paid to it then is paid "
        "once more; add it, or write 0 if nothing was",
        "团队 {team} 在“已发”表中没有 {months} 的行，而其他团队有；当时已发的金额会再发一次；请补上，确实没有发放请填"
        " 0",
    ),
    "paid-incomplete.more": (
        "further teams, from here on, that have no row in Paid for months of which others have: {count}",
        "自此处起，另有 {count} 个团队在“已发”表中缺少其他团队都有的月份",
    ),
    "paid-negative": (
        "team {team}: what was paid is {value} here, and is paid once more; what a team has got stands in Paid above 0",
        "团队 {team}：此处已发为 {value}，这会使该金额再发一次；“已发”表中已发给团队的金额应为正数",
    ),
    "paid-negative.more": (
        "further amounts of Paid, from here on, that are below 0: {count}",
        "自此处起，“已发”表中另有 {count} 个金额为负数",
    ),
    "row-alike": (
        "team {team}: this adjustment is the same as the one in {other}, in each of its columns, and both count; if "
        "they are one, delete a row",
        "团队 {team}：此调整与 {other} 各列完全相同，两行都会计入；如为同一笔，请删除其中一行",
    ),
    "row-alike.paid": (
        "team {team}: the same month and amount stand in {other} too, and both count as paid; if they are one payment, "
        "delete a row",
        "团队 {team}：{other} 中也有相同的月份和金额，两行都计为已发；如为同一笔，请删除其中一行",
    ),
    "row-alike.more": (
        "further rows, from here on, that are the same as another in each column, and count: {count}",
        "自此处起，另有 {count} 行与其他行各列相同，都会计入",
    ),
    "large-adjustment": (
        "team {team}: this adjustment of {value} is no less than all that the team has in Pools for a year "
        "({pools}); is it in the same unit?",
        "团队 {team}：此项调整 {value} 不小于该团队全年的奖金基数（{pools}）；请核对单位是否一致",
    ),
    "large-adjustment.more": (
        "further adjustments, from here on, that are no less than a year's pools of their team: {count}",
        "自此处起，另有 {count} 项调整不小于其团队全年的奖金基数",
    ),
    "team-without-members": (
        "team {team} has no member at all in {month}; add its people to Members, or correct the dates there",
        "团队 {team} 在 {month} 没有任何成员；请在“成员”表中补上成员，或更正起止日期",
    ),
    "team-without-members.money": (
        "team {team} has no member at all in {month}, so {money} stays unallocated; add its people to Members, or "
        "correct the dates there",
        "团队 {team} 在 {month} 没有任何成员，{money} 无人可分配；请在“成员”表中补上成员，或更正起止日期",
    ),
    "month-in-two-workbooks": (
        "{months} stands in {other} too: both give {measures}, each for other teams; make sure that the two belong "
        "together",
        "{other} 中也有 {months}：两者都给出{measures}，只是团队不同；请确认两本工作簿应一并使用",
    ),
    "month-in-two-workbooks.rows": (
        "rows for {months} stand in {other} too, and all of them count; make sure that none stands in both",
        "{other} 中也有 {months} 的行，且全部计入；请确认没有重复的行",
    ),
    "month-in-two-workbooks.several": (
        "{months} stands in {count} other workbooks too ({other}): all give {measures}, each for other teams; make "
        "sure that they belong together",
        "另有 {count} 本工作簿也有 {months}（{other}）：都给出{measures}，只是团队不同；请确认这些工作簿应一并使用",
    ),
    "month-in-two-workbooks.rows-several": (
        "rows for {months} stand in {count} other workbooks too ({other}), and all of them count; make sure that none "
        "stands in two",
        "另有 {count} 本工作簿也有 {months} 的行（{other}），且全部计入；请确认没有重复的行",
    ),
    "target-gap": (
        "team {team}: {metric} has targets for some months and none for {months}, so that it counts as without a "
        "target (when_no_target); fill them in",
        "团队 {team}：“{metric}”部分月份有目标，{months} 没有，因此按没有目标处理（when_no_target）；请补上",
    ),
    "target-gap.more": (
        "further metrics of teams, from here on, with targets for some months only: {count}",
        "自此处起，另有 {count} 项团队指标只有部分月份有目标",
    ),
    "paid-of-period": (
        "Paid has rows of {month}, which is the period itself: they do not count yet; a row's period is the month "
        "whose bonus was paid, not the month of the payment",
        "“已发”中有 {month}（即本期）的行，不计入此前已发；“期间”应填奖金所属的月份，而不是发放的月份",
    ),
    "paid-far.large": (
        "team {team} was paid {value} in {month}, and its pool of a month is {pool}; was the amount typed in another "
        "unit?",
        "团队 {team} 在 {month} 已发 {value}，而其每月奖金基数为 {pool}；金额的单位是否填错？",
    ),
    "paid-far.small": (
        "team {team} was paid only {value} in {month}, and its pool of a month is {pool}; was the amount typed in "
        "another unit (万元)? What is missing here would be paid again",
        "团队 {team} 在 {month} 仅发 {value}，而其每月奖金基数为 {pool}；金额是否以万元填写？少填的部分会再发一次",
    ),
    "paid-far.more": (
        "further amounts of Paid, from here on, that are far from their team's pool: {count}",
        "自此处起，“已发”另有 {count} 个金额与团队奖金基数相差悬殊",
    ),
    "month-copied": (
        "all numbers of {months} that are summed over months are those of {other}; was it copied and not filled in?",
        "{months} 需按月累加的数值与 {other} 完全相同；是否复制后尚未填写？",
    ),
    "month-copied.team": (
        "team {team}: all numbers of {month} that are summed over months are those of {other}; was it copied and not "
        "filled in?",
        "团队 {team}：{month} 需按月累加的数值与 {other} 完全相同；是否复制后尚未填写？",
    ),
    "month-copied.more": (
        "further teams and months, from here on, with the numbers of the month before: {count}",
        "自此处起，另有 {count} 处团队数值与上月完全相同",
    ),
    "month-of-zeros": (
        "all numbers of {months} that are summed over months are 0, for every team; leave the rows out until they are "
        "known",
        "{months} 所有团队需按月累加的数值均为 0；如尚无数据，请先不要填写这些行",
    ),
    "paid-unused": (
        "team {team}: {value} for {month} does not count: from {since} on the ledger says what was paid; remove the "
        "row, or enter in Adjustments what was paid besides",
        "团队 {team}：{month} 的 {value} 不计入：自 {since} 起已发金额以台账为准；请删除此行，另行发放的请填入“调整”",
    ),
    "paid-unused.more": (
        "further rows of Paid, from here on, for months that the ledger has: {count}",
        "自此处起，另有 {count} 行属于台账已有的月份",
    ),
    "target-useless": (
        "team {team}: the target of {metric} is {value}, as its baseline is, and so it counts as none; correct one of "
        "the two",
        "团队 {team}：“{metric}”的目标为 {value}，与基线相同，因此视为没有目标；请更正其中一个",
    ),
    "target-useless.more": (
        "further targets, from here on, that equal their baselines: {count}",
        "自此处起，另有 {count} 个目标与基线相同",
    ),
    "source-doubled": (
        "each of the {count} rows of {month} stands here twice, with the same team, day and amount, and counts twice; "
        "was the month pasted twice?",
        "{month} 的 {count} 行全部重复出现（团队、日期、金额相同），会重复计入；该月是否粘贴了两次？",
    ),
    "target-absent": (
        "team {team} has no target of {metric} for {months}, and {have} of {all} teams in stage {stage} have "
        "one; what the plan says for a metric without target (when_no_target) holds for it; fill it in if it was "
        "forgotten",
        "团队 {team} 没有“{metric}”在 {months} 的目标，而“{stage}”阶段的 {all} 个团队中有 {have} 个有，"
        "该团队此项按方案对无目标指标的规定（when_no_target）处理；如为遗漏请补上",
    ),
    "target-absent.all": (
        "no team has a target of {metric}, which weighs {weight} in stage {stage}; what the plan says for a metric "
        "without target (when_no_target) holds for all; fill them in if they were forgotten",
        "没有任何团队填写“{metric}”的目标（在“{stage}”阶段权重 {weight}），"
        "均按方案对无目标指标的规定（when_no_target）处理；如为遗漏请补上",
    ),
    "target-absent.more": (
        "further targets of teams, from here on, that most others of their stage have: {count}",
        "自此处起，另有 {count} 项多数同阶段团队都有的目标缺失",
    ),
    "target-differs": (
        "team {team}: {metric} has {now} now, and had {then} before ({other}); if that was not agreed, correct it",
        "团队 {team}：“{metric}”现为 {now}，此前为 {then}（{other}）；如非有意调整，请更正",
    ),
    "target-differs.added": (
        "team {team}: {metric} has {now} now, and had no target before; if that was not agreed, correct it",
        "团队 {team}：“{metric}”现为 {now}，此前没有目标；如非有意增加，请更正",
    ),
    "target-differs.removed": (
        "team {team}: {metric} has no target now, and had {then} before ({other}); if that was not agreed, put it back",
        "团队 {team}：“{metric}”现在没有目标，此前为 {then}（{other}）；如非有意删除，请补回",
    ),
    "target-differs.more": (
        "further targets of teams, from here on, that differ from those before: {count}",
        "自此处起，另有 {count} 项团队目标与此前不同",
    ),
    "pool-differs": (
        "team {team} has the pool {now} now, and had {then} before ({other}); if that was not agreed, correct it",
        "团队 {team} 的奖金基数现为 {now}，此前为 {then}（{other}）；如非有意调整，请更正",
    ),
    "pool-differs.added": (
        "team {team} has the pool {now} now, and had none before; if that was not agreed, correct it",
        "团队 {team} 的奖金基数现为 {now}，此前没有；如非有意增加，请更正",
    ),
    "pool-differs.removed": (
        "team {team} has no pool now, and had {then} before ({other}); if that was not agreed, put it back",
        "团队 {team} 现在没有奖金基数，此前为 {then}（{other}）；如非有意删除，请补回",
    ),
    "pool-differs.more": (
        "further pools of teams, from here on, that differ from those before: {count}",
        "自此处起，另有 {count} 个团队的奖金基数与此前不同",
    ),
    "before": (
        "targets and pools were compared with those in this place",
        "已与此处的目标和奖金基数比较",
    ),
    "before.new": (
        "targets and pools were compared with those in this place, except for teams that are new since: {teams}",
        "已与此处的目标和奖金基数比较；此后新增的团队未比较：{teams}",
    ),
    "before-unread": (
        "nothing was compared with the targets and pools in this place, which cannot be read ({reason}); give last "
        "month's run folder or workbooks with --before",
        "此处无法读取（{reason}），目标和奖金基数未与其比较；请用 --before 给出上月的结果文件夹或工作簿",
    ),
    "before-unread.many": (
        "nothing was compared with the targets and pools in this place, which --before names: so many teams are read "
        "in groups",
        "团队过多，分组读取，目标和奖金基数未与 --before 指定的此处比较",
    ),
    "before-unread.given": (
        "nothing was compared with the targets and pools in this place, which --before names, since it cannot be read "
        "({reason}); name last month's run folder or workbooks there",
        "--before 指定的此处无法读取（{reason}），目标和奖金基数未与其比较；请改为上月的结果文件夹或工作簿",
    ),
}
"""Kinds of warnings and notes."""

HINTS: dict[int, tuple[str, str]] = {
    10000: (
        "are the two in different units, 元 and 万元 (10,000 yuan)?",
        "是否单位不一致（元与万元）？",
    ),
    1000: (
        "are the two in different units, 元 and 千元 (1,000 yuan)?",
        "是否单位不一致（元与千元）？",
    ),
    100: (
        "are the two in different units, 元 and 分 (a hundredth of a yuan)?",
        "是否单位不一致（元与分）？",
    ),
    1: ("look whether it is right", "请核对是否填错"),
}
"""Factor by which two numbers differ to what may be the reason; 1 is any other."""
PARTS_HINT = (
    "are the two measures of the ratio in different units (元, 千元, 万元)?",
    "比率的两个度量是否单位不一致（元、千元、万元）？",
)
"""The same of a ratio."""
YEAR_HINT = (
    "is it the target of a month, where the year's is meant?",
    "是否把月度目标填成了年度目标？",
)
PERCENT_HINT = ("is a percent sign missing? a rate is written 0.2 or 20%", "是否漏写百分号？比率应写 0.2 或 20%")
"""The same where the factor is near 100 and the smaller number may be a rate."""
