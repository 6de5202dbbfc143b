#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A site on this machine: administration service, management points and distribution points, as Microsoft
documents them, with a switch for every trap.

    contract_server.py [--admin PORT] [--web PORT] [--content FOLDER] [--tls CERTIFICATE KEY] [TRAP[=VALUE]...]

Prints one line of JSON with its ports and serves until standard input ends. The sign-in is the business of a
web server in front of it. Lines on standard input change the traps: "TRAP", "TRAP=VALUE" or "-TRAP"; each is
answered by a line with what was asked since the last one.

Traps:
    empty             every set is empty, as for an account without a role
    central           the server is a central administration site: no primary
    no-select         $select is refused with 400
    collapse          $select without all keys gives one row
    next-link=URL     the first page of SMS_Package ends with this link
    page=N            no page is longer
    lower-case        property names in lower case, numbers as texts, empty lists as null
    broken-json       half of the reply
    html              an HTML page with 200
    not-a-provider    IIS's page, 404, for everything
    garbage           1 MiB of noise for every request
    endless           a reply that never ends
    drip              a reply that comes byte by byte, slowly
    redirect=URL      302 to there
    status=N          this status, once for each time it is set
    sign-in=METHOD    401 with WWW-Authenticate: METHOD, whatever was sent
    no-details        a single boot image is answered with 403
    no-action         SubmitRegistrationRecord is not in $metadata
    lost-record       SubmitRegistrationRecord says 0 and remembers nothing
    refuse-record     SubmitRegistrationRecord says 5
    forbid-record     SubmitRegistrationRecord is answered with 403
    bulk=N            N boot images on four of 200 distribution points, and 50 management points
    unsigned          the management point shows a certificate that nobody signed
    cut=SEED          downloads break at a random byte, again and again
    no-range          downloads begin at the first byte whatever was asked for
    changed           each download has another ETag and other bytes
    once-changed      the same, until it was downloaded twice
    links=A B         a listing has these links too
    need=STATUS       distribution points answer with this to requests without a user
