import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { mergeConfig, type ViteDevServer } from 'vite';

import base from '../vite.config.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PICTURE_FOLDERS = [here('../../assets/.derived/pictures'), here('../../assets/pictures/drawn')];

/** The shell serves pictures from inside the program; here they come from where they are made. */
const pictures = {
  name: 'pictures',
  configureServer(server: ViteDevServer) {
    server.middlewares.use('/picture', (request, response) => {
      const name = /^\/([a-z0-9-]+\.svg)/.exec(request.url ?? '')?.[1];
      const folders = [...PICTURE_FOLDERS, ...(process.env['PICTURES'] ? [process.env['PICTURES']] : [])];
      const file = folders.map((folder) => `${folder}/${name}`).find((path) => existsSync(path));
      response.statusCode = name && file ? 200 : 404;
      response.setHeader('content-type', 'image/svg+xml');
      response.end(name && file ? readFileSync(file) : '');
    });
  },
};

/** The harness: the real screens on a casebook of made-up people, in a browser. Open /dev/index.html. */
export default mergeConfig(base, {
  plugins: [pictures],
  build: { rolldownOptions: { input: here('./index.html') } },
  server: { port: Number(process.env['PORT'] ?? 5199), strictPort: false },
});
