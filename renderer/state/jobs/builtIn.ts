// The encoders that Facet brings.

/** What is used where nobody chose another. */
export const USUAL_ENCODER = 'duo';
/** The one whose towers can be trained: the usual one before there was another. */
export const TRAINABLE_ENCODER = 'starter';
