import { expect, it } from 'vitest';

import { newId } from './new-id';

it('a new id is a UUID of version 7 that sorts by the time it was made', () => {
  const first = newId(Date.parse('2016-11-01T10:42:00Z'));
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(first.replaceAll('-', '').slice(0, 12)).toBe(
    Date.parse('2016-11-01T10:42:00Z').toString(16).padStart(12, '0'),
  );
  expect(newId(Date.parse('2016-11-01T10:42:01Z')) > first).toBe(true);
  expect(newId(0)).not.toBe(newId(0));
});
