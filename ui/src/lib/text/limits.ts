// How many characters a field takes: more than the core allows, so that it is the core that says what is too long.

/** Of a password. */
export const PASSWORD_MAX = 64;

/** Of an answer to a security question. */
export const ANSWER_MAX = 100;
