// A calibration, and how it moves with a gallery's size, as they come from files and servers.
import { z } from 'zod';
import type { Calibration } from '../../models/identity/calibration/calibration.ts';
import type { SizedCalibration } from '../../models/identity/gallery/size.ts';

/** Quantiles of strangers' scores that may be kept: ten a decade are. */
const MOST_QUANTILES = 200;

export const basis = z.enum(['cohort', 'enrolled', 'none']);
export const odds = z.object({ bias: z.number(), score: z.number(), margin: z.number() });

export const calibrationSchema: z.ZodType<Calibration> = z.object({
  basis,
  threshold: z.number(),
  strangers: z.number(),
  deviation: z.number(),
  scores: z
    .object({
      mean: z.number(),
      deviation: z.number().positive(),
      tail: z.number().min(1),
      shift: z.number(),
      spread: z.number().positive(),
      quantiles: z
        .array(z.tuple([z.number().gt(0).max(1), z.number()]))
        .min(2)
        .max(MOST_QUANTILES)
        .nullable(),
    })
    .nullable(),
  confidence: odds.extend({ threshold: z.number() }),
});

export const sizedCalibrationSchema: z.ZodType<SizedCalibration> = z.object({
  calibration: calibrationSchema,
  people: z.number().int().positive(),
  levels: z.array(z.object({ people: z.number().positive(), threshold: z.number() })).max(100),
});
