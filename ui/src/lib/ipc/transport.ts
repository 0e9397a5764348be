import { invoke, isTauri } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { failureFrom, type Failure } from './failure';

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

const heardFailures = new Set<(failure: Failure) => void>();

/** Calls back on each failure of a command, beside whoever called it; returns what ends it. */
export function onFailure(heard: (failure: Failure) => void): () => void {
  heardFailures.add(heard);
  return () => void heardFailures.delete(heard);
}

async function answered<T>(answer: Promise<unknown>): Promise<T> {
  try {
    return (await answer) as T;
  } catch (thrown) {
    const failure = failureFrom(thrown);
    for (const heard of heardFailures) heard(failure);
    throw failure;
  }
}

/** True inside the app's window. */
export const inShell = isTauri;

export function call<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  return answered(transport.call(command, args));
}

/** For pictures: bytes go as they are, since as a JSON array a frame takes seconds. */
export function callRaw<T>(
  command: string,
  body: Uint8Array,
  headers: Record<string, string> = {},
): Promise<T> {
  return answered(transport.callRaw(command, body, headers));
}

export function onEvent(event: string, heard: () => void): Promise<() => void> {
  return transport.listen(event, heard);
}
