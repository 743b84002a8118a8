import { describe, expect, it } from 'vitest';

import { appointmentFrom, handsOf, meetingOf, partOfDay, textOf, weekdayOf, weeksFrom } from './appointment';

describe('an appointment', () => {
  it.each(['2016-11-03', '2016-11-03T14:00', '2016-11-03T07:45'])('%s comes back as it went', (text) => {
    const appointment = appointmentFrom(text);
    expect(appointment && textOf(appointment)).toBe(text);
  });

  it('is an instant of the conversation only once day and time are known', () => {
    expect(meetingOf(appointmentFrom('2016-11-03'))).toEqual({ next_meeting_at: null });
    expect(meetingOf(null)).toEqual({ next_meeting_at: null });
    const at = new Date(2016, 10, 3, 14, 0).getTime();
    expect(meetingOf(appointmentFrom('2016-11-03T14:00'))).toEqual({ next_meeting_at: at });
  });

  it('reads nothing else', () => {
    expect(appointmentFrom('morgen')).toBeNull();
    expect(appointmentFrom(null)).toBeNull();
  });
});

describe('the days to choose from', () => {
  it('are this week and the next, Monday first', () => {
    const [first, second] = weeksFrom('2016-11-01');
    expect(first?.[0]).toBe('2016-10-31');
    expect(first?.[6]).toBe('2016-11-06');
    expect(second?.[6]).toBe('2016-11-13');
    expect(weeksFrom('2016-11-06')[0]?.[0]).toBe('2016-10-31');
    expect(weekdayOf('2016-11-06')).toBe(6);
  });
});

describe('the clock', () => {
  it('has its hands where a clock on the wall has them', () => {
    expect(handsOf(15 * 60)).toEqual({ hour: 90, minute: 0 });
    expect(handsOf(14 * 60 + 30)).toEqual({ hour: 75, minute: 180 });
  });

  it('shows sunrise, sun or moon beside it', () => {
    expect([7 * 60, 12 * 60, 18 * 60].map(partOfDay)).toEqual(['morning', 'afternoon', 'evening']);
  });
});
