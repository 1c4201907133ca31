/**
 * The moment of a statement, as due times hold it. Their columns have milliseconds: rounded, half of the moments would lie ahead, and
 * what is due now would not be when it is claimed at once.
 */
export const thisMoment = "date_trunc('milliseconds', clock_timestamp())";
