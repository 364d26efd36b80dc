/** The time that never comes, in seconds since 1970: 2^40 - 1. */
export const forever = 1_099_511_627_775;
