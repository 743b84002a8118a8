import type { About, PrinterView, ReportView, SnapshotView } from '../../src/ipc/bindings.ts';

/** Answers about reports: always the same sheet. */
export const PAPER = {
  report: async (): Promise<ReportView> => {
    const pdf = await fetch('/dev/fake/sample.pdf').then((response) => response.arrayBuffer());
    return { pdf: [...new Uint8Array(pdf)], pages: 2, file_name: 'beoordeling-samir.pdf', missing: [] };
  },
  printers: (): PrinterView[] => [
    { name: 'Kantoor Naaldwijk', is_default: true },
    { name: 'Patijn beneden', is_default: false },
  ],
  print_report: () => null,
  save_report: () => '/home/marleen/Documenten/beoordeling-samir.pdf',
  open_report: () => null,
};

/** Answers about backups. */
export const BACKUPS = {
  snapshots: (): SnapshotView[] => [
    {
      file: 'meedoen-2016-11-01.snapshot',
      made_at: Date.parse('2016-11-01T08:58:00'),
      size_bytes: 2_310_144,
    },
    {
      file: 'meedoen-2016-10-31.snapshot',
      made_at: Date.parse('2016-10-31T08:41:00'),
      size_bytes: 2_301_952,
    },
  ],
  make_snapshot: async (): Promise<SnapshotView> => {
    await new Promise((done) => setTimeout(done, 1200));
    return { file: 'meedoen-2016-11-01b.snapshot', made_at: Date.now(), size_bytes: 2_318_336 };
  },
};

export function about(folder: string): About {
  return {
    version: '0.1.0',
    schema: 1,
    attribution: 'Plaatjes: OpenMoji (openmoji.org), CC BY-SA 4.0, en eigen plaatjes in dezelfde stijl.',
    folder,
    licences: [
      { name: 'Noto Sans, Noto Sans Ethiopic, Vazirmatn', licence: 'OFL-1.1' },
      { name: 'Lucide', licence: 'ISC' },
      { name: 'SQLCipher', licence: 'BSD-3-Clause' },
    ],
  };
}
