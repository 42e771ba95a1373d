#!/bin/bash
# Makes a Debian machine ready for the tests that use a real telephone exchange.
#
#   tests/exchange/setup.sh        prints the version of Asterisk it found or unpacked
#
# Debian's stable releases carry no Asterisk 22, so sid's is unpacked into a cache folder and runs there with its own
# loader and libraries. Nothing in /etc or /var changes, and no daemon is set up. Run it as often as you like.
set -euo pipefail

oldest=22
packages=(chromium fonts-ipafont-gothic fonts-noto-color-emoji mmdebstrap debian-archive-keyring sip-tester baresip-core
  iproute2 sox openssl ca-certificates)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/phone-duty
home=$cache/asterisk

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
  local listed
  listed=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' 2>/dev/null || true)
  [ -n "$listed" ] || listed=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep '/debian/*$' || true)
  [ -n "$listed" ] || give_up "apt's sources name no Debian mirror, so there is nowhere to take Asterisk $oldest from."
  printf '%s\n' "${listed%%$'\n'*}"
}

unpack_asterisk() {
  local mirror fresh=$cache/asterisk.unpacking.$$ mode=auto
  mirror=$(debian_mirror)
  [ "$(id -u)" = 0 ] && mode=root
  rm -rf "$cache"/asterisk.unpacking.*
  mkdir -p "$fresh"
  # shellcheck disable=SC2064 — the folder is known now, and is gone from scope when the trap runs
  trap "rm -rf '$fresh'" EXIT
  say 'unpacking Asterisk (about half a minute)'
  # Through a tar, because then files belong to whoever runs this, and what Asterisk never opens is not written at all.
  # Sid's Release file expires after a week and a mirror may be older; its signature is still checked.
  mmdebstrap --quiet --mode="$mode" --variant=extract \
    --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='Acquire::Languages "none"' \
    --aptopt='APT::Install-Recommends "false"' \
    --include=asterisk,asterisk-moh-opsound-wav,asterisk-core-sounds-en-wav \
    sid - "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" |
    tar -x -C "$fresh" --no-same-owner --exclude='./dev' --exclude='./var/cache' --exclude='./var/lib/apt' \
      --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/locale' --exclude='./usr/share/perl*' \
      --exclude='./usr/share/zoneinfo' --exclude='./usr/share/info' --exclude='./usr/lib/*/perl*' \
      --exclude='./usr/lib/*/libperl*' --exclude='./usr/lib/gnupg' --exclude='./usr/lib/systemd'
  write_launcher "$fresh"
  "$fresh/run" -V > "$fresh/version" || give_up 'the unpacked Asterisk does not start on this machine.'
  rm -rf "$home"
  mv "$fresh" "$home"
  trap - EXIT
}

# The folder's own loader, so that this machine's older C library is never involved.
write_launcher() {
  cat > "$1/run" <<'LAUNCHER'
#!/bin/sh
root=$(dirname "$0")
for loader in "$root"/usr/lib64/ld-linux-*.so.* "$root"/usr/lib/ld-linux-*.so.*; do
  [ -e "$loader" ] && break
done
for libraries in "$root"/usr/lib/*-linux-gnu; do :; done
exec "$loader" --library-path "$libraries" "$root/usr/sbin/asterisk" "$@"
LAUNCHER
  chmod +x "$1/run"
}

refuse_an_old_one() {
  local version
  version=$(sed 's/^Asterisk \([0-9]*\).*/\1/' "$home/version")
  [ "$version" -ge "$oldest" ] 2>/dev/null ||
    give_up "found $(cat "$home/version"), but the tests need Asterisk $oldest or newer." \
      "Remove $home and run this again once apt's mirror carries it."
}

command -v apt-get >/dev/null || give_up 'this works on Debian only: it takes SIPp, baresip and Asterisk from its packages.'
mkdir -p "$cache"
exec 9> "$cache/asterisk.lock"
flock 9
install_packages
[ -s "$home/version" ] || unpack_asterisk
refuse_an_old_one
cat "$home/version"
