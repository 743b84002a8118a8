import { SvelteMap } from 'svelte/reactivity';

import { commands, type Language, type LanguageInfo, type PhrasebookView, type Word } from '$lib/ipc';

/** The languages there are and the words in them: fetched once, kept until a word is corrected. */
export class Languages {
  all = $state.raw<LanguageInfo[]>([]);
  #phrasebooks = new SvelteMap<Language, PhrasebookView>();
  /** Not reactive: it is written while a template reads. */
  #asked: Partial<Record<Language, boolean>> = {};

  async load(): Promise<void> {
    const answer = await commands.languages();
    if (answer.status === 'ok') this.all = answer.data;
  }

  find(tag: Language | null | undefined): LanguageInfo | undefined {
    return this.all.find((language) => language.tag === tag);
  }

  direction(tag: Language | null | undefined): 'ltr' | 'rtl' {
    return this.find(tag)?.direction ?? 'ltr';
  }

  /** Dutch and one language beside it; undefined until it is here. */
  phrasebook(language: Language): PhrasebookView | undefined {
    const found = this.#phrasebooks.get(language);
    if (!found && !this.#asked[language]) void this.#ask(language);
    return found;
  }

  /** The word of a concept in a language of the screens, for what is stored as a concept or as free words. */
  word(concept: string, language: 'nl' | 'en'): string {
    const book = this.phrasebook(language);
    return (language === 'nl' ? book?.dutch : book?.own)?.[concept]?.text ?? concept;
  }

  own(concept: string, language: Language): Word | undefined {
    return this.phrasebook(language)?.own[concept];
  }

  /** The picture of a concept; the concept's own name where the book is not here yet. */
  picture(concept: string): string | undefined {
    return this.phrasebook('nl')?.pictures[concept];
  }

  /** A word was corrected, or the casebook was closed. */
  forget(): void {
    this.#asked = {};
    this.#phrasebooks.clear();
  }

  async #ask(language: Language): Promise<void> {
    this.#asked[language] = true;
    const answer = await commands.phrasebook(language);
    if (answer.status === 'ok') this.#phrasebooks.set(language, answer.data);
    else this.#asked[language] = false;
  }
}
