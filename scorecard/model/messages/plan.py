"""Messages about the plan file (plan.md)."""

PLAN: dict[str, tuple[str, str]] = {
    "plan-unreadable": (
        "the plan cannot be read: {reason}; look at the path, or copy the file to a place where it can be read",
        "无法读取方案文件：{reason}；请检查路径，或将文件复制到可读取的位置",
    ),
    "plan-unreadable.missing": ("there is no such plan file; check the path", "没有这个方案文件；请检查路径"),
    "plan-unreadable.folder": (
        "this is a folder; name the plan file, which ends in .yaml",
        "这是一个文件夹；请写出方案文件名（以 .yaml 结尾）",
    ),
    "plan-unreadable.denied": (
        "you may not read this file; ask whoever keeps it",
        "没有读取此文件的权限；请联系文件的管理者",
    ),
    "plan-unreadable.workbook": (
        "this is a workbook, not a plan; the plan comes first, then the workbooks",
        "这是工作簿，不是方案；请先写方案文件，再写工作簿",
    ),
    "plan-unreadable.encoding": (
        "the plan is not UTF-8 text; save it as UTF-8",
        "方案文件不是 UTF-8 文本；请以 UTF-8 编码保存",
    ),
    "plan-syntax": (
        "this is not YAML; check indentation, colons, quotes and brackets here and in the line above",
        "此处不符合 YAML 格式；请检查本行和上一行的缩进、冒号、引号和括号",
    ),
    "plan-syntax.tab": ("a tab stands here; indent with spaces", "此处有制表符；请用空格缩进"),
    "plan-syntax.colon": (
        "a second colon stands here, or the line is indented wrongly; put a text that holds a colon in quotes",
        "此处多了一个冒号，或缩进有误；文本中含冒号时请加引号",
    ),
    "plan-syntax.full-width": (
        "a full-width colon (：) stands after a key; write an ordinary one and a space, like currency: CNY",
        "键后面是全角冒号（：）；请改为半角冒号加空格，例如 currency: CNY",
    ),
    "plan-syntax.character": (
        "a character that YAML does not know stands in the file; retype this line",
        "文件中有 YAML 不允许的字符；请重新输入这一行",
    ),
    "plan-syntax.deep": (
        "lists and keys are nested too deep here; a plan needs a few levels",
        "此处嵌套过深；方案只需几层",
    ),
    "plan-syntax.alias": (
        "references (*name) are not allowed in a plan; write the value itself",
        "方案中不允许引用（*名称）；请直接写出内容",
    ),
    "plan-syntax.tag": (
        "types (!name) are not allowed in a plan; write the value alone",
        "方案中不允许类型标记（!名称）；请只写内容",
    ),
    "plan-syntax.document": (
        "a plan file holds one mapping of keys to values, beginning with plan:",
        "方案文件应为一组“键: 值”，以 plan: 开头",
    ),
    "plan-syntax.key": ("a key must be a single text", "键必须是一个文本"),
    "key-twice": (
        "{key} stands here for the second time (first in line {line}); keep one",
        "{key} 重复出现（首次在第 {line} 行）；请只保留一个",
    ),
    "unknown-key": ("{key} is not known here; known are {known}", "{key} 不是此处可用的键；可用的有 {known}"),
    "unknown-key.near": (
        "{key} is not known here; did you mean {near}?",
        "{key} 不是此处可用的键；是否想写 {near}？",
    ),
    "unknown-key.digits": (
        "{key} stands where a key belongs; a comma ends a value here, so write numbers without one, like 3000000",
        "键的位置上是 {key}；逗号在此处表示值的结束，请写不带逗号的数字，例如 3000000",
    ),
    "missing-key": ("{key} is missing; add it", "缺少 {key}；请补上"),
    "not-one-of": ("{key} is {value}; write one of {known}", "{key} 为 {value}；应为 {known} 之一"),
    "not-one-of.component": (
        "{key} is {value}; only target_pool may stand as a word, the others have values, like "
        "{{share: {{of: gross_margin, rate: 1.5}}}} or {{subsidy: 20000}}",
        "{key} 为 {value}；只有 target_pool 可以单独写，其他须写出内容，例如 "
        "{{share: {{of: gross_margin, rate: 1.5}}}} 或 {{subsidy: 20000}}",
    ),
    "not-of-the-form.id": (
        "{key} is no id; begin with a letter of a-z, then letters, digits, _ or -; what people read goes into title",
        "{key} 不能作为编号；请以英文字母开头，后接英文字母、数字、_ 或 -；显示的名称写在 title 中",
    ),
    "not-of-the-form.plan": (
        "{key} is {value}; write lower case letters, digits and hyphens, like key-accounts-2026",
        "{key} 为 {value}；请用小写字母、数字和连字符，例如 key-accounts-2026",
    ),
    "not-of-the-form.currency": (
        "{key} is {value}; write three capital letters, like CNY",
        "{key} 为 {value}；请写三个大写字母，例如 CNY",
    ),
    "not-of-the-form.fiscal_year": (
        "{key} is {value}; write its first month, like 2026-01",
        "{key} 为 {value}；请写财年的第一个月，例如 2026-01",
    ),
    "empty-text": ("{key} is empty; write its value", "{key} 为空；请填写内容"),
    "too-few": ("{key} has too few entries; it needs {number} or more", "{key} 项数太少；至少需要 {number} 项"),
    "too-many": ("{key} has too many entries; it takes {number} at most", "{key} 项数太多；最多 {number} 项"),
    "too-few.exactly": (
        "{key} has too few entries; it needs exactly {number}",
        "{key} 项数太少；必须正好 {number} 项",
    ),
    "too-many.exactly": (
        "{key} has too many entries; it needs exactly {number}",
        "{key} 项数太多；必须正好 {number} 项",
    ),
    "entry-twice": ("{key}: {name} stands here for the second time; keep one", "{key}：{name} 重复出现；请只保留一个"),
    "not-a-number.key-commas": (
        "{key} is {value}; write the number without commas, like 3000000",
        "{key} 为 {value}；请写不带逗号的数字，例如 3000000",
    ),
    "not-a-number.key": (
        "{key} is {value}; write digits with at most one point, like 0.10",
        "{key} 为 {value}；请写成数字，最多一个小数点，例如 0.10",
    ),
    "number-too-large.key": (
        "{key} is {value}; at most 12 digits may stand before the point",
        "{key} 为 {value}；小数点前最多 12 位",
    ),
    "too-many-decimals": ("{key} is {value}; at most {decimals} decimals", "{key} 为 {value}；最多 {decimals} 位小数"),
    "not-true-or-false": ("{key} is {value}; write true or false", "{key} 为 {value}；请写 true 或 false"),
    "point-name": (
        "{key} is {value}; write a number, or threshold, target or stretch",
        "{key} 为 {value}；请写数字，或 threshold、target、stretch",
    ),
    "wrong-shape.keys": (
        "{key} is {value}; keys with values belong here, like {{key: value}}",
        "{key} 为 {value}；此处应为“键: 值”，例如 {{键: 值}}",
    ),
    "wrong-shape.list": (
        "{key} is {value}; a list belongs here, like [a, b]",
        "{key} 为 {value}；此处应为列表，例如 [a, b]",
    ),
    "wrong-shape.pair": (
        "{key} is {value}; a pair belongs here, like [80, 50]",
        "{key} 为 {value}；此处应为一对数，例如 [80, 50]",
    ),
    "wrong-shape.text": (
        "{key} is {value}; a single text belongs here",
        "{key} 为 {value}；此处应为单个文本",
    ),
    "one-of": ("{key} needs exactly one of {known}; given: {given}", "{key} 必须且只能写 {known} 之一；现有：{given}"),
    "must-be-true": ("{key} can only be true; leave it out otherwise", "{key} 只能为 true；否则请删去"),
    "unknown-name": ("there is no {what} {name}; there are {known}", "没有名为 {name} 的 {what}；现有 {known}"),
    "unknown-name.near": (
        "there is no {what} {name}; did you mean {near}?",
        "没有名为 {name} 的 {what}；是否想写 {near}？",
    ),
    "unknown-currency": (
        "{value} is no currency; write its three letters (ISO 4217), like CNY",
        "{value} 不是货币代码；请写三位字母代码（ISO 4217），例如 CNY",
    ),
    "phasing": (
        "the weights of phasing must not be below 0, and not all 0",
        "phasing 的权重不能为负，也不能全为 0",
    ),
    "title-twice": (
        "{key} is called {title}, as is {other}; a name in a workbook must mean one thing",
        "{key} 的名称 {title} 与 {other} 相同；工作簿中的名称只能指一个对象",
    ),
    "title-taken": (
        "{title} is the name of a standard column; call the measure something else",
        "{title} 是标准列名；请为该度量换一个名称",
    ),
    "needs-source": (
        "{key} has column, where or each_month, but no from; name its source",
        "{key} 写了 column、where 或 each_month，但没有 from；请写明来源",
    ),
    "needs-column": (
        "{key} combines rows by {each_month}; name the column",
        "{key} 按 {each_month} 汇总各行；请写明 column",
    ),
    "count-with-column": (
        "{key}: rows are counted, so no column is looked at; leave it out",
        "{key}：按行计数不看列；请删去",
    ),
    "source-key": (
        "a source needs either a team or an account column, not both",
        "来源必须有 team 或 account 列，二者只能取一",
    ),
    "source-period": ("a source needs a period column", "来源必须有 period 列"),
    "curve-on-attainment": (
        "{key} is attainment, but threshold, target and stretch are values of the actual; leave the key out",
        "{key} 为 attainment，但 threshold、target、stretch 是实际值；请删去该键",
    ),
    "curve-order.points": ("the x of {key} must all rise or all fall", "{key} 的 x 必须一路上升或一路下降"),
    "curve-rises": ("the x of {key} must rise, from worst to best", "{key} 的 x 必须由差到好逐点上升"),
    "two-jumps": ("at most two neighbouring points of {key} may share an x", "{key} 中最多两个相邻点可以有相同的 x"),
    "slope": (
        "slope needs a linear curve whose last two points have different x",
        "slope 只适用于线性曲线，且最后两点的 x 必须不同",
    ),
    "cliff": (
        "{key}: here the score jumps from {low} to {high}; is that cliff meant?",
        "{key}：得分在此从 {low} 跳到 {high}；确定要这样的断崖吗？",
    ),
    "fraction": (
        "{key} is {value}; percents and scores are written like 80, so write {percent} where {value} is a fraction",
        "{key} 为 {value}；百分数与得分写作 80 这样的数，若 {value} 是比例，请写 {percent}",
    ),
    "fraction.x": (
        "{key}: the curve ends where x is {value}, and x is in percent; write {percent} where {value} is a fraction",
        "{key}：曲线止于 x = {value}，而 x 以百分数计；若 {value} 是比例，请写 {percent}",
    ),
    "fraction.y": (
        "{key}: the highest y is {value}, and 100 is the whole; write {percent} where {value} is a fraction, and what "
        "of 100 it stands for where it is a mark",
        "{key}：y 最高为 {value}，而 100 为满分或全额；若 {value} 是比例，请写 {percent}；若是等级分，请换算为百分制",
    ),
    "payout-curve": (
        "a payout curve looks at the composite: no on: actual, no threshold, target or stretch",
        "兑现曲线以综合得分为横轴：不能写 on: actual，也不能用 threshold、target、stretch",
    ),
    "inverse-better": ("formula: inverse needs better: lower", "formula: inverse 需要 better: lower"),
    "inverse-curve": (
        "formula: inverse needs a curve on attainment",
        "formula: inverse 需要以达成率为横轴的曲线",
    ),
    "composite-cap": (
        "a gate on the composite cannot cap scores; use multiply or forfeit",
        "综合得分门槛不能限制得分；请用 multiply 或 forfeit",
    ),
    "out-of-range": (
        "{key} is {value}; it must lie from {low} to {high}",
        "{key} 为 {value}；应在 {low} 至 {high} 之间",
    ),
    "weights-sum": ("stage {stage}: weights sum to {sum}, not 100", "阶段 {stage}：权重合计为 {sum}，应为 100"),
    "shares-sum": ("role shares sum to {sum}, not 100", "角色份额合计为 {sum}，应为 100"),
    "weight-not-positive": ("{key} is {value}; it must be above 0", "{key} 为 {value}；必须大于 0"),
    "below-zero": ("{key} must not be below 0", "{key} 不能为负"),
    "no-payout": (
        "{key} has no payout, and the plan gives none for all",
        "{key} 没有 payout，方案也没有给出通用的 payout",
    ),
    "no-funding": (
        "{key} has no funding, and the plan gives none for all",
        "{key} 没有 funding，方案也没有给出通用的 funding",
    ),
    "target-pool-twice": ("target_pool may stand only once in {key}", "{key} 中 target_pool 只能出现一次"),
    "needs-target-pool": (
        "stage {stage}: {key} is a percentage of the target pool, but its funding has none",
        "阶段 {stage}：{key} 是奖金基数的百分比，但其 funding 中没有 target_pool",
    ),
    "floor-above-cap": ("stage {stage}: the cap must not be below the floor", "阶段 {stage}：cap 不能低于 floor"),
    "unscored-losses": (
        "stage {stage}: an unscored share may have losses only with floor: none",
        "阶段 {stage}：不计分的 share 只有在 floor: none 时才能写 losses",
    ),
    "unweighed-metric": ("no stage weighs {key}", "没有任何阶段给 {key} 设置权重"),
    "unused": ("{name} in {kind} is used by nothing", "{kind} 中的 {name} 未被使用"),
    "idle-cap": (
        "stage {stage}: gate {gate} caps {metric}, which the stage does not weigh",
        "阶段 {stage}：门槛 {gate} 限制 {metric}，但该阶段没有为其设置权重",
    ),
}
