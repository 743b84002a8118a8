import { createContext } from 'svelte';

import type { Changes } from './changes.svelte';
import type { Languages } from './languages.svelte';
import type { Navigation } from './navigation.svelte';
import type { Office } from './office.svelte';
import type { Panels } from './panels.svelte';
import type { ParticipantsView } from './participants-view.svelte';
import type { Printing } from './printing.svelte';
import type { Saving } from './saving.svelte';
import type { Session } from './session.svelte';
import type { Toasts } from './toasts.svelte';
import type { Writer } from './writer.svelte';

export const [getSession, setSession] = createContext<Session>();
export const [getNavigation, setNavigation] = createContext<Navigation>();
export const [getSaving, setSaving] = createContext<Saving>();
export const [getToasts, setToasts] = createContext<Toasts>();
export const [getChanges, setChanges] = createContext<Changes>();
export const [getWriter, setWriter] = createContext<Writer>();
export const [getLanguages, setLanguages] = createContext<Languages>();
export const [getOffice, setOffice] = createContext<Office>();
export const [getPanels, setPanels] = createContext<Panels>();
export const [getParticipantsView, setParticipantsView] = createContext<ParticipantsView>();
export const [getPrinting, setPrinting] = createContext<Printing>();
