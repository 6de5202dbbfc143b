# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A domain with a site in a network of its own: MIT Kerberos, Apache with mod_auth_gssapi and TLS in front of
the contract server, and Samba. All of it lives in name spaces of the kernel and goes with the test.

A test file calls enter() first: it runs itself again in these name spaces, where every port is free and the
servers have their names (cm01.lab.example, …). A plain user is root in a name space of users, and has no other user
there: servers that will not be root get a second one inside, in which the same user is www-data.
"""
import hashlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import cli

REALM = "LAB.EXAMPLE"
USER, PASSWORD = "anna", "correct horse battery staple"
HOSTS = ["cm01", "mp01", "mp02", "dp01", "dp02", "sec01", "files01", "alias"]
TLS_HOSTS = ["cm01.lab.example", "alias.lab.example", "dp02.lab.example"]
SUPPORT = pathlib.Path(__file__).resolve().parent

KRB5_CONF = """
[libdefaults]
  default_realm = {realm}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  rdns = false
  dns_canonicalize_hostname = false
  default_ccache_name = FILE:{folder}/ticket
[realms]
  {realm} = {{
    kdc = 127.0.0.1
  }}
[domain_realm]
  .lab.example = {realm}
"""
KDC_CONF = """
[kdcdefaults]
  kdc_ports = 88
  kdc_tcp_ports = 88
[realms]
  {realm} = {{
    database_name = {folder}/principals
    key_stash_file = {folder}/stash
    acl_file = {folder}/acl
    max_life = 10h
    disable_pac = true
  }}
[logging]
  kdc = FILE:{folder}/kdc.log
"""
APACHE_CONF = """
ServerRoot {folder}
PidFile {folder}/apache.pid
ServerName cm01.lab.example
Listen 443
ErrorLog {folder}/apache.log
LogLevel info auth_gssapi:debug
{modules}
{users}
SSLEngine on
SSLCertificateFile {folder}/server.pem
SSLCertificateKeyFile {folder}/server.key
SSLSessionCache none
ErrorDocument 401 " "
ProxyPass / http://127.0.0.1:8080/
<Location />
  AuthType GSSAPI
  AuthName "site"
  GssapiCredStore keytab:{folder}/http.keytab
  GssapiConnectionBound Off
  GssapiAllowedMech krb5
  RequestHeader set X-Remote-User expr=%{{REMOTE_USER}}
  RequestHeader set X-Token expr=%{{sha1:%{{HTTP:Authorization}}}}
  Require valid-user
</Location>
"""
APACHE_CONTENT = """
Listen 80
<VirtualHost *:80>
  SSLEngine off
  ServerName dp01.lab.example
  ProxyPass /SMS_DP_SMSPKG$ !
  ProxyPass / http://127.0.0.1:8081/
  Alias /SMS_DP_SMSPKG$ {folder}/content
  <Location />
    AuthType None
    Require all granted
  </Location>
</VirtualHost>
"""
MODULES = ["mpm_event", "authn_core", "authz_core", "authz_user", "auth_gssapi", "ssl", "socache_shmcb", "proxy",
           "proxy_http", "headers", "alias"]
SMB_CONF = """
[global]
  workgroup = LAB
  realm = {realm}
  server role = standalone server
  kerberos method = dedicated keytab
  dedicated keytab file = {folder}/cifs.keytab
  map to guest = never
  passdb backend = tdbsam:{folder}/samba/passdb.tdb
  private dir = {folder}/samba
  lock directory = {folder}/samba
  state directory = {folder}/samba
  cache directory = {folder}/samba
  pid directory = {folder}/samba
  ncalrpc dir = {folder}/samba/ncalrpc
  log file = {folder}/samba/log
  load printers = no
  disable spoolss = yes
  interfaces = 127.0.0.1/8
  server min protocol = SMB2
  smb ports = 445
  strict sync = yes
[SCCMContentLib$]
  path = {folder}/library
  read only = yes
[SCCMContentLibE$]
  path = {folder}/drive
  read only = yes
[SMS_LAB]
  path = {folder}/source
  read only = yes
[source]
  path = {folder}/source
  read only = yes
[images]
  path = {folder}/images
  read only = no
  force user = {writer}
