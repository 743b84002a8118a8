import type { TimelineEntry } from '$lib/ipc';

export const LINES = ['all', 'talks', 'work', 'notes'] as const;
export type Line = (typeof LINES)[number];

const KINDS: Record<Exclude<Line, 'all'>, TimelineEntry['kind'][]> = {
  talks: ['conversation', 'meeting', 'drawing'],
  work: ['assessment', 'milestone'],
  notes: ['note'],
};

/** The entries of one strand of the line. */
export function strand(entries: TimelineEntry[], line: Line): TimelineEntry[] {
  return line === 'all' ? entries : entries.filter((entry) => KINDS[line].includes(entry.kind));
}

/** What is still to come and what has been, on both sides of now. */
export function around(
  entries: TimelineEntry[],
  today: string,
  now: number,
): { ahead: TimelineEntry[]; behind: TimelineEntry[] } {
  const isAhead = (entry: TimelineEntry) => entry.on > today || (entry.kind === 'meeting' && entry.at > now);
  return { ahead: entries.filter(isAhead), behind: entries.filter((entry) => !isAhead(entry)) };
}

/** Distinguishes the entries of one person. */
export function entryKey(entry: TimelineEntry): string {
  return [entry.kind, entry.kind === 'milestone' ? entry.what : entry.record, entry.on].join(' ');
}
