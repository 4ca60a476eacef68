"""The review page for finance: all teams, totals, exceptions first, links to the statements (outputs.md)."""

from scorecard.report.pages.review.page import review_page

__all__ = ["review_page"]
