"""The pages that people read: statements, slips, review page, plan document; result in, HTML and PDF out."""
