// What pdf.js, the reader in Firefox, copies from every PDF of a folder: NAME.pdfjs.txt.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const folder = process.argv[2];
for (const name of readdirSync(folder).filter((name) => name.endsWith('.pdf'))) {
  const data = new Uint8Array(readFileSync(join(folder, name)));
  const loading = getDocument({ data, useSystemFonts: false, verbosity: 0 });
  const pdf = await loading.promise;
  const lines = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    lines.push(items.map((item) => item.str + (item.hasEOL ? '\n' : '')).join(''));
  }
  writeFileSync(join(folder, name.replace(/\.pdf$/, '.pdfjs.txt')), lines.join('\n'));
  await loading.destroy();
}
