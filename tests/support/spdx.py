# SPDX-FileCopyrightText: 2026 The Bootwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with an SPDX 2.3 document, as others judge it: the schema of the specification, the list of
licences, and what the specification says in words alone."""
import collections
import json
import pathlib
import re

import jsonschema
import license_expression

SCHEMA = pathlib.Path(__file__).resolve().parent.parent / "data/spdx/spdx-schema.json"
LICENCES = license_expression.get_spdx_licensing()


def faults(path):
    """Sentences; none when it is good."""
    document = json.loads(pathlib.Path(path).read_text())
    schema = json.loads(SCHEMA.read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    found = [f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
             for error in jsonschema.Draft7Validator(schema, format_checker=jsonschema.draft7_format_checker).iter_errors(document)]
    return found + [*wrong_licences(document), *wrong_identifiers(document)]


def wrong_licences(document):
    for element in document.get("packages", []) + document.get("files", []):
        for name in ("licenseConcluded", "licenseDeclared"):
            expression = element.get(name, "NOASSERTION")
            if expression not in ("NOASSERTION", "NONE"):
                yield from (f"{element['SPDXID']}: {fault}" for fault in LICENCES.validate(expression).errors)


def wrong_identifiers(document):
    """Section 7.2 and others: letters, digits, "." and "-" in a name that is the only one, and leads somewhere."""
    elements = [document, *document.get("packages", []), *document.get("files", [])]
    names = collections.Counter(element.get("SPDXID", "") for element in elements)
    for name, count in names.items():
        if count > 1:
            yield f"{name}: {count} elements have this name"
        if not re.fullmatch(r"SPDXRef-[A-Za-z0-9.-]+", name):
            yield f"{name}: is no name"
    for relation in document.get("relationships", []):
        for name in (relation["spdxElementId"], relation["relatedSpdxElement"]):
            if name not in names:
                yield f"{name}: is related to, but not there"
