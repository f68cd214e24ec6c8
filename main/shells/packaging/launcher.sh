#!/bin/sh
# `facet` on the PATH: the window where nothing is asked for, else the command line, which has no page for Chromium to sandbox:
# it works without a display, for root, and in containers without user namespaces.
here=$(dirname -- "$(readlink -f -- "$0")")
program=$here/../facet
[ -x "$program" ] || program=$here/../MacOS/Facet

case ${1-} in
  --help | --version | --web) ;;
  '' | -* | */facet.json | facet.json)
    if [ "$(uname)" != Linux ] || [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
      # Another sandbox (Flatpak) starts it through a program of its own.
      exec ${FACET_WRAPPER-} "$program" "$@"
    fi
    ;;
esac
# Chromium would also tell of every bus of the desktop that is not there.
exec "$program" --no-sandbox --no-zygote --log-level=3 -- "$@"
