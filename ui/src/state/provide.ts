import { Changes } from './changes.svelte';
import {
  setChanges,
  setLanguages,
  setNavigation,
  setOffice,
  setPanels,
  setParticipantsView,
  setPrinting,
  setSaving,
  setSession,
  setToasts,
  setWriter,
} from './context';
import { Languages } from './languages.svelte';
import { Navigation } from './navigation.svelte';
import { Office } from './office.svelte';
import { Panels } from './panels.svelte';
import { ParticipantsView } from './participants-view.svelte';
import { Printing } from './printing.svelte';
import { Saving } from './saving.svelte';
import { Session } from './session.svelte';
import { Toasts } from './toasts.svelte';
import { Writer } from './writer.svelte';

/** Makes the state of the app and gives it to every component below. Call once, while the root starts. */
export function provideState() {
  const changes = setChanges(new Changes());
  const saving = setSaving(new Saving());
  const toasts = setToasts(new Toasts());
  const languages = setLanguages(new Languages());
  const navigation = setNavigation(new Navigation());
  const panels = setPanels(new Panels());
  setOffice(new Office());
  setPrinting(new Printing());
  setParticipantsView(new ParticipantsView());
  const session = setSession(new Session(saving, languages));
  const writer = setWriter(new Writer(saving, toasts, changes));
  return { changes, saving, toasts, languages, navigation, panels, session, writer };
}
