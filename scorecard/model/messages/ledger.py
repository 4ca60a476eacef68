"""Messages of the ledger (ledger.md)."""

LEDGER: dict[str, tuple[str, str]] = {
    "ledger-url": (
        "this is no address of a ledger; write sqlite:///ledger.db for a file, or postgresql://user@host/database",
        "这不是台账地址；文件请写 sqlite:///ledger.db，数据库请写 postgresql://user@host/database",
    ),
    "ledger-driver": (
        "a ledger in PostgreSQL needs one more package; install it, in the folder of this program's sources, "
        "with: pip install '.[postgres]'",
        "使用 PostgreSQL 台账还需要一个程序包；请在本程序源码所在的文件夹中执行：pip install '.[postgres]'",
    ),
    "ledger-none": (
        "there is no ledger here; the first closing makes it, or say with --ledger where it is",
        "此处没有台账；首次关账时会创建，或用 --ledger 指定其位置",
    ),
    "ledger-not-yet": (
        "there is no ledger here yet, so no month counts as closed; if there should be one, look at --ledger",
        "此处还没有台账，因此没有任何月份算作已关账；如果应当有台账，请检查 --ledger",
    ),
    "ledger-foreign": (
        "this is no ledger of scorecard; name the right file or database with --ledger",
        "这不是 scorecard 的台账；请用 --ledger 指定正确的文件或数据库",
    ),
    "ledger-damaged": (
        "this ledger's file is damaged ({reason}); take the newest backup, and prove it with ledger verify --digest",
        "台账文件已损坏（{reason}）；请使用最近的备份，并用 ledger verify --digest 核验",
    ),
    "ledger-denied": (
        "you may not write into this ledger ({reason}); ask whoever keeps it",
        "没有写入此台账的权限（{reason}）；请联系台账管理者",
    ),
    "ledger-nowhere": (
        "this ledger's file cannot be opened; look whether its folder is there and may be written into",
        "无法打开台账文件；请检查其文件夹是否存在且可写",
    ),
    "ledger-busy": (
        "somebody else is writing into this ledger and did not finish in time; nothing was written, try again",
        "他人正在写入此台账且未及时完成；未写入任何内容，请重试",
    ),
    "ledger-full": (
        "the ledger's disk is full; nothing was written into the ledger, make room and try again",
        "台账所在磁盘已满；台账中未写入任何内容，请清理磁盘后重试",
    ),
    "ledger-unreachable": (
        "the ledger cannot be reached, or the connection was lost ({reason}); ledger log shows what is in it, and "
        "doing it again is safe",
        "无法访问台账，或连接已中断（{reason}）；可用 ledger log 查看其内容，重新执行是安全的",
    ),
    "ledger-newer": (
        "this ledger was written by a newer scorecard (tables of version {found}, known up to {known}); "
        "update scorecard",
        "此台账由更新版本的 scorecard 写成（表结构版本 {found}，本程序只认识到 {known}）；请升级 scorecard",
    ),
    "ledger-older": (
        "this ledger has tables of version {found}, this scorecard needs {known}; make a backup, then run: "
        "scorecard ledger migrate",
        "此台账的表结构版本为 {found}，本程序需要 {known}；请先备份，然后执行：scorecard ledger migrate",
    ),
    "plans-alike": (
        "the ledger has two plans of one year, {one} and {other}, that {plan} may continue, and what they left cannot "
        "be told apart; give the plan an id that differs in the year from one of them only",
        "台账中有同一年度的两个方案 {one} 和 {other} 都可能由 {plan} 延续，无法区分其遗留金额；"
        "请使方案编号只与其中一个仅差年份",
    ),
    "ledger-other-plans": (
        "the ledger has no closing of {plan} in this fiscal year, but of {others}; if the plan's id was changed, "
        "change it back, or what was paid under the old one is paid again",
        "台账中没有 {plan} 本财年的关账，但有 {others} 的；如果改过方案编号，请改回，否则旧编号下已发的金额会重复支付",
    ),
    "carry-over-missing": (
        "team {team}: {month} carried {carried}, but Adjustments has {entered} of kind carry_over so far; "
        "add a row with what is missing",
        "团队 {team}：{month} 结转 {carried}，但“调整”表中类别为“结转”的金额目前是 {entered}；请补一行缺少的金额",
    ),
    "no-run-folder": (
        "this is no folder that run wrote: it has no manifest.json of a run; name the folder of a period, "
        "like out/2026-01",
        "这不是 run 生成的文件夹：其中没有 run 的 manifest.json；请写某一期的文件夹，例如 out/2026-01",
    ),
    "run-file-changed": (
        "this file is no longer what the run wrote; run again, and leave the folder as it is",
        "此文件已不是 run 当时写出的内容；请重新运行，并保持文件夹原样",
    ),
    "run-file-missing": (
        "this file of the run is missing; run again, and leave the folder as it is",
        "运行结果中的此文件缺失；请重新运行，并保持文件夹原样",
    ),
    "run-file-unknown": (
        "no run wrote this file; move it out of the folder",
        "此文件不是 run 生成的；请将其移出该文件夹",
    ),
    "run-input-other": (
        "the run read nothing of this, and it would not be used; name the very files that the run read, or run anew",
        "该次运行没有读取此文件，不会使用；请给出该次运行所读取的原文件，或重新运行",
    ),
    "run-input-missing": (
        "the run read this file (SHA-256 {digest}…), which is too large to be copied; name it, or its folder, as INPUT",
        "运行时读取了此文件（SHA-256 {digest}…），因过大未复制；请将该文件或其文件夹作为 INPUT 给出",
    ),
    "not-recomputed": (
        "recomputed from its inputs, this result is another: {teams}; run again, and have the new result signed",
        "按其输入重新计算后结果不同：{teams}；请重新运行，并对新结果重新签核",
    ),
    "not-recomputed.problems": (
        "this result cannot be recomputed: problems of its plan or inputs stand in the way ({count}); mend them and "
        "run again",
        "无法重新计算此结果：其方案或输入存在问题（{count} 个）；请更正后重新运行",
    ),
    "not-recomputed.rest": (
        "recomputed from its inputs, this result.json comes out otherwise, though not in any team's numbers; run "
        "again, and have the new result signed",
        "按其输入重新计算后 result.json 不同，但各团队的数值一致；请重新运行，并对新结果重新签核",
    ),
    "stale-paid-before.rest": (
        "since this run a period was closed or voided in the ledger; run again",
        "此次运行之后，台账中有期间关账或撤销；请重新运行",
    ),
    "stale-paid-before": (
        "since this run the ledger says something else of what was paid before ({teams}); run again",
        "此次运行之后，台账中的“此前已发”已有变化（{teams}）；请重新运行",
    ),
    "already-closed": (
        "{period} is closed already, since {moment} by {by}; what was found later goes into the next period",
        "{period} 已于 {moment} 由 {by} 关账；之后发现的更正计入下一期",
    ),
    "closed-without-word": (
        "the period is closed in the ledger, but this note of it in the run folder cannot be written: {reason}; "
        "mend that and call close again, which writes the note and nothing else",
        "本期已在台账中关账，但运行结果文件夹中的这份关账记录无法写入：{reason}；"
        "请解决后再次运行 close，只会补写此文件",
    ),
    "period-gap": (
        "{period} cannot be closed now: after {last} comes {next}; close that first",
        "现在不能关 {period}：{last} 之后应为 {next}；请先关该期",
    ),
    "missing-sign-off": (
        "the plan wants sign-offs of this very result that are missing: {roles}; scorecard sign puts them in",
        "方案要求对本结果签核，尚缺：{roles}；请用 scorecard sign 签核",
    ),
    "closed-meanwhile": (
        "somebody else closed or voided a period of this plan at the same moment, so nothing was written; "
        "ledger log shows what is in the ledger now",
        "同一时刻他人对本方案进行了关账或撤销，未写入任何内容；可用 ledger log 查看台账现状",
    ),
    "unknown-signer": (
        "the plan knows no sign-off as {role}; it has {known}",
        "方案中没有签核角色 {role}；现有 {known}",
    ),
    "signed-already": (
        "this result is signed as {role} already, by {by}",
        "本结果已由 {by} 以 {role} 身份签核",
    ),
    "separate-duties": (
        "{by} signed this result as {role} already; the plan wants a person of its own for each role",
        "{by} 已以 {role} 身份签核本结果；方案要求每个角色由不同的人签核",
    ),
    "who-is-empty": (
        "say whose name this goes by, with --by",
        "请用 --by 写明姓名",
    ),
    "reason-empty": (
        "say why, with --reason",
        "请用 --reason 写明原因",
    ),
    "not-closed": (
        "{period} is not closed; closed are {known}",
        "{period} 尚未关账；已关账的有 {known}",
    ),
    "not-closed.none": (
        "{period} is not closed; nothing is in this ledger",
        "{period} 尚未关账；此台账中没有已关账的期间",
    ),
    "not-newest": (
        "only the newest closing can be taken back, which is {last}; void that first",
        "只能撤销最近一次关账，即 {last}；请先撤销该期",
    ),
    "which-plan": (
        "this ledger has several plans: {known}; say which with --plan",
        "此台账中有多个方案：{known}；请用 --plan 指定",
    ),
    "unknown-plan": (
        "this ledger has no plan {plan}; it has {known}",
        "此台账中没有方案 {plan}；现有 {known}",
    ),
    "ledger-needed": (
        "this run asked a ledger; say with --ledger where it is",
        "此次运行使用了台账；请用 --ledger 指定其位置",
    ),
    "digest-short": (
        "“{digest}” is no digest; write all 64 of its digits, or at least the first 12",
        "“{digest}”不是摘要；请写全部 64 位，或至少前 12 位",
    ),
    "ledger-without-entry": (
        "this ledger has no entry {digest}…: it is another ledger, or an older copy",
        "此台账中没有条目 {digest}…：这是另一本台账，或是旧的副本",
    ),
    "other-version": (
        "scorecard {made} made this folder, this is {here}: a difference may come from that",
        "此文件夹由 scorecard {made} 生成，本程序为 {here}：差异可能由此而来",
    ),
    "not-reproduced": (
        "made anew from the inputs, this file comes out otherwise",
        "用同样的输入重新生成，此文件的内容不同",
    ),
    "ledger-broken.order": (
        "entry {number} of plan {plan} is missing: the chain has a hole",
        "方案 {plan} 的第 {number} 条缺失：链条有缺口",
    ),
    "ledger-broken.gone": (
        "entry no. {number} of this ledger is gone: what it held is still here",
        "台账的第 {number} 条记录已不在，但其内容仍在",
    ),
    "ledger-broken.link": (
        "entry {number} of plan {plan} does not hang on the entry before it",
        "方案 {plan} 的第 {number} 条与前一条不相接",
    ),
    "ledger-broken.digest": (
        "entry {number} of plan {plan} was changed: its digest is another",
        "方案 {plan} 的第 {number} 条被改动：摘要不符",
    ),
    "ledger-broken.part": (
        "entry {number} of plan {plan} was changed: its {part} is not what was closed",
        "方案 {plan} 的第 {number} 条被改动：其{part}不是关账时的内容",
    ),
    "ledger-broken.rows": (
        "entry {number} of plan {plan} was changed: its rows of {part} are not what was closed",
        "方案 {plan} 的第 {number} 条被改动：其{part}各行不是关账时的内容",
    ),
    "ledger-broken.amounts": (
        "entry {number} of plan {plan}: its amounts are not those of its result",
        "方案 {plan} 的第 {number} 条：其金额与其结果不符",
    ),
    "ledger-broken.result": (
        "entry {number} of plan {plan}: its stored inputs give another result",
        "方案 {plan} 的第 {number} 条：其存储的输入算出的结果不同",
    ),
    "ledger-broken.rule": (
        "entry {number} of plan {plan} breaks the order of closings",
        "方案 {plan} 的第 {number} 条违反关账顺序",
    ),
    "ledger-unguarded": (
        "what keeps this ledger from being changed is gone: {missing}",
        "防止改动台账的保护已缺失：{missing}",
    ),
}
