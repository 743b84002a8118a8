/** A panel over the page. One at a time. */
export type Panel =
  | { kind: 'quick_find' }
  | { kind: 'new_participant'; call_name: string }
  | { kind: 'keys' }
  | { kind: 'note'; participant: string; name: string; note: string | null }
  | { kind: 'history'; record: string; of: string; title: string };

export class Panels {
  current = $state.raw<Panel | null>(null);

  show(panel: Panel): void {
    this.current = panel;
  }

  close(): void {
    this.current = null;
  }
}
