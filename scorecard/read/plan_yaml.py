"""A YAML file as plain data in which every key and value keeps its line and column, and every scalar its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct, field

from scorecard.model.messages.system import reason
from scorecard.model.problems import FilePlace, Problem

Path_ = tuple[str | int, ...]
"""Keys and indexes from the file's top to a value."""
DEEPEST = 30
"""Levels of lists and keys; a plan has about ten."""
FULL_WIDTH = re.compile(r"[\s{,-]*[\w-]+\s*：")
"""A key with the colon of Chinese text after it."""
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx, .xlsb and .ods begin, and .xls."""


def dotted(path: Path_) -> str:
    """How messages name a key: ``curves.standard.points[2]``, entries counted from 1."""
    steps = [f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(steps).removeprefix(".")


class Document(Struct, frozen=True):
    """The file's data (dict, list, str), and where each key and value stands."""

    file: str
    data: Any
    values: Mapping[Path_, tuple[int, int]] = field(default_factory=dict)
    keys: Mapping[Path_, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: Path_, *, key: bool = False) -> FilePlace:
        """Where the value at the path stands, or its key; of a path that is not there, its nearest parent."""
        for length in range(len(path), -1, -1):
            for found in (self.keys, self.values) if key or length < len(path) else (self.values,):
                if path[:length] in found:
                    return FilePlace(self.file, *found[path[:length]])
        return FilePlace(self.file, 1, 1)


def read_document(path: Path) -> tuple[Document | None, list[Problem]]:
    """The file's only document, or why it cannot be read (plan.md, Rules of the file)."""
    start = FilePlace(str(path), 1, 1)
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, [_unreadable(error, start)]
    if content.startswith(WORKBOOKS):
        return None, [Problem("plan-unreadable.workbook", {}, start)]
    try:
        return _parsed(path, content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None, [Problem("plan-unreadable.encoding", {}, start)]
    except RecursionError:
        return None, [Problem("plan-syntax.deep", {}, start)]


def _unreadable(error: OSError, start: FilePlace) -> Problem:
    variants = {FileNotFoundError: ".missing", IsADirectoryError: ".folder", PermissionError: ".denied"}
    variant = variants.get(type(error), "")
    return Problem(f"plan-unreadable{variant}", {} if variant else {"reason": reason(error)}, start)


def _parsed(path: Path, text: str) -> tuple[Document | None, list[Problem]]:
    start = FilePlace(str(path), 1, 1)
    try:
        refused = next(_refused(yaml.parse(text, Loader=yaml.BaseLoader)), None)
        nodes = [] if refused else list(yaml.compose_all(text, Loader=yaml.BaseLoader))
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(path, text, error)]
    except yaml.reader.ReaderError as error:
        line, column = _position_at(text, error.position)
        return None, [Problem("plan-syntax.character", {}, FilePlace(str(path), line, column))]
    if refused:
        variant, event = refused
        return None, [Problem(f"plan-syntax.{variant}", {}, FilePlace(str(path), *_position(event)))]
    if len(nodes) != 1 or not isinstance(nodes[0], yaml.MappingNode):
        return None, [Problem("plan-syntax.document", {}, start)]
    return _document(str(path), nodes[0])


def _syntax(path: Path, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """YAML's complaint in the product's own words, where it was found."""
    at = _line_and_column(error.problem_mark or error.context_mark)
    lines = text.splitlines()
    for line in (at[0], at[0] - 1):
        found = FULL_WIDTH.match(lines[line - 1]) if 0 < line <= len(lines) else None
        if found:
            return Problem("plan-syntax.full-width", {}, FilePlace(str(path), line, found.end()))
    said = error.problem or ""
    variant = ".tab" if "'\\t'" in said else ".colon" if said == "mapping values are not allowed here" else ""
    return Problem(f"plan-syntax{variant}", {}, FilePlace(str(path), *at))


def _position_at(text: str, index: int) -> tuple[int, int]:
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


def _refused(events: Iterable[yaml.Event]) -> Iterator[tuple[str, yaml.Event]]:
    """What YAML knows and a plan does not; told as it is read, since deep nesting alone would take minutes."""
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        if isinstance(event, yaml.AliasEvent):
            yield "alias", event
        elif getattr(event, "tag", None):
            yield "tag", event
        elif depth > DEEPEST:
            yield "deep", event
        depth -= isinstance(event, yaml.CollectionEndEvent)


def _document(file: str, root: yaml.Node) -> tuple[Document, list[Problem]]:
    values: dict[Path_, tuple[int, int]] = {}
    keys: dict[Path_, tuple[int, int]] = {}
    problems: list[Problem] = []

    def plain(node: yaml.Node, path: Path_) -> Any:
        values[path] = _position(node)
        if isinstance(node, yaml.MappingNode):
            return dict(entries(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [plain(item, (*path, index)) for index, item in enumerate(node.value)]
        return node.value

    def entries(node: yaml.MappingNode, path: Path_) -> Iterator[tuple[str, Any]]:
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                problems.append(Problem("plan-syntax.key", {}, FilePlace(file, *_position(key))))
                continue
            at = (*path, key.value)
            if at in keys:
                line = str(keys[at][0])
                problems.append(
                    Problem("key-twice", {"key": key.value, "line": line}, FilePlace(file, *_position(key)))
                )
                continue
            keys[at] = _position(key)
            yield key.value, plain(value, at)

    data = plain(root, ())
    return Document(file, data, values, keys), problems


def _position(node: yaml.Node | yaml.Event) -> tuple[int, int]:
    return _line_and_column(node.start_mark)


def _line_and_column(mark: Any) -> tuple[int, int]:
    """Counted from 1; the file's first where YAML names no place."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
