// pdf.js is big: this file is only ever imported when a report is on screen.
import {
  getDocument,
  GlobalWorkerOptions,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  TextLayer,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

export type Pdf = PDFDocumentProxy;

GlobalWorkerOptions.workerSrc = workerUrl;

/** Begins to open a PDF from its bytes. Whoever opens it destroys it. */
export function openPdf(bytes: number[]): PDFDocumentLoadingTask {
  return getDocument({ data: new Uint8Array(bytes), isEvalSupported: false });
}

type Page = { canvas: HTMLCanvasElement; words: HTMLElement; sheet: HTMLElement };

/** Draws a page so wide, with its words over it; answers how to stop, which is no failure. */
export function drawPage(pdf: Pdf, number: number, width: number, { canvas, words, sheet }: Page): () => void {
  let isStopped = false;
  let stop: () => void = () => undefined;

  async function draw() {
    const page = await pdf.getPage(number);
    if (isStopped) return;
    const scale = width / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale });
    const sharpness = window.devicePixelRatio;
    canvas.width = Math.floor(viewport.width * sharpness);
    canvas.height = Math.floor(viewport.height * sharpness);
    sheet.style.setProperty('--page-width', `${viewport.width}px`);
    sheet.style.setProperty('--page-height', `${viewport.height}px`);
    sheet.style.setProperty('--total-scale-factor', String(scale));
    const drawing = page.render({ canvas, viewport, transform: [sharpness, 0, 0, sharpness, 0, 0] });
    stop = () => drawing.cancel();
    await drawing.promise;
    if (isStopped) return;
    words.replaceChildren();
    const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport });
    stop = () => layer.cancel();
    await layer.render();
  }

  draw().catch((reason: unknown) => {
    if (!isStopped) console.error('a page could not be drawn', reason);
  });
  return () => {
    isStopped = true;
    stop();
  };
}
