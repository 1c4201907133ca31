/** Of everybody. */
export const password = "a good password";
