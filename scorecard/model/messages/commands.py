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
    "unknown-team-option.empty": (
        "--team is empty; write a team's key: {known}",
        "--team 为空；请写团队编号：{known}",
    ),
    "unknown-team-option.name": (
        "{team} is a team's name; write its key: {near}",
        "{team} 是团队名称；请写团队编号：{near}",
    ),
    "unknown-metric-option": (
        "the plan has no metric {metric}; it has {known}",
        "方案中没有指标 {metric}；现有 {known}",
    ),
    "unknown-metric-option.near": (
        "the plan has no metric {metric}; did you mean {near}?",
        "方案中没有指标 {metric}；是否想写 {near}？",
    ),
    "not-written": (
        "this cannot be written: {reason}; choose another place with --out or -o",
        "无法写入：{reason}；请用 --out 或 -o 指定其他位置",
    ),
    "not-written.stream": (
        "this cannot be written: {reason}; look at what the output is sent to",
        "无法写入：{reason}；请检查输出所指向的位置",
    ),
    "not-written.full": (
        "there is no room left on this disk; free some, or choose another place with --out or -o",
        "磁盘空间不足；请清理磁盘，或用 --out 或 -o 指定其他位置",
    ),
    "not-written.large": (
        "this disk, or a limit on this computer, lets no file grow so large; choose another place with --out or -o",
        "此磁盘或本机的限制不允许这么大的文件；请用 --out 或 -o 指定其他位置",
    ),
    "not-written.denied": (
        "you may not write here; choose another place with --out or -o, or ask whoever keeps this one",
        "没有在此写入的权限；请用 --out 或 -o 指定其他位置，或联系此处的管理者",
    ),
    "not-written.file": (
        "a file stands where a folder is needed; move it away, or choose another place with --out or -o",
        "需要文件夹的地方有一个文件；请将其移走，或用 --out 或 -o 指定其他位置",
    ),
    "not-written.folder": (
        "this is a folder; name a file in it with -o, like plan.html",
        "这是一个文件夹；请用 -o 写出其中的文件名，例如 plan.html",
    ),
    "not-written.nowhere": (
        "the folder for this is not there, and none was made; make it, or choose another place with --out or -o",
        "没有这个文件夹，也未能创建；请先创建，或用 --out 或 -o 指定其他位置",
    ),
    "not-written.long": (
        "this name is longer than the disk allows; choose a shorter one with --out or -o",
        "名称超过磁盘允许的长度；请用 --out 或 -o 指定较短的名称",
    ),
    "not-written.open": (
        "a file in this folder is open in another program, probably its workbook in Excel; close it and run again, "
        "or choose another place with --out",
        "此文件夹中有文件正被其他程序打开（可能是 Excel 中的工作簿）；请关闭后重新运行，或用 --out 指定其他位置",
    ),
    "not-written.occupied": (
        "this is no run folder, so it is left as it is; move it away, or choose another place with --out",
        "此处不是由 run 生成的文件夹，未作改动；请将其移走，或用 --out 指定其他位置",
    ),
    "not-written.there": (
        "this file is there already and may hold somebody's data, so it is left as it is; choose another name with -o, "
        "or move it away",
        "此文件已存在，可能有人填写过，未作改动；请用 -o 指定其他名称，或先将其移走",
    ),
    "not-written.not-empty": (
        "something is here already, so it is left as it is; name a folder that is not there yet, or is empty",
        "此处已有内容，未作改动；请指定一个尚不存在或为空的文件夹",
    ),
    "not-written.strangers": (
        "this run folder also holds {reason}, which no run wrote; move that away first, "
        "or choose another place with --out",
        "此文件夹中还有不是由 run 生成的文件：{reason}；请先将其移走，或用 --out 指定其他位置",
    ),
    "not-written.closed": (
        "this folder holds a closed period and stays as it is; what was found later goes into the next period. "
        "To look at this one anew, choose another place with --out",
        "此文件夹是已关账的期间，保持原样；之后发现的更正计入下一期。如需重新查看本期，请用 --out 指定其他位置",
    ),
    "not-written.changed": (
        "the file changed while it was read, so nothing was written; run again",
        "读取期间文件发生了变化，未写入任何内容；请重新运行",
    ),
    "not-marked": (
        "this cannot be written: {reason}; choose another folder with --mark",
        "无法写入：{reason}；请用 --mark 指定其他文件夹",
    ),
    "not-marked.file": (
        "a file stands where the marked copies need a folder; move it away, or choose another folder with --mark",
        "标记副本需要文件夹的地方有一个文件；请将其移走，或用 --mark 指定其他文件夹",
    ),
    "not-marked.inputs": (
        "the workbooks that are checked lie in this folder, and marked copies here would be read like them; "
        "choose another folder with --mark, like marked",
        "所检查的工作簿就在此文件夹中，标记副本放在这里会被一同读取；请用 --mark 指定其他文件夹，例如 marked",
    ),
    "not-marked.occupied": (
        "this file is none that --mark wrote, or somebody changed it since, so it is left as it is; move it away, "
        "or choose another folder with --mark",
        "此文件不是由 --mark 写出的，或之后被人修改过，未作改动；请将其移走，或用 --mark 指定其他文件夹",
    ),
    "not-marked.changed": (
        "the file changed while it was checked, so it was not marked; check again",
        "检查期间文件发生了变化，未做标记；请重新检查",
    ),
    "pdf-missing.extra": (
        "PDFs need two more packages; install them, in the folder of this program's sources, "
        "with: pip install '.[pdf]'",
        "生成 PDF 还需要两个程序包；请在本程序源码所在的文件夹中执行：pip install '.[pdf]'",
    ),
    "pdf-missing.libraries": (
        "PDFs need libraries of the system; on Debian or Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 "
        "libharfbuzz-subset0",
        "生成 PDF 还需要系统库；在 Debian 或 Ubuntu 上请执行："
        "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ),
    "engine-missing": (
        "--engine dask needs one more package; install it, in the folder of this program's sources, "
        "with: pip install '.[dask]'",
        "--engine dask 还需要一个程序包；请在本程序源码所在的文件夹中执行：pip install '.[dask]'",
    ),
    "engine-unreachable": (
        "no Dask scheduler answers at {address}; start it there, or leave out --scheduler to work on this machine",
        "{address} 处没有 Dask 调度器应答；请先启动，或去掉 --scheduler 在本机计算",
    ),
    "engine-unreachable.workers": (
        "the Dask scheduler at {address} has no workers; start some with: dask worker {address}",
        "{address} 处的 Dask 调度器没有工作进程；请执行：dask worker {address}",
    ),
    "engine-version": (
        "the workers of {address} have scorecard {version}, this program is {own}; install the same everywhere, "
        "since another version may calculate otherwise",
        "{address} 的工作进程安装的是 scorecard {version}，本程序是 {own}；"
        "版本不同，算法可能不同，请在各处安装同一版本",
    ),
    "memory-exhausted": (
        "there is not enough memory for so much, and nothing was written; close other programs, give fewer workbooks "
        "at once, or use a machine with more memory",
        "内存不足，未写出任何内容；请关闭其他程序、减少一次处理的工作簿，或换用内存更大的机器",
    ),
    "memory-exhausted.process": (
        "the system ended a process that worked for this one, most likely because memory ran out, and nothing was "
        "written; close other programs, or use a machine with more memory",
        "系统终止了一个工作进程，很可能是内存不足，未写出任何内容；请关闭其他程序，或换用内存更大的机器",
    ),
    "interrupted": ("interrupted before the end", "已中断，未完成"),
    "bug": (
        "this is a fault of scorecard, not of your files ({fault}). Please report it; "
        "SCORECARD_DEBUG=1 shows where it arose",
        "这是 scorecard 自身的错误，与您的文件无关（{fault}）。请反馈给我们；设置 SCORECARD_DEBUG=1 可查看出错位置",
    ),
}
