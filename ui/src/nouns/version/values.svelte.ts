import { commands, type FieldValue } from '$lib/ipc';
import { getLanguages } from '$lib/state/context';
import { useQuery } from '$lib/state/query.svelte';
import { locale } from '$lib/texts';

import { valueWords } from '../record/words';

/** Any value of a field in words, also one that names a user or a concept. Call while a component starts. */
export function useValueWords(): (field: string, value: FieldValue) => string {
  const languages = getLanguages();
  const users = useQuery(commands.users);
  return (field, value) => {
    const user = (users.data ?? []).find(({ record }) => record.id === value);
    if (user) return String(user.record.fields['name'] ?? '');
    const words = valueWords(field, value);
    return words === value ? languages.word(words, locale.current) : words;
  };
}
