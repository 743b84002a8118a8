import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import WeekGrid from './WeekGrid.svelte';

function grid() {
  const onput = vi.fn<(name: string, value: string | null) => void>();
  const days = ['mon', 'tue'];
  const parts = ['morning', 'evening'];
  render(WeekGrid, {
    label: 'Half-days',
    columns: days.map((id) => ({ id, label: id, short: id })),
    rows: parts.map((part) => ({
      id: part,
      label: part,
      cells: days.map((day) => ({
        name: `${day}-${part}`,
        label: `${day} ${part}`,
        value: day === 'mon' && part === 'morning' ? 'work' : null,
      })),
    })),
    values: [
      { value: 'work', label: 'work', tone: 'work' },
      { value: 'lesson', label: 'lesson', tone: 'lesson' },
    ],
    onput,
  });
  const cell = (name: string) => screen.getByRole('button', { name });
  /** The radio of a value; its number on the keyboard is part of its name. */
  const pen = (value: string) => screen.getByRole('radio', { name: (name) => name.includes(value) });
  return { onput, cell, pen, user: userEvent.setup() };
}

describe('the grid of half-days', () => {
  it('says what each half-day is for', () => {
    const { cell } = grid();
    expect(cell('mon morning: work')).toHaveTextContent('work');
    expect(screen.getByRole('grid', { name: 'Half-days' })).toBeVisible();
  });

  it('puts the value in hand with a tap, and takes it away with another', async () => {
    const { onput, cell, pen, user } = grid();
    await user.click(pen('lesson'));
    await user.click(cell('tue evening:'));
    expect(onput).toHaveBeenLastCalledWith('tue-evening', 'lesson');
    await user.click(pen('work'));
    await user.click(cell('mon morning: work'));
    expect(onput).toHaveBeenLastCalledWith('mon-morning', null);
  });

  it('is one stop for the keyboard; arrows move along it and stay inside', async () => {
    const { cell, user } = grid();
    cell('mon morning: work').focus();
    await user.keyboard('{ArrowRight}');
    expect(cell('tue morning:')).toHaveFocus();
    await user.keyboard('{ArrowRight}{ArrowDown}');
    expect(cell('tue evening:')).toHaveFocus();
    await user.keyboard('{Home}{ArrowUp}{ArrowUp}');
    expect(cell('mon morning: work')).toHaveFocus();
    expect(screen.getAllByRole('button').filter((button) => button.tabIndex === 0)).toHaveLength(1);
  });

  it('takes the number of a value, space for the one in hand, and Delete', async () => {
    const { onput, cell, user } = grid();
    cell('tue morning:').focus();
    await user.keyboard('2');
    expect(onput).toHaveBeenLastCalledWith('tue-morning', 'lesson');
    await user.keyboard(' ');
    expect(onput).toHaveBeenLastCalledWith('tue-morning', 'lesson');
    await user.keyboard('{Delete}');
    expect(onput).toHaveBeenLastCalledWith('tue-morning', null);
  });
});
