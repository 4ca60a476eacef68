"""Plan file and workbooks into typed tables, each value with its place."""
