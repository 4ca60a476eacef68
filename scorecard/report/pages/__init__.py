"""The pages that people read: statements, slips, the review page, the plan document; result in, HTML out (outputs.md)."""
