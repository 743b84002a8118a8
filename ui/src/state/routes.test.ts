import { describe, expect, it } from 'vitest';

import { addressOf, HOME, type Route, routeOf } from './routes';

const ROUTES: Route[] = [
  { screen: 'today' },
  { screen: 'participants' },
  { screen: 'participant', id: 'p-1', tab: 'available' },
  { screen: 'conversation', id: 'c-1' },
  { screen: 'assessment', id: 'a-1' },
  { screen: 'preview', request: { report: 'assessment', id: 'a-1', language: null } },
  { screen: 'preview', request: { report: 'my_assessment', id: 'a-1', language: 'ti' } },
  { screen: 'preview', request: { report: 'recovery_sheet' } },
  { screen: 'settings', part: 'users' },
  { screen: 'office', part: 'versions' },
];

describe('a route', () => {
  it.each(ROUTES)('is found again by its address: $screen', (route) => {
    expect(routeOf(addressOf(route))).toEqual(route);
  });

  it.each(['', '#', '#/nowhere', '#/participant', '#/preview/assessment', '#/conversation/%'])(
    'that cannot be read leads home: %s',
    (address) => {
      expect(routeOf(address)).toEqual(HOME);
    },
  );

  it('without a tab opens the line', () => {
    expect(routeOf('#/participant/p-1/elsewhere')).toEqual({ screen: 'participant', id: 'p-1', tab: 'line' });
  });

  it('keeps strange signs in an id', () => {
    const route: Route = { screen: 'conversation', id: 'a/b?c#d' };
    expect(routeOf(addressOf(route))).toEqual(route);
  });
});