"""


def enter():
    """Runs the calling test file in name spaces of its own; returns there."""
    if os.environ.get("BOOTWRIGHT_SITE_LAB") == "inside":
        return
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    os.environ["BOOTWRIGHT_SITE_LAB"] = "inside"
    os.environ["BOOTWRIGHT_SITE_LAB_USER"] = "plain" if user else "root"
    os.execvp("unshare", ["unshare", *user, "--net", "--mount", "--pid", "--fork", "--kill-child", sys.executable, *sys.argv])


def is_plain():
    """A plain user runs the tests: this name space has no user but root."""
    return os.environ["BOOTWRIGHT_SITE_LAB_USER"] == "plain"


def without_root():
    """What runs a program as www-data, where only root is."""
    return ["unshare", "--user", "--map-user=33", "--map-group=33"] if is_plain() else []


def wait_for_port(port):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"nothing listens at port {port}")


class SiteLab:
    """The servers; start() returns when all of them answer, stop() when all have ended."""

    def __init__(self, apache_content=False):
        """With apache_content the distribution points' web server is a fast one, without traps."""
        self.apache_content = apache_content
        self._folder = tempfile.TemporaryDirectory(prefix="bootwright-site-")
        self.folder = pathlib.Path(self._folder.name)
        self.folder.chmod(0o755)
        self.content = self.folder / "content"
        self.library = self.folder / "library"
        self.drive = self.folder / "drive"
        self.source = self.folder / "source"
        self.images = self.folder / "images"
        self.processes = {}

    def start(self):
        for one in (self.content, self.library, self.drive, self.source, self.images, self.folder / "samba"):
            one.mkdir()
        cli.tool("ip", "link", "set", "lo", "up")
        pathlib.Path("/proc/sys/net/ipv4/ip_unprivileged_port_start").write_text("0")
        self.replace("/etc/hosts", "127.0.0.1 localhost " + " ".join(f"{one}.lab.example" for one in HOSTS) + "\n")
        self.make_certificates()
        self.start_kdc()
        self.start_site()
        self.start_apache()
        self.start_samba()
        return self

    def stop(self):
        for process in reversed(self.processes.values()):
            process.terminate()
        for process in self.processes.values():
            process.communicate()
        self._folder.cleanup()

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text.format(folder=self.folder, realm=REALM, writer=USER if is_plain() else "root"))
        return path

    def replace(self, path, text):
        """Other contents for a file of the system, seen in this name space only."""
        own = self.folder / pathlib.Path(path).name
        own.write_text(text)
        cli.tool("mount", "--bind", own, path)

    def run(self, name, *command, **options):
        with open(self.folder / f"{name}.err", "wb") as errors:
            self.processes[name] = subprocess.Popen([str(part) for part in command],
                                                    stdin=options.pop("stdin", subprocess.DEVNULL),
                                                    stdout=options.pop("stdout", subprocess.DEVNULL),
                                                    stderr=errors, start_new_session=True, **options)
        return self.processes[name]

    # TLS

    def make_certificates(self):
        folder = self.folder
        for name in ("ca", "server", "other"):
            cli.tool("openssl", "genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", folder / f"{name}.key")
        cli.tool("openssl", "req", "-x509", "-key", folder / "ca.key", "-subj", "/CN=Lab CA", "-days", "30", "-out", folder / "ca.pem")
        self.certify("server", TLS_HOSTS, 30)
        self.trust_ca(True)

    def certify(self, name, hosts, days):
        """A certificate of the lab's CA for `hosts` with the key `name`.key, as server.pem."""
        folder = self.folder
        extensions = folder / "extensions"
        extensions.write_text("subjectAltName=" + ",".join(f"DNS:{one}" for one in hosts) + "\n")
        cli.tool("openssl", "req", "-new", "-key", folder / f"{name}.key", "-subj", f"/CN={hosts[0]}", "-out", folder / "request")
        dates = ["-days", str(days)]
        cli.tool("openssl", "x509", "-req", "-in", folder / "request", "-CA", folder / "ca.pem", "-CAkey", folder / "ca.key",
                 "-CAcreateserial", *dates, "-extfile", extensions, "-out", folder / "server.pem")
        if name != "server":
            shutil.copy(folder / f"{name}.key", folder / "server.key")

    def trust_ca(self, trusted):
        """Whether this system trusts the lab's CA."""
        bundle = pathlib.Path("/etc/ssl/certs/ca-certificates.crt")
        if not hasattr(self, "system_ca"):
            self.system_ca = bundle.read_text()
            self.replace(bundle, self.system_ca)
        bundle.write_text(self.system_ca + ((self.folder / "ca.pem").read_text() if trusted else ""))

    def fingerprint(self):
        text = cli.tool("openssl", "x509", "-in", self.folder / "server.pem", "-noout", "-fingerprint", "-sha256").decode()
        return text.strip().partition("=")[2]

    # Kerberos

    def start_kdc(self):
        os.environ["KRB5_CONFIG"] = str(self.write("krb5.conf", KRB5_CONF))
        replays = self.folder / "replays"
        replays.mkdir()
        replays.chmod(0o1777)
        os.environ["KRB5RCACHEDIR"] = str(replays)
        os.environ["KRB5_KDC_PROFILE"] = str(self.write("kdc.conf", KDC_CONF))
        cli.tool("kdb5_util", "create", "-s", "-r", REALM, "-P", "master")
        self.kadmin(f"addprinc -pw \"{PASSWORD}\" {USER}")
        for host in ("cm01", "dp02"):
            self.kadmin(f"addprinc -randkey HTTP/{host}.lab.example",
                        f"ktadd -k {self.folder}/http.keytab HTTP/{host}.lab.example")
        if not is_plain():
            shutil.chown(self.folder / "http.keytab", "www-data")
        for host in ("cm01", "dp01", "files01"):
            self.kadmin(f"addprinc -randkey cifs/{host}.lab.example",
                        f"ktadd -k {self.folder}/cifs.keytab cifs/{host}.lab.example")
        self.run("kdc", "krb5kdc", "-n", "-r", REALM)
        wait_for_port(88)

    def kadmin(self, *commands):
        for command in commands:
            cli.tool("kadmin.local", "-r", REALM, "-q", command)

    def sign_in(self, *options):
        subprocess.run(["kinit", *options, f"{USER}@{REALM}"], input=PASSWORD + "\n", text=True, check=True,
                       stdout=subprocess.DEVNULL)

    def sign_out(self):
        subprocess.run(["kdestroy", "-q"], check=False, stderr=subprocess.DEVNULL)

    # the site

    def start_site(self):
        web = "8081" if self.apache_content else "80"
        self.site = self.run("site", sys.executable, SUPPORT / "contract_server.py", "--admin", "8080", "--web", web,
                             "--content", self.content, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.site.stdout.readline()

    def put_content(self, package, version, files, share=True, library=True):
        """The files (path → path on this machine) on the web server of the distribution points."""
        for path, source in files.items():
            digest, ini = self.describe(source)
            places = [f"{package}/{path}"] if share else []
            if library:
                places.append(f"Filelib/{digest[:4]}/{digest}")
                self.put(self.content / f"Datalib/{package}.{version}/{path}.INI", ini)
            for name in places:
                (self.content / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, self.content / name)

    @staticmethod
    def describe(source):
        """The hash of a file as content libraries write it, and their .INI about it."""
        with open(source, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest().upper()
        size = pathlib.Path(source).stat().st_size
        return digest, f"[File]\r\nAttributes=20\r\nTimeModified=133750000000000000\r\nSize={size}\r\nHash={digest}\r\n"

    @staticmethod
    def put(target, text):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, newline="")

    def put_library(self, package, version, files):
        """The same in the content library on the share of the distribution points."""
        for path, source in files.items():
            digest, ini = self.describe(source)
            self.put(self.library / f"PkgLib/{package}.INI", f"[Packages]\r\n{package}.{version}=\r\n")
            self.put(self.library / f"DataLib/{package}.{version}/{path}.INI", ini)
            target = self.library / f"FileLib/{digest[:4]}/{digest}"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)

    def clear_content(self):
        for folder in (self.content, self.library, self.drive, self.source, self.images):
            for one in folder.iterdir():
                shutil.rmtree(one) if one.is_dir() else one.unlink()

    def trap(self, *traps):
        """Sets traps; what was asked since the last call."""
        asked = []
        for trap in traps or ("",):
            self.site.stdin.write(trap + "\n")
            self.site.stdin.flush()
            asked += json.loads(self.site.stdout.readline())
        return asked

    def start_apache(self):
        modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in MODULES)
        conf = self.folder / "apache.conf"
        content = APACHE_CONTENT if self.apache_content else ""
        users = "" if is_plain() else "User www-data\nGroup www-data"
        conf.write_text((APACHE_CONF + content).format(folder=self.folder, modules=modules, users=users))
        self.run("apache", *without_root(), "apache2", "-D", "FOREGROUND", "-f", conf)
        wait_for_port(443)

    def restart_apache(self):
        apache = self.processes.pop("apache")
        apache.send_signal(signal.SIGTERM)
        apache.wait()
        self.start_apache()

    def start_samba(self):
        conf = self.write("smb.conf", SMB_CONF)
        if USER not in pathlib.Path("/etc/passwd").read_text():
            ids = "33:33" if is_plain() else "54321:100"
            self.replace("/etc/passwd", f"{USER}:x:{ids}::/:/usr/sbin/nologin\n" + pathlib.Path("/etc/passwd").read_text())
        subprocess.run(["smbpasswd", "-c", conf, "-s", "-a", USER], input=f"{PASSWORD}\n{PASSWORD}\n", text=True, check=True,
                       stdout=subprocess.DEVNULL)
        self.run("samba", *without_root(), "smbd", "--log-basename", self.folder / "samba", "--foreground", "--no-process-group", "--configfile", conf)
        wait_for_port(445)

    def stop_samba(self):
        """At once, with all its connections."""
        samba = self.processes.pop("samba")
        os.killpg(samba.pid, signal.SIGKILL)
        samba.wait()
