"""A YAML file as plain data in which every key and value keeps its line and column, and every scalar its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from scorecard.model.problems import FilePlace, Problem

Path_ = tuple[str | int, ...]
"""Keys and indexes from the file's top to a value."""


@dataclass(frozen=True, slots=True)
class Document:
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
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, [Problem("plan-unreadable.encoding", {}, start)]
    except OSError as error:
        return None, [Problem("plan-unreadable", {"reason": error.strerror or "?"}, start)]
    try:
        nodes = list(yaml.compose_all(text, Loader=yaml.BaseLoader))
        aliases = [e for e in yaml.parse(text, Loader=yaml.BaseLoader) if isinstance(e, yaml.AliasEvent)]
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        place = FilePlace(str(path), at.line + 1, at.column + 1) if at else start
        return None, [Problem("plan-syntax", {"reason": error.problem or str(error)}, place)]
    except (yaml.YAMLError, RecursionError) as error:
        return None, [Problem("plan-syntax", {"reason": str(error).splitlines()[0]}, start)]
    if aliases:
        mark = aliases[0].start_mark
        place = FilePlace(str(path), mark.line + 1, mark.column + 1) if mark else start
        return None, [Problem("plan-syntax.alias", {}, place)]
    if len(nodes) != 1 or not isinstance(nodes[0], yaml.MappingNode):
        return None, [Problem("plan-syntax.document", {}, start)]
    return _document(str(path), nodes[0])


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


def _position(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
