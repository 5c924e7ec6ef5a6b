#!/usr/bin/env bash
# Stops the server that start-postgres.sh started, and throws its data away. Usage: stop-postgres.sh FOLDER
set -euo pipefail
folder=$1
programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
as=()
if [ "$(id -u)" = 0 ]; then
  as=(runuser -u postgres --)
fi
"${as[@]}" "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null
rm -rf "$folder"
