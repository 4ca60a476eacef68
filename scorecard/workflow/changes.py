"""What differs today from the inputs of the newest closing (ledger.md, Corrections go forward)."""

from __future__ import annotations

from msgspec.structs import replace

from scorecard.model.result import Result
from scorecard.workflow.access import Access


def with_changes(result: Result, ledger: Access | None) -> Result:
    """The result with every input value of a closed month that differs today; as it is where nothing is closed.

    Raises LedgerFault, also where the closing is damaged.
    """
    standing = result.standing
    if ledger is None or standing is None or standing.closed is None:
        return result
    from scorecard.calc.changes import changes
    from scorecard.ledger.entries import entries
    from scorecard.ledger.faults import damaged
    from scorecard.workflow.stored import stored_inputs, stored_plan

    with ledger.reading() as connection, damaged():
        closing = next(each for each in entries(connection) if each.digest == standing.closing)
        plan, _ = stored_plan(connection, closing)
        if plan is None:
            raise ValueError("plan")
        inputs = stored_inputs(connection, closing, plan)
    return replace(result, changes=changes((plan, inputs), (result.plan, result.inputs), standing.closed))
