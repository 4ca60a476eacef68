"""Help of the commands around the ledger, in English and Chinese; cli/help.py puts it beside the others."""

from __future__ import annotations

PURPOSES: dict[str, tuple[str, str]] = {
    "sign": ("Put a sign-off of a run's result into the ledger.", "对一次运行的结果签核并记入台账"),
    "close": ("Make a period's result final in the ledger.", "关账：本期结果记入台账，不再更改"),
    "void": ("Take back the newest closing, by an entry of its own.", "撤销最近一次关账（另记一条）"),
    "ledger": ("What was closed, by whom, and whether the chain is whole.", "查看台账：关账记录、核验、导出"),
    "verify": ("Say whether every byte of a run folder is what it should be.", "核验运行结果文件夹的每个字节"),
}
"""Each command's purpose in a line."""

LEDGER_PURPOSES: dict[str, tuple[str, str]] = {
    "log": ("Every closing, void and sign-off.", "列出全部关账、撤销和签核"),
    "show": ("What was closed, as then.", "显示关账时的结果"),
    "verify": ("Recompute every hash and every result.", "重新计算每个摘要和每个结果"),
    "export": ("Payroll and accruals, as xlsx and csv.", "导出工资发放表和计提表（xlsx 和 csv）"),
    "migrate": ("Bring an older ledger's tables forward.", "升级旧台账的表结构"),
}
"""Likewise of the commands of ``scorecard ledger``."""

