#!/bin/bash
# Makes a Debian machine ready for the tests that use a real telephone exchange.
#
#   tests/exchange/setup.sh [NAME...]    prints the version of each that it found or unpacked; without a name, of all
#
#   asterisk      Asterisk 22 or newer, as sid has it
#   kamailio      Kamailio as a registrar and proxy, with rtpengine for the sound, as sid has them
#   asterisk-16   the last release of Debian (bullseye) whose Asterisk carries chan_sip
#
# Debian's stable releases carry none of these, so each is unpacked into a cache folder and runs there with its own
# loader and libraries. Nothing in /etc or /var changes, and no daemon is set up. Run it as often as you like. Where
# apt's mirror has dropped one of the suites, EXCHANGE_MIRROR names another (an archive of Debian's).
set -euo pipefail

oldest=22
packages=(chromium fonts-ipafont-gothic fonts-noto-color-emoji mmdebstrap debian-archive-keyring sip-tester baresip-core
  iproute2 sox openssl ca-certificates)
asterisk_packages=asterisk,asterisk-moh-opsound-wav,asterisk-core-sounds-en-wav
cache=${XDG_CACHE_HOME:-$HOME/.cache}/phone-duty

say() { printf 'exchange: %s\n' "$*"; }
give_up() { printf 'exchange: %s\n' "$@" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

missing_packages() {
  local package
  for package in "${packages[@]}"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || printf '%s ' "$package"
  done
}

install_packages() {
  local missing
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null ||
    give_up 'some Debian packages are missing, and installing them takes an administrator. Please run:' \
      "  apt-get install --no-install-recommends $missing"
  say "installing $missing"
  as_root apt-get update -qq
  # shellcheck disable=SC2086 — one word per package
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# The mirror is whichever one this machine's apt already trusts. A security archive has no sid.
debian_mirror() {
  local listed=${EXCHANGE_MIRROR:-}
  [ -n "$listed" ] ||
    listed=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' 2>/dev/null || true)
  [ -n "$listed" ] || listed=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep '/debian/*$' || true)
  [ -n "$listed" ] || give_up "apt's sources name no Debian mirror, so there is nowhere to take an exchange from."
  printf '%s\n' "${listed%%$'\n'*}"
}

# unpack NAME SUITE PACKAGES PROGRAM FLAG: the packages and all they need, in a folder where `run` starts the program;
# with this flag it says its version.
unpack() {
  local name=$1 suite=$2 wanted=$3 program=$4 flag=$5 home=$cache/$1 fresh=$cache/$1.unpacking.$$ mode=auto mirror version
  [ ! -s "$home/version" ] || return 0
  mirror=$(debian_mirror)
  [ "$(id -u)" = 0 ] && mode=root
  rm -rf "$home".unpacking.*
  mkdir -p "$fresh"
  # shellcheck disable=SC2064 — the folder is known now, and is gone from scope when the trap runs
  trap "rm -rf '$fresh'" EXIT
  say "unpacking $name (about half a minute)"
  # Through a tar, because then files belong to whoever runs this, and what an exchange never opens is not written at
  # all. A Release file may be older than it may live: sid's lives a week, and nobody renews that of an old suite. Its
  # signature is still checked.
  mmdebstrap --quiet --mode="$mode" --variant=extract \
    --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='Acquire::Languages "none"' \
    --aptopt='APT::Install-Recommends "false"' --include="$wanted" \
    "$suite" - "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" |
    tar -x -C "$fresh" --no-same-owner --exclude='./dev' --exclude='./var/cache' --exclude='./var/lib/apt' \
      --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/locale' --exclude='./usr/share/perl*' \
      --exclude='./usr/share/zoneinfo' --exclude='./usr/share/info' --exclude='./usr/lib/*/perl*' \
      --exclude='./usr/lib/*/libperl*' --exclude='./usr/lib/gnupg' --exclude='./usr/lib/systemd' ||
    give_up "apt's mirror has not all of $name in Debian's $suite. EXCHANGE_MIRROR can name another mirror, or an archive."
  # A package may leave it to an installation to name its libraries as programs ask for them.
  /sbin/ldconfig -n "$fresh"/usr/lib/*-linux-gnu
  write_launcher "$program" > "$fresh/run"
  chmod +x "$fresh/run"
  version=$("$fresh/run" "$flag" 2>&1) || give_up "the unpacked $name does not start on this machine:" "$version"
  printf '%s\n' "${version%%$'\n'*}" > "$fresh/version"
  rm -rf "$home"
  mv "$fresh" "$home"
  trap - EXIT
}

# The folder's own loader, so that this machine's C library is never involved. Older suites keep part of their libraries
# outside /usr, and Kamailio keeps some of its own in a folder below.
write_launcher() {
  cat << 'LAUNCHER' | sed "s|@program@|$1|"
#!/bin/sh
root=$(dirname "$0")
for loader in "$root"/usr/lib/*-linux-gnu/ld-linux-*.so.* "$root"/lib/*-linux-gnu/ld-linux-*.so.*; do
  [ -e "$loader" ] && break
done
for libraries in "$root"/usr/lib/*-linux-gnu; do :; done
program=$root/@program@
exec "$loader" --library-path "$libraries:$root/usr/lib:$root/lib/${libraries##*/}:$libraries/$(basename "$program")" "$program" "$@"
LAUNCHER
}

asterisk() {
  unpack asterisk sid "$asterisk_packages" usr/sbin/asterisk -V
  local version
  version=$(sed 's/^Asterisk \([0-9]*\).*/\1/' "$cache/asterisk/version")
  [ "$version" -ge "$oldest" ] 2>/dev/null ||
    give_up "found $(cat "$cache/asterisk/version"), but the tests need Asterisk $oldest or newer." \
      "Remove $cache/asterisk and run this again once apt's mirror carries it."
  cat "$cache/asterisk/version"
}

asterisk_16() {
  unpack asterisk-16 bullseye "$asterisk_packages" usr/sbin/asterisk -V
  cat "$cache/asterisk-16/version"
}

kamailio() {
  unpack kamailio sid kamailio,kamailio-tls-modules,kamailio-websocket-modules usr/sbin/kamailio -v
  unpack rtpengine sid rtpengine-daemon usr/bin/rtpengine --version
  cat "$cache/kamailio/version" "$cache/rtpengine/version"
}

command -v apt-get >/dev/null || give_up 'this works on Debian only: it takes SIPp, baresip and the exchanges from its packages.'
mkdir -p "$cache"
exec 9> "$cache/setup.lock"
flock 9
install_packages
[ $# -gt 0 ] || set -- asterisk kamailio asterisk-16
for name in "$@"; do
  case $name in
    asterisk | kamailio) "$name" ;;
    asterisk-16) asterisk_16 ;;
    *) give_up "there is no exchange called $name; see the head of this file." ;;
  esac
done
