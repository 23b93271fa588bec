#!/bin/bash
# first.sh FOLDER HOUSE: what runs before the systemd of tools/units/boot.sh, as the first process of its
# namespaces: a root of its own with this machine's /usr under it.
set -eu
root=$1 house=$2
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$root"
cd "$root"
mkdir -p usr etc var/log var/lib var/tmp run tmp proc sys dev root home old
mkdir -p over/up over/work house/build
mount -t overlay overlay -o lowerdir=/usr,upperdir=over/up,workdir=over/work usr
for link in bin sbin lib lib32 lib64; do
	[ ! -L "/$link" ] || cp -P "/$link" "$link"
done
cp -a /etc/. etc/
rm -rf etc/fstab etc/systemd/system/*
: >etc/machine-id
chmod 1777 tmp var/tmp
cp "$house/build/lotsa" "$house/build/lotsa.1" house/build/
cp -r "$house/dist" "$house/tools" "$house/doc" house/
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t tmpfs -o mode=755 tmpfs dev
for node in null zero full random urandom tty; do
	: >"dev/$node"
	mount --bind "/dev/$node" "dev/$node"
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
mount -t tmpfs tmpfs dev/shm
mount -t tmpfs -o mode=755 tmpfs run
if [ -d /sys/fs/cgroup/systemd ]; then
	mount -t tmpfs tmpfs sys/fs/cgroup
	mkdir sys/fs/cgroup/systemd sys/fs/cgroup/unified
	mount -t cgroup -o none,name=systemd cgroup sys/fs/cgroup/systemd
	mount -t cgroup2 cgroup2 sys/fs/cgroup/unified
else
	mount -t cgroup2 cgroup2 sys/fs/cgroup
fi
pivot_root . old
cd /
umount -l /old
exec env -i container=lxc PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd \
	--unit=multi-user.target
