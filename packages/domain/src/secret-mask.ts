/** What a read shows in place of a secret (contract, Decided 7). Written back, it keeps the stored one. */
export const secretMask = "••••••";
