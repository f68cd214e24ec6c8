// What the build makes of docs/ (build.ts).
declare module 'virtual:facet-help' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports -- no import stands in the declaration of a module
  export const pages: readonly import('./page.ts').HelpPage[];
  /** Addresses of the pages' pictures, by their names. */
  export const pictures: Readonly<Record<string, string>>;
}
