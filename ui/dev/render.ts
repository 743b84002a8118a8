import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { Component } from 'svelte';

import type { FakeCasebook, FakeOptions } from './fake/casebook.ts';
import { installFake } from './fake/install.ts';
import Provided from './Provided.svelte';

/** The day of the fake casebook: Tuesday 1 November 2016, 10:42. */
export const NOW = Date.parse('2016-11-01T10:42:00');

/** Renders a component on a casebook of made-up people, with somebody at the keyboard. */
export function renderOn<Props extends Record<string, unknown>>(
  component: Component<Props>,
  props: Props,
  { settle, ...options }: Partial<FakeOptions> & { settle?: (casebook: FakeCasebook) => void } = {},
) {
  const casebook = installFake({ now: NOW, ...options });
  settle?.(casebook);
  const user = userEvent.setup();
  const view = render(Provided, { props: { of: component as unknown as Component<Record<string, unknown>>, props } });
  /** What was written, newest last. */
  const written = () =>
    casebook.calls
      .filter(({ command }) => command === 'write')
      .map(({ values }) => (values as { operation: unknown }).operation);
  return { casebook, user, view, written };
}
