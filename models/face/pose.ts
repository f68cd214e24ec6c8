// Which way a head looks, from five landmarks: a mean face in three dimensions under weak perspective.
import type { Landmarks, Point } from '../image/geometry.ts';
import type { Pose } from './face.ts';

type Vector = readonly [x: number, y: number, z: number];

/**
 * The mean face in eye distances; x and y as in a frontal photo, z towards the viewer. Proportions of dlib's mean
 * shape; the depths of nose and mouth are those that fit the UMIST photos, which run from profile to frontal, best.
 */
const face: readonly Vector[] = [
  [-0.5, 0, 0],
  [0.5, 0, 0],
  [0, 0.566, 0.42],
  [-0.446, 1.066, 0.03],
  [0.446, 1.066, 0.03],
];

const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const combine = (a: Vector, p: number, b: Vector, q: number): Vector => [
  a[0] * p + b[0] * q,
  a[1] * p + b[1] * q,
  a[2] * p + b[2] * q,
];

const centre: Vector = [0, 1, 2].map(
  (k) => face.reduce((sum, v) => sum + v[k], 0) / face.length,
) as unknown as Vector;
const model = face.map((v) => combine(v, 1, centre, -1));

/** Columns of the inverse of the model's 3 x 3 moment matrix; the matrix is symmetric. */
const inverseMoments: readonly [Vector, Vector, Vector] = (() => {
  const row = (k: number): Vector =>
    [0, 1, 2].map((l) => model.reduce((sum, v) => sum + v[k] * v[l], 0)) as unknown as Vector;
  const [a, b, c] = [row(0), row(1), row(2)];
  const determinant = dot(a, cross(b, c));
  const scaled = (v: Vector) => combine(v, 1 / determinant, v, 0);
  return [scaled(cross(b, c)), scaled(cross(c, a)), scaled(cross(a, b))];
})();

/** The row of the affine camera that explains one image coordinate of the five points best. */
function cameraRow(landmarks: readonly Point[], axis: 0 | 1): Vector {
  let moment: Vector = [0, 0, 0];
  model.forEach((v, i) => {
    moment = combine(moment, 1, v, landmarks[i][axis]);
  });
  const [a, b, c] = inverseMoments;
  return combine(combine(a, moment[0], b, moment[1]), 1, c, moment[2]);
}

/** The two orthonormal rows nearest to two given ones: the orthogonal factor of the polar decomposition. */
function orthonormal(u: Vector, v: Vector): readonly [Vector, Vector] {
  const [p, q, r] = [dot(u, u), dot(u, v), dot(v, v)];
  // Inverse square root of the 2 x 2 Gram matrix [[p, q], [q, r]].
  const root = Math.sqrt(Math.max(p * r - q * q, 1e-12 * (p + r) ** 2));
  const trace = Math.sqrt(p + r + 2 * root);
  const factor = 1 / (root * trace);
  const [a, b, c] = [(r + root) * factor, -q * factor, (p + root) * factor];
  return [combine(u, a, v, b), combine(u, b, v, c)];
}

const degrees = (radians: number) => (radians * 180) / Math.PI;

/** Head pose in degrees. Landmarks that all lie in one place give NaN. */
export function estimatePose(landmarks: Landmarks): Pose {
  const [right, down] = orthonormal(cameraRow(landmarks, 0), cameraRow(landmarks, 1));
  const forward = cross(right, down);
  return {
    yaw: degrees(Math.atan2(-forward[0], forward[2])),
    pitch: degrees(Math.asin(Math.max(-1, Math.min(1, forward[1])))),
    roll: degrees(Math.atan2(-right[1], down[1])),
  };
}
