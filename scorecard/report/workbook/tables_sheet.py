"""The sheets Tables and Columns: where the rows lie that fit no sheet, and what stands in each column (outputs.md)."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.report.parquet.files import FOLDER, Written
from scorecard.report.parquet.meanings import meaning
from scorecard.report.workbook.sheets import Book, Column, write_table

INSTEAD = {
    "Pools": ("Pools", "Owners"),
    "Segments": ("Segments",),
    "Months": ("Segments",),
    "Funding": ("Segments",),
    "Scorecards": ("Scorecards",),
    "Gates": ("Gates",),
    "Members": ("Members",),
    "Deferrals": (),
    "Values": ("Inputs",),
    "Inputs": ("Inputs",),
    "Records": ("Inputs",),
    "Warnings": ("Notes",),
}
"""Name of a table to the sheets of the usual workbook whose rows it holds."""


def write_tables_sheet(book: Book, tables: Sequence[Written]) -> None:
    """A row is a file: what its rows are, which sheets they stand for, how many, and its hash."""
    sheets = [", ".join(book.word(sheet) for sheet in INSTEAD[each.name]) for each in tables]
    columns = [
        Column(book.word("table_file"), "text", [_file(each) for each in tables], width=30),
        Column(book.word("table_rows"), "whole", [each.rows for each in tables], width=14),
        Column(book.word("table_holds"), "wrap", [book.word(f"table.{each.name}") for each in tables], width=60),
        Column(book.word("table_instead"), "text", sheets, width=24),
        Column("SHA-256", "text", [each.sha256 for each in tables], width=70),
    ]
    write_table(book, "Tables", columns, said=book.word("table_said"))


def write_columns(book: Book, tables: Sequence[Written]) -> None:
    """A row is a column of a file: its type and what it means."""
    rows = [(each, name, kind) for each in tables for name, kind in each.columns]
    said = [meaning(each.name, name, book.language) for each, name, _ in rows]
    columns = [
        Column(book.word("table_file"), "text", [_file(each) for each, _, _ in rows], width=30),
        Column(book.word("table_column"), "text", [name for _, name, _ in rows], width=24),
        Column(book.word("table_type"), "text", [kind for _, _, kind in rows], width=20),
        Column(book.word("table_meaning"), "wrap", said, width=90),
    ]
    write_table(book, "Columns", columns)


def _file(table: Written) -> str:
    return f"{FOLDER}/{table.name}.parquet"
