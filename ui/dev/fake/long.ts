import type { FakeCasebook } from './casebook.ts';

const PART = 'Abdulrahman-Muhammad al-Qahtani van den Boogaard-Kruijssen ';
/** As long as a name may be: 200 letters. */
const LONG = PART.repeat(4).slice(0, 200).trim();
const UNBROKEN = 'Wolkeninkrimpfolieverpakkingsmedewerkersbijeenkomst'.repeat(4).slice(0, 80);
const RIGHT_TO_LEFT = 'عبد الرحمن محمد عبد اللطيف القحطاني الخطيب الدمشقي';

/** What strains a page: names of 200 letters, a word without a space, and names from right to left only. */
export function settleLong({ store }: FakeCasebook): void {
  const people = [...store.records.values()].filter(({ kind }) => kind === 'participant');
  const [samir, nasrin, selam, yonas] = people;
  const name = (record: (typeof people)[number] | undefined, fields: Record<string, string>) => {
    if (record) record.fields = { ...record.fields, ...fields };
  };
  name(samir, {
    official_name: LONG,
    own_script_name: `${RIGHT_TO_LEFT} ${RIGHT_TO_LEFT}`,
    department: UNBROKEN,
    pronunciation: 'ab-doel-rach-maan moe-ham-mad al kach-taa-nie',
    goal: LONG,
  });
  name(nasrin, { official_name: RIGHT_TO_LEFT, call_name: 'عبد الرحمن' });
  name(selam, { official_name: UNBROKEN, call_name: UNBROKEN.slice(0, 40) });
  name(yonas, { official_name: 'ዮናስ ገብረ ኪዳን ተስፋ ሚካኤል', call_name: 'ዮናስ' });
  for (const record of store.records.values()) {
    if (record.kind === 'note') record.fields = { ...record.fields, text: `${LONG} ${UNBROKEN} ${RIGHT_TO_LEFT}` };
    if (record.kind === 'work_experience') record.fields = { ...record.fields, description: `${LONG} ${UNBROKEN}` };
  }
}
