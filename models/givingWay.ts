// What background work gives way to.

/** The one that asks for more comes first: a battery stops the work, a camera slows it. */
export const waysGiven = ['battery', 'camera'] as const;

export type GivingWay = (typeof waysGiven)[number];