"""
import argparse
import hashlib
import http.server
import json
import os
import pathlib
import random
import re
import socketserver
import ssl
import sys
import threading
import time
import urllib.parse

DATA = pathlib.Path(__file__).resolve().parent.parent / "data/site"
KEYS = {"SMS_Site": ["SiteCode"], "SMS_BootImagePackage": ["PackageID"], "SMS_Package": ["PackageID"],
        "SMS_Certificate": ["SMSID"], "SMS_R_UnknownSystem": ["ResourceId"],
        "SMS_PackageStatusDistPointsSummarizer": ["PackageID", "ServerNALPath", "SiteCode"],
        "SMS_SystemResourceList": ["NALPath", "RoleName", "SiteCode"], "SMS_Identification": []}
LAZY = {"SMS_Certificate": ["Certificate", "PublicKey", "Thumbprint"],
        "SMS_BootImagePackage": ["BackgroundBitmapPath", "EnableLabShell", "ImageIndex", "ImageProperty", "OptionalComponents",
                                 "PreExecCommandLine", "ReferencedDrivers", "RefreshSchedule", "ScratchSpace"]}
NOT_A_PROVIDER = (b"<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head>"
                  b"<body><h1>Server Error</h1></body></html>")


def sample(name):
    return json.loads((DATA / f"{name}.json").read_text())["value"]


def nal_path(server, site):
    return f'["Display=\\\\{server}\\"]MSWNET:["SMS_SITE={site}"]\\\\{server}\\'


class Site:
    """The rows of every class, and what was asked."""

    def __init__(self):
        self.traps = {}
        self.asked = []
        self.lock = threading.Lock()
        self.tables = {name: sample(name) for name in (
            "SMS_Identification", "SMS_Site", "SMS_SCI_SiteDefinition", "SMS_BootImagePackage", "SMS_Package",
            "SMS_PackageStatusDistPointsSummarizer", "SMS_DistributionPointInfo", "SMS_R_UnknownSystem",
            "SMS_Certificate")}
        self.tables["SMS_SCI_Component"] = (sample("SMS_SCI_Component.SMS_SITE_COMPONENT_MANAGER")
                                            + sample("SMS_SCI_Component.SMS_MP_CONTROL_MANAGER"))
        self.tables["SMS_SystemResourceList"] = (sample("SMS_SystemResourceList.MP")
                                                 + sample("SMS_SystemResourceList.DP"))
        self.tables["SMS_SCI_SysResUse"] = sample("SMS_SCI_SysResUse.DP")
        self.certificates = {}
        self.usual = dict(self.tables)

    def set_trap(self, text):
        name, _, value = text.partition("=")
        with self.lock:
            if name.startswith("-"):
                self.traps.pop(name[1:], None)
            elif name:
                self.traps[name] = value
            if name == "bulk":
                self.fill(int(value))
            elif name == "-bulk":
                self.tables = dict(self.usual)

    def fill(self, count):
        image = self.tables["SMS_BootImagePackage"][0]
        status = self.tables["SMS_PackageStatusDistPointsSummarizer"][0]
        role = self.tables["SMS_SystemResourceList"][0]
        points = [f"dp{n:03}.lab.example" for n in range(200)]
        ids = [f"LAB{n:05X}" for n in range(0x100, 0x100 + count)]
        self.tables["SMS_BootImagePackage"] = [
            {**image, "PackageID": one, "Name": f"Boot image {n}"} for n, one in enumerate(ids)]
        self.tables["SMS_PackageStatusDistPointsSummarizer"] = [
            {**status, "PackageID": one, "ServerNALPath": nal_path(points[(n + k * 50) % 200], "LAB")}
            for n, one in enumerate(ids) for k in range(4)]
        self.tables["SMS_SystemResourceList"] = [
            {**role, "NALPath": nal_path(f"mp{n:02}.lab.example", "LAB"), "ServerRemoteName": f"mp{n:02}.lab.example"}
            for n in range(50)] + [
            {**role, "RoleName": "SMS Distribution Point", "NALPath": nal_path(one, "LAB"), "ServerRemoteName": one}
            for one in points]

    def rows(self, name):
        if "empty" in self.traps and name != "SMS_Identification":
            return []
        rows = self.tables[name]
        if "central" in self.traps and name == "SMS_Site":
            return [row for row in rows if row["Type"] == 4]
        return rows


    def lazy_values(self, name, key):
        """What sets do not show of one instance."""
        if name == "SMS_Certificate":
            return self.certificates.get(key.upper(), {})
        if name != "SMS_BootImagePackage":
            return {}
        entity = json.loads((DATA / "SMS_BootImagePackage.entity.json").read_text())
        values = {one: entity[one] for one in LAZY[name]}
        if key != entity["PackageID"]:
            values |= {"EnableLabShell": False, "PreExecCommandLine": "cmd /c ask.cmd", "ReferencedDrivers": []}
        return values


class BadQuery(Exception):
    pass


def condition(text):
    """A row → bool for an OData $filter: eq, ne, and, or, brackets, startswith."""
    tokens = re.findall(r"\s*('(?:[^']|'')*'|\(|\)|,|[A-Za-z_][A-Za-z_0-9]*|-?\d+)", text)
    at = 0

    def take():
        nonlocal at
        at += 1
        if at > len(tokens):
            raise BadQuery("The query specified in the URI is not valid.")
        return tokens[at - 1]

    def value(row, token):
        if token.startswith("'"):
            return token[1:-1].replace("''", "'").lower()
        if re.fullmatch(r"-?\d+", token):
            return int(token)
        found = next((row[key] for key in row if key.lower() == token.lower()), BadQuery)
        if found is BadQuery:
            raise BadQuery(f"Could not find a property named '{token}'.")
        return found.lower() if isinstance(found, str) else found

    def single():
        token = take()
        if token == "(":
            inner = either()
            take()
            return inner
        if token == "startswith":
            take()
            name, _, prefix, _ = take(), take(), take(), take()
            return lambda row: value(row, name).startswith(value(row, prefix))
        operator, right = take(), take()
        if operator not in ("eq", "ne"):
            raise BadQuery("The query specified in the URI is not valid.")
        return lambda row: (value(row, token) == value(row, right)) == (operator == "eq")

    def chain(part, word, join):
        nonlocal at
        parts = [part()]
        while at < len(tokens) and tokens[at] == word:
            at += 1
            parts.append(part())
        return lambda row: join(one(row) for one in parts)

    def both():
        return chain(single, "and", all)

    def either():
        return chain(both, "or", any)

    return either()


def drifted(value):
    """The same in other spellings: names in lower case, numbers as texts, empty lists as null."""
    if isinstance(value, dict):
        return {key if key.startswith("@") else key.lower(): drifted(one) for key, one in value.items()}
    if isinstance(value, list):
        return [drifted(one) for one in value] or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Microsoft-HTTPAPI/2.0"
    sys_version = ""

    def log_message(self, *_):
        pass

    @property
    def site(self):
        return self.server.site

    def reply(self, status, body, kind="application/json; odata.metadata=minimal; charset=utf-8", headers=()):
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def error(self, status, message):
        self.reply(status, {"error": {"code": str(status), "message": message}})

    def do_GET(self):
        self.answer(b"")

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def answer(self, body):
        with self.site.lock:
            self.site.asked.append({"method": self.command, "path": self.path, "port": self.server.server_port,
                                    "user": self.headers.get("X-Remote-User", ""),
                                    "token": self.headers.get("X-Token", ""),
                                    "body": body.decode(errors="replace")})
        try:
            if not self.fell_into_trap():
                self.route(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def fell_into_trap(self):
        traps = self.site.traps
        if "status" in traps:
            status = int(traps.pop("status"))
            self.error(status, "Generic failure ")
        elif "sign-in" in traps:
            self.reply(401, b"", headers=[("WWW-Authenticate", traps["sign-in"])])
        elif "redirect" in traps and self.path != traps["redirect"]:
            self.reply(302, b"", headers=[("Location", traps["redirect"])])
        elif "not-a-provider" in traps:
            self.reply(404, NOT_A_PROVIDER, "text/html")
        elif "html" in traps:
            self.reply(200, b"<html><body>Welcome</body></html>", "text/html")
        elif "garbage" in traps:
            self.reply(200, random.Random(7).randbytes(1 << 20))
        elif "endless" in traps or "drip" in traps:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            while True:
                self.wfile.write(b" " * (1 if "drip" in traps else 1 << 16))
                self.wfile.flush()
                time.sleep(0.2 if "drip" in traps else 0)
        else:
            return False
        return True

    def route(self, body):
        url = urllib.parse.urlsplit(self.path)
        path = urllib.parse.unquote(url.path)
        query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        if path.lower().startswith("/adminservice/wmi/"):
            self.admin_service(path[len("/AdminService/wmi/"):], query, body)
        elif path == "/SMS_MP/.sms_aut":
            self.management_point(url.query.upper())
        elif path.startswith("/SMS_DP_SMSPKG$/"):
            self.distribution_point(path[len("/SMS_DP_SMSPKG$/"):])
        elif path.startswith("/file/"):
            self.distribution_point(path[len("/file/"):])
        else:
            self.reply(404, NOT_A_PROVIDER, "text/html")

    def admin_service(self, target, query, body):
        if target == "$metadata":
            text = (DATA / "metadata.excerpt.xml").read_bytes()
            if "no-action" in self.site.traps:
                text = text.replace(b"SubmitRegistrationRecord", b"ImportMachineEntry")
            return self.reply(200, text, "application/xml")
        if target == "SMS_Site.SubmitRegistrationRecord":
            return self.submit_record(json.loads(body))
        instance = re.fullmatch(r"(\w+)\('(.*)'\)", target)
        name = instance.group(1) if instance else target
        name = next((one for one in self.site.tables if one.lower() == name.lower()), None)
        if not name:
            return self.error(404, f"No HTTP resource was found that matches the request URI '{self.path}'.")
        try:
            return self.instance(name, instance.group(2)) if instance else self.rows(name, query)
        except BadQuery as why:
            return self.error(400, str(why))

    def instance(self, name, key):
        if "no-details" in self.site.traps and name == "SMS_BootImagePackage":
            return self.error(403, "Access denied.")
        for row in self.site.rows(name):
            if str(row[KEYS[name][0]]).lower() == key.replace("''", "'").lower():
                lazy = self.site.lazy_values(name, key)
                return self.send_json({"@odata.context": f"#{name}/$entity", **row, **lazy})
        return self.error(404, "Not found")

    def rows(self, name, query):
        rows = self.site.rows(name)
        if "$filter" in query:
            wanted = condition(query["$filter"])
            rows = [row for row in rows if wanted(row)]
        whole = len(rows)
        skip = int(query.get("$skip", 0))
        top = min(int(query.get("$top", 1 << 30)), int(self.site.traps.get("page", 1 << 30)))
        rows = rows[skip:skip + top]
        if "$select" in query:
            if "no-select" in self.site.traps:
                raise BadQuery("The query specified in the URI is not valid.")
            names = [one.lower() for one in query["$select"].split(",")]
            if "collapse" in self.site.traps and any(key.lower() not in names for key in KEYS.get(name, [])):
                rows = rows[:1]
            rows = [{key: value for key, value in row.items() if key.lower() in names} for row in rows]
        elif name in LAZY:
            rows = [{**row, **dict.fromkeys(LAZY[name])} for row in rows]
        reply = {"@odata.context": f"https://cm01.lab.example/AdminService/wmi/$metadata#{name}", "value": rows}
        if "next-link" in self.site.traps and name == "SMS_Package" and skip == 0 and whole > 1:
            reply["value"] = rows[:1]
            reply["@odata.nextLink"] = self.site.traps["next-link"]
        return self.send_json(reply)

    def send_json(self, value):
        if "lower-case" in self.site.traps:
            value = drifted(value)
        body = json.dumps(value).encode()
        if "broken-json" in self.site.traps:
            body = body[:len(body) // 2]
        self.reply(200, body)

    def submit_record(self, parameters):
        traps = self.site.traps
        if "forbid-record" in traps:
            return self.error(403, "Access denied.")
        expected = {"SMSID": str, "Certificate": str, "CertificatePFX": str, "Type": int, "ServerName": str,
                    "UdaSetting": int, "IssuedCert": int}
        for name, kind in expected.items():
            if not isinstance(parameters.get(name), kind):
                return self.error(404, "ODataParameterReader.ReadAsync was called in the 'ResourceSet' state.")
        if "refuse-record" in traps:
            return self.reply(201, {"ReturnValue": 5})
        der = bytes.fromhex(parameters["Certificate"])
        key = parameters["SMSID"].upper()
        if "lost-record" not in traps:
            row = {**sample("SMS_Certificate")[0], "SMSID": key, "KeyType": parameters["IssuedCert"],
                   "Type": parameters["Type"]}
            self.site.tables["SMS_Certificate"].append(row)
            self.site.certificates[key] = {"Certificate": der.hex().upper(),
                                           "Thumbprint": hashlib.sha1(der).hexdigest().upper()}
        return self.reply(201, {"@odata.context": "#__PARAMETERS", "ReturnValue": 0, "StatusCode": 0})

    def management_point(self, query):
        names = {"SITESIGNCERT": "mp.SITESIGNCERT.xml", "MPKEYINFORMATIONMEDIA": "mp.MPKEYINFORMATIONMEDIA.xml"}
        if query not in names:
            return self.reply(500, NOT_A_PROVIDER, "text/html")
        body = (DATA / names[query]).read_bytes()
        if "unsigned" in self.site.traps:
            body = re.sub(rb'Signature="....', b'Signature="0000', body)
        return self.reply(200, body, "text/xml")

    def distribution_point(self, target):
        root = self.server.content
        if "need" in self.site.traps and not self.headers.get("X-Remote-User"):
            return self.reply(int(self.site.traps["need"]), NOT_A_PROVIDER, "text/html", [("WWW-Authenticate", "Negotiate")])
        path = (root / target.strip("/")).resolve() if root else None
        if not path or not path.is_relative_to(root.resolve()) or not path.exists():
            return self.reply(404, NOT_A_PROVIDER, "text/html")
        if path.is_dir():
            return self.listing(path, target.strip("/"))
        return self.file(path)

    def listing(self, path, target):
        lines = []
        for one in sorted(path.iterdir()):
            size = "&lt;dir&gt;" if one.is_dir() else str(one.stat().st_size)
            link = f"http://{self.headers['Host']}/SMS_DP_SMSPKG$/{urllib.parse.quote(target)}/{urllib.parse.quote(one.name)}"
            lines.append(f'  Monday, November 02, 2026  9:20 AM {size:>12} <A HREF="{link}{"/" if one.is_dir() else ""}">'
                         f"{one.name}</A><br>")
        lines += [f'<A HREF="{link}">x</A>' for link in self.site.traps.get("links", "").split(" ") if link]
        self.reply(200, f"<html><body><pre>{''.join(lines)}</pre></body></html>".encode(), "text/html")

    def file(self, path):
        content = path.read_bytes()
        tag = hashlib.sha256(content).hexdigest()[:16]
        if "changed" in self.site.traps or self.site.traps.get("once-changed", "2") in ("", "1"):
            content = os.urandom(len(content))
            tag = os.urandom(8).hex()
            if "once-changed" in self.site.traps:
                self.site.traps["once-changed"] += "1"
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(wanted.group(1)) if wanted and "no-range" not in self.site.traps else 0
        if start > len(content) or (wanted and start == len(content)):
            return self.reply(416, b"")
        body = content[start:]
        self.send_response(206 if wanted and "no-range" not in self.site.traps else 200)
        self.send_header("ETag", f'"{tag}"')
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(len(body)))
        if wanted and "no-range" not in self.site.traps:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        if "cut" in self.site.traps and len(body) > 1000:
            self.wfile.write(body[:self.server.random.randrange(1, len(body))])
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(2)
        else:
            self.wfile.write(body)


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address, site, content):
        super().__init__(address, Handler)
        self.site = site
        self.content = content
        self.contexts = []
        self.random = random.Random(site.traps.get("cut", ""))

    def get_request(self):
        connection, address = super().get_request()
        if self.contexts:
            context = self.contexts.pop(0) if len(self.contexts) > 1 else self.contexts[0]
            connection = context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def handle_error(self, *_):
        pass  # who went away in the middle is no news here


def tls_context(certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--address", default="127.0.0.1")
    options.add_argument("--admin", type=int, default=0, help="port of the administration service")
    options.add_argument("--web", type=int, default=0, help="port of the management and distribution points")
    options.add_argument("--content", type=pathlib.Path, help="what the distribution point has")
    options.add_argument("--tls", nargs=2, help="certificate and key: the administration service speaks TLS")
    options.add_argument("--tls-later", nargs=2, help="the same for all connections but the first")
    options.add_argument("traps", nargs="*")
    arguments = options.parse_args()
    site = Site()
    for trap in arguments.traps:
        site.set_trap(trap)
    admin = Server((arguments.address, arguments.admin), site, arguments.content)
    web = Server((arguments.address, arguments.web), site, arguments.content)
    admin.contexts = [tls_context(*files) for files in (arguments.tls, arguments.tls_later) if files]
    for server in (admin, web):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"admin": admin.server_port, "web": web.server_port}), flush=True)
    for line in sys.stdin:
        site.set_trap(line.strip())
        with site.lock:
            print(json.dumps(site.asked), flush=True)
            site.asked = []


if __name__ == "__main__":
    main()
