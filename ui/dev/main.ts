import type { Role } from '../src/ipc/index.ts';
import { settleOffice } from './fake/delivery.ts';
import { installFake } from './fake/install.ts';
import { settleLong } from './fake/long.ts';
import { settleStage } from './fake/stage.ts';

// ?state=absent|locked|open  ?locale=nl|en  ?theme=light|dark  ?fail=<code> (the next writes fail)  ?empty (no people)
// ?role=<role>  ?long (long names, and names from right to left)
const wanted = new URLSearchParams(location.search);
const theme = wanted.get('theme');
if (theme) document.documentElement.dataset['theme'] = theme;

const casebook = installFake({
  state: (wanted.get('state') ?? 'open') as 'absent' | 'locked' | 'open',
  locale: wanted.get('locale') === 'en' ? 'en' : 'nl',
  failing: wanted.get('fail'),
  empty: wanted.has('empty'),
  role: (wanted.get('role') ?? 'coach') as Role,
  now: Date.parse(wanted.get('now') ?? '2016-11-01T10:42:00'),
  frozen: true,
});

// ?office: it belongs to an office; ?office=full has two versions and what was not accepted; ?office=<field>=<value>,… sets
// how it stands, ?office_failure=<code> why the last exchange came to nothing
const office = wanted.get('office');
if (office !== null) {
  const given = office.split(',').map((part) => part.split('='));
  casebook.office.isLively = true;
  casebook.office.join(
    Object.fromEntries(given.filter(([, value]) => value).map(([name, value]) => [name, Number(value)])),
  );
  if (office.startsWith('full')) settleOffice(casebook.office, Date.now());
  casebook.office.failing = wanted.get('office_failing');
  casebook.office.view.is_member = !wanted.has('stranger');
  const code = wanted.get('office_failure');
  if (code) casebook.office.view.failure = { code, arguments: {} };
  const busy = wanted.get('office_busy')?.split(',').map(Number);
  if (busy) casebook.office.view.progress = { sent: busy[0] ?? 0, received: busy[1] ?? 0, waiting: busy[2] ?? 0 };
}

if (wanted.has('long')) settleLong(casebook);
if (wanted.has('colleague')) casebook.pages.colleagues = ['Joost de Wit'];

// ?stage: conversations and assessments in every state; ?at=<question>, ?interpreter=<kind>, ?talks=<language>, ?fresh
if (wanted.has('stage')) {
  const [at, interpreter, talks] = [wanted.get('at'), wanted.get('interpreter'), wanted.get('talks')];
  settleStage(casebook, { at, interpreter, talks, fresh: wanted.has('fresh') });
}

await import('../src/main.ts');
