// Finetuning and what it makes.
import type { Failure } from '../../models/failure.ts';

/**
 * What is trained: the classifier alone (prototypes, or in closed form linear discriminants or a kernel regression), the text
 * tower, the image tower's projection, or whole towers.
 */
export type FinetuneMethod = 'head' | 'gda' | 'proker' | 'text' | 'projector' | 'full';

export interface FinetuneOptions {
  readonly encoder: string;
  readonly seed: number;
  /** The share of strangers that may be given a name: the false-positive identification rate, 0 to 1. */
  readonly fpir: number;
}

/** What is trained, and how; the head needs none of the rest. */
export interface TrainingOptions {
  /** `auto`: what suits this library, found by trying; of every encoder on this machine where none is named. */
  readonly method: FinetuneMethod | 'auto';
  /** `auto` only: seconds that comparing, and a training after it, may take (600). */
  readonly timeLimit: number;
  /** `full` only: the first stage of the image tower that is trained. */
  readonly from: string;
  /** `projector` only: what people's faces are drawn to, means of their embeddings (where it is left out) or their prompts. */
  readonly anchor: 'means' | 'text';
  /** Steps of training, instead of the method's own number. */
  readonly steps: number;
  /** The peak learning rate, instead of the method's own. */
  readonly rate: number;
  /** Go on with a training that was interrupted. */
  readonly resume: boolean;
  /** How far to go from the model before to the model after training, 0 to 1 (WiSE-FT). */
  readonly wise: number;
}

/** A share with its 95% interval. */
export interface Rate {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** What `auto` weighed, each way to learn on folds of the library that it had not seen, and why it took what it took. */
export interface MethodChoice {
  /** The simplest first. */
  readonly candidates: readonly {
    readonly method: FinetuneMethod;
    readonly encoder: string;
    /** Null where it was left out. */
    readonly tried: {
      /** Held-out faces that are most like the right person. */
      readonly first: Rate;
      /** Held-out faces that get the right name, at the threshold for the FPIR that was asked for. */
      readonly named: Rate;
      /** People left out who are given a name; null where there are too few people to leave some out. */
      readonly strangers: Rate | null;
      /** What trying it took. */
      readonly seconds: number;
    } | null;
    /** Why it was not tried. */
    readonly leftOut: string | null;
  }[];
  /** Place of the one that was taken. */
  readonly chosen: number;
  readonly reason: string;
  readonly folds: number;
  /** Held-out faces, and faces of people left out, over all folds. */
  readonly faces: number;
  readonly strangers: number;
}

export interface Checkpoint {
  readonly id: string;
  readonly createdAt: string;
  readonly method: FinetuneMethod;
  readonly encoder: string;
  readonly people: number;
  readonly faces: number;
  readonly seed: number;
  readonly fpir: number;
  readonly active: boolean;
  /** Share of held-out faces named right, its 95% interval by person; null where nobody has two photos. */
  readonly heldOut: Rate | null;
  /** How the model was trained; null for the classifiers, which leave it as it is. */
  readonly training: {
    /** The first stage of the image tower that was trained, where that was asked for. */
    readonly from: string | null;
    /** What a projection was trained against; null for other methods. */
    readonly anchor: 'means' | 'text' | null;
    readonly wise: number | null;
    /** Faces in a batch. */
    readonly rows: number;
    readonly device: string;
    /** In the order in which they ran. */
    readonly phases: readonly {
      readonly phase: string;
      readonly steps: number;
      /** The peak learning rate. */
      readonly peak: number;
    }[];
    /** Why it ended early, and what was kept; null where it did not. */
    readonly stopped: Pick<Failure, 'message' | 'advice'> | null;
  } | null;
  /** Null where the user chose the method. */
  readonly choice: MethodChoice | null;
}

/** A checkpoint as plain ONNX files. */
export interface ExportReport {
  readonly checkpoint: string;
  /** Absolute. */
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  /** Whether there is a text encoder among them. */
  readonly text: boolean;
}
