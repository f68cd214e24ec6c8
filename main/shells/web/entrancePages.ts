// The two pages outside the application: the one that leads into it, and the one for those who may not enter.

/** Goes on by itself. The cookie would not be sent with a redirect from another site or a file; with this it is. */
export const leadingTo = (path: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="refresh" content="0; url=${path}" />
    <title>Facet</title>
  </head>
  <body>
    <p><a href="${path}">Open Facet</a></p>
  </body>
</html>
`;

export const refusalPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Facet: this address is not valid</title>
  </head>
  <body>
    <h1>This address is not valid</h1>
    <p>
      Facet shows its page only to a browser that opened the address from its terminal. Each address works once, for ten
      minutes; a browser that was closed needs a new one.
    </p>
    <p>
      Open the last address in the terminal in which Facet runs. If there is none that works, end Facet there with Ctrl-C and
      start it again with <code>npm start -- --web</code>.
    </p>
  </body>
</html>
`;

export const tooManyPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Facet: too many attempts</title>
  </head>
  <body>
    <h1>Too many wrong addresses were tried</h1>
    <p>Somebody on this machine is guessing. Wait a few seconds, then load this page again.</p>
  </body>
</html>
`;
