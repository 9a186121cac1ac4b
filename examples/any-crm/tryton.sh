#!/usr/bin/env bash
# A Tryton of its own for the example and its tests, on SQLite and 127.0.0.1 only.
#   tryton.sh install   installs Debian packages if they are missing, makes the database, company and users
#   tryton.sh start     starts trytond on a free port, or on $TRYTON_PORT, and waits until it answers
#   tryton.sh stop      stops it
#   tryton.sh status    says what there is; ends with 0 if trytond answers
#   tryton.sh run       installs and starts what is missing, runs the example AnyCrmExample, stops what it has started
# All of it lies in one folder, $TRYTON_FOLDER or target/tryton beside this file. Its connection.properties, which only
# its owner can read, has address and passwords: $TRYTON_PASSWORD for all, or made up if that is not set.
set -euo pipefail
umask 077

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${TRYTON_FOLDER:-$here/target/tryton}
database=voronka
packages=(tryton-server tryton-modules-sale-opportunity)
logins=(admin voronka e1 e2 e3 guest other)
python=/usr/bin/python3 # Debian's, for which the packages are made

say() { printf '%s\n' "$*"; }
fail() { printf 'tryton.sh: %s\n' "$*" >&2; exit 1; }

is_installed() { "$python" -c 'import trytond.modules.sale_opportunity' 2>/dev/null; }

install_packages() {
  if is_installed; then
    say "Tryton is installed: $(dpkg-query -W -f '${Package} ${Version}  ' "${packages[@]}" 2>/dev/null || true)"
    return
  fi
  command -v apt-get >/dev/null || fail "there is no apt-get; install ${packages[*]} by other means first"
  local root=()
  if [[ $(id -u) != 0 ]]; then
    sudo -n true 2>/dev/null || fail "ask an administrator for: apt-get install ${packages[*]}"
    root=(sudo -n)
  fi
  say "Installing ${packages[*]} by apt-get, which takes about a minute"
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  # Debian starts a server of its own after the installation where it can; we need none.
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${packages[@]}" \
    >"$folder/apt.log" 2>&1 || { tail -n 20 "$folder/apt.log" >&2; fail "apt-get could not install them"; }
  is_installed || fail "apt-get has ended, but Tryton cannot be imported by $python; see $folder/apt.log"
}

# The address is read from connection.properties, which "start" writes.
property() { sed -n "s/^$1=//p" "$folder/connection.properties" 2>/dev/null; }

# Of 20 different signs, because Tryton refuses passwords that repeat them.
made_up() {
  "$python" -c 'import random, string; r = random.SystemRandom()
print("".join(r.sample(string.ascii_letters + string.digits, 20)))'
}

write_secrets() {
  [[ -s $folder/connection.properties ]] && return
  {
    say "database=$database"
    for login in "${logins[@]}"; do
      say "password.$login=${TRYTON_PASSWORD:-$(made_up)}"
    done
  } >"$folder/connection.properties"
  say "Passwords are in $folder/connection.properties"
}

write_configuration() { # port
  cat >"$folder/trytond.conf" <<CONFIGURATION
[database]
uri = sqlite://
path = $folder
language = en

[web]
listen = 127.0.0.1:$1
root =

[session]
authentications = password
CONFIGURATION
}

# Tryton finds modules beyond its own by entry points, so nothing is written into the system's folders.
write_module() {
  rm -rf "$folder/site"
  mkdir -p "$folder/site/trytond/modules" "$folder/site/voronka_tryton-0.1.0.dist-info"
  cp -r "$here/tryton-module/voronka" "$folder/site/trytond/modules/"
  printf 'Metadata-Version: 2.1\nName: voronka-tryton\nVersion: 0.1.0\n' \
    >"$folder/site/voronka_tryton-0.1.0.dist-info/METADATA"
  printf '[trytond.modules]\nvoronka = trytond.modules.voronka\n' \
    >"$folder/site/voronka_tryton-0.1.0.dist-info/entry_points.txt"
}

