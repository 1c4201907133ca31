/** The task that sends deliveries which are due. It has no payload: the truth is in the deliveries' rows. */
export const deliverDueTask = "deliver_due";
