// The only folder that knows Tauri. Screens ask `commands`, listen to `onChanged` and take types from here.

export type * from './bindings';
export type {
  AssessmentView,
  ConversationRow,
  ConversationView,
  Form,
  Found,
  ParticipantList,
  ParticipantRow,
  Question,
  Theme,
} from './narrowed';
export { commands, type Commands, type Result } from './commands';
export { onChanged, onOffice, type ChangedEvent } from './events';
export { languageOf } from './languages';
export { pictureUrl } from './pictures';

/** Opaque stamp of a field's value; goes back as `seen`. */
export type Stamp = string;
