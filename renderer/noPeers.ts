// Takes WebRTC from the page before anything else runs: its packets pass the content security policy, and Facet needs none.

for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) {
  Object.defineProperty(globalThis, name, { value: undefined, writable: false, configurable: false });
}
