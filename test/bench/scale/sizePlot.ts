// The threshold and the FPIR by the number of people, as a picture: two panels, people on a logarithmic scale.

/** A level of people: what was measured, and what the code does. */
export interface SizeRow {
  readonly people: number;
  /** That keeps the FPIR among these strangers. */
  readonly threshold: number;
  /** The code's, by other strangers and people, of up to 100,000. */
  readonly predicted: number;
  /** FPIR at the code's threshold, and at the one for 10 people. */
  readonly fpir: number;
  readonly fixed: number;
}

const [WIDTH, HEIGHT, LEFT, TOP, GAP, BOTTOM] = [330, 220, 52, 34, 66, 84];
/** Distinct in grey and to eyes that tell red from green badly (Okabe and Ito). */
const [BLUE, ORANGE] = ['#0072b2', '#d55e00'];

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly log: boolean;
  readonly label: (value: number) => string;
}

const placeOn = ({ low, high, log }: Scale, value: number, length: number): number =>
  log
    ? (length * Math.log(Math.max(low, value) / low)) / Math.log(high / low)
    : (length * (value - low)) / (high - low);

const percent = (rate: number): string => `${+(100 * rate).toPrecision(2)}%`;

/** An SVG of its own, without a script or a font. */
export function plotSizes(rows: readonly SizeRow[], fpir: number): string {
  const people: Scale = {
    low: rows[0].people,
    high: rows[rows.length - 1].people,
    ticks: rows.map((row) => row.people).filter((count) => Number.isInteger(Math.log10(count))),
    log: true,
    label: (count) => count.toLocaleString('en'),
  };
  const thresholds: Scale = {
    low: Math.floor(10 * Math.min(...rows.map((row) => row.threshold))) / 10,
    high: 1,
    ticks: [0.6, 0.7, 0.8, 0.9, 1],
    log: false,
    label: (value) => value.toFixed(1),
  };
  const rates: Scale = {
    low: 0.003,
    high: 1,
    ticks: [0.003, 0.01, 0.03, 0.1, 0.3, 1],
    log: true,
    label: percent,
  };
  const left = panel('threshold', people, thresholds, [
    { colour: BLUE, dots: false, points: rows.map((row) => [row.people, row.predicted]) },
    { colour: ORANGE, dots: true, points: rows.map((row) => [row.people, row.threshold]) },
  ]);
  const right = panel('strangers named', people, rates, [
    { colour: BLUE, dots: false, points: rows.map((row) => [row.people, row.fpir]) },
    { colour: '#777', dots: false, points: rows.map((row) => [row.people, row.fixed]) },
  ]);
  const width = LEFT + 2 * WIDTH + GAP + 36;
  const height = TOP + HEIGHT + BOTTOM;
  const legend = [
    [ORANGE, 'measured'],
    [BLUE, 'as Facet sets it'],
    ['#777', 'the threshold for 10 people kept'],
  ].map(
    ([colour, text], place) =>
      `<circle cx="${LEFT + 190 * place + 6}" cy="${height - 14}" r="4.5" fill="${colour}"/><text x="${LEFT + 190 * place + 16}" y="${height - 10}">${text}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#333">
<title>The threshold that keeps an FPIR of ${percent(fpir)}, and the FPIR, by the number of people in a gallery</title>
<rect width="${width}" height="${height}" fill="#fff"/>
<g transform="translate(${LEFT} ${TOP})">${left}</g>
<g transform="translate(${LEFT + WIDTH + GAP} ${TOP})">${right}</g>
${legend.join('\n')}
</svg>
`;
}

interface Line {
  readonly colour: string;
  readonly dots: boolean;
  readonly points: readonly (readonly [number, number])[];
}

function panel(title: string, x: Scale, y: Scale, lines: readonly Line[]): string {
  const across = (value: number): string => placeOn(x, value, WIDTH).toFixed(1);
  const up = (value: number): string => (HEIGHT - placeOn(y, value, HEIGHT)).toFixed(1);
  const grid = [
    ...x.ticks.map(
      (tick) =>
        `<path d="M${across(tick)} 0V${HEIGHT}" stroke="#e4e4e4"/><text x="${across(tick)}" y="${HEIGHT + 16}" text-anchor="middle">${x.label(tick)}</text>`,
    ),
    ...y.ticks.map(
      (tick) =>
        `<path d="M0 ${up(tick)}H${WIDTH}" stroke="#e4e4e4"/><text x="-6" y="${(Number(up(tick)) + 4).toFixed(1)}" text-anchor="end">${y.label(tick)}</text>`,
    ),
  ];
  const drawn = lines.map(({ colour, dots, points }) =>
    dots
      ? points.map(([a, b]) => `<circle cx="${across(a)}" cy="${up(b)}" r="4.5" fill="${colour}"/>`).join('')
      : `<path d="M${points.map(([a, b]) => `${across(a)} ${up(b)}`).join('L')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
  );
  return `<text x="0" y="-12" font-weight="600">${title}</text>
${grid.join('')}
<rect width="${WIDTH}" height="${HEIGHT}" fill="none" stroke="#999"/>
<text x="${WIDTH / 2}" y="${HEIGHT + 36}" text-anchor="middle">people in the gallery</text>
${drawn.join('\n')}`;
}
