"""Messages about templates of a user's own (docs/templates.md)."""

TEMPLATES: dict[str, tuple[str, str]] = {
    "template-syntax": (
        "this is not how a template is written: {reason}",
        "模板写法有误：{reason}",
    ),
    "template-undefined": (
        "nothing here is called “{name}”; a template gets s (the page) and t (its words), and what it sets itself",
        "此处没有名为“{name}”的变量；模板可用 s（页面内容）、t（页面用语）以及自己设定的变量",
    ),
    "template-undefined.field": (
        "{of} has no field “{name}”; it has {known}",
        "{of} 没有字段“{name}”；现有 {known}",
    ),
    "template-undefined.near": (
        "{of} has no field “{name}”; did you mean “{near}”?",
        "{of} 没有字段“{name}”；是否想写“{near}”？",
    ),
    "template-forbidden.attribute": (
        "a template may not reach for “{name}” here; it sees the fields that docs/templates.md names and no more",
        "模板不能在此处访问“{name}”；只能使用 docs/templates.md 中列出的字段",
    ),
    "template-forbidden.call": (
        "a template may not call this; it may call its own macros, and {known}",
        "模板不能调用此对象；可以调用自己的宏，以及 {known}",
    ),
    "template-forbidden.filter": (
        "there is no filter “{name}” here; there are {known}",
        "此处没有过滤器“{name}”；可用的有 {known}",
    ),
    "template-forbidden.test": (
        "there is no test “{name}” here; there are {known}",
        "此处没有判断“{name}”；可用的有 {known}",
    ),
    "template-forbidden.escaping": (
        "escaping cannot be switched off: what stands in the inputs is shown as text, never as HTML; leave this out",
        "不能关闭转义：输入中的内容只作为文字显示，不会成为 HTML；请删去此处",
    ),
    "template-forbidden.operator": (
        "“{name}” works on numbers only; texts are put together with ~",
        "“{name}”只能用于数字；拼接文字请用 ~",
    ),
    "template-forbidden.link": (
        "“{name}” leads out of the folder of the templates, so it is not read; put the file itself into the folder",
        "“{name}”指向模板文件夹之外，因此未读取；请把文件本身放入该文件夹",
    ),
    "template-endless": (
        "stopped: this page takes more than {most} steps; does a loop or a macro go on without end?",
        "已停止：生成此页面超过 {most} 步；是否有循环或宏没有尽头？",
    ),
    "template-endless.characters": (
        "stopped: this page makes more than {most} characters; does something repeat itself without end?",
        "已停止：此页面生成的文字超过 {most} 个字符；是否有内容在无尽重复？",
    ),
    "template-endless.depth": (
        "stopped: macros, loops, templates or brackets stand within each other without end",
        "已停止：宏、循环、模板或括号层层嵌套，没有尽头",
    ),
    "template-endless.number": (
        "stopped: a number here has more than {most} digits",
        "已停止：此处的数字超过 {most} 位",
    ),
    "template-missing": (
        "there is no template “{name}”, neither in this folder nor among those that came with the program ({known})",
        "没有模板“{name}”：此文件夹中没有，程序自带的模板中也没有（{known}）",
    ),
    "template-unreadable": (
        "this is no text in UTF-8; save the file as UTF-8",
        "此文件不是 UTF-8 文本；请另存为 UTF-8",
    ),
    "template-unreadable.large": (
        "this file has more than {most} bytes, too many for a template",
        "此文件超过 {most} 字节，作为模板过大",
    ),
    "template-unreadable.file": (
        "this file cannot be read: {reason}",
        "无法读取此文件：{reason}",
    ),
    "template-error": (
        "this cannot be worked out: {reason}",
        "此处无法得出结果：{reason}",
    ),
    "template-error.not-text": (
        "{of} is not a text that can stand on a page; show one of its fields: {known}",
        "{of} 不是可以直接显示的文字；请显示它的某个字段：{known}",
    ),
    "template-error.no-fields": (
        "{of} is not a text that can stand on a page or be worked on as one",
        "{of} 不是可以直接显示或按文字处理的内容",
    ),
}
"""Kind to (English, Chinese)."""
