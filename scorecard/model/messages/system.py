"""Why the operating system refused something, in Chinese too."""

from __future__ import annotations

import errno
import os

from scorecard.model.titles import Title

CHINESE: dict[int, str] = {
    errno.EACCES: "没有权限",
    errno.EBUSY: "正被占用",
    errno.EDQUOT: "超出磁盘配额",
    errno.EEXIST: "同名文件已存在",
    errno.EFBIG: "文件过大",
    errno.EINVAL: "路径或操作无效",
    errno.EIO: "读写设备出错",
    errno.EISDIR: "这是一个文件夹",
    errno.ELOOP: "链接循环",
    errno.EMFILE: "打开的文件过多",
    errno.ENAMETOOLONG: "名称过长",
    errno.ENODEV: "没有该设备",
    errno.ENOENT: "没有该文件或文件夹",
    errno.ENOSPC: "磁盘空间不足",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENXIO: "没有该设备或地址",
    errno.EPERM: "操作不被允许",
    errno.EROFS: "磁盘为只读",
}
"""For what happens to files; of anything else the system's own text is shown."""


def reason(error: OSError) -> Title:
    """The system's text for the error, in Chinese where it is a common one."""
    said = os.strerror(error.errno) if error.errno else ""
    raw = error.strerror or str(error)
    known = {"zh": CHINESE[error.errno]} if error.errno in CHINESE and raw == said else {}
    return Title(raw, {"en": raw, **known} if known else {})
