import type { Role } from '../../src/ipc/bindings.ts';
import { FIELDS } from './fields.ts';

const ALL = Object.keys(FIELDS);

/** The kinds that each role may write, as src-tauri/casebook/src/schema/kinds.rs has them. */
export const WRITES: Record<Role, readonly string[]> = {
  coach: ALL,
  lead: ALL,
  assistant: ['availability', 'half_day', 'arrangement', 'assessment', 'score'],
  account_manager: [],
  administrator: ['user'],
};
