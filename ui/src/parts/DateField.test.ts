import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import DateField from './DateField.svelte';

function field(value: string | null = null) {
  const onchoose = vi.fn<(day: string | null) => void>();
  render(DateField, { label: 'Eerste werkdag', value, onchoose });
  return { onchoose, input: screen.getByRole('textbox', { name: 'Eerste werkdag' }), user: userEvent.setup() };
}

describe('a field for a day', () => {
  it('says while one types which day is understood, and takes it when it is left', async () => {
    const { onchoose, input, user } = field();
    await user.type(input, '3-11-2016');
    expect(screen.getByText('donderdag 3 november 2016')).toBeVisible();
    expect(onchoose).not.toHaveBeenCalled();
    await user.tab();
    expect(onchoose).toHaveBeenCalledExactlyOnceWith('2016-11-03');
  });

  it('keeps what cannot be a day, and says why', async () => {
    const { onchoose, input, user } = field();
    await user.type(input, '31 november 2016{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('November heeft 30 dagen. Je invoer staat er nog.');
    expect(input).toHaveValue('31 november 2016');
    expect(onchoose).not.toHaveBeenCalled();
  });

  it('is emptied by taking everything away', async () => {
    const { onchoose, input, user } = field('2016-11-03');
    expect(input).toHaveValue('3 nov 2016');
    await user.clear(input);
    await user.tab();
    expect(onchoose).toHaveBeenCalledExactlyOnceWith(null);
  });
});
