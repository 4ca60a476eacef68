"""The result's tables as Parquet files, for programs and for more rows than a sheet holds (outputs.md)."""
