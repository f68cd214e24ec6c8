// Vite's own lists of the packages that went into each bundle, written beside it.
export const bundledPackages = 'bundledPackages.json';
export const packagesOfReport = 'bundledPackages.report.json';

/** From the folder of what is built. */
export const bundleLists = [
  `main/${bundledPackages}`,
  `preload/${bundledPackages}`,
  `renderer/${bundledPackages}`,
  `renderer/${packagesOfReport}`,
];
