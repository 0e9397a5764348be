export { isTelexed, ourText } from './code-text';
export { listenToScanner } from './listen';
export type { Scan } from './scanner-keys';
