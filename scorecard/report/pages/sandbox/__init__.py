"""Users' own templates: run in a sandbox, whatever fails told with file and line (outputs.md, docs/templates.md)."""
