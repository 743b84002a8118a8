import { getPrinting } from './context';

/** What Ctrl+P does on the page that is open; null where there is nothing to print. */
export class Printing {
  act: (() => void) | null = null;
}

/** Says how to print what is seen, for as long as the component is there. Call while it starts. */
export function usePrint(act: () => void): void {
  const printing = getPrinting();
  $effect(() => {
    printing.act = act;
    return () => {
      if (printing.act === act) printing.act = null;
    };
  });
}