fingerprint() { cat "$here"/tryton-module/voronka/{*.py,*.xml,*.cfg,view/*.xml} "$here/set-up.py" | cksum; }

with_module() { env PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore PYTHONPATH="$folder/site" "$@"; }

install() {
  mkdir -p "$folder"
  install_packages
  write_secrets
  if [[ -f $folder/done && $(<"$folder/done") == "$(fingerprint)" ]]; then
    say "The database is there: $folder/$database.sqlite"
    return
  fi
  is_running && fail "the module has changed while trytond runs; stop it first"
  rm -f "$folder/done"
  write_module
  write_configuration 8000
  touch "$folder/$database.sqlite" # Tryton fills an empty file, but makes none
  property password.admin >"$folder/password"
  say "Making the database, which takes about half a minute"
  TRYTONPASSFILE=$folder/password with_module trytond-admin -c "$folder/trytond.conf" -d "$database" \
    -u sale_opportunity voronka --activate-dependencies --email admin@example.org --password \
    >"$folder/admin.log" 2>&1 </dev/null || { tail -n 20 "$folder/admin.log" >&2; fail "trytond-admin has failed"; }
  rm -f "$folder/password"
  with_module "$python" "$here/set-up.py" "$folder/trytond.conf" "$database" "$folder/connection.properties" \
    2>"$folder/set-up.log" || { tail -n 20 "$folder/set-up.log" >&2; fail "set-up.py has failed"; }
  fingerprint >"$folder/done"
  say "The database is made: $folder/$database.sqlite"
}

# The process must be ours: a number may have been given to another one since.
is_running() {
  [[ -s $folder/trytond.pid ]] || return 1
  tr '\0' ' ' 2>/dev/null <"/proc/$(<"$folder/trytond.pid")/cmdline" | grep -qF -- "$folder/trytond.conf"
}

answers() {
  "$python" - "$1" 2>/dev/null <<'PYTHON'
import json, sys, urllib.request
question = json.dumps({"id": 1, "method": "common.server.version", "params": []}).encode()
request = urllib.request.Request(sys.argv[1], question, {"Content-Type": "application/json"})
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
print(json.load(direct.open(request, timeout=3))["result"])
PYTHON
}

free_port() { "$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

start() {
  [[ -f $folder/done ]] || fail "there is no database yet; first: $0 install"
  if is_running; then
    say "trytond runs already: $(property url)"
    return
  fi
  local port=${TRYTON_PORT:-$(free_port)}
  write_configuration "$port"
  sed -i '/^url=/d' "$folder/connection.properties"
  printf 'url=http://127.0.0.1:%s/\n' "$port" >>"$folder/connection.properties"
  PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore PYTHONPATH="$folder/site" \
    nohup trytond -c "$folder/trytond.conf" -d "$database" >"$folder/trytond.log" 2>&1 </dev/null &
  printf '%s\n' $! >"$folder/trytond.pid"
  for _ in $(seq 120); do
    if answers "$(property url)" >/dev/null; then
      say "trytond answers: $(property url)"
      return
    fi
    kill -0 $! 2>/dev/null || break
    sleep 0.5
  done
  tail -n 20 "$folder/trytond.log" >&2
  stop
  fail "trytond did not answer within a minute; see $folder/trytond.log"
}

stop() {
  if ! is_running; then
    rm -f "$folder/trytond.pid"
    say "trytond does not run"
    return
  fi
  local pid
  pid=$(<"$folder/trytond.pid")
  kill "$pid"
  for _ in $(seq 40); do
    is_running || break
    sleep 0.25
  done
  if is_running; then
    kill -9 "$pid"
  fi
  rm -f "$folder/trytond.pid"
  say "trytond is stopped"
}

status() {
  is_installed && say "packages: installed" || say "packages: missing"
  [[ -f $folder/done ]] && say "database: $folder/$database.sqlite" || say "database: none"
  if is_running && version=$(answers "$(property url)"); then
    say "trytond $version: $(property url)"
  else
    say "trytond: does not run"
    return 1
  fi
}

run() {
  install
  if ! is_running; then
    trap stop EXIT
    start
  fi
  (cd "$here/../.." && ./mvnw -q -pl examples/any-crm -am compile exec:java -Dexec.args="$folder")
}

case ${1:-} in
  install | start | stop | status | run) "$1" ;;
  *) fail "what is to be done? install, start, stop, status or run" ;;
esac
