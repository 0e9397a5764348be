export { isTelexed, ourText } from './code-text';
export { listenToScanner } from './listen';
export { PACE_MS, type Scan } from './scanner-keys';
