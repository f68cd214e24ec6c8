// The environment of a user who has set nothing, with a home folder of their own.

/**
 * ONNX Runtime reports nothing where it finds the variables of a build server (`CI`, `GITHUB_ACTIONS` and others): a test of
 * its silence must not inherit them.
 */
export const bareEnvironment = (home: string): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  LANG: 'C.UTF-8',
});
