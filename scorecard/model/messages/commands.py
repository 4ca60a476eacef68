"""Messages of the commands: options, and what could not be written (commands.md)."""

COMMANDS: dict[str, tuple[str, str]] = {
    "no-period": (
        "Actuals holds no month of the plan's fiscal year; say which month with --period, like --period {month}",
        "“实际”表中没有本方案财年内的月份；请用 --period 指定月份，例如 --period {month}",
    ),
    "unknown-team-option": (
        "there is no team {team} in this period; there are {known}",
        "本期没有团队 {team}；现有 {known}",
    ),
    "unknown-team-option.near": (
        "there is no team {team} in this period; did you mean {near}?",
        "本期没有团队 {team}；是否想写 {near}？",
    ),
    "unknown-metric-option": (
        "the plan has no metric {metric}; it has {known}",
        "方案中没有指标 {metric}；现有 {known}",
    ),
    "unknown-metric-option.near": (
        "the plan has no metric {metric}; did you mean {near}?",
        "方案中没有指标 {metric}；是否想写 {near}？",
    ),
    "not-written": ("this cannot be written: {reason}", "无法写入：{reason}"),
    "not-written.occupied": (
        "this is no run folder, so it is left as it is; move it away, or choose another place with --out",
        "此处不是由 run 生成的文件夹，未作改动；请将其移走，或用 --out 指定其他位置",
    ),
    "not-written.strangers": (
        "this run folder also holds {reason}, which no run wrote; move that away first, "
        "or choose another place with --out",
        "此文件夹中还有不是由 run 生成的文件：{reason}；请先将其移走，或用 --out 指定其他位置",
    ),
    "not-written.changed": (
        "the file changed while it was read, so nothing was written; run again",
        "读取期间文件发生了变化，未写入任何内容；请重新运行",
    ),
    "pdf-missing.extra": (
        "PDFs need two more packages; install them with: pip install 'scorecard[pdf]'",
        "生成 PDF 还需要两个程序包；请执行：pip install 'scorecard[pdf]'",
    ),
    "pdf-missing.libraries": (
        "PDFs need libraries of the system; on Debian or Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 "
        "libharfbuzz-subset0",
        "生成 PDF 还需要系统库；在 Debian 或 Ubuntu 上请执行：apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ),
    "interrupted": ("interrupted before the end", "已中断，未完成"),
    "bug": (
        "this is a fault of scorecard, not of your files ({fault}). Please report it; "
        "SCORECARD_DEBUG=1 shows where it arose",
        "这是 scorecard 自身的错误，与您的文件无关（{fault}）。请反馈给我们；设置 SCORECARD_DEBUG=1 可查看出错位置",
    ),
}
