"""The plan as employees and audit read it (outputs.md, plan.html)."""

from scorecard.report.pages.plan_document.view import plan_document

__all__ = ["plan_document"]
