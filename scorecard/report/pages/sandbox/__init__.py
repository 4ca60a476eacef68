"""Users' own templates: run in a sandbox, whatever fails told with file and line (outputs.md, docs/templates.md)."""

from scorecard.report.pages.sandbox.environment import OwnTemplates, user_environment
from scorecard.report.pages.sandbox.faults import TemplateFault
from scorecard.report.pages.sandbox.meter import Limits
from scorecard.report.pages.sandbox.rendering import rendered, require_templates, template_problems

__all__ = [
    "Limits",
    "OwnTemplates",
    "TemplateFault",
    "rendered",
    "require_templates",
    "template_problems",
    "user_environment",
]
