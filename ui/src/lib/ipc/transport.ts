import { invoke, isTauri } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { failureFrom } from './failure';

/** How commands reach the other side: the shell, or in tests and `npm run dev` a stand-in. */
export interface Transport {
  call(command: string, args: Record<string, unknown>): Promise<unknown>;
  callRaw(command: string, body: Uint8Array, headers: Record<string, string>): Promise<unknown>;
  /** Calls back on each event of the name; returns what ends it. */
  listen(event: string, heard: () => void): Promise<() => void>;
}

const shell: Transport = {
  call: (command, args) => invoke(command, args),
  callRaw: (command, body, headers) => invoke(command, body, { headers }),
  listen: (event, heard) => listen(event, () => heard()),
};

let transport: Transport = shell;

export function setTransport(other: Transport): void {
  transport = other;
}

/** True inside the app's window. */
export const inShell = isTauri;

export async function call<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  try {
    return (await transport.call(command, args)) as T;
  } catch (thrown) {
    throw failureFrom(thrown);
  }
}

/** For pictures: bytes go as they are, since as a JSON array a frame takes seconds. */
export async function callRaw<T>(
  command: string,
  body: Uint8Array,
  headers: Record<string, string> = {},
): Promise<T> {
  try {
    return (await transport.callRaw(command, body, headers)) as T;
  } catch (thrown) {
    throw failureFrom(thrown);
  }
}

export function onEvent(event: string, heard: () => void): Promise<() => void> {
  return transport.listen(event, heard);
}
