"""Pure calculation: tables in, tables out; one step a module, in the order of calculation.md."""
