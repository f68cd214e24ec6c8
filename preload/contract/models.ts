// Networks of others, and strangers whose faces thresholds rest on.
import type { Activation } from '../../models/clip/activation.ts';
import type { Failure } from '../../models/failure.ts';
import type { FinetuneMethod } from './learning.ts';
import type { DetectorChoice, Skipped } from './photos.ts';

/** Why an encoder is worth its download. */
export type Recommendation =
  /** Facet's own measurement of a network of its kind: shares of faces named right from one photo a person, at an FPIR of 1%. */
  | {
      readonly why: 'measured';
      readonly network: string;
      readonly named: number;
      readonly builtIn: number;
      /** The same where faces are seen from all sides. */
      readonly allSides: { readonly named: number; readonly builtIn: number };
    }
  /** What its makers measured: the accuracy of LFW's ten-fold test of pairs. */
  | { readonly why: 'reported'; readonly lfw: number }
  /** The paper's own. */
  | { readonly why: 'paper' };

export type ModelEntry =
  | {
      readonly id: string;
      readonly kind: 'encoder' | 'detector' | 'quality';
      readonly title: string;
      readonly licence: string;
      readonly bytes: number;
      /** Built in, on this disk, or a `pull` away. */
      readonly state: 'built-in' | 'installed' | 'available';
      /** Of an encoder that is a `pull` away and worth it. */
      readonly recommended?: Recommendation;
      /** Of a listed encoder on this machine: how it can be learned with, from the simplest method on. */
      readonly methods?: readonly FinetuneMethod[];
      /** Of an installed quality network: the id of the one that rates faces, which is this one or comes before it. */
      readonly ratedBy?: string;
    }
  | { readonly id: string; readonly state: 'damaged'; readonly problem: Failure };

export interface PullRequest {
  readonly id: string;
  /** A file or folder that was fetched on another machine, instead of the network. */
  readonly from?: string;
}

/** What a preset says of a network's input, and what the user says otherwise. */
export interface AddModelRequest {
  readonly file: string;
  readonly id: string;
  /** Name of a preset; found from the id where it is not given. */
  readonly preset?: string;
  readonly licence?: string;
  /** Of a CLIP; read from the files beside it where it is not given. */
  readonly activation?: Activation;
  readonly input?: {
    readonly size?: number;
    readonly layout?: 'NCHW' | 'NHWC';
    readonly channels?: 'RGB' | 'BGR';
    readonly mean?: readonly [number, number, number];
    readonly std?: readonly [number, number, number];
  };
  /** Of a quality network: its answers to a useless face and to the best one. */
  readonly range?: readonly [number, number];
}

export interface CohortRequest extends DetectorChoice {
  readonly folder: string;
  /** The built-in encoder where none is named. */
  readonly encoder?: string;
}

export interface CohortReport {
  readonly encoder: string;
  /** Faces of strangers that the distribution was fitted on. */
  readonly faces: number;
  /** How many of them look like people of the library, and whom: names of such people will be missed. */
  readonly own: { readonly faces: number; readonly people: readonly string[] };
  readonly skipped: readonly Skipped[];
}