COMMANDS: dict[str, tuple[str, str]] = {
    "sign": (
        """Put a sign-off of exactly this result into the ledger: RUN_DIR is a folder that run wrote.

        Its files must be as they were written, and its result must be what its inputs and the ledger give. INPUT is
        only needed where the inputs were too large to be copied; a file that the run did not read is refused.

        \b
        Example:
          scorecard sign out/2026-07 --as hr --by 'Li Na'
        """,
        """\b
        对 run 生成的文件夹 RUN_DIR 中的结果签核，记入台账。
        文件必须保持原样，结果必须与其输入及台账重新计算一致。
        仅当输入因过大未复制时才需给出 INPUT；不接受该次运行没有读取的文件。

        \b
        示例：
          scorecard sign out/2026-07 --as hr --by 李娜
        """,
    ),
    "close": (
        """Make the result in RUN_DIR final: it goes into the ledger with its plan and all inputs, and is never changed.

        Periods close in order, each once. What is found later goes into the next period. The first closing makes the
        ledger. INPUT is only needed where the inputs were too large to be copied; a file that the run did not read is
        refused.

        \b
        Example:
          scorecard close out/2026-07 --by 'Wang Fang'
        """,
        """\b
        对 RUN_DIR 中的结果关账：结果连同方案和全部输入记入台账，不再更改。
        各期按顺序关账，每期一次；之后发现的更正计入下一期。首次关账会创建台账。
        仅当输入因过大未复制时才需给出 INPUT；不接受该次运行没有读取的文件。

        \b
        示例：
          scorecard close out/2026-07 --by 王芳
        """,
    ),
    "void": (
        """Take back the newest closing, PERIOD, so that it can be closed anew. Nothing is removed: an entry says who
        took it back, and why.

        \b
        Example:
          scorecard void 2026-07 --reason 'wrong exchange rate' --by 'Wang Fang'
        """,
        """\b
        撤销最近一次关账 PERIOD，以便重新关账。不删除任何内容：另记一条，注明撤销人和原因。

        \b
        示例：
          scorecard void 2026-07 --reason 汇率有误 --by 王芳
        """,
    ),
    "verify": (
        """Make the folder RUN_DIR anew from its own inputs, with what the ledger said then, and compare every byte.

        INPUT is only needed where the inputs were too large to be copied; a file that the run did not read is refused.

        \b
        Example:
          scorecard verify out/2026-07
        """,
        """\b
        用 RUN_DIR 自带的输入和当时的台账重新生成全部文件，并逐字节比较。
        仅当输入因过大未复制时才需给出 INPUT；不接受该次运行没有读取的文件。

        \b
        示例：
          scorecard verify out/2026-07
        """,
    ),
    "ledger": (
        """What was closed, by whom, and whether the chain is whole.

        \b
        Example:
          scorecard ledger log
        """,
        """\b
        查看台账：何时、由谁关账，链条是否完整。

        \b
        示例：
          scorecard ledger log
        """,
    ),
    "ledger log": (
        """Every closing, void and sign-off, in the order in which they were made.

        \b
        Example:
          scorecard ledger log --plan key-accounts-2026
        """,
        """\b
        按先后列出全部关账、撤销和签核。

        \b
        示例：
          scorecard ledger log --plan key-accounts-2026
        """,
    ),
    "ledger show": (
        """What was closed for PERIOD, as then: every team's money and the digest. --json prints the whole result.

        \b
        Example:
          scorecard ledger show 2026-07
        """,
        """\b
        显示 PERIOD 关账时的结果：各团队金额和摘要。--json 打印完整结果。

        \b
        示例：
          scorecard ledger show 2026-07
        """,
    ),
    "ledger verify": (
        """Walk every chain, recompute every hash, and compute every closing again from the plan and inputs it holds.

        With --digest the ledger must have an entry of a digest that was printed elsewhere, on a statement or in a run
        folder: so a ledger that was rewritten as a whole, or an old copy, is found.

        \b
        Example:
          scorecard ledger verify --digest 3f0a…
        """,
        """\b
        逐条核对链条和摘要，并用所存的方案和输入重新计算每次关账。
        用 --digest 给出印在说明书或运行文件夹中的摘要，台账中必须有它：
        由此可发现被整体改写的台账或旧的副本。

        \b
        示例：
          scorecard ledger verify --digest 3f0a…
        """,
    ),
    "ledger export": (
        """Payroll (who gets what) and accruals (how each team stands) of all that was closed, as xlsx and csv.

        \b
        Example:
          scorecard ledger export -o payroll --period 2026-07
        """,
        """\b
        导出已关账各期的工资发放表（每人金额）和计提表（各团队状况），xlsx 和 csv 格式。

        \b
        示例：
          scorecard ledger export -o payroll --period 2026-07
        """,
    ),
    "ledger migrate": (
        """Bring the tables of a ledger that an older scorecard made forward to this version. Make a backup first.

        \b
        Example:
          scorecard ledger migrate
        """,
        """\b
        把旧版 scorecard 台账的表结构升级到当前版本。请先备份。

        \b
        示例：
          scorecard ledger migrate
        """,
    ),
}
"""Each command's help."""

OPTIONS: dict[str, tuple[str, str]] = {
    "ledger": (
        "The ledger: sqlite:///ledger.db, postgresql://host/database (default: ledger.db here, if there is one; "
        "SCORECARD_LEDGER).",
        "台账地址，如 sqlite:///ledger.db（默认：环境变量 SCORECARD_LEDGER 所指，否则本文件夹中的 ledger.db）",
    ),
    "role": (
        "As what one signs: owner, sales_ops, hr, finance, or what the plan says.",
        "签核角色：owner、sales_ops、hr、finance 或方案所列",
    ),
    "by": ("Who does it (default: the user's name on this computer).", "操作人（默认：本机用户名）"),
    "signer": ("Who signs.", "签核人"),
    "only": ("Only this closed month (default: all).", "只导出该月（默认：全部已关账的月份）"),
    "note": ("A remark that goes with it.", "附注"),
    "reason": ("Why.", "原因"),
    "plan": ("The plan's id, where a ledger has several.", "方案编号（台账中有多个方案时）"),
    "yes": ("Do not ask.", "不再询问"),
    "digest": ("A digest that was printed elsewhere, or its beginning.", "印在别处的摘要，或其开头"),
    "folder": ("Where the tables go (default: export).", "导出到哪个文件夹（默认：export）"),
}
"""Each option's help, by the name of its parameter."""
