import { convertFileSrc } from '@tauri-apps/api/core';

/** Address of a picture of the phrasebook; the shell serves it from inside the program. */
export function pictureUrl(id: string): string {
  return convertFileSrc(`${id}.svg`, 'picture');
}
