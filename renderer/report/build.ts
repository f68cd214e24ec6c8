// Builds the report page: one HTML file that needs no other, with the hashes of its own script and style in its policy.
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * To be added to a build: writes `report.html` beside what that build writes.
 * @param packages name of the file that lists the packages in the page
 */
export function reportPage(packages: string): Plugin {
  let folder = '';
  return {
    name: 'facet:report-page',
    apply: 'build',
    configResolved: ({ build: { outDir }, root: base }) => {
      folder = fileURLToPath(new URL(`${outDir}/`, `file://${base}/`));
    },
    async closeBundle() {
      await build({
        configFile: false,
        root,
        logLevel: 'warn',
        plugins: [svelte(), inline()],
        build: {
          target: 'chrome130',
          outDir: folder,
          license: { fileName: packages },
          emptyOutDir: false,
          copyPublicDir: false,
          reportCompressedSize: false,
          modulePreload: false,
          cssCodeSplit: false,
          rollupOptions: { input: `${root}report.html` },
        },
      });
    },
  };
}

/** Moves the page's one script and one style sheet into the page. */
function inline(): Plugin {
  return {
    name: 'facet:inline',
    enforce: 'post',
    generateBundle: {
      // After Vite has listed the packages of the chunk that is taken away here.
      order: 'post',
      async handler(_, bundle) {
        let script = '';
        let style = '';
        for (const [name, file] of Object.entries(bundle)) {
          if (file.type === 'chunk') script += file.code;
          else if (name.endsWith('.css')) style += String(file.source);
          else continue;
          delete bundle[name];
        }
        // An end tag inside a string would end the element.
        script = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
        const page = bundle['report.html'];
        if (page?.type !== 'asset') throw new Error('no page');
        const html = String(page.source).replaceAll(
          /<(script|link)\b[^>]*(src|stylesheet)=?[^>]*>(<\/script>)?\s*/g,
          '',
        );
        const policy = `default-src 'none'; script-src '${await hashOf(script)}'; style-src '${await hashOf(style)}'; style-src-attr 'unsafe-inline'; img-src data: blob: file:; base-uri 'none'; form-action 'none'`;
        page.source = html
          .replace('%POLICY%', () => policy)
          .replace('</head>', () => `<style>${style}</style>\n  </head>`)
          .replace('</body>', () => `<script type="module">${script}</script>\n  </body>`);
      },
    },
  };
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
