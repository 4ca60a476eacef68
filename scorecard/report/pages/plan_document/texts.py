"""What only the plan document says, in English and Chinese; names of the specification stand in report/words.py."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "comma": (", ", "、"),
    "and": (" and ", "和"),
    "or": (" or ", "或"),
    "quoted": ("“{name}”", "“{name}”"),
    "percent": ("{number} %", "{number}%"),
    "as_ratio": ("{a} divided by {b}", "{a}除以{b}"),
    "as_difference": ("{a} less {b}", "{a}减去{b}"),
    "as_sum": ("{parts} together", "{parts}之和"),
    # head
    "document": ("Incentive plan", "激励方案"),
    "contents": ("Contents", "目录"),
    "skip_plan": ("Skip to how it works", "跳至方案要点"),
    "fiscal_year": ("Fiscal year", "财年"),
    "fiscal_year_named": ("{name}: {first} to {last}", "{name}：{first}至{last}"),
    "fiscal_year_plain": ("{first} to {last}", "{first}至{last}"),
    "basis": ("Scored over", "计分区间"),
    "basis_month": ("each month alone", "每月单独计分"),
    "basis_quarter": ("the quarter so far", "本季度累计"),
    "basis_year": ("the year so far", "本年度累计"),
    "stage_change": ("A change of stage within a month", "月内更换阶段"),
    "month_end": ("the month counts in the stage of its last day", "整月计入月末所在阶段"),
    "month_start": ("the month counts in the stage of its first day", "整月计入月初所在阶段"),
    "by_day": ("the month is divided by days", "按天数拆分到各阶段"),
    "negative": ("If less is due than was paid", "应得少于已发时"),
    "negative_carry_forward": ("nothing is taken back; the rest is carried forward", "不追回，差额结转以后各期"),
    "negative_recover": ("the difference is taken back", "差额追回"),
    "phasing": ("How a year’s target spreads over its months", "年度目标按月分解"),
    "phasing_note": (
        "Share of the year in percent. It applies to targets that add up and to target pools where they are given for "
        "the year; what is given month by month counts as it is.",
        "占全年的百分比。适用于按年给出的累加类目标和奖金基数；按月给出的数值直接采用。",
    ),
    # how it works
    "how": ("How it works", "方案要点"),
    "how_score": (
        "Each metric compares what was reached with a target or a scale, and a curve turns that into a score.",
        "每项指标把实际完成与目标或刻度相比，再由曲线换算为得分。",
    ),
    "how_composite": (
        "The stage of the account decides how much each metric weighs; score times weight, added up, is the composite, "
        "counted over {window}.",
        "客户所处的阶段决定各指标的权重；得分乘以权重后相加，得到综合得分，计分区间为{window}。",
    ),
    "how_payout": (
        "The payout curve turns the composite into a percentage of the funding; {gates}.",
        "兑现曲线把综合得分换算为资金的百分比；{gates}。",
    ),
    "how_gates": (
        "a gate that closes may limit scores, lower the payout or forfeit the pool",
        "门槛一旦触发，可能限制得分、降低兑现率或没收奖金包",
    ),
    "how_no_gates": ("the plan has no gates", "本方案不设门槛"),
    "how_pool": (
        "Funding times that percentage, within floor and cap where the stage has them{unscored}, is the team’s pool "
        "for the months in that stage.",
        "资金乘以该百分比，并受所在阶段的保底与封顶约束{unscored}，即为团队在该阶段各月的奖金包。",
    ),
    "how_unscored": (", together with what is paid whatever the score", "，加上与得分无关的部分"),
    "how_payable": (
        "Every month the pools of the year so far are added up, adjustments are added, and what was paid before is "
        "taken off; what remains is paid and divided over the members by role{premium}.",
        "每月把本年度至今的奖金包相加，加上调整，减去此前已发；余额即为本期应发，按角色分配给成员{premium}。",
    ),
    "how_premium": (
        ", after a premium for the first-responsible owner",
        "（先提取第一责任人津贴）",
    ),
    # weights
    "weights_title": ("What counts in which stage", "各阶段权重"),
    "weights_caption": ("Weights in percent, metric by stage", "各指标在各阶段的权重（%）"),
    "not_weighed": ("does not count", "不计"),
    # curves
    "curves_title": ("Curves", "曲线"),
    "curve_of": ("Curve “{name}”", "曲线“{name}”"),
    "curve_own": ("Curve of {name}", "{name}的曲线"),
    "curve_payout_own": ("Payout curve of {name}", "{name}的兑现曲线"),
    "the_curve_of": ("the curve “{name}”", "曲线“{name}”"),
    "the_curve_own": ("a curve of its own", "专用曲线"),
    "the_curve_payout_own": ("a payout curve of its own", "本阶段专用的兑现曲线"),
    "curve_scores": ("Scores {names}.", "用于{names}计分。"),
    "curve_pays": ("Turns the composite into the payout in {names}.", "在{names}把综合得分换算为兑现率。"),
    "curve_pays_all": ("Turns the composite into the payout in all stages.", "在所有阶段把综合得分换算为兑现率。"),
    "curve_unused": ("Nothing uses this curve.", "没有用到这条曲线。"),
    "x_attainment": ("Attainment, %", "达成率（%）"),
    "x_actual": ("Actual", "实际值"),
    "x_composite": ("Composite", "综合得分"),
    "y_score": ("Score", "得分"),
    "y_payout": ("Payout, %", "兑现率（%）"),
    "worse_better": ("worse ← → better", "差 ← → 好"),
    "schematic": (
        "Drawn schematically: every team has its own {names}, given in the Targets sheet.",
        "示意图：每个团队的{names}各不相同，由“目标”表给出。",
    ),
    "between_linear": ("Between two points the value lies on the straight line.", "两点之间按直线取值。"),
    "between_step": (
        "The value of the last point reached holds until the next point is reached.",
        "达到某点后取该点的值，直到达到下一点。",
    ),
    "single": ("There is one point.", "只有一个点。"),
    "jump": (
        "At {x} the value jumps from {from_} to {to}; the later holds.",
        "在 {x} 处由 {from_} 跳到 {to}，取后者。",
    ),
    "below": ("Worse than the first point: {y}.", "差于第一点：{y}。"),
    "beyond": ("Better than the last point: {y}.", "好于最后一点：{y}。"),
    "beyond_slope": (
        "Better than the last point: the last line goes on without an end.",
        "好于最后一点：沿最后一段直线继续，不设上限。",
    ),
    "picture_text": ("Picture of the curve through the points {points}", "曲线图，经过各点：{points}"),
    "step_of": ("Point", "点"),
    # metrics
    "metrics_title": ("Metrics", "指标"),
    "measured": ("Measured is {what}.", "考核内容：{what}。"),
    "higher_is_better": ("More is better.", "越高越好。"),
    "lower_is_better": ("Less is better.", "越低越好。"),
    "note_standard": (
        "Attainment is how much of the way from baseline to target was covered, in percent: 0 % at the baseline, 100 % "
        "at the target.",
        "达成率为从基线到目标已完成的百分比：基线处为 0%，目标处为 100%。",
    ),
    "note_higher": (
        "Where more is better and no baseline is given, the way begins at 0.",
        "越高越好的指标未给基线时，以 0 为基线。",
    ),
    "note_lower": (
        "Where less is better and no baseline is given, the way begins at twice the target.",
        "越低越好的指标未给基线时，以目标的两倍为基线。",
    ),
    "note_inverse": (
        "The attainment of {metrics} is target divided by actual, in percent.",
        "{metrics}的达成率为目标除以实际值的百分比。",
    ),
    "by_attainment": ("Its attainment is looked up on the curve.", "以达成率查曲线。"),
    "watched": ("A gate looks at its attainment.", "有门槛考察其达成率。"),
    "looked_up": (
        "The actual itself is looked up on the curve; no target is needed.",
        "直接以实际值查曲线，不需要目标。",
    ),
    "looked_up_named": (
        "The actual itself is looked up on a curve through the team’s own values: {names}.",
        "以实际值查曲线，曲线经过团队自己的{names}。",
    ),
    "totals_sum": ("Targets of several months add up.", "多个月的目标累加。"),
    "totals_average": ("Targets of several months are averaged.", "多个月的目标取平均。"),
    "totals_last": ("Of several months the last one’s target holds.", "多个月时以最后一月的目标为准。"),
    "totals_max": ("Of several months the largest target holds.", "多个月时取最大的目标。"),
    "totals_min": ("Of several months the smallest target holds.", "多个月时取最小的目标。"),
    "no_target_error_higher": (
        "A target must be given, and lie above the baseline; otherwise nothing is calculated.",
        "必须给出目标，且须高于基线；否则无法计算。",
    ),
    "no_target_error_lower": (
        "A target must be given, and lie below the baseline; otherwise nothing is calculated.",
        "必须给出目标，且须低于基线；否则无法计算。",
    ),
    "no_target_error_inverse": (
        "A target must be given, and lie above 0; otherwise nothing is calculated.",
        "必须给出目标，且须大于 0；否则无法计算。",
    ),
    "no_target_skip_standard": (
        "Without a target, or where it equals the baseline, the metric is left out, and its weight goes to the others.",
        "没有目标或目标等于基线时不计该指标，其权重让给其他指标。",
    ),
    "no_target_skip_inverse": (
        "Without a target the metric is left out, and its weight goes to the others.",
        "没有目标时不计该指标，其权重让给其他指标。",
    ),
    "no_target_score_standard": (
        "Without a target, or where it equals the baseline, it scores {score}.",
        "没有目标或目标等于基线时得 {score} 分。",
    ),
    "no_target_score_inverse": ("Without a target it scores {score}.", "没有目标时得 {score} 分。"),
    "target_side_higher": (
        "A target below the baseline is an error.",
        "目标低于基线属于错误。",
    ),
    "target_side_lower": (
        "A target above the baseline is an error.",
        "目标高于基线属于错误。",
    ),
    "target_side_inverse": (
        "A target that is not above 0 is an error.",
        "目标不大于 0 属于错误。",
    ),
    "undefined_skip": (
        "Where there is nothing to divide by, the metric is left out, and its weight goes to the others.",
        "除数为零而无法计算时不计该指标，其权重让给其他指标。",
    ),
    "undefined_score": (
        "Where there is nothing to divide by, it scores {score}.",
        "除数为零而无法计算时得 {score} 分。",
    ),
    "undefined_none": (
        "Where there is nothing to divide by, it scores 0, with a warning.",
        "除数为零而无法计算时得 0 分，并给出提示。",
    ),
    "evidence_needed": ("Evidence must be given.", "必须提供佐证。"),
    "nowhere": ("No stage weighs this metric.", "没有阶段考核该指标。"),
    "weighs": ("Weight: {stages}.", "权重：{stages}。"),
    "weighs_in": ("{weight} in {stage}", "{stage} {weight}"),
    "scored_by": ("It is scored by {curve}.", "按{curve}计分。"),
    # measures
    "measures_title": ("Where the numbers come from", "数据从哪里来"),
    "measure": ("Number", "数据"),
    "read_from": ("Read from", "来源"),
    "over_months": ("Over several months", "多个月合计"),
    "if_missing": ("If missing", "缺失时"),
    "from_actuals": ("sheet “Actuals”", "“实际”表"),
    "from_sheet": ("sheet {sheet}: {what}", "{sheet}表：{what}"),
    "rows_sum": ("{column}, added up", "{column}合计"),
    "rows_count": ("number of rows", "行数"),
    "rows_average": ("{column}, averaged", "{column}平均值"),
    "rows_max": ("the largest {column}", "最大的{column}"),
    "rows_min": ("the smallest {column}", "最小的{column}"),
    "rows_last": ("the newest {column}", "最新的{column}"),
    "times": ("{a} times {b}", "{a}乘以{b}"),
    "only_where": ("only rows with {conditions}", "仅限{conditions}的行"),
    "condition": ("{values} in {column}", "{column}为{values}"),
    "others_ignored": ("rows of others are ignored", "忽略其他团队的行"),
    "not_split": ("never divided between stages", "不在阶段间拆分"),
    "total_sum": ("added up", "累加"),
    "total_average": ("averaged", "平均"),
    "total_last": ("the last month’s", "取最后一月"),
    "total_max": ("the largest", "取最大"),
    "total_min": ("the smallest", "取最小"),
    "missing_error": ("nothing is calculated until it is there", "补齐之前不予计算"),
    "missing_zero": ("counts as 0", "按 0 计"),
    "missing_carry": ("the latest earlier value of the year", "沿用本年度上一个值"),
    # gates
    "gates_title": ("Gates", "门槛"),
    "gates_none": ("The plan has no gates.", "本方案不设门槛。"),
    "gate_if": ("If {what} is {comparison} {number}, {effect}.", "若{what}{comparison} {number}，则{effect}。"),
    "compare_below": ("below", "低于"),
    "compare_at_most": ("at most", "不高于"),
    "compare_above": ("above", "高于"),
    "compare_at_least": ("at least", "不低于"),
    "that_is": ("{number} (that is {percent})", "{number}（即 {percent}）"),
    "the_attainment": ("the attainment of {metric}", "{metric}的达成率"),
    "the_composite": ("the composite", "综合得分"),
    "effect_multiply": ("the payout is multiplied by {factor}", "兑现率乘以 {factor}"),
    "effect_forfeit": ("the pool is forfeited", "奖金包没收"),
    "effect_cap": ("the score of {metric} is at most {score}", "{metric}的得分最高为 {score}"),
    "applies_all": ("Applies in all stages.", "适用于所有阶段。"),
    "applies_in": ("Applies in {stages}.", "适用于{stages}。"),
    "applies_nowhere": ("No stage names it.", "没有阶段采用。"),
    "gate_infinite": (
        "A number above 0 divided by 0 counts as larger than any limit, one below 0 as smaller.",
        "正数除以 0 视为大于任何界限，负数除以 0 视为小于任何界限。",
    ),
    "gate_undefined_none": (
        "While there is nothing to compare it stays open, with a warning.",
        "无可比较的值时不触发，并给出提示。",
    ),
    "gate_undefined_open": ("While there is nothing to compare it stays open.", "无可比较的值时不触发。"),
    "gate_undefined_closed": ("While there is nothing to compare it is closed.", "无可比较的值时视为触发。"),
    # stages
    "stages_title": ("Funding and limits by stage", "各阶段的资金与上下限"),
    "funded": ("The funding is {parts}.", "资金为{parts}。"),
    "fund_target_pool": ("the target pool of the team (sheet “Pools”)", "团队的奖金基数（“奖金基数”表）"),
    "fund_share": ("{rate} of {measure}", "{measure}的 {rate}"),
    "fund_share_losses": (
        "{rate} of {measure} (of a loss, {losses} of that)",
        "{measure}的 {rate}（亏损时按其 {losses} 承担）",
    ),
    "fund_subsidy": ("{amount} a month", "每月 {amount}"),
    "paid_anyway": ("Paid whatever the score: {parts}.", "与得分无关、直接发放：{parts}。"),
    "share_no_losses": ("A loss costs the team nothing.", "亏损不由团队承担。"),
    "pays_by": ("The composite gives the payout by {curve}.", "综合得分按{curve}换算为兑现率。"),
    "floor_none": ("There is no floor: the pool may be below 0.", "不设保底：奖金包可以为负。"),
    "floor_zero": ("The pool is never below 0.", "奖金包不为负。"),
    "floor_at": (
        "Floor: what is earned counts as at least {percent} of the target pool.",
        "保底：应得至少按奖金基数的 {percent} 计。",
    ),
    "cap_none": ("There is no cap.", "不设封顶。"),
    "cap_at": (
        "Cap: what is earned counts as at most {percent} of the target pool.",
        "封顶：应得最多按奖金基数的 {percent} 计。",
    ),
    "stage_gates": ("Gates: {gates}.", "门槛：{gates}。"),
    "stage_no_gates": ("No gates apply.", "不适用任何门槛。"),
    "deferred": (
        "Deferral: {percent} of a payable is kept back and released {months} months later if then {what} is "
        "{comparison} {number}; otherwise it is forfeited.",
        "递延：应发的 {percent} 暂缓发放；{months} 个月后若{what}{comparison} {number}则发放，否则取消。",
    ),
    # roles
    "roles_title": ("Who gets what", "分配"),
    "roles_note": (
        "Within a role the share is divided by days of the month and by the personal factor. A role that nobody fills "
        "leaves its share to the others.",
        "同一角色内按当月在岗天数和个人系数分配。无人担任的角色，其份额让给其他角色。",
    ),
    "role_share": ("Share of the pool", "份额"),
    "premium_always": (
        "The first-responsible owner first gets {percent} of what is payable.",
        "第一责任人先得应发的 {percent} 作为津贴。",
    ),
    "premium_if": (
        "The first-responsible owner first gets {percent} of what is payable if the composite is at least {score}.",
        "综合得分不低于 {score} 时，第一责任人先得应发的 {percent} 作为津贴。",
    ),
    "premium_no": ("The first-responsible owner gets no premium.", "不设第一责任人津贴。"),
    "owner_inside": ("The owner must be a member of the team.", "第一责任人必须是团队成员。"),
    "owner_outside": ("The owner need not be a member of the team.", "第一责任人可以不是团队成员。"),
    "budget_is": (
        "All teams together get at most {amount} for each month of the year so far; beyond that, all are cut in "
        "proportion.",
        "全部团队合计不超过每月 {amount}（按年度至今的月数累计）；超出时同比例削减。",
    ),
    "budget_no": ("There is no common budget.", "不设总预算。"),
    "signed": ("Each result must be signed by: {roles}.", "每期结果须由以下各方签核：{roles}。"),
    "unsigned": ("The plan asks for no sign-off.", "本方案不要求签核。"),
    "separate": ("Nobody signs as two of them.", "同一人不得以两种身份签核。"),
    "not_separate": ("One person may sign as several of them.", "同一人可以以多种身份签核。"),
    # example
    "example_title": ("A worked example", "计算示例"),
    "example_note": (
        "The team and its numbers are made up; every result is computed by the same program that computes the real "
        "ones. It shows {month}, the first month of the fiscal year, in the stage {stage}: so there is one month, and "
        "nothing was paid before.",
        "团队与数据均为虚构；每个结果都由计算真实奖金的同一程序算出。示例为财年第一个月（{month}），处于{stage}阶段：因此只有一个月，此前没有发放。",
    ),
    "example_team": ("Example team", "示例团队"),
    "example_person": ("Person {number}", "成员{number}"),
    "example_evidence": ("Minutes of the meeting", "会议纪要"),
    "example_failed": (
        "No example could be worked out for the stage {stage}: {why}",
        "无法为{stage}阶段给出示例：{why}",
    ),
    "given": ("What was reported", "填报的数据"),
    "step_score": ("1. From actuals to points", "1. 从实际值到加权得分"),
    "step_gates": ("2. Gates", "2. 门槛"),
    "step_pool": ("3. From score to pool", "3. 从得分到奖金包"),
    "step_members": ("4. From pool to amounts", "4. 从奖金包到个人金额"),
    "step_derived": ("How each number came about", "每个数值的由来"),
    "in_stages": ("The same month in every stage", "同一个月在各阶段的结果"),
    "in_stages_note": (
        "Each with made-up numbers for the metrics that count there, at like places on their curves.",
        "各阶段均采用该阶段所计指标的虚构数据，其在曲线上的位置大致相同。",
    ),
    "closed_gates": ("Closed gates", "已触发门槛"),
    "none_closed": ("none", "无"),
    "plan_digest": ("SHA-256 of the plan file", "方案文件的 SHA-256"),
    "rules_note": ("§ is the section of the rules of calculation.", "§ 为计算规则的章节。"),
}
"""Key to (English, Chinese) with named braces."""
