import { getNavigation } from '$lib/state/context';
import { addressOf, type Route } from '$lib/state/routes';

import { fillScreen, leaveFullScreen } from './full-screen';

/** Holds the screen to one person, and asks for the passphrase before anything else is seen. */
export type StageLock = {
  readonly asks: boolean;
  /** the newcomer, and whoever interprets, look along */
  readonly isLocked: boolean;
  /** to the page of the person, after the passphrase */
  ask: () => void;
  /** to another page, after the passphrase if it is locked */
  go: (route: Route) => void;
  stay: () => void;
  leave: () => void;
};

/** Call while a component starts. */
export function useLock(isHeld: () => boolean, home: () => Route): StageLock {
  const navigation = getNavigation();
  let asks = $state(false);
  let isPassed = $state(false);
  let wanted = '';
  const isLocked = () => isHeld() && !isPassed;

  function askFor(address: string) {
    wanted = address;
    asks = true;
  }

  $effect(() =>
    navigation.hold((address) => {
      if (isLocked()) askFor(address);
      return !isLocked();
    }),
  );

  $effect(() => {
    if (!isLocked()) return;
    void fillScreen();
    // Escape leaves a full screen before the page hears of the key: that is asking to leave.
    const changed = () => {
      if (!document.fullscreenElement && !asks) askFor(addressOf(home()));
    };
    document.addEventListener('fullscreenchange', changed);
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      void leaveFullScreen();
    };
  });

  return {
    get asks() {
      return asks;
    },
    get isLocked() {
      return isLocked();
    },
    ask: () => askFor(addressOf(home())),
    go(route) {
      if (isLocked()) askFor(addressOf(route));
      else navigation.go(route);
    },
    stay() {
      asks = false;
      void fillScreen();
    },
    leave() {
      asks = false;
      isPassed = true;
      location.hash = wanted;
    },
  };
}
