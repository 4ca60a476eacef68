"""Messages of the calculation (calculation.md)."""

CALCULATION: dict[str, tuple[str, str]] = {
    "no-stage": (
        "team {team} is active on {day} but is in no stage then; add a row to Stages that begins on or before that day",
        "团队 {team} 在 {day} 处于有效期内，但当日没有阶段；请在“阶段”表中补一行，开始日期不晚于这一天",
    ),
    "missing-value": (
        "team {team} has no {measure} for {month}; fill in the number (0 if it was nothing)",
        "团队 {team} 缺少 {month} 的“{measure}”；请填写数值（确实为零请填 0）",
    ),
    "missing-value.carry": (
        "team {team} has no {measure} for {month} and no earlier value in the fiscal "
        "year to carry on; fill in the number",
        "团队 {team} 缺少 {month} 的“{measure}”，本财年也没有更早的数值可以沿用；请填写数值",
    ),
    "missing-pool": (
        "team {team} has no target pool for {month}; add the month's amount, or one for the whole year, to Pools",
        "团队 {team} 缺少 {month} 的奖金基数；请在“奖金基数”表中补上该月或全年的金额",
    ),
    "missing-target": (
        "team {team}: {metric} has no target in {month}, or one that equals its baseline; fill in Targets, "
        "or say in the plan what happens then (when_no_target)",
        "团队 {team}：“{metric}”在 {month} 没有目标，或目标等于基线；请补全“目标”表，"
        "或在方案中用 when_no_target 说明如何处理",
    ),
    "missing-target.named": (
        "team {team}: the curve of {metric} needs a {column} for every month up to {month}; fill it in in Targets",
        "团队 {team}：“{metric}”的曲线在截至 {month} 的各月都需要 {column} 值；请在“目标”表中填写",
    ),
    "target-side.higher": (
        "team {team}: {metric} has the target {target} and the baseline {baseline} in {month}; "
        "more is better here, so the target must lie above the baseline",
        "团队 {team}：“{metric}”在 {month} 的目标为 {target}、基线为 {baseline}；该指标越高越好，目标必须高于基线",
    ),
    "target-side.lower": (
        "team {team}: {metric} has the target {target} and the baseline {baseline} in {month}; "
        "less is better here, so the target must lie below the baseline",
        "团队 {team}：“{metric}”在 {month} 的目标为 {target}、基线为 {baseline}；该指标越低越好，目标必须低于基线",
    ),
    "target-side.inverse": (
        "team {team}: {metric} has the target {target} in {month}; target / actual needs a target above 0",
        "团队 {team}：“{metric}”在 {month} 的目标为 {target}；按“目标/实际”计算时目标必须大于 0",
    ),
    "negative-actual": (
        "team {team}: {metric} is {actual} in {month}; target / actual needs an actual that is not below 0",
        "团队 {team}：“{metric}”在 {month} 为 {actual}；按“目标/实际”计算时实际值不能为负",
    ),
    "curve-order": (
        "team {team}: {metric} has threshold {threshold}, target {target} and stretch {stretch} in {month}; "
        "along its curve they must all rise or all fall, and the last two differ where the curve goes on by its slope",
        "团队 {team}：“{metric}”在 {month} 的门槛为 {threshold}、目标为 "
        "{target}、挑战为 {stretch}；沿曲线必须一路上升或一路下降（曲线按斜率延伸时最后两点还须不同）",
    ),
    "no-owner": (
        "team {team} has no first-responsible owner on {day}; add a row to Owners that begins on or before that day",
        "团队 {team} 在 {day} 没有第一责任人；请在“第一责任人”表中补一行，开始日期不晚于这一天",
    ),
    "owner-outside-team": (
        "team {team}: the owner {employee} {name} is no active member of the team on {day}; add them to Members, "
        "name another owner, or set owner.outside_team: true in the plan",
        "团队 {team}：第一责任人 {employee} {name} 在 {day} 不是团队的有效成员；请补入“成员”表、更换责任人，"
        "或在方案中设置 owner.outside_team: true",
    ),
    "unknown-period": (
        "{period} is not a month of the fiscal year {first} to {last}; say another month, or take the plan of "
        "that year",
        "{period} 不在财年 {first} 至 {last} 之内；请指定本财年的月份，或使用该年度的方案",
    ),
    "ratio-undefined": (
        "team {team}, {first} to {last}, {stage}: {metric} has nothing to divide by, so it scores 0; "
        "the plan does not say what should happen (when_undefined)",
        "团队 {team}，{first} 至 {last}，{stage}：“{metric}”的分母为零，按 0 分计；"
        "方案没有说明如何处理（when_undefined）",
    ),
    "ratio-undefined.gate": (
        "team {team}, {first} to {last}, {stage}: the gate {metric} has nothing to divide by; 0 / 0 leaves it open, "
        "another amount / 0 lies beyond every number; the plan does not say otherwise (when_undefined)",
        "团队 {team}，{first} 至 {last}，{stage}：门槛“{metric}”的分母为零：零除以零视为未触发，"
        "非零除以零视为超出任何数值；方案没有另行说明（when_undefined）",
    ),
    "ratio-undefined.deferral": (
        "team {team}, {first} to {last}, {stage}: what decides over money kept back has nothing to divide by; "
        "0 / 0 counts as not met, another amount / 0 lies beyond every number",
        "团队 {team}，{first} 至 {last}，{stage}：递延奖金发放条件的分母为零：零除以零视为未满足，"
        "非零除以零视为超出任何数值",
    ),
    "nothing-to-score": (
        "team {team}, {first} to {last}, {stage}: every metric was left out, so the composite and the payout are 0",
        "团队 {team}，{first} 至 {last}，{stage}：所有指标均未计分，综合得分与兑现率为 0",
    ),
    "evidence-missing": (
        "team {team}, {first} to {last}, {stage}: {metric} needs evidence; add a row to Evidence",
        "团队 {team}，{first} 至 {last}，{stage}：“{metric}”需要佐证；请在“佐证”表中补一行",
    ),
    "role-vacant": (
        "team {team} has nobody as {role} in {month}; the role's share goes to the others",
        "团队 {team} 在 {month} 没有{role}；该角色的份额由其他成员分配",
    ),
    "nobody-to-pay": (
        "team {team}: {money} stays unallocated, because no member has a share in it",
        "团队 {team}：{money} 无人可分配，保留为未分配金额",
    ),
    "paid-before-assumed": (
        "no closing and no Paid sheet says what was paid: the earlier periods count as paid as they compute today",
        "没有关账记录，也没有“已发”表：此前各期按今天的数据重算，视为已按此发放",
    ),
    "months-open": (
        "the ledger has {closed} as the newest closed month, and not {months}: what is payable here holds the money of "
        "{months}, too; if that was paid, close it first, or it is paid twice",
        "台账中最近关账的月份是 {closed}，{months} 尚未关账："
        "本期应发包含 {months} 的金额；如已发放，请先关账，否则会重复发放",
    ),
    "budget-overpaid": (
        "what was paid before and what is payable now exceed the budget of {budget} by {difference}, "
        "though the entitlements do not",
        "此前已发与本期应发合计超出预算 {budget} 共 {difference}，而应得奖金合计并未超出",
    ),
    "ledger-team-missing": (
        "team {team} is not in Teams, but the ledger says that {money} was paid to it in this fiscal year; put its row "
        "back into Teams (with its last day under to, if it has ended)",
        "“团队”表中没有团队 {team}，而台账显示本财年已向其发放 {money}；请把该团队补回“团队”表（已结束的填写结束日期）",
    ),
    "ledger-team-missing.deferral": (
        "team {team} is not in Teams, but the ledger still keeps back {money} of its bonus; put its row back into "
        "Teams (with its last day under to, if it has ended)",
        "“团队”表中没有团队 {team}，而台账中仍有其递延奖金 {money}；请把该团队补回“团队”表（已结束的填写结束日期）",
    ),
    "deferral-condition": (
        "team {team}: {money} kept back under the plan {plan} is due now, and the measure {name} decides whether it is "
        "released, but this plan has no such measure; add it, as it stands in {plan}",
        "团队 {team}：按方案 {plan} 递延的 {money} 现已到期，是否发放取决于度量 {name}，但本方案没有这个度量；"
        "请按 {plan} 中的写法补上",
    ),
    "deferral-condition.metric": (
        "team {team}: {money} kept back under the plan {plan} is due now, and the metric {name} decides whether it is "
        "released, but this plan has no such metric; add it, as it stands in {plan}",
        "团队 {team}：按方案 {plan} 递延的 {money} 现已到期，是否发放取决于指标 {name}，但本方案没有这个指标；"
        "请按 {plan} 中的写法补上",
    ),
}
