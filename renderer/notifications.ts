// Short messages at the edge of the window.
import { toast } from 'svelte-sonner';

interface NotificationOptions {
  readonly description?: string;
  /** Milliseconds; Infinity stays until it is closed. */
  readonly duration?: number;
  readonly action?: { readonly label: string; readonly onClick: () => void };
}

export type NotificationKind = 'error' | 'success' | 'info';

export type Notify = (kind: NotificationKind, message: string, options?: NotificationOptions) => void;

export const notifyByToast: Notify = (kind, message, options) => void toast[kind](message, options);
