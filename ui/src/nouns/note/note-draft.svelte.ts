import { commands, type Failure, type RecordView } from '$lib/ipc';
import { getSaving, getSession, getWriter } from '$lib/state/context';
import { Draft, PAUSE_MS } from '$lib/state/draft.svelte';
import type { IsAtWork, Saving, Unsaved } from '$lib/state/saving.svelte';
import type { Writer } from '$lib/state/writer.svelte';

type Begin = { participant: string; author: string | null };

/**
 * The text of a note that may not exist yet: it is added once something is typed, and saved from then on. Looking at an
 * empty sheet leaves no empty note behind. Words that could not be added outlive their sheet.
 */
export class NoteDraft implements Unsaved {
  draft = $state.raw<Draft | null>(null);
  record = $state.raw<RecordView | null>(null);
  #early = $state('');
  #failure = $state.raw<Failure | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #adding: Promise<void> | null = null;
  #isOpen = false;

  constructor(
    private readonly writer: Writer,
    private readonly saving: Saving,
    private readonly begin: Begin,
    private readonly isAtWork: IsAtWork,
  ) {}

  get text(): string {
    return this.draft?.text('text') ?? this.#early;
  }

  get failure(): Failure | null {
    return this.draft?.failure ?? this.#failure;
  }

  /** Once the note exists, its own draft counts for itself. */
  get failed(): number {
    return this.draft === null && this.#failure ? 1 : 0;
  }

  get isClean(): boolean {
    return this.draft !== null || this.#early.trim() === '';
  }

  /** Goes on with a note that exists. */
  async load(id: string): Promise<void> {
    const answer = await commands.note(id);
    if (answer.status === 'error') {
      this.#failure = answer.error;
      return;
    }
    this.#hold(answer.data);
  }

  type(text: string): void {
    if (this.draft) {
      this.draft.type('text', text);
      return;
    }
    this.#early = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.draft) return this.draft.flush();
    if (this.#early.trim() === '' || !this.isAtWork()) return;
    this.#adding ??= this.#add().finally(() => (this.#adding = null));
    await this.#adding;
  }

  async #add(): Promise<void> {
    const { participant, author } = this.begin;
    const text = this.#early;
    const fields = { text, author, written_at: Date.now(), state: 'open' };
    const answer = await this.writer.write({ op: 'note.add', parent: participant, fields });
    if (answer.status === 'error') {
      this.#failure = answer.error;
      return;
    }
    this.#failure = null;
    const added = answer.data.changed.find((changed) => changed.kind === 'note');
    if (!added) return;
    await this.load(added.id);
    if (this.draft) this.draft.savedAt = answer.data.at;
    // Typed on while it was being added.
    if (this.#early !== text) this.draft?.type('text', this.#early);
    if (!this.#isOpen) await this.#letGo();
  }

  #hold(record: RecordView): void {
    this.record = record;
    const source = { target: { op: 'note.change', id: record.id }, record };
    this.draft ??= this.saving.hold(`note ${record.id}`, (isAtWork) => new Draft(this.writer, source, isAtWork));
    this.draft.follow(source);
  }

  /** A sheet shows it. */
  open(): void {
    this.#isOpen = true;
  }

  /** Its sheet is gone: what is unsaved is saved. */
  async release(): Promise<void> {
    this.#isOpen = false;
    await this.saving.release(this);
    await this.#letGo();
  }

  /** From here on the draft of the note waits for itself, if it has to. */
  async #letGo(): Promise<void> {
    const { draft } = this;
    if (!draft || this.#isOpen) return;
    this.draft = null;
    this.#early = '';
    await this.saving.release(draft);
  }
}

/** The draft behind a sheet for notes. Call while a component starts. */
export function useNoteDraft(participant: string, note: string | null): NoteDraft {
  const saving = getSaving();
  const author = getSession().gate?.member?.id ?? null;
  const writer = getWriter();
  const key = note ? `note-sheet ${note}` : `note-new ${participant}`;
  const draft = saving.hold(key, (isAtWork) => new NoteDraft(writer, saving, { participant, author }, isAtWork));
  draft.open();
  if (note) void draft.load(note);
  $effect(() => () => void draft.release());
  return draft;
}
