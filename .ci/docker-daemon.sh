#!/usr/bin/env bash
# A Docker daemon of one's own, for tests: .ci/docker-daemon.sh start FOLDER, .ci/docker-daemon.sh stop FOLDER
# Everything of it is in FOLDER, beside the bridge that carries its containers. It leaves the machine's own daemon, its
# images, its network and the firewall alone. Needs root; the socket is FOLDER/docker.sock.
set -euo pipefail

action=${1:-} folder=${2:-}
[[ $action =~ ^(start|stop)$ && -n $folder ]] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
# Interface names end at 15 characters; the checksum keeps the bridges of two daemons apart.
checksum=$(printf %s "$folder" | cksum | cut -d' ' -f1)
bridge=swy$checksum
export DOCKER_HOST=unix://$folder/docker.sock

# The first private /24 that no route of this machine touches.
free_subnet() {
  local routes third
  routes=$(ip -4 route show table all)
  for third in {0..255}; do
    if ! grep -qF "10.213.$third." <<<"$routes"; then
      echo "10.213.$third"
      return
    fi
  done
  echo "No free subnet in 10.213.0.0/16." >&2
  return 1
}

start() {
  local subnet
  if docker info >/dev/null 2>&1; then
    return
  fi
  if [[ -S /var/run/docker.sock ]] && DOCKER_HOST=unix:///var/run/docker.sock docker info >/dev/null 2>&1; then
    echo "Beside the machine's own daemon, which is left alone."
  fi
  subnet=$(free_subnet)
  # With an address of its own. Otherwise it takes the lowest of its ports', another one as containers come and go, and what
  # those that stay send to the old one is lost until they ask again.
  ip link show "$bridge" >/dev/null 2>&1 ||
    ip link add "$bridge" address "$(printf '02:53%s' "$(printf %08x "$checksum" | sed 's/../:&/g')")" type bridge
  ip addr replace "$subnet.1/24" dev "$bridge"
  ip link set "$bridge" up
  # No firewall rules: published ports go through docker-proxy, and only builds leave the machine, on its own network.
  # Forwarding stays as it is, because containers of one network meet on the bridge.
  echo '{}' >"$folder/daemon.json" # instead of the machine's own
  setsid dockerd --config-file "$folder/daemon.json" --data-root "$folder/data" --exec-root "$folder/exec" \
    --pidfile "$folder/docker.pid" --host "$DOCKER_HOST" --bridge "$bridge" \
    --default-address-pool "base=10.214.0.0/16,size=24" \
    --iptables=false --ip6tables=false --ip-masq=false --ip-forward=false \
    >"$folder/dockerd.log" 2>&1 </dev/null &
  for _ in {1..300}; do
    if docker info >/dev/null 2>&1; then
      return
    fi
    kill -0 $! 2>/dev/null || break
    sleep 0.1
  done
  echo "dockerd did not start. The end of $folder/dockerd.log:" >&2
  tail -n 20 "$folder/dockerd.log" >&2
  return 1
}

stop() {
  local pid containers networks
  # Nobody else's process, should the daemon be gone and its number given away.
  if [[ -f $folder/docker.pid ]] && pid=$(<"$folder/docker.pid") && [[ $(cat "/proc/$pid/comm" 2>/dev/null) == dockerd ]]; then
    containers=$(docker ps --all --quiet)
    # shellcheck disable=SC2086 # a list of ids
    [[ -z $containers ]] || docker rm --force --volumes $containers >/dev/null
    # Their bridges would stay behind.
    networks=$(docker network ls --quiet --filter type=custom)
    # shellcheck disable=SC2086 # a list of ids
    [[ -z $networks ]] || docker network rm $networks >/dev/null
    kill "$pid"
    for _ in {1..300}; do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
  fi
  ip link delete "$bridge" 2>/dev/null || true
  # dockerd leaves the network namespace of the host mounted, and the folder could not be removed.
  awk -v folder="$folder/" 'index($2, folder) == 1 { print $2 }' /proc/mounts | sort -r | xargs --no-run-if-empty umount
}

"$action"
