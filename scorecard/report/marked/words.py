"""What stands in marked copies beside the messages, in English and Chinese."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "error": ("problem", "问题"),
    "warning": ("warning", "警告"),
    "file": ("File", "文件"),
    "sheet": ("Sheet", "工作表"),
    "cell": ("Cell", "单元格"),
    "level": ("Kind", "类别"),
    "message": ("What is wrong", "说明"),
    "code": ("Code", "代码"),
    "title": (
        "{name}: problems {errors}, warnings {warnings}",
        "{name}：问题 {errors} 个，警告 {warnings} 个",
    ),
    "everything": (
        "Plan and workbooks: problems {errors}, warnings {warnings}",
        "方案与工作簿：问题 {errors} 个，警告 {warnings} 个",
    ),
    "copy": (
        "This is a copy. Mend the original, then check again; what is mended here is not read.",
        "这是副本。请在原文件中修改后重新检查；在此处所做的修改不会被读取。",
    ),
    "colours": (
        "A red cell has a problem, which must be mended; an amber one a warning, which should be looked at. "
        "A comment on the cell says what it is.",
        "红色单元格有问题，必须修改；琥珀色单元格有警告，请核对。具体说明见单元格批注。",
    ),
    "as-it-was": (
        "The cells named below are links. All else is as in the original, but for this sheet.",
        "下方的单元格名称可点击跳转。除本工作表外，其余内容与原文件相同。",
    ),
    "links": (
        "The cells named below are links into the marked copies beside this file. Mend the originals, "
        "then check again.",
        "下方的单元格名称可点击跳转到同一文件夹中的标记副本。请在原文件中修改后重新检查。",
    ),
    "values": (
        "The original cannot be marked in place: it is no .xlsx or .xlsm, or written in an unusual way. Here stand "
        "the values of its sheets that are read, as many rows as a sheet holds, without its formulas and looks.",
        "原文件无法直接标记：不是 .xlsx 或 .xlsm，或写法特殊。"
        "此处为所读取工作表的数值（不超过一张表的行数上限），不含公式和格式。",
    ),
    "capped": (
        "More than {most} cells are faulty: the further ones are coloured, but have no comment.",
        "有问题的单元格超过 {most} 个：其余的只标颜色，没有批注。",
    ),
    "here": ("In this workbook", "本工作簿"),
    "elsewhere": ("Elsewhere: plan, other files, what is missing", "其他：方案、其他文件、缺失的内容"),
    "further": (
        "… and {count} more; {name} lists them all",
        "……另有 {count} 项；全部列在 {name} 中",
    ),
}


def word(key: str, language: str, **args: str) -> str:
    """The text in ``zh`` or ``en``, its braces filled."""
    english, chinese = WORDS[key]
    return (chinese if language == "zh" else english).format_map(args)
