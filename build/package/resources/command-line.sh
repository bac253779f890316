#!/bin/sh
# The command line of a package for evaluation: `resources/xinglin COMMAND`, on the Node that the package brings.
here=$(dirname "$(readlink -f "$0")")
exec "$here/node" --disable-warning=ExperimentalWarning "$here/app.asar.unpacked/dist/vault/cli.js" "$@"
