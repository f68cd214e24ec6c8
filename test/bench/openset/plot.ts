// The rates of home strangers that came of the rates asked for, set by set, as a picture: logarithmic both ways.
import type { Row } from './table.ts';

const PANELS: readonly { readonly title: string; readonly factor: number; has(people: number): boolean }[] = [
  { title: '2 people', factor: 2, has: (people) => people === 2 },
  { title: '5 people', factor: 2, has: (people) => people === 5 },
  { title: '10 people and more', factor: 1.5, has: (people) => people >= 10 },
];
/** Rates at the ends of both axes. What lies below the least is drawn on it, hollow. */
const [LEAST, MOST] = [0.0003, 0.15];
const TICKS = [0.001, 0.01, 0.04, 0.1];
const SIDE = 230;
const [LEFT, TOP, GAP, BOTTOM] = [52, 34, 20, 74];
/** Distinct in grey and to eyes that tell red from green badly (Okabe and Ito). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00'];

const unbounded = (rate: number): number => (SIDE * Math.log(rate / LEAST)) / Math.log(MOST / LEAST);
const place = (rate: number): number => Math.max(0, unbounded(rate));
const percent = (rate: number): string => `${+(100 * rate).toPrecision(2)}%`;

/** An SVG of its own, without a script or a font. @param rates that were asked for, as in the rows */
export function plotRates(rows: readonly Row[], rates: readonly number[]): string {
  const whole = rows.filter(({ shots }) => shots === null);
  const sets = [...new Set(whole.map(({ set }) => set))];
  const width = LEFT + PANELS.length * (SIDE + GAP) + 4;
  const height = TOP + SIDE + BOTTOM;
  const panels = PANELS.map((panel, at) => {
    const own = whole.filter(({ people }) => panel.has(people));
    return `<g transform="translate(${LEFT + at * (SIDE + GAP)} ${TOP})">${panelOf(own, rates, sets, panel, at === 0)}</g>`;
  });
  const legend = sets.map((set, at) => {
    const x = LEFT + at * 84;
    return `<circle cx="${x}" cy="${height - 12}" r="4.5" fill="${colourOf(sets, set)}"/><text x="${x + 10}" y="${height - 8}">${set}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#333">
<title>Share of home strangers who were given a name, by the share asked for</title>
<rect width="${width}" height="${height}" fill="#fff"/>
<text transform="translate(13 ${TOP + SIDE / 2}) rotate(-90)" text-anchor="middle">home strangers named</text>
${panels.join('\n')}
${legend.join('\n')}
</svg>
`;
}

const colourOf = (sets: readonly string[], set: string): string =>
  COLOURS[sets.indexOf(set) % COLOURS.length];

function panelOf(
  rows: readonly Row[],
  rates: readonly number[],
  sets: readonly string[],
  { title, factor }: (typeof PANELS)[number],
  isFirst: boolean,
): string {
  const corner = (rate: number, by: number): string => `${unbounded(rate)},${SIDE - unbounded(rate * by)}`;
  const band = [
    corner(LEAST, factor),
    corner(MOST, factor),
    corner(MOST, 1 / factor),
    corner(LEAST, 1 / factor),
  ];
  const ticks = TICKS.flatMap((rate) => {
    const [x, y] = [place(rate), SIDE - place(rate)];
    const label = isFirst ? `<text x="-6" y="${y + 4}" text-anchor="end">${percent(rate)}</text>` : '';
    return [
      `<path d="M${x} 0V${SIDE}M0 ${y}H${SIDE}" stroke="#e4e4e4"/>`,
      `<text x="${x}" y="${SIDE + 16}" text-anchor="middle">${percent(rate)}</text>${label}`,
    ];
  });
  const points = rows.flatMap(({ set, home }) =>
    rates.map((asked, at) => {
      const { rate } = home[at];
      const fill = rate < LEAST ? '#fff' : colourOf(sets, set);
      // Sets beside one another, not on top of each other.
      const x = place(asked) + 5 * (sets.indexOf(set) - (sets.length - 1) / 2);
      return `<circle cx="${x}" cy="${SIDE - place(rate)}" r="4.5" fill="${fill}" stroke="${colourOf(sets, set)}" stroke-width="1.5"/>`;
    }),
  );
  return `<svg width="${SIDE}" height="${SIDE}"><polygon points="${band.join(' ')}" fill="#eef4f1"/></svg>
${ticks.join('')}
<path d="M0 ${SIDE}L${SIDE} 0" stroke="#9aa" stroke-dasharray="4 3"/>
<rect width="${SIDE}" height="${SIDE}" fill="none" stroke="#bbb"/>
<text x="${SIDE / 2}" y="-12" text-anchor="middle" font-weight="bold">${title}</text>
<text x="${SIDE / 2}" y="${SIDE + 36}" text-anchor="middle">asked for</text>
${points.join('')}`;
}
