#!/usr/bin/env bash
# Starts a PostgreSQL server for the tests, on loopback only, with data that may be thrown away, and prints
# the URL that BUDGETBOOK_POSTGRES wants. Needs Debian's package postgresql. Usage: start-postgres.sh FOLDER
set -euo pipefail
folder=$1
port=${2:-54329}
programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
mkdir -p "$folder"
as=()
if [ "$(id -u)" = 0 ]; then  # the server refuses to run as root
  chown postgres "$folder"
  as=(runuser -u postgres --)
fi
if [ ! -d "$folder/data" ]; then
  "${as[@]}" "$programs/initdb" -D "$folder/data" -U bureau --auth=trust --encoding=UTF8 --locale=C >/dev/null
fi
"${as[@]}" "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w start \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off" >/dev/null
echo "postgresql://bureau@127.0.0.1:$port/postgres"
