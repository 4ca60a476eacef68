"""Messages about files that are not read, or not as they are (inputs.md)."""

READING_FILES: dict[str, tuple[str, str]] = {
    "file-missing": ("there is no such file or folder; check the path", "没有这个文件或文件夹；请检查路径"),
    "file-unreadable": (
        "the file cannot be read: {reason}; look at the path, or copy the file to a place where it can be read",
        "无法读取：{reason}；请检查路径，或将文件复制到可读取的位置",
    ),
    "file-empty": (
        "there is nothing in the file (0 bytes); copy or export it anew",
        "文件为空（0 字节）；请重新复制或导出",
    ),
    "file-twice": (
        "this file is byte for byte the same as {other}; give only one of them",
        "此文件与 {other} 完全相同；请只提供其中一个",
    ),
    "folder-empty": (
        "the folder holds nothing to read (.xlsx, .xlsm, .xls, .xlsb, .ods, .csv, .parquet)",
        "文件夹中没有可读取的文件（.xlsx、.xlsm、.xls、.xlsb、.ods、.csv、.parquet）",
    ),
    "folder-left-alone": (
        "folders within a folder are left alone; name this one too if it is to be read",
        "子文件夹未读取；如需读取，请单独写出这个文件夹",
    ),
    "part-left-alone": (
        "this is not read: the folder {sheet} stands for a sheet, and its parts are the CSV and Parquet files right "
        "in it; put anything else beside the folder",
        "此处未读取：文件夹“{sheet}”代表一张表，只读其中直接存放的 CSV 或 Parquet 文件；其他文件请放在该文件夹之外",
    ),
    "file-empty.zeros": (
        "the file holds nothing but zeros, as a copy does that was broken off; copy or download it anew",
        "文件内容全为零，通常是复制或同步中断所致；请重新复制或下载",
    ),
    "lock-file": (
        "this is the mark that a program leaves beside a workbook that is open, not the workbook; give {name}",
        "这是打开工作簿时留下的锁定标记，不是工作簿本身；请提供 {name}",
    ),
    "not-downloaded": (
        "the download is not finished; wait until it is, or download the file anew",
        "文件尚未下载完成；请等待下载结束或重新下载",
    ),
    "not-downloaded.placeholder": (
        "this only stands for a file that is kept elsewhere; download the file itself, as .xlsx",
        "这只是云端或其他位置文件的占位符；请下载文件本身（.xlsx）",
    ),
    "unknown-format": (
        "{format} is no format that is read; save the file as .xlsx",
        "不支持 {format} 格式；请另存为 .xlsx",
    ),
    "not-a-workbook": (
        "the file is no workbook, whatever its name says; open it in Excel and save it as .xlsx",
        "文件内容不是工作簿（与扩展名无关）；请用 Excel 打开并另存为 .xlsx",
    ),
    "not-a-workbook.web-page": (
        "this is a web page saved as {suffix}, as many systems export tables; open it in Excel and save it as .xlsx",
        "这是以 {suffix} 为扩展名保存的网页（许多系统这样导出表格）；请用 Excel 打开并另存为 .xlsx",
    ),
    "not-a-workbook.old-xml": (
        "this is an XML spreadsheet of Excel 2003, which is not read; open it in Excel and save it as .xlsx",
        "这是 Excel 2003 的 XML 电子表格，不支持读取；请用 Excel 打开并另存为 .xlsx",
    ),
    "not-a-workbook.old": (
        "this is a workbook of Excel 4 or older, which is not read; open it in Excel and save it as .xlsx",
        "这是 Excel 4.0 或更早版本的工作簿，不支持读取；请用 Excel 打开并另存为 .xlsx",
    ),
    "not-a-workbook.pdf": (
        "this is a PDF document, whatever its name says; give the workbook that it was made from",
        "文件实为 PDF 文档（与扩展名无关）；请提供生成它的工作簿",
    ),
    "not-a-workbook.document": (
        "this is a text document, as Word writes it; copy its table into a workbook and save that as .xlsx",
        "这是文字文档（如 Word 文档）；请将其中的表格复制到工作簿并另存为 .xlsx",
    ),
    "not-a-workbook.slides": (
        "this is a presentation; copy its table into a workbook and save that as .xlsx",
        "这是演示文稿；请将其中的表格复制到工作簿并另存为 .xlsx",
    ),
    "not-a-workbook.mail": (
        "this is a mail; save the workbook that is attached to it, and give that",
        "这是一封邮件；请保存其中的工作簿附件并提供该文件",
    ),
    "not-a-workbook.numbers": (
        "this is a document of Apple's Numbers, Pages or Keynote; export it there as an Excel workbook",
        "这是苹果 Numbers、Pages 或 Keynote 文档；请在该软件中导出为 Excel 工作簿",
    ),
    "not-a-workbook.picture": (
        "this is a picture, whatever its name says; give the workbook itself",
        "文件实为图片（与扩展名无关）；请提供工作簿本身",
    ),
    "not-a-workbook.archive": (
        "this is an archive of packed files; unpack it, and give the workbooks that are in it",
        "这是压缩包；请先解压，再提供其中的工作簿",
    ),
    "not-a-workbook.text": (
        "this is plain text; if it is a table with commas, semicolons or tabs between its cells, let its name end in "
        ".csv, else open it in Excel and save it as .xlsx",
        "这是纯文本；如为以逗号、分号或制表符分隔的表格，请将扩展名改为 .csv，否则请用 Excel 打开并另存为 .xlsx",
    ),
    "workbook-damaged": (
        "the file is damaged; open it in Excel, let it repair it, and save it anew",
        "文件已损坏；请用 Excel 打开、修复后重新保存",
    ),
    "workbook-damaged.cell": (
        "what stands in this cell can be read in several ways; clear it, type it anew, and save the workbook",
        "此单元格的内容可以有多种读法；请清空后重新输入并保存工作簿",
    ),
    "parquet-damaged": (
        "the file is damaged, or no Parquet file; export it anew from where it comes",
        "文件已损坏，或不是 Parquet 文件；请从来源系统重新导出",
    ),
    "workbook-encrypted": (
        "the workbook has a password; save it without one",
        "工作簿设有密码；请另存为不带密码的文件",
    ),
    "workbook-entities": (
        "the workbook holds a document type declaration, which no spreadsheet program writes, so it is not read; "
        "ask where it comes from, and export it anew",
        "工作簿中含有文档类型声明（DTD），正常的表格软件不会写入，因此未读取；请核实文件来源并重新导出",
    ),
    "workbook-too-large": (
        "the file unpacks beyond a sane size; it is not read; split it, or delete what is not needed",
        "文件解压后过大，未予读取；请拆分文件或删除不需要的内容",
    ),
    "workbook-too-large.sheet": (
        "this sheet reaches to row {rows} and column {columns}; delete the stray cells far out, then save",
        "此工作表延伸到第 {rows} 行、第 {columns} 列；请删除远处的多余单元格后保存",
    ),
    "workbook-too-large.odd": (
        "this large sheet is not written as spreadsheet programs write it; open the workbook in Excel and save it anew",
        "此工作表很大，且不是表格软件通常的写法；请用 Excel 打开工作簿并重新保存",
    ),
    "csv-encoding": (
        "the text is neither UTF-8 nor GB18030; save it as CSV UTF-8",
        "文本既不是 UTF-8 也不是 GB18030 编码；请另存为 CSV UTF-8",
    ),
    "csv-encoding.guessed": (
        "the text is not UTF-8, so it is read as Chinese (GB18030), like {word}; if that is not what it should say, "
        "save it as CSV UTF-8",
        "文本不是 UTF-8 编码，已按中文编码（GB18030）读取，例如“{word}”；如与原文不符，请另存为 CSV UTF-8",
    ),
    "csv-damaged": (
        "this is no table of comma-separated values; save it as .xlsx",
        "内容不是逗号分隔的表格；请另存为 .xlsx",
    ),
    "csv-damaged.wider": (
        "{value} stands beyond the header, which ends in column {last}; a comma within a number or text ahead of it "
        "shifts the row: put that cell in quotation marks",
        "“{value}”超出了表头（止于 {last} 列），通常是前面的数字或文字中含有逗号使整行错位；请给该单元格加上双引号",
    ),
    "csv-quote": (
        "a quotation mark opens in line {line} and is not closed where its cell ends; close it, or remove it",
        "第 {line} 行的引号没有在该单元格末尾闭合；请补上另一个引号或将其删除",
    ),
}
