// Keeps ONNX Runtime from reporting to its maker.

/**
 * Its builds for Linux and macOS hold a telemetry client that sends a device id, run counts and facts about processor and
 * system, and keeps files under `~/.cache/Microsoft`. It reads this once, when it opens its first session
 * (https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md).
 */
export const noTelemetry = { ORT_DISABLE_TELEMETRY: '1' } as const;
