import type { RecordView, TimelineEntry } from '../../src/ipc/bindings.ts';
import { DAY_MS, type Pages } from './pages.ts';

/** Everything about somebody, newest first. */
export function timelineOf(pages: Pages, record: RecordView): TimelineEntry[] {
  const at = (one: RecordView, field: string) => Number(one.fields[field] ?? 0);
  const day = (moment: number) =>
    new Date(moment - new Date(moment).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const milestone = (
    what: 'arrived' | 'guidance_started' | 'work_started' | 'explained' | 'closed',
  ): TimelineEntry[] => {
    const field = what === 'explained' ? 'explained_on' : what === 'closed' ? 'closed_on' : `${what}_on`;
    const on = pages.text(record, field);
    const arrived = pages.text(record, 'arrived_on');
    return on
      ? [
          {
            kind: 'milestone',
            what,
            on,
            day: arrived ? Math.round((Date.parse(on) - Date.parse(arrived)) / DAY_MS) : null,
          },
        ]
      : [];
  };
  const entries: TimelineEntry[] = [
    ...(['arrived', 'guidance_started', 'work_started', 'explained', 'closed'] as const).flatMap(milestone),
    ...pages
      .all('note', record.id)
      .filter((note) => note.fields['text'] || note.fields['state'] === 'open')
      .map((note): TimelineEntry => ({
        kind: 'note',
        on: day(at(note, 'written_at')),
        at: at(note, 'written_at'),
        record: note.id,
        author: 'Marleen Verwoerd',
        text: pages.text(note, 'text') ?? '',
        open: note.fields['state'] === 'open',
        corrects: pages.text(note, 'corrects'),
      })),
    ...pages.all('conversation', record.id).flatMap((one): TimelineEntry[] => {
      const started = at(one, 'started_at');
      const next = at(one, 'next_meeting_at');
      const closed = one.fields['state'] === 'closed';
      return [
        ...(next ? [{ kind: 'meeting' as const, on: day(next), at: next, record: one.id }] : []),
        {
          kind: 'conversation',
          on: day(started),
          at: started,
          record: one.id,
          author: 'Marleen Verwoerd',
          open: !closed,
          minutes: closed ? Math.round((at(one, 'ended_at') - started) / 60_000) : null,
          language: 'ar',
          interpreter_kind: pages.text(one, 'interpreter_kind'),
          told: closed
            ? [
                { question: 'work-before', card: 'cook', choice: null, number: 6 },
                { question: 'work-wish', card: 'greenhouse', choice: 'now', number: null },
                { question: 'travel', card: 'by-bicycle', choice: null, number: null },
                { question: 'body', card: 'cold', choice: 'is-hard', number: null },
              ]
            : [],
        },
      ];
    }),
    ...pages.all('assessment', record.id).map((one): TimelineEntry => {
      const first = one.fields['moment'] === 'week_2';
      return {
        kind: 'assessment',
        on: pages.text(one, 'observed_on') ?? '',
        at: at(one, 'signed_at'),
        record: one.id,
        author: 'Ria Dekker',
        moment: pages.text(one, 'moment') ?? 'other',
        signed: one.fields['state'] === 'signed',
        department: pages.text(one, 'department'),
        moves: first
          ? []
          : [
              { dimension: 'on-time', from: 2, to: 4 },
              { dimension: 'pace', from: 2, to: 3 },
              { dimension: 'trade-words', from: 1, to: 2 },
            ],
        equal: first ? 0 : 9,
        corrects: pages.text(one, 'corrects'),
      };
    }),
  ];
  return entries.sort((a, b) => b.on.localeCompare(a.on) || atOf(b) - atOf(a));
}

function atOf(entry: TimelineEntry): number {
  return entry.kind === 'milestone' ? 0 : (entry.at ?? 0);
}
