"""Help of the commands with which somebody starts, in English and Chinese; cli/help.py puts it beside the others."""

from __future__ import annotations

PURPOSES: dict[str, tuple[str, str]] = {
    "new": ("Make a folder to start from: plan, empty workbook, guide.", "创建起步文件夹：方案、空工作簿、使用说明"),
    "template": ("Write the empty input workbook that fits a plan.", "按方案输出空的录入工作簿"),
}
"""Each command's purpose in a line."""

COMMANDS: dict[str, tuple[str, str]] = {
    "new": (
        """Make the folder DIR to start from: a plan with comments, an empty input workbook that fits it, and a guide in
        English and Chinese. DIR must not be there yet, or be empty.

        \b
        Example:
          scorecard new my-bonus --lang en
        """,
        """\b
        创建起步文件夹 DIR：带注释的方案、与之相配的空录入工作簿、中英文使用说明。
        DIR 须尚不存在，或为空文件夹。

        \b
        示例：
          scorecard new my-bonus --lang zh
        """,
    ),
    "template": (
        """Write the empty input workbook that fits PLAN: its sheets and headings, drop-downs, checks and formats, and a
        sheet of notes that says what goes where. A file that is there already is left as it is.

        \b
        Example:
          scorecard template configs/key-accounts-2026.yaml -o inputs.xlsx --lang en
        """,
        """\b
        按方案 PLAN 输出空的录入工作簿：工作表和表头、下拉列表、输入检查和格式，
        并附一张说明各处怎样填写的表。已有的同名文件保持原样。

        \b
        示例：
          scorecard template configs/key-accounts-2026.yaml -o inputs.xlsx --lang zh
        """,
    ),
}
"""Each command's help, by its name below ``scorecard``."""

OPTIONS: dict[str, tuple[str, str]] = {
    "book": ("Where the workbook goes, a new file that ends in .xlsx.", "工作簿写到哪里：一个以 .xlsx 结尾的新文件"),
}
"""Each option's help, by the name of its parameter."""
