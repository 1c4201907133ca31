/** How much work the conditions of one request may cause; a step is one value looked at, or some twenty characters. */
const stepsMax = 3_000_000;

/** Counts the work done for one request, over all mocks that were tried for it. */
export interface Budget {
  /** Takes steps; throws BudgetSpent when there are none left. */
  spend: (steps: number) => void;
}

/** The conditions of a request have cost more than they may: those that are left do not hold. */
export class BudgetSpent extends Error {
  constructor() {
    super("looking at this request takes more work than is allowed");
    this.name = "BudgetSpent";
  }
}

export function createBudget(steps: number = stepsMax): Budget {
  let left = steps;
  return {
    spend(count) {
      left -= count;
      if (left < 0) throw new BudgetSpent();
    },
  };
}
